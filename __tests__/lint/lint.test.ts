import { describe, expect, test } from 'vitest'

import { profiles, RuleError, rules } from '../../src/lint/lint.js'
import type { Setting, Severity } from '../../src/lint/model/severity.js'
import type { Tree } from '../../src/lint/model/tree.js'
import { defineRule, type Need, type Rule } from '../../src/lint/rules/rule.js'
import { makeTree } from '../support/pages.js'
import { findingLine, readTree, wholeTree } from '../support/read-tree.js'
import { lint } from '../support/report-schema.js'

const broken = readTree(new URL('../../examples/broken/', import.meta.url))

/** A KEP in the KEP-1a format with nothing but its metadata. */
const metadata = (...more: readonly string[]): string =>
  [
    'title: T',
    'authors: ["@octocat"]',
    'state: draft',
    'created: 2025-01-01',
    'last_updated: 2025-01-01',
    'sections: []',
    ...more,
    '',
  ].join('\n')

const treeOf = (files: Readonly<Record<string, string>>): Tree => makeTree(new Map(Object.entries(files)))

describe('the report', () => {
  test('findings are sorted by path, line, column and rule; KEPs by path', () => {
    const { findings, keps } = lint(broken, wholeTree)
    const keys = findings.map(({ at, rule }) => [at.path, padded(at.line), padded(at.column), rule].join('\0'))
    expect(keys.length).toBeGreaterThan(20)
    expect(keys).toEqual([...keys].sort())
    const paths = keps.map(({ path }) => path)
    expect(paths.length).toBeGreaterThan(10)
    expect(paths).toEqual([...paths].sort())
  })

  test('paths are in the order of their UTF-16 units, whatever the language', () => {
    const tree = treeOf({
      'b/metadata.yaml': '',
      'B/metadata.yaml': '',
      'ä/metadata.yaml': '',
      'a-b/metadata.yaml': '',
      'a/metadata.yaml': '',
      'a/z/metadata.yaml': '',
    })
    const paths = ['B', 'a', 'a-b', 'a/z', 'b', 'ä']
    const report = lint(tree, wholeTree)
    expect(report.keps.map(({ path }) => path)).toEqual(paths)
    const files = [...new Set(report.findings.map(({ at }) => at.path))]
    expect(files).toEqual(['B', 'a-b', 'a', 'a/z', 'b', 'ä'].map((path) => `${path}/metadata.yaml`))
  })

  test('the same tree gives the same report', () => {
    expect(JSON.stringify(lint(broken, wholeTree))).toBe(JSON.stringify(lint(broken, wholeTree)))
  })

  test.each([1, 2, 3, 4, 5])('so does one whose files come in another order (%i)', (seed) => {
    const mixed = mixedUp(broken, seed)
    expect([...mixed.texts.keys()]).not.toEqual([...broken.texts.keys()])
    expect(JSON.stringify(lint(mixed, wholeTree))).toBe(JSON.stringify(lint(broken, wholeTree)))
  })

  test('says of each KEP what its metadata says', () => {
    const tree = treeOf({
      'one/0007-a/metadata.yaml': metadata(
        'kep_number: 0007',
        'uuid: 0B9DF0B4-c1a8-44cb-9ba9-9a44a0a5b0d1',
        'owning_sig: sig-node',
      ),
      'two/kep.yaml': 'title: "B"\nkep-number: "12"\nstatus: superseded\nstage: beta\nlatest-milestone: v1.30\n',
      'three/kep.yaml': '@\n',
      'four/metadata.yaml': 'title:\nstate: halfway\n',
    })
    const report = lint(tree, wholeTree)
    const nothing = { title: null, number: null, uuid: null, state: null, sig: null, stage: null, milestone: null }
    expect(report.keps).toEqual([
      { ...nothing, path: 'four', profile: 'kep-1a', state: 'halfway' },
      {
        ...nothing,
        path: 'one/0007-a',
        profile: 'kep-1a',
        title: 'T',
        number: '0007',
        uuid: '0B9DF0B4-c1a8-44cb-9ba9-9a44a0a5b0d1',
        state: 'draft',
        sig: 'sig-node',
      },
      { ...nothing, path: 'three', profile: 'kep' },
      {
        ...nothing,
        path: 'two',
        profile: 'kep',
        title: 'B',
        number: '12',
        state: 'replaced',
        stage: 'beta',
        milestone: 'v1.30',
      },
    ])
    expect([report.files, report.exempted]).toEqual([4, 0])
  })

  test('an empty tree has nothing to say', () => {
    expect(lint(treeOf({}), wholeTree)).toEqual({
      keps: [],
      dialects: [],
      findings: [],
      files: 0,
      exempted: 0,
      change: null,
    })
  })
})

