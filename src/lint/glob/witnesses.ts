import { type Automaton, automatonOf, maskFinder, step } from './automaton.js'
import { bitsOf, globSet } from './glob-set.js'
import { segmentsOf, type Token } from './pattern.js'

/** How much work is done at most, in words of bits; a bit that is set is as much work as many words. */
const mostWork = 20_000_000
const workOfBit = 16

/** Represents every unit that no pattern names, the first that none does. */
const others = 'xyzabcdefghijklmnopqrstuvw0123456789_-\u00e6\u4e00\uffee'

/**
 * Paths that patterns distinguish: for each set of patterns that some path matches and no other pattern does, one such
 * path, among those that match one of `endings` as a whole. So whatever two lists of patterns decide differently
 * shows in one of them. Where there are too many to find them all, those with the shortest paths, and one for each
 * pattern.
 */
export function witnesses(patterns: readonly string[], endings: readonly string[]): readonly string[] {
  const all = [...new Set(patterns)]
  const automaton = automatonOf([...all, ...endings])
  const { words, ends, starts, patternOf, units } = automaton
  const masksOf = maskFinder(automaton)
  const everyWord = [...starts.keys()]
  const stops = stopsIn(automaton, all.length)
  const literals = new Set(units.flatMap((unit) => (unit === undefined || unit === '/' ? [] : [...unit.samples])))
  const other = [...others].find((unit) => !literals.has(unit)) ?? 'x'
  const paths = new Map<string, string>()
  const met = new Set<string>()
  let queue: Node[] = [{ path: '', state: starts, found: new Uint32Array(words) }]
  for (let work = 0; queue.length > 0 && work < mostWork; ) {
    const next: Node[] = []
    for (const { path, state, found } of queue) {
      if (work > mostWork) {
        next.push({ path, state, found })
        break
      }
      work += workOfBit * countOf(state)
      const seen = foundIn(found, state, ends)
      if (everyWord.some((word) => ((state[word] ?? 0) & (stops[word] ?? 0)) !== 0)) {
        const matched = matchedIn(seen, patternOf, all.length)
        if (!paths.has(matched)) paths.set(matched, path)
      }
      for (const unit of unitsAfter(automaton, state, other)) {
        if (unit === '/' && (path === '' || path.endsWith('/'))) continue
        const reached = state.slice()
        step(automaton, reached, everyWord, unit, masksOf(unit))
        work += words + workOfBit * countOf(reached)
        // An ending is one of the whole path alone.
        const above = unit === '/' ? seen.map((word, i) => word & ~(stops[i] ?? 0)) : found
        const node = { path: path + unit, state: reached, found: above }
        const key = `${unit === '/' ? '/' : ''}${textOf(reached)}:${textOf(above)}`
        if (met.has(key)) continue
        met.add(key)
        next.push(node)
      }
    }
    queue = next
  }
  return [...paths.values(), ...(queue.length > 0 ? samplesOf(all, other, endings) : [])]
}

/** For each pattern a path that it matches, and an ending too. */
function samplesOf(patterns: readonly string[], other: string, endings: readonly string[]): readonly string[] {
  const set = globSet(endings)
  const file = plainly(endings[0] ?? '', other)
  return patterns.map((pattern) => {
    const path = plainly(pattern, other)
    const ends = set.matches(path).some((word) => word !== 0)
    return ends ? path : path === '' ? file : `${path}/${file}`
  })
}

/** The shortest path that a pattern matches, or nearly so. */
function plainly(pattern: string, other: string): string {
  const unitFor = (token: Token): string =>
    token === 'star' ? '' : (token.literal ?? [other, ...token.samples].find((unit) => token.fits(unit)) ?? other)
  const segments = segmentsOf(pattern.replace(/^(?:\.?\/)+|\/+$/g, ''))
  const names = segments.flatMap((segment) => (segment === 'deep' ? [] : [segment.map(unitFor).join('') || other]))
  return names.join('/').replace(/^\.$/, '')
}

/** A path, where it leads, and where patterns end that match a directory above it. */
interface Node {
  readonly path: string
  readonly state: Uint32Array
  readonly found: Uint32Array
}

function countOf(state: Uint32Array): number {
  let count = 0
  for (const word of state) for (let rest = word; rest !== 0; rest &= rest - 1) count++
  return count
}

/** Where the patterns from `first` on end. */
function stopsIn({ ends, patternOf }: Automaton, first: number): Uint32Array {
  return ends.map((word, i) =>
    [...bitsOf(word)].reduce((kept, bit) => ((patternOf[i * 32 + bit] ?? 0) >= first ? kept | (1 << bit) : kept), 0),
  )
}

/** What distinguishes paths in a state: the units that lead on from it, a slash, and one that nothing names. */
function unitsAfter({ units }: Automaton, state: Uint32Array, other: string): ReadonlySet<string> {
  const after = new Set<string>([other, '/'])
  state.forEach((word, i) => {
    for (const bit of bitsOf(word)) {
      const unit = units[i * 32 + bit + 1]
      if (unit !== undefined && unit !== '/') for (const sample of unit.samples) after.add(sample)
    }
  })
  return after
}

function foundIn(found: Uint32Array, state: Uint32Array, ends: Uint32Array): Uint32Array {
  return found.map((word, i) => word | ((state[i] ?? 0) & (ends[i] ?? 0)))
}

/** The patterns before `limit` that end in some states, as a key. */
function matchedIn(states: Uint32Array, patternOf: Uint32Array, limit: number): string {
  const matched = new Set<number>()
  states.forEach((word, i) => {
    for (const bit of bitsOf(word)) matched.add(patternOf[i * 32 + bit] ?? 0)
  })
  return [...matched]
    .filter((pattern) => pattern < limit)
    .sort((a, b) => a - b)
    .join()
}

/** Most words hold no state. */
function textOf(state: Uint32Array): string {
  let text = ''
  state.forEach((word, i) => {
    if (word !== 0) text += `${i}=${word.toString(36)} `
  })
  return text
}
