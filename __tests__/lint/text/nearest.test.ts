import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Steps, slipsBetween } from '../../../src/lint/text/distance.js'
import { nearest, nearestWord, nearIn } from '../../../src/lint/text/nearest.js'

const states = ['draft', 'provisional', 'implementable', 'implemented', 'deferred', 'rejected', 'withdrawn', 'replaced']
const stages = ['alpha', 'beta', 'stable', 'deprecated', 'disabled', 'removed']

const meant = (words: readonly string[], among: readonly string[]): Readonly<Record<string, string | null>> =>
  Object.fromEntries(words.map((word) => [word, nearestWord(word, among)]))

describe('a word of a vocabulary', () => {
  test('is meant where it has a slip or two', () => {
    expect(
      meant(['imlpemented', 'Implemented', 'implmentable', 'implementabel', 'deferd', 'withdraw', 'reject'], states),
    ).toEqual({
      imlpemented: 'implemented',
      Implemented: 'implemented',
      implmentable: 'implementable',
      implementabel: 'implementable',
      deferd: 'deferred',
      withdraw: 'withdrawn',
      reject: 'rejected',
    })
    expect(meant(['provisonal', 'provisionl', 'drfat', 'drafts', 'replcaed'], states)).toEqual({
      provisonal: 'provisional',
      provisionl: 'provisional',
      drfat: 'draft',
      drafts: 'draft',
      replcaed: 'replaced',
    })
  })

  test.each([
    'not implemented',
    'unimplemented',
    'non-provisional',
    'un-implmented',
    'notreplaced',
    'not replcaed',
    'pre-draft',
  ])('is not meant by a negation or by what stands before it: %s', (word) => {
    expect(nearestWord(word, states)).toBeNull()
  })

  test.each([
    'implementing',
    'implementation',
    'provisioned',
    'provisionally',
    'withdrawing',
    'deferring',
    'rejecting',
    'drafted',
    'replacing',
    'implement',
    'superseded',
  ])('is not meant by another form of it: %s', (word) => {
    expect(nearestWord(word, states)).toBeNull()
  })

  test('holds for stages too', () => {
    const none = [
      'unstable',
      'not stable',
      'non-beta',
      'pre-alpha',
      'stabilized',
      'disabling',
      'removing',
      'undeprecated',
    ]
    expect(meant(none, stages)).toEqual(Object.fromEntries(none.map((word) => [word, null])))
    expect(meant(['Beta', 'stabel', 'aplha', 'remove', 'deprectaed', 'alpha2'], stages)).toEqual({
      Beta: 'beta',
      stabel: 'stable',
      aplha: 'alpha',
      remove: 'removed',
      deprectaed: 'deprecated',
      alpha2: 'alpha',
    })
  })
})

test('the name of a file or a heading is meant whatever it is a form of', () => {
  expect(nearest('implementing', ['implemented'])).toBe('implemented')
  expect(nearest('guides/developers.md', ['guides/developer.md', 'summary.md'])).toBe('guides/developer.md')
  expect(nearest('', ['a'])).toBeNull()
})

/** What `slipsBetween` means, written as one table without a band or a limit. */
function reference(a: string, b: string): number {
  const table: number[][] = []
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity
  for (let i = 0; i <= a.length; i++) {
    table[i] = []
    for (let j = 0; j <= b.length; j++) {
      const ways = [
        at(i - 1, j) + 1,
        (table[i]?.[j - 1] ?? Infinity) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      ]
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1) ways.push(at(i - 2, j - 2) + 1)
      table[i]?.push(i === 0 && j === 0 ? 0 : Math.min(...ways))
    }
  }
  return at(a.length, b.length)
}

test('slips are counted as the whole table counts them, up to the limit', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 })
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
      const slips = reference(a, b)
      expect(slipsBetween(a, b, most)).toBe(slips > most ? Infinity : slips)
    }),
  )
})

describe('the work', () => {
  const workOf = (run: (steps: Steps) => void): number => {
    const steps = { left: 1e9 }
    run(steps)
    return 1e9 - steps.left
  }

  test('is linear in the length of two words', () => {
    const work = [5_000, 10_000, 20_000].map((length) =>
      workOf((steps) => slipsBetween(`${'a'.repeat(length)}bcd`, `${'a'.repeat(length)}xyz`, 3, steps)),
    )
    expect((work[1] ?? 0) / (work[0] ?? 1)).toBeLessThan(2.1)
    expect((work[2] ?? 0) / (work[0] ?? 1)).toBeLessThan(4.2)
    expect(work[0]).toBeGreaterThan(5_000)
  })

  test('of many words among many names is never more than it may be', () => {
    for (const count of [250, 500, 1_000]) {
      const names = Array.from({ length: count }, (_, i) => `name-${String(i).padStart(6, '0')}`)
      const most = 200 * count
      const steps = { left: most }
      const near = nearIn(names, steps)
      for (let i = 0; i < count; i++) near(`eman-${String(i).padStart(6, '9')}`)
      expect(most - steps.left).toBeGreaterThan(most / 2)
      expect(steps.left).toBeGreaterThan(-20)
      expect(near('nmae-000001')).toBeNull()
    }
  })

  test('is done once for a word that comes again', () => {
    const steps = { left: 1_000 }
    const near = nearIn(['sig-node', 'sig-auth'], steps)
    const first = near('sig-nod')
    const { left } = steps
    expect([first, near('sig-nod')]).toEqual(['sig-node', 'sig-node'])
    expect(steps.left).toBe(left)
  })

  test('among an index finds what it finds without one', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 9 })
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 6 }), (wanted, names) => {
        const known = nearest(wanted, names)
        const near = nearIn(names, { left: 1e6 })(wanted)
        const slips = (name: string | null): number | null =>
          name === null ? null : reference(folded(wanted), folded(name))
        expect(slips(near)).toBe(slips(known))
      }),
    )
  })
})

const folded = (word: string): string => word.trim().toLowerCase().replace(/-+/g, '')