describe('what rules need of a change', () => {
  const tree = treeOf({ 'one/metadata.yaml': metadata('uuid: 0b9df0b4-c1a8-44cb-9ba9-9a44a0a5b0d1') })
  const base = {
    tree: treeOf({ 'one/metadata.yaml': metadata('uuid: 1b9df0b4-c1a8-44cb-9ba9-9a44a0a5b0d1', 'unknown: 1') }),
    name: 'main',
    setups: null,
    reviews: { unknown: 'nobody asked' },
  }
  const seenBy = (needs: readonly Need[]): unknown => {
    let seen: unknown
    const rule = defineRule({
      id: 'curious',
      since: '1.0',
      summary: 'Nothing',
      severity: 'error',
      needs,
      checkComparison: (_, { reviews, 'findings-before': before, loosenings }) => {
        const findings = [...before].map(([path, found]) => [path, found.map((each) => each.rule)])
        seen = { reviews, findings, loosenings }
        return []
      },
    })
    lint(tree, { ...wholeTree, base }, [rule])
    return seen
  }

  test('is computed where one declares it', () => {
    expect(seenBy(['reviews', 'findings-before', 'loosenings'])).toEqual({
      reviews: base.reviews,
      findings: [['one', ['metadata-schema']]],
      loosenings: [],
    })
  })

  test('is not computed where none does', () => {
    expect(seenBy([])).toEqual({ reviews: null, findings: [], loosenings: [] })
  })

  test('is handed to no rule that does not declare it', () => {
    const rule = defineRule({
      id: 'undeclared',
      since: '1.0',
      summary: 'Nothing',
      severity: 'error',
      needs: ['reviews'],
      // @ts-expect-error: it declares reviews alone.
      checkComparison: (_, { loosenings }) => loosenings,
    })
    expect(rule.needs).toEqual(['reviews'])
  })
})

