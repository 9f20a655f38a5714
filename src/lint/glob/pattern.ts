/** One unit of a name, as a pattern wants it. */
export interface Unit {
  /** The only one that fits; null: what `fits` says. */
  readonly literal: string | null
  readonly fits: (unit: string) => boolean
  /** Units of which some fit and some do not, one at least for each range of units that do or do not. */
  readonly samples: string
}

/** A part of a segment of a pattern; `star` is any number of any units. */
export type Token = 'star' | Unit

/** A segment of a pattern; `deep` is any number of segments. */
export type Segment = 'deep' | readonly Token[]

/**
 * Reads a glob: `*`, `?`, `[…]` and `\` within a segment of a path, `**` for any number of segments, no braces; names
 * that begin with a dot are as any other. A pattern that ends in `**` wants at least one segment there: what is
 * below a directory is not the directory itself.
 */
export function segmentsOf(pattern: string): readonly Segment[] {
  const segments = pattern.split('/').map((text): Segment => (text === '**' ? 'deep' : tokensOf(text)))
  const single = segments.filter((segment, i) => segment !== 'deep' || segments[i - 1] !== 'deep')
  return single.at(-1) === 'deep' ? [...single, ['star']] : single
}

/** A path as a pattern that matches it alone, and what is below it. */
export function literally(path: string): string {
  return path.replace(/[*?[\\]/g, '\\$&')
}

function tokensOf(segment: string): readonly Token[] {
  const tokens: Token[] = []
  for (let i = 0; i < segment.length; i++) {
    const unit = segment.charAt(i)
    const set = unit === '[' ? setAt(segment, i) : null
    if (unit === '*') {
      if (tokens.at(-1) !== 'star') tokens.push('star')
    } else if (unit === '?') tokens.push(anyUnit)
    else if (set) {
      tokens.push({ literal: null, ...set.unit })
      i = set.end
    } else {
      if (unit === '\\' && i + 1 < segment.length) i += 1
      const literal = segment.charAt(i)
      tokens.push({ literal, fits: (other) => other === literal, samples: literal })
    }
  }
  return tokens
}

const anyUnit: Unit = { literal: null, fits: () => true, samples: '' }

/** The set that opens at an offset, and the offset of its `]`; null where it does not close: `[` is a letter then. */
function setAt(segment: string, start: number): { readonly unit: Omit<Unit, 'literal'>; readonly end: number } | null {
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
      const samples = ranges.map(([from, to]) => neighbour(from, -1) + from + to + neighbour(to, 1)).join('')
      const fits = (unit: string): boolean => ranges.some(([from, to]) => from <= unit && unit <= to) !== negated
      return { unit: { fits, samples: samples.replaceAll('/', '') }, end: i }
    }
    const from = next()
    const isRange = segment.charAt(i) === '-' && i + 1 < segment.length && segment.charAt(i + 1) !== ']'
    if (isRange) i += 1
    ranges.push([from, isRange ? next() : from])
  }
  return null
}

/** The unit before or behind another; itself at the end of all units. */
function neighbour(unit: string, step: number): string {
  return String.fromCharCode(Math.min(0xffff, Math.max(0, unit.charCodeAt(0) + step)))
}
