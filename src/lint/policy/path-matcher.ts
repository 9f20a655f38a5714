import { type GlobSet, globSet, indicesOf } from '../glob/glob-set.js'

/** The patterns that match one of the places of a finding: the same object for the same patterns. */
export interface Coverage {
  /** The indices of the patterns, the last one first. */
  readonly indices: () => Iterable<number>
}

/** Finds the patterns that match the file of a finding or its KEP; null where it belongs to none. */
export type Coverer = (file: string, kep: string | null) => Coverage

/** Compiles patterns as a configuration has them: a path means itself and all below it, and so does a glob. */
export function coverer(patterns: readonly string[]): Coverer {
  const set = globSet(patterns)
  const byPlaces = new Map<string, Coverage>()
  const byPatterns = new Map<string, Coverage>()
  return (file, kep) => {
    // What matches a KEP matches all that is in it.
    const places = kep === null || file === kep || file.startsWith(`${kep}/`) ? [file] : [file, kep]
    const name = places.join('\0')
    const known = byPlaces.get(name)
    if (known) return known
    const bits = matchesOfAny(set, places)
    const key = bits.join()
    const coverage = byPatterns.get(key) ?? { indices: () => indicesOf(bits) }
    byPatterns.set(key, coverage)
    byPlaces.set(name, coverage)
    return coverage
  }
}

/** Which patterns of a set match one of the places, as bits. */
export function matchesOfAny(set: GlobSet, places: Iterable<string>): Uint32Array {
  const all = set.matches('')
  for (const place of places) set.matches(place).forEach((bits, word) => void (all[word] = (all[word] ?? 0) | bits))
  return all
}

/** Lists of patterns, one after the other: `!` before one takes away, and the last of a list that matches decides. */
export interface PatternLists {
  /** All patterns, without their marks. */
  readonly patterns: readonly string[]
  /** The lists that match, the last one first; `indices` are those of the patterns, the last one first. */
  readonly matching: (indices: Iterable<number>) => Generator<number>
}

/** Lays lists of patterns end to end; an empty list matches everything. */
export function patternLists(lists: readonly (readonly string[])[]): PatternLists {
  const steps = lists.flatMap((list, index) =>
    (list.length === 0 ? ['.'] : list).map((pattern) => ({
      index,
      adds: !pattern.startsWith('!'),
      pattern: pattern.replace(/^!/, ''),
    })),
  )
  return {
    patterns: steps.map(({ pattern }) => pattern),
    *matching(indices) {
      let decided = -1
      for (const i of indices) {
        const step = steps[i]
        if (!step || step.index === decided) continue
        decided = step.index
        if (step.adds) yield step.index
      }
    },
  }
}
