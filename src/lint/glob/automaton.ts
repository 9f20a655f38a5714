import { literally, type Segment, segmentsOf, type Token, type Unit } from './pattern.js'

/** The longest text by which patterns are found, in UTF-16 units. */
const longestKey = 8

/** How many words of masks are kept at once. */
const roomForMasks = 1 << 22

/** The states of all patterns, 32 to a word; what is a mask has one word for each of theirs. */
export interface Automaton {
  readonly words: number
  /** Where a path begins. */
  readonly starts: Uint32Array
  /** States that stay with any unit but a slash: before `*`; those of `deep` too. */
  readonly loops: Uint32Array
  /** States that stay with any unit: inside `**`. Who comes into one is in the next one too. */
  readonly deep: Uint32Array
  readonly ends: Uint32Array
  /** The pattern that ends in a state. */
  readonly patternOf: Uint32Array
  /** What leads into each state from the one before it; a hole where nothing does. */
  readonly units: readonly (Unit | '/' | undefined)[]
  /** The words of the patterns that want a text in the path, by that text, and of those that want none. */
  readonly keys: ReadonlyMap<string, readonly number[]>
  readonly always: readonly number[]
  /** Patterns that match everything, as `matches` gives them. */
  readonly everywhere: Uint32Array
}

/** Compiles globs; a pattern matches what it names and all below it, an empty one, and `.`, everything. */
export function automatonOf(patterns: readonly string[]): Automaton {
  const everywhere = new Uint32Array(Math.ceil(patterns.length / 32))
  const compiled = patterns.flatMap((pattern, index) => {
    const bare = pattern.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
    if (bare === '' || bare === '.') {
      everywhere[index >>> 5] = (everywhere[index >>> 5] ?? 0) | (1 << (index & 31))
      return []
    }
    // Somebody who names a directory that has brackets in its name means that one.
    const readings = /[[\\]/.test(bare) ? [bare, literally(bare)] : [bare]
    return readings.map((each) => ({ index, segments: segmentsOf(each) }))
  })
  const texts = compiled.map(({ segments }) => textsIn(segments))
  const frequency = new Map<string, number>()
  for (const each of texts) for (const text of each) frequency.set(text, (frequency.get(text) ?? 0) + 1)

  const [units, starts, loops, deep]: [(Unit | '/' | undefined)[], number[], number[], number[]] = [[], [], [], []]
  const ends = new Map<number, number>()
  const keys = new Map<string, Set<number>>()
  const always = new Set<number>()
  compiled.forEach(({ index, segments }, i) => {
    const first = units.length
    units.push(undefined)
    starts.push(first)
    segments.forEach((segment, at) => {
      if (segment === 'deep') {
        deep.push(units.length - 1)
        if (at === 0) starts.push(units.length)
        units.push('/')
        return
      }
      for (const token of segment) {
        if (token === 'star') loops.push(units.length - 1)
        else units.push(token)
      }
      if (at + 1 < segments.length) units.push('/')
    })
    ends.set(units.length - 1, index)
    const key = rarest(texts[i] ?? [], frequency)
    const own = key === null ? always : (keys.get(key) ?? new Set())
    if (key !== null) keys.set(key, own)
    for (let word = first >>> 5; word <= (units.length - 1) >>> 5; word++) own.add(word)
  })
  const words = Math.ceil(units.length / 32)
  const masked = (states: Iterable<number>): Uint32Array => maskOf(words, states)
  const patternOf = new Uint32Array(words * 32)
  for (const [state, pattern] of ends) patternOf[state] = pattern
  return {
    words,
    starts: masked(starts),
    loops: masked([...loops, ...deep]),
    deep: masked(deep),
    ends: masked(ends.keys()),
    patternOf,
    units,
    keys: new Map([...keys].map(([key, own]) => [key, [...own]])),
    always: [...always],
    everywhere,
  }
}

function maskOf(words: number, states: Iterable<number>): Uint32Array {
  const mask = new Uint32Array(words)
  for (const state of states) mask[state >>> 5] = (mask[state >>> 5] ?? 0) | (1 << (state & 31))
  return mask
}

/** Takes one step in the states of some words, in order, with the masks of `unit`. */
export function step(
  { deep, loops }: Automaton,
  state: Uint32Array,
  active: readonly number[],
  unit: string,
  masks: Uint32Array,
): void {
  const stays = unit === '/' ? deep : loops
  let [carry, entered, before] = [0, 0, -2]
  for (const word of active) {
    // A pattern that goes on from one word to the next has both of them active.
    if (word !== before + 1) carry = entered = 0
    before = word
    const now = state[word] ?? 0
    const next = ((now << 1) | carry) & (masks[word] ?? 0)
    const into = next & (deep[word] ?? 0)
    state[word] = next | (now & (stays[word] ?? 0)) | (into << 1) | entered
    carry = now >>> 31
    entered = into >>> 31
  }
}

/** The texts that a path which the segments match must hold. */
function textsIn(segments: readonly Segment[]): ReadonlySet<string> {
  const texts = new Set<string>()
  for (const segment of segments) {
    let text = ''
    for (const token of segment === 'deep' ? [] : [...segment, 'star' as const]) {
      const literal = literalOf(token)
      if (literal !== null) text += literal
      else {
        if (text !== '') texts.add(text.slice(0, longestKey))
        text = ''
      }
    }
  }
  return texts
}

function literalOf(token: Token): string | null {
  return token === 'star' ? null : token.literal
}

/** The text that the fewest patterns want; of several the longest. */
function rarest(texts: Iterable<string>, frequency: ReadonlyMap<string, number>): string | null {
  const rank = (text: string): number => (frequency.get(text) ?? 0) - text.length / (longestKey + 1)
  let best: string | null = null
  for (const text of texts) if (best === null || rank(text) < rank(best)) best = text
  return best
}

/** Finds which states a unit leads into. */
export function maskFinder({ words, units }: Automaton): (unit: string) => Uint32Array {
  const byLiteral = new Map<string, number[]>()
  const sets: (readonly [number, Unit])[] = []
  units.forEach((unit, state) => {
    const literal = unit === '/' ? unit : unit?.literal
    const known = literal == null ? undefined : byLiteral.get(literal)
    if (known) known.push(state)
    else if (literal != null) byLiteral.set(literal, [state])
    else if (unit !== undefined && unit !== '/') sets.push([state, unit])
  })
  const masks = new Map<string, Uint32Array>()
  return (unit) => {
    const key = sets.length > 0 || byLiteral.has(unit) ? unit : ''
    const known = masks.get(key)
    if (known) return known
    const fitting = unit === '/' ? [] : sets.flatMap(([state, { fits }]) => (fits(unit) ? [state] : []))
    const mask = maskOf(words, [...(byLiteral.get(unit) ?? []), ...fitting])
    if ((masks.size + 1) * words > roomForMasks) masks.clear()
    masks.set(key, mask)
    return mask
  }
}
