import { describe, expect, test } from 'vitest'

import type { Report } from '../../../src/lint/model/finding.js'
import { renderText } from '../../../src/lint/reporters/text.js'
import { makeTree } from '../../support/pages.js'
import { type Files, proposal, uuidOf } from '../../support/proposals.js'
import { lint } from '../../support/report-schema.js'

const treeOf = (files: Files) => makeTree(new Map(Object.entries(files)))

function change(before: Files, now: Files, scope: 'all' | 'changed' = 'changed'): Report {
  return lint(treeOf(now), {
    today: '2026-01-15',
    repository: null,
    rules: new Map([['last-updated-bumped', 'off']]),
    only: null,
    scope,
    base: { tree: treeOf(before), name: 'main', setups: null, reviews: null },
  })
}

const place = 'keps/sig-storage/42-spare-disks'
const approval = 'keps/prod-readiness/sig-storage/42.yaml'

/** A KEP of the format kep without a fault, but for what the lines say. */
function spareDisks(lines: Files = {}, body = '', prr = 'kep-number: 42\nalpha:\n  approver: "@carol"\n'): Files {
  const metadata = {
    title: 'Spare disks',
    'kep-number': '42',
    authors: '["@ada"]',
    'owning-sig': 'sig-storage',
    status: 'implementable',
    'creation-date': '2021-01-01',
    reviewers: '["@bob"]',
    approvers: '["@carol"]',
    stage: 'alpha',
    'latest-milestone': '"v1.31"',
    milestone: '{ alpha: "v1.31", beta: "v1.32" }',
    'feature-gates': '[]',
    ...lines,
  }
  const sections = [
    'Summary',
    'Motivation',
    'Goals',
    'Non-Goals',
    'Proposal',
    'Design Details',
    'Test Plan',
    'Graduation Criteria',
    'Production Readiness Review Questionnaire',
  ]
  return {
    [`${place}/kep.yaml`]: Object.entries(metadata)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join(''),
    [`${place}/README.md`]: `# KEP-42: Spare disks\n\n${sections.map((each) => `## ${each}\n\nA text.\n\n`).join('')}${body}`,
    [approval]: prr,
    OWNERS_ALIASES: 'aliases:\n  prod-readiness-approvers: [carol]\n',
  }
}

describe('a change fixes', () => {
  const bare = { 'latest-milestone': '"1.31"', milestone: '{ alpha: "1.31", beta: "1.32" }' }
  const link = (...targets: readonly string[]): string => targets.map((target) => `See [it](${target}).\n\n`).join('')

  test.each<readonly [string, number, Files, Files]>([
    ['what is gone', 3, spareDisks(bare), spareDisks()],
    ['one of three', 1, spareDisks(bare), spareDisks({ ...bare, 'latest-milestone': '"v1.31"' })],
    [
      'nothing where the same keys are as wrong as they were',
      0,
      spareDisks(bare),
      spareDisks({
        'latest-milestone': '"1.33"',
        milestone: '{ alpha: "1.33", beta: "1.34" }',
      }),
    ],
    [
      'one key, where another value of another key is still wrong',
      1,
      spareDisks(bare),
      spareDisks({
        ...bare,
        'latest-milestone': '"1.33"',
        milestone: '{ alpha: "v1.31", beta: "1.32" }',
      }),
    ],
    [
      'nothing where a wrong handle became another',
      0,
      spareDisks({ authors: '["@ada", "@the lady"]' }),
      spareDisks({ authors: '["@ada", "@some lord"]' }),
    ],
    ['the last handle that was wrong', 1, spareDisks({ authors: '["@ada", "@the lady"]' }), spareDisks()],
    [
      'nothing where a broken link leads nowhere else',
      0,
      spareDisks({}, link('gone.md')),
      spareDisks({}, link('lost.md')),
    ],
    [
      'one of two links, the other being as broken as before',
      1,
      spareDisks({}, link('gone.md', 'lost.md')),
      spareDisks({}, link('never.md', 'kep.yaml')),
    ],
    [
      'nothing where a reference leads nowhere else',
      0,
      spareDisks({ replaces: '[keps/sig-storage/7-old]' }),
      spareDisks({ replaces: '[keps/sig-storage/8-old]' }),
    ],
    [
      'the number in an approval file',
      1,
      spareDisks({}, '', 'kep-number: 24\nalpha:\n  approver: "@carol"\n'),
      spareDisks(),
    ],
    [
      'nothing in an approval file that has another wrong number',
      0,
      spareDisks({}, '', 'kep-number: 24\nalpha:\n  approver: "@carol"\n'),
      spareDisks({}, '', 'kep-number: 25\nalpha:\n  approver: "@carol"\n'),
    ],
    [
      'a key of an approval file that nobody knows',
      1,
      spareDisks({}, '', 'kep-number: 42\nalfa: x\nalpha:\n  approver: "@carol"\n'),
      spareDisks(),
    ],
    [
      'an approval file that could not be read',
      1,
      spareDisks({}, '', 'kep-number: 42\nalpha:\n  approver: @carol\n'),
      spareDisks(),
    ],
    [
      'nothing by deleting the approval file',
      0,
      spareDisks({}, '', 'kep-number: 24\nalpha:\n  approver: "@carol"\n'),
      Object.fromEntries(Object.entries(spareDisks()).filter(([path]) => path !== approval)),
    ],
  ])('%s: %i', (_, fixed, before, now) => {
    expect(change(before, now).change?.mended).toBe(fixed)
  })

  test('an approval file, and its KEP is among those that it touches', () => {
    const before = spareDisks({}, '', 'kep-number: 24\nalpha:\n  approver: "@carol"\n')
    const report = change(before, spareDisks())
    expect(report.change?.keps.map(({ now }) => now?.path)).toEqual([place])
    expect(renderText(report, { color: false, text: () => undefined })).toContain('\nthis change fixes 1 finding\n')
  })
})

