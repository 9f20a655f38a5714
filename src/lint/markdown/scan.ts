import { followBlocks, headsTable, isClosing } from './blocks.js'
import type { HeadingRange } from './heading-range.js'
import { afterBlanks, atxLevel, atxText, fenceLength, isRule } from './lines.js'

/** A part of a text that can be read by itself: no block is open where it begins, and none where it ends. */
export interface Block {
  readonly start: number
  readonly end: number
  /** A fence, or a comment and nothing else. */
  readonly opaque: boolean
}

/**
 * A line that is, opens or underlines a heading, or opens what may hold or hide one: behind its indent and the
 * markers of list items is a `#`, a fence, HTML, a quote or an underline.
 */
const telling =
  '[ \\t]*(?:(?:[-*+]|\\d{1,9}[.)])[ \\t]+)*(?:#{1,6}(?![^ \\t\\r\\n])|```|~~~|[<>=]|-+[ \\t]*(?:[\\r\\n]|$))'
const isTelling = new RegExp(`(?=${telling})`, 'y')
const beforeTelling = new RegExp(`\\n(?=${telling})`, 'g')

/**
 * The headings of the text from `offset`, which is the beginning of the line numbered `line`; null where the text
 * goes beyond what this reader is certain of. It looks at telling lines alone, and follows the blocks around one
 * only where it is not by itself: most lines of most texts are never looked at. `blocks`, where given, is
 * filled with the blocks that were looked at, in order.
 */
export function scanHeadings(
  text: string,
  offset: number,
  line: number,
  blocks?: Block[],
): readonly HeadingRange[] | null {
  if (hasLoneReturn(text)) return null
  const found: HeadingRange[] = []
  // The line numbered `line` begins here.
  let counted = offset
  // Here a line begins, and no block is open.
  let open = offset
  for (let start = tellingFrom(text, offset); start >= 0; ) {
    let stop = text.indexOf('\n', start)
    let next = stop + 1
    if (stop < 0) stop = next = text.length
    if (text.charCodeAt(stop - 1) === 13 && stop > start) stop--
    const after = afterAlone(text, start, stop, next, open)
    if (after === null) return null
    if (after === start) {
      open = blockStart(text, open, start)
      line += breaksIn(text, counted, open)
      counted = open
      const resumed = followBlocks(text, open, line, start, found)
      if (resumed === null) return null
      blocks?.push({ start: open, end: resumed, opaque: false })
      open = next = resumed
    } else if (after > start) {
      const isHeading = text.charCodeAt(start) === 35
      blocks?.push({ start, end: after, opaque: !isHeading && isOpaque(text, start, after) })
      if (isHeading) {
        line += breaksIn(text, counted, start)
        counted = start
        const level = atxLevel(text, start, stop)
        const [textStart, textEnd] = atxText(text, start + level, stop)
        found.push({ level, line, start, textStart, textEnd, end: next })
      }
      open = next = after
    }
    start = next < text.length ? tellingFrom(text, next) : -1
  }
  return found
}

/** Where the first telling line begins, from `line` on, where a line begins; or -1. */
function tellingFrom(text: string, line: number): number {
  isTelling.lastIndex = line
  if (isTelling.test(text)) return line
  beforeTelling.lastIndex = line
  return beforeTelling.test(text) ? beforeTelling.lastIndex : -1
}

/**
 * Where the block ends that a telling line opens, whatever block is open before it: a heading, a fence, a comment,
 * or a rule after a blank line, each at the margin. `start` where that depends on the lines before; -1 where the line
 * opens nothing; null where it is part of a table, which markdown-it prefers to every other block.
 */
function afterAlone(text: string, start: number, stop: number, next: number, open: number): number | null {
  const code = text.charCodeAt(start)
  if (code === 45) {
    const closed = start === open || text.charCodeAt(start - 2) === 10
    return closed && isRule(text, start, stop) ? next : start
  }
  if (code !== 35 && code !== 96 && code !== 126 && !text.startsWith('<!--', start)) return start
  if (headsTable(text, start, stop, next)) return null
  if (code === 35) return next
  if (code === 60) return afterLine(text, find(commentEnd, text, start + 2))
  const marks = fenceLength(text, start, stop)
  return marks === 0 ? -1 : afterFence(text, next, code, marks)
}

/** Where the line after the one that closes the fence begins; the text's end where none does. */
function afterFence(text: string, from: number, code: number, marks: number): number {
  const mark = code === 96 ? ticks : tildes
  for (let at = find(mark, text, from); at >= 0; ) {
    const line = Math.max(text.lastIndexOf('\n', at) + 1, from)
    const end = text.indexOf('\n', at)
    if (end < 0) break
    if (at - line < 4 && afterBlanks(text, line, at) === at) {
      const stop = text.charCodeAt(end - 1) === 13 ? end - 1 : end
      if (!text.slice(line, at).includes('\t') && isClosing(text, at, stop, marks)) return end + 1
    }
    at = find(mark, text, end)
  }
  return text.length
}

const commentEnd = /-->/g
const ticks = /```/g
const tildes = /~~~/g

/**
 * Where the pattern, of three characters, first matches from `from` on, or -1. Not `indexOf`: once a function is
 * optimised, Node may search before it knows that it has to, and read the whole text for every line.
 */
function find(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex - 3 : -1
}

/** Where the line after the one that holds the offset begins; the text's end for -1. */
function afterLine(text: string, offset: number): number {
  const end = offset < 0 ? -1 : text.indexOf('\n', offset)
  return end < 0 ? text.length : end + 1
}

/** A fence or a rule, or a comment that ends its last line. */
function isOpaque(text: string, start: number, after: number): boolean {
  if (text.charCodeAt(start) !== 60) return true
  const close = text.indexOf('-->', start + 2)
  return close < 0 || text.slice(close + 3, after).trim() === ''
}

/** The last line up to `start` that is at the margin after a blank line, where no block is open; or else `open`. */
export function blockStart(text: string, open: number, start: number): number {
  const part = text.slice(open, start)
  for (let at = part.length - 2; at >= 0; at--) {
    at = part.lastIndexOf('\n\n', at)
    if (at < 0) break
    if (isMargin(text, open + at + 2)) return open + at + 2
  }
  return open
}

/** The line that begins here has something in its first column. */
export function isMargin(text: string, line: number): boolean {
  const code = text.charCodeAt(line)
  return code !== 32 && code !== 9 && code !== 10 && code !== 13
}

function breaksIn(text: string, start: number, end: number): number {
  let count = 0
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** A carriage return that ends a line alone, or is before another. */
function hasLoneReturn(text: string): boolean {
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== 10) return true
  }
  return false
}
