import type { Place } from '../model/finding.js'
import type { YamlProblem } from '../model/kep.js'
import { lineEnd, lineStart } from './lines.js'
import { openAt } from './yaml-scan.js'

/**
 * Blanks put before a line inside brackets or quotes that stands too far left for YAML 1.2, but not for
 * Go's yaml.v3. Offsets are in the text as it was, in UTF-16 units.
 */
export interface Pad {
  /** Where the line starts. */
  readonly at: number
  readonly count: number
  /** Where what stands on the line starts. */
  readonly content: number
  /** The bracket or quote that the line stands in. */
  readonly opener: number
}

/** A text and the pads in it, in order. */
export interface Padded {
  readonly text: string
  readonly pads: readonly Pad[]
}

/** Pads the line of `content`, an offset in the text as it was; undefined where that can be no help. */
export function pad(original: string, { text, pads }: Padded, content: number): Padded | undefined {
  const open = openAt(original, content)
  const opener = open.quote < 0 ? open.brackets.at(-1) : open.quote
  const at = lineStart(original, content)
  if (opener === undefined || content >= original.length || pads.some((other) => other.at === at)) return undefined
  const count = opener - lineStart(original, opener) + 1
  const more = [...pads, { at, count, content, opener }].sort((a, b) => a.at - b.at)
  const here = more.reduce((offset, other) => other.at < at ? offset + other.count : offset, at)
  return { text: text.slice(0, here) + ' '.repeat(count) + text.slice(here), pads: more }
}

/** Maps an offset in the padded text back to the text as it was. */
export function unpadded(pads: readonly Pad[], offset: number): number {
  let shift = 0
  for (const { at, count } of pads) {
    if (offset < at + shift) break
    if (offset < at + shift + count) return at
    shift += count
  }
  return offset - shift
}

/** A bracket or quote that nothing closes: at `at`, padded lines that are no closing bracket still stand in it. */
export function neverClosed(original: string, pads: readonly Pad[], at: number): number | undefined {
  if (pads.length === 0) return undefined
  const { quote, closed, brackets } = openAt(original, at)
  return pads.find((each) => !closes(original, each) &&
    (each.opener === quote || each.opener === closed?.start || brackets.includes(each.opener)))?.opener
}

/** What to say of a pad, once the text could be read with it. */
export function tooFarLeft(original: string, each: Pad, placed: (start: number, end: number) => Place): YamlProblem {
  const { at: line, content, opener } = each
  const isCloser = closes(original, each)
  const sign = original.charAt(content)
  const at = placed(content, isCloser ? content + 1 : lineEnd(original, content))
  const what = isCloser ? `"${sign}"` : `what goes on after ${original.charAt(opener)}`
  const message = `${what} stands in column ${at.column}, too far left for YAML 1.2; indent it deeper than its key`
  if (!isCloser) return { at, message, severity: 'warning' }
  const key = /^ *(?:- +)*/.exec(original.slice(lineStart(original, opener), opener))?.[0].length ?? 0
  const missing = Math.max(1, key + 1 - (content - line))
  return { at, message, severity: 'warning', suggestion: ' '.repeat(missing) + sign }
}

function closes(original: string, { content, opener }: Pad): boolean {
  return ']}'.includes(original.charAt(content)) && '[{'.includes(original.charAt(opener))
}
