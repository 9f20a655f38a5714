import { expect, test } from 'vitest'

import { lint } from '../../../src/lint/lint.js'
import type { Finding } from '../../../src/lint/model/finding.js'
import type { Tree } from '../../../src/lint/model/tree.js'
import { wholeTree } from '../../support/read-tree.js'

/** What a rule finds in a tree of `count` KEPs, `keps/1` to `keps/<count>`, each with the metadata of its number. */
function found(rule: string, count: number, metadata: (i: number) => string): readonly Finding[] {
  const files = Array.from({ length: count }, (_, i) => [`keps/${i + 1}/metadata.yaml`, metadata(i + 1)] as const)
  const paths = files.map(([path]) => path)
  const tree: Tree = {
    files: new Set(paths),
    directories: new Set(['.', 'keps', ...files.map((_, i) => `keps/${i + 1}`)]),
    links: new Map(),
    selected: new Set(paths),
    texts: new Map(files),
    refused: [],
  }
  return lint(tree, wholeTree).findings.filter((finding) => finding.rule === rule)
}

const uuid = 'uuid: 0d0a2f4e-7c1b-4f3e-9a65-000000000001\n'

test.each([
  [2, 'uuid is also used by keps/2', 1],
  [9, 'uuid is also used by keps/2, keps/3, keps/4, keps/5, keps/6, keps/7, keps/8 and keps/9', 8],
  [10, 'uuid is also used by keps/10, keps/2, keps/3, keps/4, keps/5, keps/6, keps/7 and 2 more', 9],
  [
    3000,
    'uuid is also used by keps/10, keps/100, keps/1000, keps/1001, keps/1002, keps/1003, keps/1004 and 2992 more',
    10,
  ],
])('each of %i KEPs that share a uuid names a few of the others', (count, message, related) => {
  const findings = found('uuid-unique', count, () => uuid)
  expect(findings).toHaveLength(count)
  expect([findings[0]?.message, findings[0]?.related?.length]).toEqual([message, related])
})

/** Each is superseded by the next, and the last by the one numbered `end`. */
const chain = (count: number, end: number) => (i: number) => `superseded_by: [/keps/${i < count ? i + 1 : end}]\n`

test.each([
  [8, 1, 'supersession is a cycle: keps/1 → keps/2 → keps/3 → keps/4 → keps/5 → keps/6 → keps/7 → keps/8 → keps/1', 7],
  [
    9,
    1,
    'supersession is a cycle: keps/1 → keps/2 → keps/3 → keps/4 → keps/5 → keps/6 → keps/7 → keps/8 → keps/9 → keps/1',
    8,
  ],
  [10, 1, 'supersession is a cycle: keps/1 → keps/2 → keps/3 → keps/4 → keps/5 → keps/6 → keps/7 → 3 more → keps/1', 9],
  [3000, 2999, 'supersession is a cycle: keps/2999 → keps/3000 → keps/2999', 1],
  [3000, 3000, 'keps/3000 is superseded by itself', 0],
])('of %i KEPs in a row, the last before number %i again', (count, end, message, related) => {
  const findings = found('reference-acyclic', count, chain(count, end))
  expect(findings.map((finding) => [finding.message, finding.related?.length])).toEqual([[message, related]])
})

test('cycles that share a KEP are one finding each, and a cycle that stands apart another', () => {
  const refs: Readonly<Record<number, string>> = {
    1: '/keps/2, /keps/3',
    2: '/keps/1',
    3: '/keps/1',
    4: '/keps/5',
    5: '/keps/4',
  }
  expect(
    found('reference-acyclic', 6, (i) => `superseded_by: [${refs[i] ?? ''}]\n`).map(({ message }) => message),
  ).toEqual([
    'supersession is a cycle: keps/1 → keps/2 → keps/1',
    'supersession is a cycle: keps/3 → keps/1 → keps/3',
    'supersession is a cycle: keps/4 → keps/5 → keps/4',
  ])
})
