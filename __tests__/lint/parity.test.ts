import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../../src/lint/lint.js'
import { makeTree } from '../support/pages.js'
import { wholeTree } from '../support/read-tree.js'
import { lint } from '../support/report-schema.js'

const page = readFileSync(new URL('../../docs/parity.md', import.meta.url), 'utf8')

interface Row {
  readonly row: string
  readonly rule: string
  readonly differs: boolean
}

const rows: readonly Row[] = page
  .split('\n')
  .map((line) => /^\| ([AB]\d+) \| (.*) \| (?:`([a-z-]+)`)? ?\| ?(.*)\|$/.exec(line))
  .flatMap((match) => {
    if (!match) return []
    const [, row = '', , rule = '', note = ''] = match
    return [{ row, rule, differs: note.includes('**differs**') || row === 'B1' }]
  })

type Files = Readonly<Record<string, string>>

const uuid = '0d0a2f4e-7c1b-4f3e-9a65-0f3c6a1b2c3d'

/** A KEP-1a that is whole; each argument replaces a key, or takes it away. */
const old = (
  changes: Readonly<Record<string, string | null>> = {},
  files: Files = {},
  at = 'keps/sig-node/7-one',
): Files => {
  const keys: Record<string, string | null> = {
    title: 'One',
    authors: "['@ada']",
    reviewers: "['@ben']",
    approvers: "['@cleo']",
    state: 'implementable',
    kep_number: '7',
    uuid,
    owning_sig: 'sig-node',
    created: '2025-01-01',
    last_updated: '2025-01-02',
    sections:
      '[summary.md, motivation.md, guides/developer.md, guides/operator.md, guides/teacher.md, graduation_criteria.md]',
    ...changes,
  }
  const metadata = Object.entries(keys).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}\n`]))
  const sections = [
    'summary',
    'motivation',
    'guides/developer',
    'guides/operator',
    'guides/teacher',
    'graduation_criteria',
  ]
  const texts = sections.map((name) => [`${at}/${name}.md`, `# One\n\nText.\n`] as const)
  return { ...Object.fromEntries(texts), [`${at}/metadata.yaml`]: metadata.join(''), ...files }
}

const headings = [
  'Summary',
  'Motivation',
  '# Goals',
  '# Non-Goals',
  'Proposal',
  'Design Details',
  '# Test Plan',
  '# Graduation Criteria',
  'Production Readiness Review Questionnaire',
]

/** A KEP of kubernetes/enhancements that is whole, with its approval. */
const now = (changes: Readonly<Record<string, string | null>> = {}, files: Files = {}): Files => {
  const keys: Record<string, string | null> = {
    title: 'One',
    'kep-number': '7',
    authors: "['@ada']",
    reviewers: "['@ben']",
    approvers: "['@cleo']",
    'owning-sig': 'sig-node',
    status: 'implementable',
    'creation-date': '2025-01-01',
    stage: 'alpha',
    'latest-milestone': 'v1.36',
    milestone: '{alpha: v1.36}',
    ...changes,
  }
  const metadata = Object.entries(keys).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}\n`]))
  const body = headings.map((heading) => `##${heading.startsWith('#') ? '' : ' '}${heading}\n\nText.\n\n`).join('')
  return {
    OWNERS_ALIASES: 'aliases:\n  prod-readiness-approvers: [dora]\n  prod-readiness-approvers-emeritus: [emil]\n',
    'keps/prod-readiness/sig-node/7.yaml': "kep-number: 7\nalpha:\n  approver: '@dora'\n",
    'keps/sig-node/7-one/kep.yaml': metadata.join(''),
    'keps/sig-node/7-one/README.md': `# KEP-7: One\n\n${body}`,
    ...files,
  }
}

const approval = 'keps/prod-readiness/sig-node/7.yaml'
const dropped = (files: Files, path: string): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => name !== path))

