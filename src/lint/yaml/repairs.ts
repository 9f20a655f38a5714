import type { YamlFault } from './causes.js'

/** A text with faults repaired one after another, and the way back to the text as it is. */
export interface Repaired {
  readonly text: string
  /** The faults in the order in which they were repaired, each where it is in the text as it was. */
  readonly faults: readonly YamlFault[]
  /** The offset, in the text as it was, of an offset in the repaired one; in a repair, where that began. */
  readonly back: (offset: number) => number
}

/** A text without repairs. */
export function unrepaired(text: string): Repaired {
  return { text, faults: [], back: (offset) => offset }
}

/** Makes the repair that a fault of the repaired text suggests; null where it suggests none. */
export function repair({ text, faults, back }: Repaired, fault: YamlFault): Repaired | null {
  const { start, end, suggestion } = fault
  if (suggestion === undefined || suggestion === text.slice(start, end)) return null
  const inText = { ...fault, start: back(start), end: back(end) }
  const shift = suggestion.length - (end - start)
  return {
    text: text.slice(0, start) + suggestion + text.slice(end),
    faults: [...faults, inText],
    back: (offset) => {
      if (offset <= start) return back(offset)
      // The end of what was repaired is the end of what was there.
      return offset < start + suggestion.length ? back(start) : back(offset - shift)
    },
  }
}
