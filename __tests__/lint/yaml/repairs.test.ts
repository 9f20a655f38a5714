import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { lint } from '../../../src/lint/lint.js'
import { parseYaml } from '../../../src/lint/yaml/document.js'
import { makeTree } from '../../support/pages.js'
import { findingLine, wholeTree } from '../../support/read-tree.js'

const path = 'keps/42-warm-racks/kep.yaml'

describe('metadata that is not YAML is read as if it was fixed', () => {
  const good: readonly string[] = [
    'title: Warm racks',
    'kep-number: 42',
    'authors:',
    '  - "@mira"',
    'reviewers:',
    '  - "@noor"',
    'approvers:',
    '  - "@otto"',
    'creation-date: 2025-13-45',
    'status: provisionl',
  ]
  /** A line, and what is wrong with it in its place. */
  const breakages: readonly (readonly [line: number, broken: string])[] = [
    [0, 'title: Warm: racks'],
    [0, 'title: "Warm racks'],
    [0, "title: 'Warm racks"],
    [0, 'title: *Warm* racks'],
    [0, 'title: `Warm` racks'],
    [0, 'title: %Warm racks'],
    [0, 'title: "Warm" racks'],
    [3, '  - @mira'],
    [5, '  - @noor # on leave'],
    [7, '  - @otto'],
  ]
  const told = (lines: readonly string[]): readonly string[] => {
    const tree = makeTree(new Map([[path, lines.join('\n')]]))
    return lint(tree, { ...wholeTree, repository: null })
      .findings.filter(({ at, rule }) => at.path === path && rule === 'metadata-schema')
      .map(findingLine)
  }
  const expected = told(good)

  test('every other finding is told with it, in its place on the disk', () => {
    expect(expected.length).toBeGreaterThan(1)
    for (const [line, broken] of breakages) {
      const lines = good.map((text, i) => (i === line ? broken : text))
      expect(told(lines), broken).toEqual(expected.map((each) => `${each}, after the YAML is fixed`))
    }
  })

  test('all broken lines of a file are told at once, each in its place, and no state is lost', () => {
    fc.assert(
      fc.property(fc.subarray([...breakages], { minLength: 1 }), (chosen) => {
        const lines = [...good]
        for (const [line, broken] of chosen) lines[line] = broken
        const document = parseYaml(path, lines.join('\n'))
        expect(document.isRepaired).toBe(true)
        expect(document.text(['status'])).toBe('provisionl')
        expect(document.place(['status'])).toMatchObject({ line: 10, column: 9, endLine: 10, endColumn: 19 })
        const broken = new Set(chosen.map(([line]) => line + 1))
        expect(new Set(document.problems.map(({ at }) => at.line))).toEqual(broken)
      }),
      { numRuns: 50 },
    )
  })

  test('what says of no repair stays one finding', () => {
    expect(told([...good, '<<<<<<< HEAD', 'stage: alpha'])).toEqual([])
  })
})