describe('severities', () => {
  const at = { path: 'a/metadata.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 }
  const rule = (id: string, severity: Severity, own?: Severity): Rule =>
    defineRule({
      id,
      since: '1.0',
      summary: 'Says one thing',
      severity,
      *check() {
        yield own ? { at, message: id, severity: own } : { at, message: id }
      },
    })
  const tree = treeOf({ 'a/metadata.yaml': metadata() })
  const checked = [rule('plain', 'warning'), rule('graver', 'warning', 'error'), rule('set', 'warning', 'error')]
  const severitiesOf = (settings: readonly (readonly [string, Setting])[]): readonly string[] =>
    lint(tree, { ...wholeTree, rules: new Map(settings) }, checked).findings.map(
      (each) => `${each.rule} ${each.severity}`,
    )

  test('the problem speaks before the rule, the setting before both', () => {
    expect(severitiesOf([])).toEqual(['graver error', 'plain warning', 'set error'])
    expect(
      severitiesOf([
        ['set', 'notice'],
        ['plain', 'error'],
      ]),
    ).toEqual(['graver error', 'plain error', 'set notice'])
  })

  test('a rule that is off is not asked', () => {
    expect(
      severitiesOf([
        ['set', 'off'],
        ['plain', 'off'],
      ]),
    ).toEqual(['graver error'])
    const throws = defineRule({ id: 'throws', since: '1.0', summary: 'Throws', severity: 'error', check: fail })
    expect(lint(tree, { ...wholeTree, rules: new Map([['throws', 'off']]) }, [throws]).findings).toEqual([])
  })

  test('every rule can be switched off', () => {
    const off = new Map(rules.map(({ id }) => [id, 'off'] as const))
    expect(lint(broken, { ...wholeTree, rules: off }).findings).toEqual([])
  })
})

describe('only', () => {
  const lines = (only: readonly string[] | null): readonly string[] =>
    lint(broken, { ...wholeTree, only }).findings.map(findingLine)
  const startingWith = (...starts: readonly string[]): readonly string[] =>
    lines(null).filter((line) => starts.some((start) => line.startsWith(start)))

  test.each([
    ['a KEP', ['sig-node/batch-swap'], ['sig-node/batch-swap/']],
    ['a file of a KEP', ['sig-node/batch-swap/summary.md'], ['sig-node/batch-swap/']],
    ['a directory of a KEP', ['sig-node/0007-warm-pools/guides'], ['sig-node/0007-warm-pools/']],
    ['a directory of KEPs', ['sig-storage'], ['sig-storage/']],
    ['a body that has no metadata', ['sig-network/3014-host-ports/README.md'], ['sig-network/3014-host-ports/']],
    [
      'two files',
      ['sig-node/image-prefetch/metadata.yaml', 'sig-network/0020-mesh/metadata.yaml'],
      ['sig-node/image-prefetch/', 'sig-network/0020-mesh/'],
    ],
  ])('%s: the whole tree is read, and its own findings are reported', (_, only, starts) => {
    const expected = startingWith(...starts)
    expect(expected).not.toEqual([])
    expect(lines(only)).toEqual(expected)
  })

  test('the root is all, and what is no part of a KEP is nothing', () => {
    expect(lines(['.'])).toEqual(lines(null))
    expect(lines(['README.md'])).toEqual([])
    expect(lines(['sig-nod'])).toEqual([])
    expect(lines([])).toEqual([])
  })

  test('KEPs that are not reported are not listed', () => {
    const { keps } = lint(broken, { ...wholeTree, only: ['sig-storage/0014-late-binding/summary.md'] })
    expect(keps.map(({ path }) => path)).toEqual(['sig-storage/0014-late-binding'])
  })
})

describe('profiles', () => {
  const tree = treeOf({ 'a/metadata.yaml': metadata(), 'b/kep.yaml': '', 'c/kep.yaml': '', 'c/metadata.yaml': '' })
  test.each([
    ['auto', ['a kep-1a', 'b kep', 'c kep']],
    ['kep-1a', ['a kep-1a', 'c kep-1a']],
    ['kep', ['b kep', 'c kep']],
  ])('%s', (profile, expected) => {
    const chosen = profiles.filter(({ name }) => profile === 'auto' || name === profile)
    const { keps } = lint(tree, { ...wholeTree, profiles: chosen })
    expect(keps.map((kep) => `${kep.path} ${kep.profile}`)).toEqual(expected)
  })
})

describe('a rule that throws is a defect of keplint', () => {
  const tree = treeOf({ 'a/metadata.yaml': metadata(), 'b/metadata.yaml': metadata() })
  const ruleWith = (checks: Pick<Rule, 'check' | 'checkTree'>): Rule =>
    defineRule({ id: 'throws', since: '1.0', summary: 'Throws', severity: 'error', ...checks })
  const thrownBy = (rule: Rule): unknown => {
    try {
      lint(tree, wholeTree, [rule])
    } catch (error) {
      return error
    }
    return null
  }

  test.each([
    ['on a KEP', ruleWith({ check: (kep) => (kep.path === 'b' ? fail() : []) }), 'b', ' on b'],
    [
      'while it yields',
      ruleWith({
        *check(kep) {
          if (kep.path === 'b') yield fail()
        },
      }),
      'b',
      ' on b',
    ],
    ['on the tree', ruleWith({ check: () => [], checkTree: fail }), null, ''],
  ])('%s', (_, rule, kep, where) => {
    const error = thrownBy(rule)
    expect(error).toBeInstanceOf(RuleError)
    const message = `rule throws failed${where}: TypeError: no such thing`
    expect(error).toMatchObject({ rule: 'throws', kep, message })
    expect(error).toHaveProperty('cause', expect.any(TypeError))
  })
})

function fail(): never {
  throw new TypeError('no such thing')
}

function padded(number: number): string {
  return String(number).padStart(8, '0')
}

/** The same tree with every map and set filled in another order. */
function mixedUp(tree: Tree, seed: number): Tree {
  let state = seed
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648)
  const mix = <T>(items: Iterable<T>): T[] =>
    [...items]
      .map((item) => ({ item, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item)
  return {
    files: new Set(mix(tree.files)),
    directories: new Set(mix(tree.directories)),
    links: new Map(mix(tree.links)),
    selected: new Set(mix(tree.selected)),
    texts: new Map(mix(tree.texts)),
    refused: mix(tree.refused),
  }
}
