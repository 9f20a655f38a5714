import { automatonOf, maskFinder, step } from './automaton.js'

/** Many patterns, compiled together. */
export interface GlobSet {
  /** Which patterns match a path or a directory above it: bit i of the words is that of pattern i. */
  readonly matches: (path: string) => Uint32Array
  /** How much work all calls took so far: words of bits that were stepped, and texts that were looked up. */
  readonly work: () => number
}

/**
 * Compiles globs (see `segmentsOf`). A pattern matches what it names and all below it; an empty one, and `.`, match
 * everything. All patterns are one nondeterministic automaton whose states are bits, 32 of which take one step at
 * once; and a pattern steps only along paths that hold the rarest of the texts that it wants. So many patterns and
 * many paths cost little more than each alone, and no pattern is slow, whatever it is.
 */
export function globSet(patterns: readonly string[]): GlobSet {
  const automaton = automatonOf(patterns)
  const { words, starts, ends, patternOf, keys, always, everywhere } = automaton
  const masksOf = maskFinder(automaton)
  const state = new Uint32Array(words)
  const found = new Uint32Array(words)
  const lengths = [...new Set([...keys.keys()].map((key) => key.length))]
  let work = 0

  const activeIn = (path: string): readonly number[] => {
    const active = new Set(always)
    for (const length of lengths) {
      work += path.length
      for (let i = 0; i + length <= path.length; i++) {
        for (const word of keys.get(path.slice(i, i + length)) ?? []) active.add(word)
      }
    }
    return [...active].sort((a, b) => a - b)
  }
  const keepFound = (active: readonly number[]): void => {
    for (const word of active) found[word] = (found[word] ?? 0) | ((state[word] ?? 0) & (ends[word] ?? 0))
  }

  return {
    work: () => work,
    matches: (path) => {
      const matched = everywhere.slice()
      const active = activeIn(path)
      for (const word of active) {
        state[word] = starts[word] ?? 0
        found[word] = 0
      }
      for (let i = 0; i < path.length && active.length > 0; i++) {
        const unit = path.charAt(i)
        if (unit === '/') keepFound(active)
        step(automaton, state, active, unit, masksOf(unit))
        work += active.length
      }
      keepFound(active)
      for (const word of active) {
        for (const bit of bitsOf(found[word] ?? 0)) addIndex(matched, patternOf[word * 32 + bit] ?? 0)
      }
      return matched
    },
  }
}

/** The indices of the bits that are set, the last one first. */
export function* indicesOf(bits: Uint32Array): Generator<number> {
  for (let word = bits.length - 1; word >= 0; word--) {
    for (const bit of bitsOf(bits[word] ?? 0)) yield word * 32 + bit
  }
}

/** The bits of a word that are set, the highest first. */
export function* bitsOf(word: number): Generator<number> {
  for (let rest = word; rest !== 0; ) {
    const bit = 31 - Math.clz32(rest)
    yield bit
    rest &= ~(1 << bit)
  }
}

function addIndex(bits: Uint32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31))
}
