/** What a character of a segment must be; `star` is any number of any. */
type Token = 'star' | ((unit: string) => boolean)

/** A segment of a pattern; `deep` is any number of segments. */
type Segment = 'deep' | readonly Token[]

/**
 * Compiles a glob: `*`, `?`, `[…]` and `\` within a segment of a path, `**` for any number of segments, no braces;
 * names that begin with a dot are as any other. A match takes no longer than pattern times path, whatever they
 * are, which a regular expression cannot promise.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const segments = pattern.split('/').map((segment): Segment => segment === '**' ? 'deep' : tokensOf(segment))
  // What stands below a directory is not the directory itself.
  if (segments.at(-1) === 'deep') segments.push(['star'])
  const isDeep = (segment: Segment): boolean => segment === 'deep'
  const fits = (segment: Segment, name: string): boolean => segment !== 'deep' && matches(segment, [...units(name)])
  return (path) => walk(segments, path.split('/'), isDeep, fits)
}

function matches(tokens: readonly Token[], name: readonly string[]): boolean {
  return name.length > 0 && walk(tokens, name, isStar, fitsUnit)
}

function isStar(token: Token): boolean {
  return token === 'star'
}

function fitsUnit(token: Token, unit: string): boolean {
  return token !== 'star' && token(unit)
}

/**
 * Whether the pattern covers all of the items. Where it fails, the last joker takes one item more: an earlier one
 * need never be asked again.
 */
function walk<P, T>(
  pattern: readonly P[],
  items: readonly T[],
  isJoker: (part: P) => boolean,
  fits: (part: P, item: T) => boolean,
): boolean {
  let [p, i, afterJoker, taken] = [0, 0, -1, 0]
  while (i < items.length) {
    const [part, item] = [pattern[p], items[i]]
    if (part !== undefined && isJoker(part)) {
      p += 1
      afterJoker = p
      taken = i
    } else if (part !== undefined && item !== undefined && fits(part, item)) {
      p += 1
      i += 1
    } else if (afterJoker >= 0) {
      taken += 1
      i = taken
      p = afterJoker
    } else {
      return false
    }
  }
  return pattern.slice(p).every(isJoker)
}

function* units(text: string): Generator<string> {
  for (let i = 0; i < text.length; i++) yield text.charAt(i)
}

function tokensOf(segment: string): readonly Token[] {
  const tokens: Token[] = []
  for (let i = 0; i < segment.length; i++) {
    const unit = segment.charAt(i)
    const set = unit === '[' ? setAt(segment, i) : null
    if (unit === '*') tokens.push('star')
    else if (unit === '?') tokens.push(() => true)
    else if (set) {
      tokens.push(set.token)
      i = set.end
    } else {
      if (unit === '\\' && i + 1 < segment.length) i += 1
      const literal = segment.charAt(i)
      tokens.push((other) => other === literal)
    }
  }
  return tokens
}

/** The set that opens at an offset, and the offset of its `]`; null where it does not close: `[` is a letter then. */
function setAt(segment: string, start: number): { readonly token: Token; readonly end: number } | null {
  const negated = '!^'.includes(segment.charAt(start + 1)) && start + 1 < segment.length
  const first = start + (negated ? 2 : 1)
  const ranges: (readonly [string, string])[] = []
  let i = first
  const next = (): string => {
    if (segment.charAt(i) === '\\') i += 1
    return segment.charAt(i++)
  }
  for (; i < segment.length; ) {
    if (segment.charAt(i) === ']' && i > first) {
      return { token: (unit) => ranges.some(([from, to]) => from <= unit && unit <= to) !== negated, end: i }
    }
    const from = next()
    const isRange = segment.charAt(i) === '-' && i + 1 < segment.length && segment.charAt(i + 1) !== ']'
    if (isRange) i += 1
    ranges.push([from, isRange ? next() : from])
  }
  return null
}
