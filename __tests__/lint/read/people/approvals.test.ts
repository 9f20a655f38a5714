import { expect, test } from 'vitest'
import { newCache } from '../../../../src/lint/read/cache.js'
import { readAliases } from '../../../../src/lint/read/people/aliases.js'
import { readApprovals } from '../../../../src/lint/read/people/approvals.js'
import { makeTree } from '../../../support/pages.js'

const text = 'kep-number: 42\n'

test('finds approvals by their number, wherever their directory stands', () => {
  const paths = [
    'keps/prod-readiness/sig-node/42.yaml',
    'keps/prod-readiness/sig-storage/0042.yaml',
    'keps/prod-readiness/7.YML',
    'other/keps/prod-readiness/sig-node/deep/43.yaml',
    // None of these is one.
    'keps/prod-readiness/README.md',
    'keps/prod-readiness/sig-node/foo.yaml',
    'keps/prod-readiness/template/0000.yaml',
    'keps/prod-readiness/NNNN-some/0000.yaml',
    'keps/prod-readinesses/sig-node/44.yaml',
    'keps/sig-node/45.yaml',
  ]
  const approvals = readApprovals(
    'prod-readiness',
    makeTree(new Map(paths.map((path) => [path, text]))),
    newCache().yaml,
  )
  expect(approvals.files.map(({ path, root, numberText, number }) => [path, root, numberText, number])).toEqual([
    ['keps/prod-readiness/7.YML', 'keps/prod-readiness', '7', 7],
    ['keps/prod-readiness/sig-node/42.yaml', 'keps/prod-readiness', '42', 42],
    ['keps/prod-readiness/sig-storage/0042.yaml', 'keps/prod-readiness', '0042', 42],
    ['other/keps/prod-readiness/sig-node/deep/43.yaml', 'other/keps/prod-readiness', '43', 43],
  ])
  expect(approvals.byNumber.get(42)?.map(({ path }) => path)).toEqual(paths.slice(0, 2))
})

test('reads an approval once, and not what was not read', () => {
  const path = 'prod-readiness/sig-node/42.yaml'
  const tree = makeTree(new Map([[path, text]]))
  const [approval] = readApprovals('prod-readiness', tree, newCache().yaml).files
  expect(approval?.document?.value).toEqual({ 'kep-number': 42 })
  expect(approval?.document).toBe(approval?.document)
  const [unread] = readApprovals('prod-readiness', { ...tree, texts: new Map() }, newCache().yaml).files
  expect(unread?.document).toBeNull()
})

test.each([
  [
    'aliases:\n  a: [mona, 5, Hubot]\n  b:\n  c: []\n',
    [
      ['a', ['mona', 'Hubot']],
      ['c', []],
    ],
  ],
  ['aliases: {}\n', []],
  ['aliases: []\n', null],
  ['aliases: "a\n', null],
  ['', null],
])('groups of %j', (aliases, expected) => {
  const read = readAliases(makeTree(new Map([['OWNERS_ALIASES', aliases]])))
  expect(read && [...read.groups]).toEqual(expected)
})

test('groups elsewhere than at the root are not asked', () => {
  expect(readAliases(makeTree(new Map([['keps/OWNERS_ALIASES', 'aliases: {a: [b]}\n']])))).toBeNull()
})
