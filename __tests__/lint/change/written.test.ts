import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type LintOptions, noConfig, readConfig, rules } from '../../../src/lint/lint.js'
import { fields } from '../../../src/lint/model/fields.js'
import type { Finding, Report, WhenChanged } from '../../../src/lint/model/finding.js'
import { topOf } from '../../../src/lint/model/place.js'
import { defineRule, type Rule } from '../../../src/lint/rules/rule.js'
import { makeTree } from '../../support/pages.js'
import { type Files, proposal } from '../../support/proposals.js'
import { findingLine } from '../../support/read-tree.js'
import { lint } from '../../support/report-schema.js'

const today = '2026-01-15'
const treeOf = (files: Files) => makeTree(new Map(Object.entries(files)))

function change(
  before: Files | null,
  now: Files,
  among: readonly Rule[] | undefined,
  options: Partial<LintOptions> = {},
): Report {
  const base = before && { tree: treeOf(before), name: 'main', setups: null, reviews: null }
  return lint(treeOf(now), { today, repository: null, rules: new Map(), only: null, base, ...options }, among)
}

/** A rule that finds a problem in each file of each KEP, for each thing that a change may write. */
const each = defineRule({
  id: 'title-unique',
  since: '1.0',
  summary: 'Says of each KEP what the change wrote of it',
  severity: 'notice',
  *check({ metadata }) {
    for (const field of fields) {
      yield { at: topOf(metadata.path), message: field, whenChanged: { severity: 'error', by: [field] } }
    }
  },
})

const ofFiles = defineRule({
  id: 'title-unique',
  since: '1.0',
  summary: 'Says of each file what the change wrote of it',
  severity: 'notice',
  *checkTree({ tree }) {
    const whenChanged: WhenChanged = { severity: 'error', by: ['file'] }
    for (const path of [...tree.files].sort()) yield { at: topOf(path), message: 'file', whenChanged }
  },
})

const raised = ({ findings }: Report): readonly Finding[] => findings.filter(({ severity }) => severity === 'error')

/** The fields of a KEP's metadata that a change wrote. */
function writtenFields(before: string, now: string): readonly string[] {
  const at = (text: string): Files => ({ 'keps/1-a/kep.yaml': text.startsWith('{') ? text : `kep-number: 1\n${text}` })
  return raised(change(at(before), at(now), [each])).map(({ message }) => message)
}

/** The files that a change wrote. */
const writtenFiles = (before: Files, now: Files): readonly string[] =>
  raised(change(before, now, [ofFiles])).map(({ at }) => at.path)

