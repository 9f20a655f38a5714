import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { lint } from '../../../src/lint/lint.js'
import type { LintOptions } from '../../../src/lint/model/options.js'
import type { Tree } from '../../../src/lint/model/tree.js'
import { renderJson } from '../../../src/lint/reporters/json.js'
import { makeTree } from '../../support/pages.js'

type Files = Readonly<Record<string, string>>

const options: LintOptions = { today: '2026-01-01', repository: null, rules: new Map(), only: null }
const treeOf = (files: Files): Tree => makeTree(new Map(Object.entries(files)))
const numberOf = (i: number): string => String(i).padStart(4, '0')

interface Written {
  readonly status?: string
  readonly more?: string
  readonly without?: string
}

/** A proposal in the dialect of the tree below: a number in the name alone, `proposed`, `sponsors`, and no approvers. */
function proposal(
  i: number,
  { status = i % 2 === 0 ? 'proposed' : 'implementable', more = '', without }: Written = {},
): Files {
  const sections = ['Summary', 'Motivation', 'Proposal', 'Design Details'].filter((name) => name !== without)
  const body = sections.map((name) => `## ${name}\n\nThe racks of room ${i} are warm.\n`).join('\n')
  const metadata = [
    `title: Racks of room ${i}`,
    'authors:',
    '  - "@mira"',
    'sponsors:',
    '  - "@otto"',
    'creation-date: 2025-01-02',
    `status: ${status}`,
  ].join('\n')
  return {
    [`reps/${numberOf(i)}-racks.md`]: `---\n${metadata}\n${more}---\n\n# REP-${numberOf(i)}: Racks of room ${i}\n\n${body}`,
  }
}

const proposals = (count: number): Files =>
  Object.assign({}, ...Array.from({ length: count }, (_, i) => proposal(i + 1)))
const errorsIn = (files: Files): readonly string[] =>
  lint(treeOf(files), options)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ at, message }) => `${at.path}:${at.line} ${message}`)

describe('a tree with a dialect and no configuration', () => {
  test('is read as it is, and says what was learned', () => {
    const { dialects, findings } = lint(treeOf(proposals(30)), options)
    expect(findings.map(({ severity, rule, message }) => `${severity} ${rule} ${message}`)).toEqual([
      'notice format-learned reps is read as kep-flat with 7 differences learned from 30 proposals: the number is in the ' +
        'name; numbers such as REP-42; proposals need not have kep-number and owning-sig; no state requires reviewers ' +
        'or approvers; key sponsors; state proposed, like provisional; proposals need not have Goals, Non-Goals and ' +
        'Graduation Criteria',
    ])
    expect(dialects).toHaveLength(1)
  })

  test('of four proposals has no habit yet', () => {
    expect(lint(treeOf(proposals(4)), options).dialects[0]?.learned).toEqual([])
  })

  test('does not become another one by one proposal more', () => {
    const wrong = fc.record({
      fault: fc.constantFrom('status', 'key', 'section'),
      word: fc
        .stringMatching(/^[a-z]{4,12}$/)
        .filter(
          (word) => !/^(?:title|status|authors?|sponsors|editor|metrics|replaces|reviewers?|approvers?)$/.test(word),
        ),
    })
    const before = new Set(errorsIn(proposals(30)))
    fc.assert(
      fc.property(wrong, ({ fault, word }) => {
        const written: Written =
          fault === 'status'
            ? { status: `${word}x` }
            : fault === 'key'
              ? { more: `${word}: 1\n` }
              : { status: 'implementable', without: 'Proposal' }
        const after = errorsIn({ ...proposals(30), ...proposal(31, written) })
        expect(after.filter((each) => !before.has(each)).map((each) => each.split(':')[0])).toContain(
          'reps/0031-racks.md',
        )
      }),
      { numRuns: 40 },
    )
  })

  test('takes a right proposal without a word on any', () => {
    expect(errorsIn({ ...proposals(30), ...proposal(31) })).toEqual([])
  })

  test('is the same in any order of its files', () => {
    const files = Object.entries({ ...proposals(12), ...proposal(13, { status: 'blessed' }) })
    const report = (some: readonly (readonly [string, string])[]): string =>
      renderJson(lint(makeTree(new Map(some)), options), '1.0.0')
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
        expect(report(shuffled)).toEqual(report(files))
      }),
      { numRuns: 10 },
    )
  })
})

test('three new proposals with one made-up state are three errors: the base has the dialect', () => {
  const base = proposals(40)
  const added = [41, 42, 43].map((i) => proposal(i, { status: 'blessed' }))
  const { findings } = lint(treeOf(Object.assign({}, base, ...added)), {
    ...options,
    base: { tree: treeOf(base), name: 'main', setups: null, reviews: null },
    scope: 'changed',
  })
  const errors = findings.filter(({ severity, rule }) => severity === 'error' && rule === 'metadata-schema')
  expect(errors.map(({ at, message }) => `${at.path}:${at.line} ${message.slice(0, 40)}`)).toEqual([
    'reps/0041-racks.md:8 status is "blessed", not one of draft, p',
    'reps/0042-racks.md:8 status is "blessed", not one of draft, p',
    'reps/0043-racks.md:8 status is "blessed", not one of draft, p',
  ])
})
