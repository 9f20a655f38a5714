import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Group } from '../../../../src/lint/model/people.js'
import { groups } from '../../../../src/lint/profiles/sigs.js'
import { readRoster } from '../../../../src/lint/read/people/roster.js'

const builtIn: readonly Group[] = [
  { name: 'all', kind: 'everybody', nicknames: [] },
  { name: 'sig-storage', kind: 'current', nicknames: ['sig-disks'] },
  { name: 'sig-old', kind: 'retired', nicknames: [] },
]
const known = (text: string | undefined): readonly string[] => [...readRoster('sigs.yaml', text, builtIn).known]

test.each([
  [
    'the format of kubernetes/community',
    'sigs:\n  - dir: sig-a\n    name: A\nworkinggroups: [{dir: wg-b}]\nusergroups: []\n',
    ['sig-a', 'wg-b'],
  ],
  ['a list under a key', 'groups: [a, " b "]\n', ['a', 'b']],
  ['a list alone', '---\n# Who is who\n\n- a\n- b # the others\n', ['a', 'b']],
  ['a list in brackets', '[a, b]', ['a', 'b']],
  ['line ends of Windows', '# x\r\n- a\r\n- b\r\n', ['a', 'b']],
  ['a byte order mark', '\uFEFF- a\n', ['a']],
])('reads %s', (_name, text, expected) => {
  const roster = readRoster('sigs.yaml', text, builtIn)
  expect([...roster.known]).toEqual([...expected, 'sig-old'])
  expect([roster.path, roster.unusable, [...roster.everybody]]).toEqual(['sigs.yaml', null, ['all']])
})

test.each(['', 'sigs: []\n', 'sigs: "soon', 'sigs: sig-a\n', '- {name: A}\n', '- 5\n', '- [a]\n'])(
  'takes %j for no roster',
  (text) => {
    const roster = readRoster('sigs.yaml', text, builtIn)
    expect([roster.path, roster.unusable, [...roster.known]]).toEqual([null, 'sigs.yaml', ['sig-storage', 'sig-old']])
  },
)

test('without a file the built-in groups count', () => {
  expect(known(undefined)).toEqual(['sig-storage', 'sig-old'])
  expect(readRoster('sigs.yaml', undefined, builtIn).unusable).toBeNull()
})

test('never throws, and always knows somebody', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('-', ' ', 'a', ':', '\n', '[', ']', '#') })),
      (text) => {
        expect(known(text).length).toBeGreaterThan(0)
      },
    ),
  )
})

describe('near', () => {
  const { near } = readRoster('sigs.yaml', undefined, groups)
  test.each([
    ['sig-storag', 'sig-storage'],
    ['SIG Storage', 'sig-storage'],
    ['sig/node', 'sig-node'],
    ['kubernetes/sig-node', 'sig-node'],
    ['@kubernetes/sig-node', 'sig-node'],
    ['kubernetes/node', 'sig-node'],
    ['#sig-node', 'sig-node'],
    ['sig node ', 'sig-node'],
    ['https://github.com/kubernetes/community/tree/master/sig-node/', 'sig-node'],
    [`${'x/'.repeat(200)}sig-node`, null],
    ['storage', 'sig-storage'],
    ['wg-storage', 'sig-storage'],
    ['sig-batch', 'wg-batch'],
    ['sig-apimachinery', 'sig-api-machinery'],
    ['sig-scheduler', 'sig-scheduling'],
    ['sig-contribex', 'sig-contributor-experience'],
    ['sgi-node', 'sig-node'],
    ['kubernetes_wide', 'kubernetes-wide'],
    ['sig-aaa', null],
    ['sig-xyz', null],
    ['sig-jobset', null],
    ['sig-', null],
    ['', null],
  ])('%j means %j', (word, meant) => {
    expect(near(word)).toBe(meant)
  })
})

test('the built-in groups are told apart', () => {
  const names = groups.flatMap(({ name, nicknames }) => [name, ...nicknames])
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(name))).toEqual([])
})
