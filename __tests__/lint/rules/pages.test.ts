import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { noConfig, type Profile, profiles, readBaseline, readConfig, readProfile } from '../../../src/lint/lint.js'
import type { WrittenSetup } from '../../../src/lint/model/change.js'
import type { Finding } from '../../../src/lint/model/finding.js'
import { severities } from '../../../src/lint/model/severity.js'
import type { Tree } from '../../../src/lint/model/tree.js'
import metadataSchema from '../../../src/lint/rules/metadata-schema.js'
import { defineRule, type Rule } from '../../../src/lint/rules/rule.js'
import { countered } from '../../support/counters.js'
import { isNew } from '../../support/new-rules.js'
import { type Example, readPage, shownFinding, withFences } from '../../support/pages.js'
import { lint } from '../../support/report-schema.js'

const folder = new URL('../../../src/lint/rules/', import.meta.url)
const names = readdirSync(folder)
const ids = names
  .filter((name) => name.endsWith('.ts') && !['index.ts', 'rule.ts'].includes(name))
  .map((name) => name.slice(0, -3))
  .sort()

const catalogue = await Promise.all(
  ids.map(async (id) => {
    const module: { readonly default: Rule } = await import(new URL(`${id}.ts`, folder).href)
    return { id, rule: module.default }
  }),
)

const settings = ['off', ...severities]
const options = {
  today: '2026-01-15',
  repository: 'example/enhancements',
  rules: new Map(),
  only: null,
} as const

test('there are rules, and each has a page and each page a rule', () => {
  expect(ids.length).toBeGreaterThan(10)
  const pages = names.filter((name) => name.endsWith('.md') && name !== 'README.md').map((name) => name.slice(0, -3))
  expect(pages.sort()).toEqual(ids)
})

test.each(catalogue)('$id starts as a notice if it is newer than the last major version', ({ rule }) => {
  expect(isNew(rule) ? ['notice', 'off'] : settings).toContain(rule.severity)
})

test.each(catalogue)('$id is named as its file and says what it holds', ({ id, rule }) => {
  expect(rule).toEqual(defineRule({ ...rule, id }))
  expect(rule.summary).toMatch(/^[A-Z].*[^.]$/)
  const { check, checkTree, checkChange, checkComparison, checkOutcome } = rule
  expect(check ?? checkTree ?? checkChange ?? checkComparison ?? checkOutcome).toBeTypeOf('function')
})

describe.each(catalogue)('$id', ({ id, rule }) => {
  const page = readPage(readFileSync(new URL(`${id}.md`, folder), 'utf8'))

  test('its page has the title, the summary and every part', () => {
    expect(page.title).toBe(id)
    expect(page.summary).toBe(rule.summary)
    expect(page.headings).toEqual(['Why it matters', 'How to fix it', 'Fails', 'Passes'])
    expect(new Set(page.examples.map((example) => example.fails))).toEqual(new Set([true, false]))
  })

  test.each(page.examples)('$name', (example) => {
    const found = findingsOf(rule, example)
    expect(found.map(shownFinding).join('')).toBe(example.findings)
    expect(found.length > 0).toBe(example.fails)
  })

  const passing = page.examples.filter(({ fails }) => !fails)

  test.each(passing)('$name: it says what would fail, and that does', ({ counter, ...example }) => {
    if (counter === null) throw new Error('write below it: Fails without `…`.')
    if ('reason' in counter) return
    const changed = withFences({ ...example, counter }, countered(example.fences, counter))
    expect(findingsOf(rule, changed)).not.toEqual([])
  })

  test.each(passing)('$name: its keys are those of its format, or named as unknown', (example) => {
    const messages = findingsOf(metadataSchema, example).map(({ message }) => message)
    const unknown = messages.flatMap((message) => /^(\S+) is not a (?:known )?key\b/.exec(message)?.[1] ?? [])
    expect([...new Set(unknown)]).toEqual(example.unknownKeys)
  })
})

test('few examples pass whatever is changed', () => {
  const texts = ids.map((id) => readFileSync(new URL(`${id}.md`, folder), 'utf8'))
  const counters = texts.flatMap((text) => readPage(text).examples.flatMap(({ counter }) => counter ?? []))
  const blunt = counters.filter((counter) => 'reason' in counter)
  expect(blunt.length / counters.length).toBeLessThan(0.07)
})

/** What the rule reports of an example. */
function findingsOf(rule: Rule, { tree, base: before, reviews }: Example): readonly Finding[] {
  // What exemptions and the baseline report depends on what the other rules find.
  const checked = rule.checkOutcome ? undefined : [rule]
  const now = writtenIn(tree)
  const setups = before && { before: writtenIn(before), now }
  const base = before && { tree: before, name: 'base', setups, reviews }
  const rules = new Map(rule.severity === 'off' ? [[rule.id, 'error' as const]] : [])
  const { findings } = lint(tree, { ...options, ...now, base, rules }, checked)
  return findings.filter((each) => each.rule === rule.id)
}

/** What an example says of how it is to be checked. */
function writtenIn({ texts }: Tree): WrittenSetup {
  const config = texts.get('.keplint.yml')
  const baseline = texts.get('.keplint-baseline.json')
  const read = config === undefined ? { value: noConfig } : readConfig('.keplint.yml', config, ids, null)
  const held = baseline === undefined ? null : readBaseline('.keplint-baseline.json', baseline)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  if (typeof held === 'string') throw new Error(held)
  return { config: read.value, baseline: held, profiles: profilesNamed(read.value.profile?.join() ?? 'auto', texts) }
}

function profilesNamed(name: string, texts: Tree['texts']): readonly Profile[] {
  const text = texts.get(name)
  if (text === undefined) return name === 'auto' ? profiles : profiles.filter((profile) => profile.name === name)
  const read = readProfile(name, text, profiles)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return [read.value]
}
