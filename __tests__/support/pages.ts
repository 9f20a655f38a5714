import { load } from 'js-yaml'
import type { Reviews } from '../../src/lint/model/change.js'
import type { Finding } from '../../src/lint/model/finding.js'
import type { Tree } from '../../src/lint/model/tree.js'
import { directoryOf, resolveFrom, upwards } from '../../src/lint/text/paths.js'
import { type Counter, type Fence, type Moment, readCounter } from './counters.js'

/** One tree of a rule's page, or two, and what the page says keplint finds. */
export interface Example {
  /** The headings it stands under: `Fails` or `Passes`, and its own where it has one. */
  readonly name: string
  readonly fails: boolean
  readonly tree: Tree
  /** What the tree was before the change; null where the example shows none. */
  readonly base: Tree | null
  /** What is known of the reviews of the change; null where the example shows none. */
  readonly reviews: Reviews | null
  readonly findings: string
  /** What would make the rule report something; null where the page does not say. */
  readonly counter: Counter | null
  /** The keys of its metadata that its format does not know, as the page lists them. */
  readonly unknownKeys: readonly string[]
  /** What the example is made of, the findings left out. */
  readonly fences: readonly Fence[]
}

/** A rule's page, read. */
export interface Page {
  readonly title: string
  readonly summary: string
  readonly headings: readonly string[]
  readonly examples: readonly Example[]
}

interface Draft {
  readonly name: string
  readonly fails: boolean
  readonly fences: Fence[]
  /** The last that a line named. */
  moment: Moment
  /** Some line named one. */
  compares: boolean
  counter: Counter | null
  unknownKeys: readonly string[]
}

/**
 * Reads a page. A fence whose info string names a path is a file of the example (`yaml keps/a/kep.yaml`);
 * `link PATH` is a symbolic link to its content, or out of the tree where that is empty; `refused PATH` is a
 * file that could not be read, for the reason that it holds; `findings` is what keplint says. `## Fails` and
 * `## Passes` hold one example, or one under each `###`.
 *
 * An example of a change shows two trees: below a line `Before:` stand files of the base, below `After:` those of the
 * tree, below `Before and after:` those of both; `Before: nothing` is a base without any. `reviews` are those of the
 * change, as YAML. Below an example that passes, a line that starts with `Fails with` or `Cannot fail` is its
 * Counter, and `Unknown keys:` lists keys that its metadata has against its format.
 */
export function readPage(text: string): Page {
  const lines = text.split('\n')
  const headings: string[] = []
  const examples: Draft[] = []
  let part = ''
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    const fence = /^(`{3,})(.*)$/.exec(line)
    if (fence) {
      const content: string[] = []
      for (i++; i < lines.length && lines[i] !== fence[1]; i++) content.push(lines[i] ?? '')
      const [example, info] = [examples.at(-1), (fence[2] ?? '').trim()]
      const moment = example?.moment ?? 'After'
      example?.fences.push({ info, text: content.map((each) => `${each}\n`).join(''), moment })
      continue
    }
    const moment = momentOf(line)
    const example = examples.at(-1)
    if (example) {
      example.counter ??= readCounter(line)
      if (line.startsWith('Unknown keys: '))
        example.unknownKeys = Array.from(line.matchAll(/`([^`]+)`/g), ([, key = '']) => key)
    }
    if (moment && example) {
      example.moment = moment
      example.compares = true
    }
    const heading = /^(#{1,3}) (.*)$/.exec(line)
    if (!heading) continue
    const [, marks, name = ''] = heading
    if (marks !== '###') {
      headings.push(name)
      part = name
    }
    if (part === 'Fails' || part === 'Passes') {
      const own = marks === '###' ? `: ${name}` : ''
      examples.push({
        name: part + own,
        fails: part === 'Fails',
        fences: [],
        moment: 'After',
        compares: false,
        counter: null,
        unknownKeys: [],
      })
    }
  }
  return {
    title: headings[0] ?? '',
    summary: lines[2] ?? '',
    headings: headings.slice(1),
    examples: examples.filter(({ fences }) => fences.length > 0).map(exampleOf),
  }
}

function momentOf(line: string): Moment | undefined {
  const [, word] = /^(Before|After|Before and after):(?: nothing)?$/.exec(line) ?? []
  return (['Before', 'After', 'Before and after'] as const).find((moment) => moment === word)
}

function exampleOf({ name, fails, fences, compares, counter, unknownKeys }: Draft): Example {
  const findings = fences.find(({ info }) => info === 'findings')?.text ?? ''
  return { name, fails, ...madeOf(fences, compares), findings, counter, unknownKeys }
}

/** The example as it would be with other fences. */
export function withFences(example: Example, fences: readonly Fence[]): Example {
  return { ...example, ...madeOf(fences, example.base !== null) }
}

function madeOf(all: readonly Fence[], compares: boolean): Pick<Example, 'tree' | 'base' | 'reviews' | 'fences'> {
  const fences = all.filter(({ info }) => info !== 'findings')
  const written = fences.find(({ info }) => info === 'reviews')?.text
  const reviews: Reviews | null = written === undefined ? null : JSON.parse(JSON.stringify(load(written)))
  const files = fences.filter(({ info }) => info !== 'reviews')
  const base = compares ? treeOf(files.filter(({ moment }) => moment !== 'After')) : null
  return { tree: treeOf(files.filter(({ moment }) => moment !== 'Before')), base, reviews, fences }
}

function treeOf(fences: readonly Fence[]): Tree {
  const texts = new Map<string, string>()
  const links = new Map<string, string | null>()
  const refused: { path: string; reason: string }[] = []
  for (const { info, text } of fences) {
    const [kind = '', ...rest] = info.split(' ')
    const path = rest.join(' ')
    if (path === '') throw new Error(`a fence of an example names no file: ${info}`)
    if (kind === 'link') links.set(path, text.trim() === '' ? null : resolveFrom(directoryOf(path), text.trim()))
    else if (kind === 'refused') refused.push({ path, reason: text.trim() })
    else texts.set(path, text)
  }
  return makeTree(texts, links, refused)
}

/** A tree in which every text is selected. */
export function makeTree(
  texts: ReadonlyMap<string, string>,
  links: Tree['links'] = new Map(),
  refused: Tree['refused'] = [],
): Tree {
  const regular = [...texts.keys(), ...refused.map((refusal) => refusal.path)]
  const files = new Set(regular)
  for (const [path, target] of links) if (target !== null && files.has(target)) files.add(path)
  const directories = new Set<string>(['.'])
  for (const path of regular) for (const directory of upwards(directoryOf(path))) directories.add(directory)
  return { files, directories, links, selected: files, texts, refused }
}

/** A finding as pages show it. */
export function shownFinding({ at, severity, message }: Finding): string {
  return `${at.path}:${at.line}:${at.column} ${severity} ${message}\n`
}