describe('a field is written when its value differs', () => {
  test.each([
    ['a text', 'title: A', 'title: B', ['title']],
    ['a text that comes', '', 'title: B', ['title']],
    ['a text that goes', 'title: A', 'title:', ['title']],
    [
      'a version that YAML reads as the same number',
      'latest-milestone: 1.3',
      'latest-milestone: 1.30',
      ['latestMilestone'],
    ],
    [
      'one of a mapping',
      'milestone: {alpha: v1.1, beta: v1.2}',
      'milestone: {alpha: v1.1, beta: v1.3}',
      ['milestones'],
    ],
    ['one more of a mapping', 'milestone: {alpha: v1.1}', 'milestone: {alpha: v1.1, beta: TBD}', ['milestones']],
    ['one more of a list', 'authors: [a]', 'authors: [a, b]', ['authors']],
    [
      'deep down',
      'feature-gates: [{name: A, components: [x]}]',
      'feature-gates: [{name: A, components: [y]}]',
      ['featureGates'],
    ],
    ['two of them', 'title: A\nstage: alpha', 'title: B\nstage: beta', ['stage', 'title']],
    ['the value of a key that is there twice in name only', 'title: A\nTitle: B', 'title: B\nTitle: A', ['title']],
  ])('%s', (_, before, now, written) => {
    expect([...writtenFields(before, now)].sort()).toEqual(written)
  })

  test.each([
    ['other quotes', 'title: "A"', "title: 'A'"],
    ['other keys before it', 'title: A\nstage: alpha', 'stage: alpha\n# A comment\ntitle:   A'],
    [
      'none in other words',
      'title: null\nstage: ~\nauthors: []\nmilestone: {}',
      'title: ""\nstage:\nauthors:\nmilestone: {alpha: }',
    ],
    ['a list around it', 'editor: ada', 'editor: [ada]'],
    ['another order of a list', 'authors: [a, b]', 'authors:\n- b\n- a'],
    ['another order of a mapping', 'milestone: {alpha: "1.1", beta: "1.2"}', 'milestone:\n  beta: 1.2\n  alpha: 1.1'],
    ['a key that no field has', 'weight: 1', 'weight: 2'],
  ])('and not with %s', (_, before, now) => {
    expect(writtenFields(before, now)).toEqual([])
  })

  test('and whatever values there are, writing the same ones as JSON writes none', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'B', '1', '.', '-'), minLength: 1, maxLength: 4 })
    const value = fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.dictionary(word, word, { maxKeys: 3 }))
    const plain = (of: unknown): string => JSON.stringify(of)
    const values = fc.record({ title: word, authors: value, milestone: value, stage: word })
    fc.assert(
      fc.property(values, values, ({ title, authors, milestone, stage }, other) => {
        const was = `title: ${plain(title)}\nauthors: ${plain(authors)}\nmilestone: ${plain(milestone)}\nstage: ${plain(stage)}`
        expect(
          writtenFields(was, JSON.stringify({ stage, milestone, authors, title, 'kep-number': 1 }, null, 1)),
        ).toEqual([])
        const isOther = other.title !== title
        const now = was.replace(/^title: .*/, () => `title: ${plain(other.title)}`)
        expect(writtenFields(was, now)).toEqual(isOther ? ['title'] : [])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a file is written when its text differs', () => {
  const kep: Files = {
    'keps/1-a/kep.yaml': 'kep-number: 1\n',
    'keps/1-a/README.md': '# A\n',
    'keps/1-a/notes.md': 'Notes.\n',
  }
  const { 'keps/1-a/notes.md': notes = '', ...rest } = kep

  test.each<[string, Files, readonly string[]]>([
    ['with another text', { ...kep, 'keps/1-a/README.md': '# B\n' }, ['keps/1-a/README.md']],
    ['that is new', { ...kep, 'keps/1-a/more.md': 'More.\n' }, ['keps/1-a/more.md']],
    ['that belongs to no KEP', { ...kep, OWNERS: 'a\n' }, ['OWNERS']],
    ['whose copy is still there', { ...kep, 'keps/1-a/copy.md': notes }, ['keps/1-a/copy.md']],
  ])('one %s', (_, now, written) => {
    expect(writtenFiles(kep, now)).toEqual(written)
  })

  test.each<[string, Files]>([
    ['stayed', kep],
    ['moved within its KEP', { ...rest, 'keps/1-a/docs/notes.md': notes }],
    [
      'moved with its KEP',
      Object.fromEntries(Object.entries(kep).map(([path, text]) => [path.replace('1-a', 'sig-x/1-b'), text])),
    ],
  ])('and not when it %s', (_, now) => {
    expect(writtenFiles(kep, now)).toEqual([])
  })

  test('an approval moves with the SIG of its KEP', () => {
    const approved = (sig: string): Files => ({
      [`keps/${sig}/1-a/kep.yaml`]: 'kep-number: 1\n',
      [`keps/prod-readiness/${sig}/1.yaml`]: `kep-number: 1\nalpha: {approver: "@${sig}"}\n`,
    })
    const renamed = Object.entries(approved('sig-b')).map(([path, text]) => [path, text.replace('@sig-b', '@sig-a')])
    expect(writtenFiles(approved('sig-a'), Object.fromEntries(renamed))).toEqual([])
    expect(writtenFiles(approved('sig-a'), approved('sig-b'))).toEqual(['keps/prod-readiness/sig-b/1.yaml'])
  })
})

describe('a KEP is written whole', () => {
  const all = fields.length
  const counted = (before: Files, now: Files): number => raised(change(before, now, [each])).length
  const kep = { 'keps/1-a/kep.yaml': 'kep-number: 1\ntitle: A\n' }
  const flat = { 'keps/1-a.md': '---\nkep-number: 1\ntitle: A\nauthors: ["@ada"]\nstatus: draft\n---\n# A\n' }

  test('by the change that adds it', () => expect(counted({}, kep)).toBe(all))
  test('by the change that moves it from one file to a directory', () => expect(counted(flat, kep)).toBe(all))
  test('by the change that moves it to another format', () => {
    expect(counted({ 'keps/1-a/metadata.yaml': 'kep_number: 1\ntitle: A\n' }, kep)).toBe(all)
  })
  test('and its files with it', () => {
    const readme = { 'keps/1-a/README.md': '# A\n' }
    expect(writtenFiles({ ...readme, 'keps/1-a/metadata.yaml': 'kep_number: 1\n' }, { ...readme, ...kep })).toEqual([
      'keps/1-a/README.md',
      'keps/1-a/kep.yaml',
    ])
  })
  test('not by one that moves it', () => {
    expect(counted(kep, { 'keps/sig-x/1-b/kep.yaml': kep['keps/1-a/kep.yaml'] })).toBe(0)
  })
  test('not by one that repairs metadata which could not be read', () => {
    expect(counted({ 'keps/1-a/kep.yaml': 'kep-number: 1\ntitle: [A\n' }, kep)).toBe(0)
  })
  test('and its metadata alone where its text was there before', () => {
    const readme = { 'keps/1-a/README.md': '# A\n\n## Summary\n' }
    expect(writtenFiles(readme, { ...readme, ...kep })).toEqual(['keps/1-a/kep.yaml'])
    expect(counted(readme, { ...readme, ...kep })).toBe(all)
  })
})

describe('what the change made counts as more', () => {
  const behind = (latest: string, more = ''): Files => ({
    'keps/1-a/kep.yaml': [
      'title: A',
      'kep-number: 1',
      'authors: ["@ada"]',
      'approvers: [TBD]',
      'status: provisional',
      'stage: alpha',
      `latest-milestone: ${latest}`,
      'milestone: {alpha: v1.30, beta: v1.31}',
      'creation-date: 2024-01-01',
      more,
    ].join('\n'),
    'keps/1-a/README.md': '# A\n\n## Summary\n\nText.\n\n## Motivation\n\nText.\n',
  })
  const said =
    'keps/1-a/kep.yaml:6:8 SEVERITY stage-matches-state stage is still alpha; latest-milestone has reached milestone.beta v1.31'
  const lineOf = (severity: string): readonly string[] => [said.replace('SEVERITY', severity)]
  const lines = (report: Report): readonly string[] => report.findings.map(findingLine)
  const changed = { scope: 'changed' } as const
  const configOf = (text: string) => {
    const read = readConfig('.keplint.yml', text, ['stage-matches-state'], null)
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    return { config: read.value }
  }

  test('and not where there is nothing to compare with', () => {
    expect(lines(change(null, behind('v1.31'), undefined))).toEqual(lineOf('warning'))
  })
  test('where the base has none of it, or has it as less', () => {
    expect(lines(change(behind('v1.30'), behind('v1.31'), undefined, changed))).toEqual(lineOf('error'))
    expect(lines(change(behind('v1.32'), behind('v1.31'), undefined, changed))).toEqual(lineOf('error'))
  })
  test('and what it did not make is older', () => {
    const report = change(behind('v1.31'), behind('v1.31', 'editor: "@bob"\n'), undefined, changed)
    expect(lines(report)).toEqual([])
    expect(report.change).toMatchObject({ older: { error: 0, warning: 1, notice: 0 }, mended: 0 })
  })
  test('and is repaired', () => {
    const report = change(behind('v1.31'), behind('v1.30'), undefined, changed)
    expect(lines(report)).toEqual([])
    expect(report.change).toMatchObject({ mended: 1 })
  })
  test.each<[string, Partial<LintOptions>, readonly string[]]>([
    ['no configuration', { config: noConfig }, lineOf('error')],
    ['the rules', configOf('rules: {stage-matches-state: notice}'), lineOf('notice')],
    ['an override', configOf('overrides: [{paths: [keps], rules: {stage-matches-state: warning}}]'), lineOf('warning')],
    [
      'an override elsewhere',
      configOf('overrides: [{paths: [docs], rules: {stage-matches-state: notice}}]'),
      lineOf('error'),
    ],
    ['the command', { rules: new Map([['stage-matches-state', 'warning']]) }, lineOf('warning')],
    ['the rules, off', configOf('rules: {stage-matches-state: off}'), []],
    ['an exemption', configOf('exemptions: [{rule: stage-matches-state, path: keps/1-a, reason: Known.}]'), []],
  ])('unless something says otherwise: %s', (_, options, expected) => {
    expect(lines(change(behind('v1.30'), behind('v1.31'), undefined, options))).toEqual(expected)
  })
  test('and it is among what the KEP owes, now and in the state that comes next', () => {
    const kepsOf = (before: Files, now: Files) => {
      const { change: done } = change(before, now, undefined, changed)
      return done?.keps.map(({ owes, next }) => ({ owes, stage: next?.needs.filter((need) => /^stage/.test(need)) }))
    }
    const owes = [{ owes: ['stage beta'], stage: ['stage beta'] }]
    expect(kepsOf(behind('v1.30'), behind('v1.31'))).toEqual(owes)
    expect(kepsOf(behind('v1.31'), behind('v1.31', 'editor: "@bob"\n'))).toEqual(owes)
    expect(kepsOf(behind('v1.30'), behind('v1.30', 'editor: "@bob"\n'))).toEqual([{ owes: [], stage: [] }])
  })
})

test('a notice in a KEP that the change does not touch is none of its own', () => {
  const kep = (number: number, stage: string, milestone: string): Files => ({
    [`keps/${number}-a/kep.yaml`]: [
      `title: A ${number}`,
      `kep-number: ${number}`,
      'authors: ["@ada"]',
      'reviewers: ["@bob"]',
      'approvers: ["@bob"]',
      'status: implementable',
      `stage: ${stage}`,
      `latest-milestone: ${milestone}`,
      `milestone: {${stage}: ${milestone}}`,
      '',
    ].join('\n'),
  })
  const stable = kep(1, 'stable', 'v1.20')
  const only = rules.filter(({ id }) => id === 'stage-matches-state')
  const report = change({ ...stable, ...kep(2, 'alpha', 'v1.22') }, { ...stable, ...kep(2, 'alpha', 'v1.23') }, only, {
    scope: 'changed',
  })
  expect(report.findings).toEqual([])
  expect(report.change?.older).toEqual({ error: 0, warning: 0, notice: 1 })
})

describe('a KEP that moves to another format', () => {
  const people = 'authors: ["@ada"]\napprovers: [TBD]\ncreation-date: 2024-01-01\n'
  const flat = (number: string): Files => ({
    'keps/spare.md': `---\ntitle: Spare\n${number}${people}status: provisional\n---\n# Spare\n\n## Summary\n\n[Why](why.md).\n\n## Motivation\n\nText.\n`,
  })
  const directory = (number: string): Files => ({
    'keps/spare/kep.yaml': `title: Spare\n${number}${people}status: provisional\n`,
    'keps/spare/README.md': '# Spare\n\n## Summary\n\n[Why](why.md).\n\n## Motivation\n\nText.\n',
  })
  const errors = (report: Report): readonly string[] => raised(report).map(findingLine)

  test('says what it carries over anew, and what its body lacks is older', () => {
    const report = change(flat(''), directory(''), undefined, { scope: 'changed' })
    expect(report.findings.map(findingLine)).toEqual([
      'keps/spare/kep.yaml:1:1 error metadata-schema kep-number is missing',
    ])
    const { error = 0, warning = 0, notice = 0 } = report.change?.older ?? {}
    expect([error, warning + notice]).toEqual([0, 1])
  })
  test('and so is a section that its state calls for, which stands at the state', () => {
    const without = (files: Files): Files =>
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path, text.replace('## Motivation\n\nText.\n', '')]),
      )
    const report = change(without(flat('kep-number: 1\n')), without(directory('kep-number: 1\n')), undefined, {
      scope: 'changed',
    })
    expect(report.findings.map(findingLine)).toEqual([])
    const { error = 0, warning = 0, notice = 0 } = report.change?.older ?? {}
    expect(error + warning + notice).toBe(2)
  })
  test('a state that is missing is of the metadata', () => {
    const stateless = (files: Files): Files =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace('status: provisional\n', '')]))
    const before = stateless(flat('kep-number: 1\n'))
    expect(errors(change(before, stateless(directory('kep-number: 1\n')), undefined, { scope: 'changed' }))).toEqual([
      'keps/spare/kep.yaml:1:1 error metadata-schema status is missing',
    ])
  })
  test('says nothing where all is well', () => {
    expect(
      errors(change(flat('kep-number: 1\n'), directory('kep-number: 1\n'), undefined, { scope: 'changed' })),
    ).toEqual([])
  })
  test('from KEP-1a', () => {
    const undated = Object.fromEntries(
      Object.entries(directory('')).map(([path, text]) => [path, text.replace('creation-date: 2024-01-01\n', '')]),
    )
    const report = change(proposal('keps/spare', 1, { title: 'Spare' }), undated, undefined, { scope: 'changed' })
    expect(errors(report)).toEqual([
      'keps/spare/kep.yaml:1:1 error metadata-schema creation-date is missing',
      'keps/spare/kep.yaml:1:1 error metadata-schema kep-number is missing',
      'keps/spare/kep.yaml:4:9 error identity-immutable creation-date was 2024-01-01 and is now missing; a KEP keeps its creation date',
    ])
  })
})