describe('what a KEP owes', () => {
  const lineOf = (report: Report): string | undefined =>
    renderText(report, { color: false, text: () => undefined })
      .split('\n')
      .find((line) => line.startsWith(`  ${place}  `))

  test.each<readonly [string, string, Files]>([
    ['nothing missing', 'has no error', spareDisks({}, 'See [it](gone.md).\n')],
    ['needs: fix 1 error', 'has one', spareDisks({ 'creation-date': 'soon' })],
    ['needs: fix 2 errors', 'has two', spareDisks({ 'creation-date': 'soon', 'last-updated': 'later' })],
    [
      'needs: an approver, fix 1 error',
      'lacks something beside',
      spareDisks({ 'creation-date': 'soon', approvers: '[]' }),
    ],
  ])('is that it %s where it %s', (owed, _, now) => {
    const old = spareDisks({ title: 'Disks' })
    expect(lineOf(change(old, now))).toBe(`  ${place}  stays implementable; ${owed}`)
    expect(lineOf(change({ 'keps/sig-x/1-a/kep.yaml': 'title: A\n' }, now))).toBe(
      `  ${place}  new: implementable, alpha; ${owed}`,
    )
  })

  test('counts what the base has too, which the next state needs as well', () => {
    const wrong = { 'creation-date': 'soon' }
    const [one] = change(spareDisks(wrong), spareDisks({ ...wrong, title: 'Disks' })).change?.keps ?? []
    expect(one).toMatchObject({
      owes: [],
      others: 1,
      next: { state: 'implemented', needs: ['stage stable'], others: 1 },
    })
  })

  test('counts an error that is reported in it for what it breaks elsewhere', () => {
    const reference = proposal('keps/b', 2, { replaces: `[${uuidOf(1)}]` })
    const report = change(
      { ...proposal('keps/a', 1), ...reference },
      { ...proposal('keps/a', 1, { uuid: uuidOf(9) }), ...reference },
    )
    expect(report.findings.filter(({ severity }) => severity === 'error').map(({ kep, rule }) => [kep, rule])).toEqual([
      ['keps/a', 'identity-immutable'],
      ['keps/a', 'reference-exists'],
    ])
    expect(report.change?.keps.map(({ now, owes, others }) => [now?.path, owes, others])).toEqual([['keps/a', [], 2]])
  })
})
