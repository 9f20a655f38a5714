import type { YamlProblem } from '../model/kep.js'
import type { Place } from '../model/place.js'
import { lineEnd, lineStart } from '../text/lines.js'
import { linesInside, openAt } from './scan.js'

/**
 * Blanks put before a line inside brackets or quotes that is too far left for YAML 1.2, but not for
 * Go's yaml.v3. Offsets are in the text as it was, in UTF-16 units.
 */
export interface Pad {
  /** Where the line starts. */
  readonly at: number
  readonly count: number
  /** Where what is on the line starts. */
  readonly content: number
  /** The bracket or quote that the line is in. */
  readonly opener: number
}

/** A text and the pads in it, in order. */
export interface Padded {
  readonly text: string
  readonly pads: readonly Pad[]
  /** For each pad how many blanks the pads before it have put in. */
  readonly shifts: readonly number[]
}

/** How much longer than the text that is read a padded one may be, in UTF-16 units. */
const mostBlanks = 1_000_000

/**
 * Pads every line inside brackets or quotes that starts no deeper than the key or dash which they are the value of,
 * in one go. Undefined where there is none, or too much to put in.
 */
export function padAll(original: string): Padded | undefined {
  const pads: Pad[] = []
  let column = -1
  let outermost = -1
  for (const { line, content, opener, outer } of linesInside(original)) {
    if (outer !== outermost) {
      outermost = outer
      column = columnBefore(original, outer)
    }
    const lead = spacesFrom(original, line)
    if (lead <= column) pads.push({ at: line, count: column + 1 - lead, content, opener })
  }
  return padded(original, pads)
}

/**
 * The column, from 0, of the key or dash that a bracket or quote is the value of; 0, the least that it can be, where
 * that is on another line.
 */
function columnBefore(original: string, opener: number): number {
  const before = original.slice(lineStart(original, opener), opener)
  const [lead = '', dashes = ''] = /^ *((?:- +)*)/.exec(before) ?? []
  if (before.slice(lead.length).includes(':')) return lead.length
  return dashes === '' ? 0 : lead.trimEnd().length - 1
}

/** Pads the line of `content`, an offset in the text as it was; undefined where that can be no help. */
export function pad(original: string, { pads }: Padded, content: number): Padded | undefined {
  const open = openAt(original, content)
  const opener = open.quote < 0 ? open.brackets.at(-1) : open.quote
  const at = lineStart(original, content)
  if (opener === undefined || content >= original.length || pads.some((other) => other.at === at)) return undefined
  const count = opener - lineStart(original, opener) + 1
  return padded(
    original,
    [...pads, { at, count, content, opener }].sort((a, b) => a.at - b.at),
  )
}

function padded(original: string, pads: readonly Pad[]): Padded | undefined {
  const shifts: number[] = []
  const parts: string[] = []
  let shift = 0
  let from = 0
  for (const { at, count } of pads) {
    shifts.push(shift)
    shift += count
    if (shift > mostBlanks) return undefined
    parts.push(original.slice(from, at), ' '.repeat(count))
    from = at
  }
  return shift === 0 ? undefined : { text: parts.join('') + original.slice(from), pads, shifts }
}

/** Maps an offset in the padded text back to the text as it was. */
export function unpadded({ pads, shifts }: Padded, offset: number): number {
  let low = 0
  let high = pads.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pads[middle]?.at ?? 0) + (shifts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  const [last, before] = [pads[low - 1], shifts[low - 1]]
  return last === undefined || before === undefined ? offset : Math.max(last.at, offset - before - last.count)
}

/** A bracket or quote that nothing closes: at `at`, padded lines that are no closing bracket are still in it. */
export function neverClosed(original: string, pads: readonly Pad[], at: number): number | undefined {
  if (pads.length === 0) return undefined
  const { quote, closed, brackets } = openAt(original, at)
  const open = new Set([...brackets, quote, closed?.start ?? -1])
  return pads.find((each) => each.content <= at && !closes(original, each) && open.has(each.opener))?.opener
}

/** What to say of pads, once the text could be read with them. */
export function* tooFarLeft(
  original: string,
  pads: readonly Pad[],
  placed: (start: number, end: number) => Place,
): Generator<YamlProblem> {
  // Of the bracket that the last pad is in.
  let opener = -1
  let key = 0
  for (const each of pads) {
    const { at: line, content } = each
    const isCloser = closes(original, each)
    const sign = original.charAt(content)
    const at = placed(content, isCloser ? content + 1 : lineEnd(original, content))
    const what = isCloser ? `"${sign}"` : `what goes on after ${original.charAt(each.opener)}`
    const message = `${what} is in column ${at.column}, too far left for YAML 1.2; indent it deeper than its key`
    if (!isCloser) {
      yield { at, message, severity: 'warning' }
      continue
    }
    if (each.opener !== opener) {
      opener = each.opener
      key = /^ *(?:- +)*/.exec(original.slice(lineStart(original, opener), opener))?.[0].length ?? 0
    }
    const missing = Math.max(1, key + 1 - (content - line))
    yield { at, message, severity: 'warning', suggestion: ' '.repeat(missing) + sign }
  }
}

function closes(original: string, { content, opener }: Pad): boolean {
  return ']}'.includes(original.charAt(content)) && '[{'.includes(original.charAt(opener))
}

function spacesFrom(text: string, line: number): number {
  let at = line
  while (text.charCodeAt(at) === 32) at++
  return at - line
}
