import fc from 'fast-check'
import { Minimatch } from 'minimatch'
import { afterAll, describe, expect, test } from 'vitest'

import { selectBy } from '../../../src/action/patterns.js'
import { globSet, indicesOf } from '../../../src/lint/glob/glob-set.js'
import { literally } from '../../../src/lint/glob/pattern.js'
import { witnesses } from '../../../src/lint/glob/witnesses.js'
import { coverer, patternLists } from '../../../src/lint/policy/path-matcher.js'
import { upwards } from '../../../src/lint/text/paths.js'
import { parsePatterns } from '../../../src/settings/patterns.js'
import { makeTrees } from '../../support/run-command.js'

const matching = (patterns: readonly string[], path: string): readonly number[] =>
  [...indicesOf(globSet(patterns).matches(path))].reverse()
const matches = (pattern: string, path: string): boolean => matching([pattern], path).length > 0
const above = (path: string): readonly string[] => [...upwards(path)].slice(0, -1)

const options = { dot: true, nobrace: true, nocomment: true, noext: true, nonegate: true }
const names = fc.constantFrom('a', 'b', 'ab', '.a', 'a-b', '[a]', 'a*', 'é', '{a,b}')
const paths = fc.array(names, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'))
const piece = fc.constantFrom('a', 'b', '*', '?', '[ab]', '[!a]', '[a-c]', '.', '-', '{a,b}', '\\*', '+(a)', 'é')
const segment = fc.oneof(
  { weight: 1, arbitrary: fc.constant('**') },
  { weight: 4, arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')) },
)
const patterns = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((segments) => segments.join('/'))
  .filter((pattern) => !/(?:^|\/)\.{1,2}(?:\/|$)/.test(pattern))

describe('a pattern', () => {
  test('means what it means in the action, for a path and for all below it', () => {
    fc.assert(
      fc.property(patterns, paths, (pattern, path) => {
        const glob = new Minimatch(pattern, options)
        // A pattern with brackets means the name that has them, too.
        const expected = above(path).some((each) => glob.match(each) || (each === pattern && pattern.includes('[')))
        expect([pattern, path, matches(pattern, path)]).toEqual([pattern, path, expected])
      }),
      { numRuns: 5000 },
    )
  })

  test.each([
    ['a[b', 'a[b', true],
    ['[]a]', ']', true],
    ['[a-]', '-', true],
    ['[\\]]', ']', true],
    ['a\\', 'a\\', true],
    ['**', '.a/b', true],
    ['a/**', 'a', false],
    ['a/**', 'a/b/c', true],
    ['a**b', 'a/b', false],
    ['a/**/**/b', 'a/b', true],
    ['**/b/**/c', 'a/b/x/b/y/c', true],
    ['./a/', 'a/b', true],
    ['', 'a', true],
    ['.', 'a/b', true],
    ['*', '漢/a', true],
    ['a/*', 'a', false],
  ])('%j and %j: %j', (pattern, path, expected) => expect(matches(pattern, path)).toBe(expected))

  test('made of a name matches that name alone', () => {
    fc.assert(
      fc.property(paths, paths, (name, path) => {
        expect(matches(literally(name), path)).toBe(above(path).includes(name))
      }),
    )
  })
})

describe('many patterns', () => {
  test('each match what they match alone, however long the others are', () => {
    const long = fc.array(patterns, { minLength: 1, maxLength: 40 }).map((each) => each.join('/'))
    fc.assert(
      fc.property(fc.array(fc.oneof(patterns, long), { maxLength: 60 }), paths, (all, path) => {
        expect(matching(all, path)).toEqual(all.flatMap((pattern, i) => (matches(pattern, path) ? [i] : [])))
      }),
    )
  })

  test('in a list the last that matches decides, and each list answers for itself', () => {
    const lists = patternLists([['keps', '!keps/a'], [], ['!keps/a', 'keps'], ['keps/a/**'], ['!keps']])
    const cover = coverer(lists.patterns)
    const listsOf = (file: string, kep: string | null = null) => [...lists.matching(cover(file, kep).indices())]
    expect(listsOf('keps/a/kep.yaml')).toEqual([3, 2, 1])
    expect(listsOf('keps/b/kep.yaml')).toEqual([2, 1, 0])
    expect(listsOf('docs/a.md')).toEqual([1])
    expect(listsOf('docs/a.md', 'keps/b')).toEqual([2, 1, 0])
  })

  /** How much work it is to ask as many patterns, by their number, of as many paths. */
  const workOf = (count: number, pattern: (i: number) => string): number => {
    const set = globSet(Array.from({ length: 3 * count }, (_, i) => pattern(i)))
    for (let i = 0; i < count; i++) set.matches(`keps/sig-node/${String(i).padStart(4, '0')}-k${i}/kep.yaml`)
    return set.work()
  }

  test.each<readonly [string, (i: number) => string]>([
    ['keps/*/*17*x*', (i) => `keps/*/*${i}*x*`],
    ['keps/**/*17*', (i) => `keps/**/*${i}*`],
    ['keps/**/*17x*', (i) => `keps/**/*${i}x*`],
    ['keps/sig-node/0017-k17', (i) => `keps/sig-node/${String(i).padStart(4, '0')}-k${i}`],
    ['**/[0-9]*-k17/**', (i) => `**/[0-9]*-k${i}/**`],
    ['keps/*-17/?*/*.yaml', (i) => `keps/*-${i}/?*/*.yaml`],
    ['*/*/*a17b', (i) => `*/*/*a${i}b`],
  ])('like %s take as many times the work as there are patterns and paths', (_, pattern) => {
    const [one, two, four] = [250, 500, 1000].map((count) => workOf(count, pattern))
    // A square would be 4; one more digit in the names is some more work.
    expect((two ?? 0) / (one ?? 0)).toBeLessThan(3)
    expect((four ?? 0) / (two ?? 0)).toBeLessThan(3)
  })

  test('that all want to be asked are asked 32 units at once', () => {
    const [count, length] = [3000, 7]
    const set = globSet(Array.from({ length: count }, (_, i) => `*${'abcde'.charAt(i % 5)}*?*?*?*?*?`))
    set.matches('x'.repeat(100) + 'a'.repeat(1000))
    expect(set.work()).toBeLessThan((count * length * 1100) / 32 + 10_000)
  })

  test('with many jokers are not slow', () => {
    const path = `${'a'.repeat(5000)}/`.repeat(20)
    for (const pattern of [`${'*a'.repeat(140)}b`, `${'**/*a/'.repeat(45)}b`, `${'*'.repeat(300)}b`]) {
      const set = globSet([pattern])
      expect([...indicesOf(set.matches(path))]).toEqual([])
      expect(set.work()).toBeLessThan(path.length * 15)
    }
  })
})

describe('what tells patterns apart', () => {
  const endings = ['**/*.md']
  const signature = (all: readonly string[], path: string) => matching(all, path).join()

  test('is found for each set of patterns that a path matches', () => {
    const all = fc.array(patterns, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(all, paths, (some, path) => {
        const found = witnesses(some, endings)
        expect(found.every((each) => each.endsWith('.md') && !each.includes('//'))).toBe(true)
        const unique = [...new Set(some)]
        const signatures = found.map((each) => signature(unique, each))
        expect(signatures).toContain(signature(unique, `${path}/é.md`))
        expect(new Set(signatures).size).toBe(signatures.length)
      }),
      { numRuns: 300 },
    )
  })

  test('is not searched for ever: then one path of each pattern has to do', () => {
    const many = Array.from({ length: 500 }, (_, i) => `*${i}*/**/[!y]${i}*x*`)
    const found = witnesses(many, endings)
    const set = globSet(many)
    const met = new Set(found.flatMap((path) => [...indicesOf(set.matches(path))]))
    expect(met.size).toBe(many.length)
    expect(found.length).toBeLessThan(2000)
  })
})

describe('the patterns of the action', () => {
  const { tree, remove } = makeTrees()
  afterAll(remove)

  test.each([
    ['keps/**/*.md', '!keps/b'],
    ['keps', '!keps/*/draft-*', 'keps/b/draft-2.md'],
    ['keps/[ab]/?.md'],
    ['!keps/a', 'keps/?'],
    ['**/*.md', '!**/a/**'],
  ])('select the same where there are a hundred more: %s, %s', async (...lines) => {
    const files = ['a/1.md', 'a/draft-1.md', 'b/2.md', 'b/draft-2.md', 'b/c/3.md', 'c.md'].map((file) => `keps/${file}`)
    const root = tree(Object.fromEntries(files.map((file) => [file, '# A\n'])))
    const more = Array.from({ length: 100 }, (_, i) => `!keps/none-${i}*`)
    const selected = async (all: readonly string[]) => files.filter(await selectBy(parsePatterns(all.join('\n')), root))
    const few = await selected(lines)
    expect(few.length).toBeGreaterThan(0)
    expect(few.length).toBeLessThan(files.length)
    expect(await selected([...more, ...lines])).toEqual(few)
  })
})