/** For each row, a tree with the defect that the other program finds. */
const defects: Readonly<Record<string, Files>> = {
  A1: old({ state: 'monkeys' }),
  A2: old({
    sections:
      '[summary.md, motivation.md, guides/developer.md, guides/operator.md, guides/teacher.md, graduation_criteria.md, gone.md]',
  }),
  A3: old({}, { 'keps/sig-node/7-one/summary.md': '' }),
  A4: old({
    sections:
      '[summary.md, summary.md, motivation.md, guides/developer.md, guides/operator.md, guides/teacher.md, graduation_criteria.md]',
  }),
  A5: old({ owning_sig: 'sig-monkeys' }),
  A6: old({ participating_sigs: '[sig-monkeys]' }),
  A7: old({ title: null }),
  A8: old({ authors: "['']" }),
  A9: old({ uuid: '0d0a2f4e' }),
  A10: old({ created: null }),
  A11: old({ last_updated: '2024-12-31' }),
  A12: old({ state: 'provisional', kep_number: null, sections: '[motivation.md]' }),
  A13: old({ state: 'provisional', sections: '[summary.md, motivation.md]' }),
  A14: old({ owning_sig: null }),
  A15: old({ reviewers: '[]' }),
  A16: old({ approvers: '[]' }),
  A17: old({
    sections: '[summary.md, motivation.md, guides/developer.md, guides/operator.md, graduation_criteria.md]',
  }),
  A18: { ...old(), ...old({ uuid: '1d0a2f4e-7c1b-4f3e-9a65-0f3c6a1b2c3d' }, {}, 'keps/sig-node/7-two') },
  A20: old({ approvers: "['@ada']" }),
  A21: old({ reviewers: "['@ada']" }),
  A24: old({ title: '@one' }),
  B2: { ...now(), 'keps/sig-node/8-two/README.md': '## Summary\n\nText.\n\n## Motivation\n\nText.\n' },
  B3: now({ title: '@one' }),
  B4: now({ titel: 'One' }),
  B5: now({}, { 'keps/sig-node/7-one/kep.yaml': 'title: One\ntitle: Two\n' }),
  B6: now({ authors: 'ada' }),
  B7: now({ 'kep-number': null }),
  B8: now({ 'owning-sig': null }),
  B9: now({ approvers: null, status: 'provisional' }),
  B10: now({ status: 'monkeys' }),
  B11: now({ stage: 'monkeys' }),
  B12: now({ 'owning-sig': 'sig-monkeys' }),
  B13: now({ 'participating-sigs': '[sig-monkeys]' }),
  B14: now({ status: 'implemented' }),
  B16: now({ 'latest-milestone': 'soon' }),
  B17: dropped(now({}, { 'keps/prod-readiness/OWNERS': '' }), approval),
  B18: now({}, { [approval]: 'kep-number: @7\n' }),
  B19: now({}, { [approval]: "alpha:\n  approver: '@dora'\n" }),
  B20: now({}, { [approval]: "kep-number: 7\nbeta:\n  approver: '@dora'\n" }),
  B21: now({}, { [approval]: 'kep-number: 7\nalpha: {}\n' }),
  B22: now({}, { [approval]: "kep-number: 7\nalpha:\n  approver: '@ada'\n" }),
  B23: now({}, { 'keps/sig-node/7-one/kep.yaml': 'title: One\n---\ntitle: Two\n' }),
  B24: now({}, { 'keps/sig-node/7-one/README.md': '# KEP-7: One\n' }),
  B26: now({}, { 'keps/sig-node/7-one/README.md': '<!-- toc -->\n<!-- /toc -->\n\n## Summary\n\nText.\n' }),
}

const firing = (files: Files): readonly string[] => {
  const { findings } = lint(makeTree(new Map(Object.entries(files))), { ...wholeTree, repository: null })
  return findings.map((finding) => `${finding.severity} ${finding.rule} ${finding.message}`)
}

test('the page has its rows', () => {
  expect(rows.length).toBeGreaterThan(45)
  expect(rows.filter(({ rule }) => rule !== '').map(({ rule }) => rule)).toEqual(
    rows.filter(({ rule }) => rules.some(({ id }) => id === rule)).map(({ rule }) => rule),
  )
})

test('a KEP that is whole gives nothing', () => {
  expect(firing(old())).toEqual([])
  expect(firing(now())).toEqual([])
  expect(firing(now({}, { [approval]: 'kep-number: 0007\nalpha:\n  approver: Emil\n' }))).toEqual([])
})

test('each row that names a rule has a defect, and each that names none says why', () => {
  expect(Object.keys(defects).sort()).toEqual(
    rows
      .filter(({ rule }) => rule !== '')
      .map(({ row }) => row)
      .sort(),
  )
  expect(rows.filter(({ rule, differs }) => rule === '' && !differs)).toEqual([])
})

describe('rule fires on their defect', () => {
  test.each(rows.filter(({ row }) => row in defects))('$row $rule', ({ row, rule }) => {
    const found = firing(defects[row] ?? {})
    expect(found.filter((line) => line.split(' ')[1] === rule)).not.toEqual([])
  })
})
