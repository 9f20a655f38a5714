import fc from 'fast-check'
import { expect, test } from 'vitest'

import { acceptKep } from '../../../src/lint/authoring/accept-kep.js'
import { judged } from '../../../src/lint/authoring/judged.js'
import { moveKep } from '../../../src/lint/authoring/move-kep.js'
import { isRefusal, type Plan, type Refusal } from '../../../src/lint/authoring/outcome.js'
import { planKep } from '../../../src/lint/authoring/plan-kep.js'
import { renumberKep } from '../../../src/lint/authoring/renumber-kep.js'
import { supersedeKep } from '../../../src/lint/authoring/supersede-kep.js'
import { catalogueOf, lint, profiles } from '../../../src/lint/lint.js'
import type { Tree } from '../../../src/lint/model/tree.js'
import { makeTree } from '../../support/pages.js'
import { wholeTree } from '../../support/read-tree.js'

const sections = ['Summary', 'Motivation', 'Goals', 'Non-Goals', 'Proposal', 'Design Details', 'Test Plan']
const body = (number: number, others: readonly number[]): string =>
  `# KEP-${number}: Pier ${number}\n\n${[...sections, 'Graduation Criteria'].map((name) => `## ${name}\n\nWood.\n`).join('\n')}\n${others.map((other) => `[${other}](../${other}-pier/README.md)`).join(', ')}\n`
const metadata = (number: number, others: readonly number[]): string =>
  `title: Pier ${number}\nkep-number: ${number}\nauthors: ["@mira"]\napprovers: [TBD]\nowning-sig: sig-node\nstatus: provisional\ncreation-date: 2025-01-02\nlast-updated: 2025-01-02\nsee-also: [${others.map((other) => `/keps/sig-node/${other}-pier`).join(', ')}]\n`
const numbers = [11, 12, 13]
const start = makeTree(
  new Map(
    numbers.flatMap((number) => {
      const others = numbers.filter((other) => other !== number)
      return [
        [`keps/sig-node/${number}-pier/kep.yaml`, metadata(number, others)],
        [`keps/sig-node/${number}-pier/README.md`, body(number, others)],
      ]
    }),
  ),
)

const options = wholeTree
const reading = { options, profiles, repository: null }
const word = fc.constantFrom('11', '12', '13', '21', '22')
type Command = (tree: Tree) => Plan | Refusal
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(word, fc.constantFrom('draft', 'provisional', 'implementable', 'implemented', 'deferred', 'withdrawn')).map(
    ([kep, name]): Command =>
      (tree) =>
        moveKep(catalogueOf(tree, options), { kep, state: { name }, stage: null, milestone: null }),
  ),
  word.map(
    (kep): Command =>
      (tree) =>
        acceptKep(catalogueOf(tree, options), { kep, sig: null, reviewers: ['noor'], approvers: ['otto'] }),
  ),
  word.map(
    (kep): Command =>
      (tree) =>
        planKep(catalogueOf(tree, options), { kep, stage: null, milestone: null }, reading),
  ),
  fc.tuple(word, word).map(
    ([old, by]): Command =>
      (tree) =>
        supersedeKep(catalogueOf(tree, options), { old, by }),
  ),
  fc.tuple(word, fc.constantFrom(21, 22, 31)).map(
    ([kep, number]): Command =>
      (tree) =>
        renumberKep(catalogueOf(tree, options), { kep, number, repository: null }),
  ),
)

const errorsIn = (tree: Tree): readonly string[] =>
  lint(tree, options)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ at, message, rule }) => `${rule} ${at.path}: ${message}`)

test('whatever commands are given one after the other, the tree has no error that it had not', () => {
  expect(errorsIn(start)).toEqual([])
  const made = new Set<string>()
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 8 }), (commands) => {
      let tree = start
      for (const next of commands) {
        const plan = next(tree)
        if (isRefusal(plan)) continue
        const { owed, worse } = judged(plan, options)
        if (owed.length + worse.length > 0) continue
        made.add(next.toString())
        tree = plan.draft.now
        expect(errorsIn(tree)).toEqual([])
      }
    }),
    { numRuns: 150, seed: 20261127 },
  )
  // Each kind of command was carried out at least once.
  expect(made.size).toBe(5)
})
