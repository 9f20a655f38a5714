import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type FixedTree, fixTree } from '../../../src/lint/fix/fix-tree.js'
import { unifiedDiff } from '../../../src/lint/fix/unified-diff.js'
import { lint } from '../../../src/lint/lint.js'
import type { Finding } from '../../../src/lint/model/finding.js'
import type { Tree } from '../../../src/lint/model/tree.js'
import { makeTree } from '../../support/pages.js'
import { wholeTree } from '../../support/read-tree.js'

type Files = Readonly<Record<string, string>>

const metadata = `title: Warm racks
kep-number: 42
authors:
  - "@mira"
owning-sig: sig-node
status: implementable
creation-date: 2025-01-02
reviewers:
  - "@noor"
approvers:
  - "@otto"
see-also:
  - "/keps/sig-node/43-cold-racks"
stage: alpha
latest-milestone: "v1.37"
milestone:
  alpha: "v1.37"
`
const sections = [
  'Summary',
  'Motivation',
  'Goals',
  'Non-Goals',
  'Proposal',
  'Design Details',
  'Test Plan',
  'Graduation Criteria',
]
const body = (number: number, title: string): string =>
  `# KEP-${number}: ${title}\n\n${sections.map((name) => `## ${name}\n\nThe racks stay warm.\n`).join('\n')}`
const files: Files = {
  'keps/sig-node/42-warm-racks/kep.yaml': metadata,
  'keps/sig-node/42-warm-racks/README.md': body(42, 'Warm racks'),
  'keps/sig-node/43-cold-racks/kep.yaml': metadata
    .replace('Warm', 'Cold')
    .replace('42', '43')
    .replace('43-cold', '42-warm'),
  'keps/sig-node/43-cold-racks/README.md': body(43, 'Cold racks'),
}
const kep = 'keps/sig-node/42-warm-racks/kep.yaml'
const readme = 'keps/sig-node/42-warm-racks/README.md'

const treeOf = (some: Files): Tree => makeTree(new Map(Object.entries(some)))
const check = (tree: Tree): readonly Finding[] => lint(tree, wholeTree).findings
const fix = (tree: Tree): FixedTree => fixTree(tree, { check, isAsked: () => true })
const wordOf = ({ rule, at, message }: Finding): string => `${rule} ${at.path} ${message}`

/** One defect of a good tree, each with one right answer. */
const defects: readonly (readonly [path: string, from: string, to: string])[] = [
  [kep, 'status: implementable', 'status: implementabel'],
  [kep, 'latest-milestone: "v1.37"', 'latest-milestone: "1.37"'],
  [kep, '  alpha: "v1.37"', '  alpha: "1.37"'],
  [kep, '/keps/sig-node/43-cold-racks', '/keps/sig-node/43-cold-rack'],
  [kep, 'creation-date: 2025-01-02', 'creation-date: 2025-1-2'],
  [kep, 'creation-date:', 'creation_date:'],
  [readme, '# KEP-42:', '# KEP-24:'],
]

test('the tree that the defects are put into has none', () => {
  expect(check(treeOf(files))).toEqual([])
})

test.each(defects)('in %s %j for %j is fixed, and nothing else is changed', (path, right, wrong) => {
  const broken = { ...files, [path]: files[path]?.replace(right, wrong) ?? '' }
  const { draft, left, takenBack } = fix(treeOf(broken))
  expect({ left, takenBack }).toEqual({ left: [], takenBack: [] })
  expect(Object.fromEntries(draft.now.texts)).toEqual(files)
})

describe('over any mixture of defects', () => {
  const mixture = fc.record({
    chosen: fc.subarray([...defects]),
    isWindows: fc.boolean(),
    hasMark: fc.boolean(),
  })
  const broken = ({
    chosen,
    isWindows,
    hasMark,
  }: {
    chosen: typeof defects
    isWindows: boolean
    hasMark: boolean
  }): Files => {
    const texts = { ...files }
    for (const [path, from, to] of chosen) texts[path] = texts[path]?.replace(from, to) ?? ''
    const written = (text: string): string =>
      (hasMark ? '\ufeff' : '') + (isWindows ? text.replaceAll('\n', '\r\n') : text)
    return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, written(text)]))
  }

  test('nothing is found that was not found, a second run changes nothing, and line ends and marks stay', () => {
    fc.assert(
      fc.property(mixture, (made) => {
        const tree = treeOf(broken(made))
        const before = new Set(check(tree).map(wordOf))
        const { draft, left } = fix(tree)
        expect(left.filter((finding) => !before.has(wordOf(finding)))).toEqual([])
        expect(fix(draft.now).fixed).toEqual([])
        for (const text of draft.now.texts.values()) {
          expect(text.startsWith('\ufeff')).toBe(made.hasMark)
          expect(/(?<!\r)\n/.test(text)).toBe(!made.isWindows)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('git apply makes of the diff what fixing makes', () => {
    const root = mkdtempSync(join(tmpdir(), 'keplint-fix-'))
    try {
      fc.assert(
        fc.property(mixture, (made) => {
          rmSync(root, { recursive: true })
          const tree = treeOf(broken(made))
          for (const [path, text] of tree.texts) {
            mkdirSync(dirname(join(root, path)), { recursive: true })
            writeFileSync(join(root, path), text)
          }
          const { draft } = fix(tree)
          const diff = unifiedDiff(draft)
          if (diff !== '') execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: root, input: diff })
          for (const [path, text] of draft.now.texts) expect(readFileSync(join(root, path), 'utf8')).toBe(text)
        }),
        { numRuns: 10 },
      )
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  })
})

test('a fix after which something as severe is found is taken back, and the others are made', () => {
  const at = (path: string) => ({ path, line: 1, column: 1, endLine: 1, endColumn: 4 })
  const finding = (path: string, message: string): Finding => ({
    rule: 'unresolved',
    severity: 'warning',
    kep: null,
    at: at(path),
    message,
    suggestion: 'two',
  })
  const texts = treeOf({ 'a.md': 'one', 'b.md': 'one' })
  const found = (tree: Tree): readonly Finding[] =>
    [...tree.texts].flatMap(([path, text]) => {
      if (text === 'one') return [finding(path, 'one is wrong')]
      const { suggestion: _, ...worse } = finding(path, 'two is wrong')
      return path === 'b.md' ? [worse] : []
    })
  const { draft, fixed, left, takenBack } = fixTree(texts, { check: found, isAsked: () => true })
  expect(Object.fromEntries(draft.now.texts)).toEqual({ 'a.md': 'two', 'b.md': 'one' })
  expect(fixed.map((each) => each.finding.at.path)).toEqual(['a.md'])
  expect(takenBack.map((each) => [each.finding.at.path, each.after.message])).toEqual([['b.md', 'two is wrong']])
  expect(left.map(({ message }) => message)).toEqual(['one is wrong'])
})
