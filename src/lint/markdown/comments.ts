import type { Range } from '../model/texts.js'
import { frontMatter, textStart } from './front-matter.js'
import { afterBlanks, afterRun, beforeBlanks, fenceLength } from './lines.js'

/**
 * The HTML comments of a Markdown text, in order, each from its `<!--` to its `-->`. What is in front matter, in
 * fences or in code spans is no comment. One that begins a line runs to its end or the text's; one inside a
 * paragraph ends in that paragraph or is none.
 */
export function readComments(text: string): readonly Range[] {
  const found: Range[] = []
  if (!text.includes('<!--')) return found
  const nextOpen = seeker(text, '<!--')
  const nextClose = seeker(text, '-->')
  const nextTicks = seeker(text, '```')
  const nextTildes = seeker(text, '~~~')
  const nextBlank = blankSeeker(text)
  const lineAt = lineSeeker(text)
  let at = frontMatter(text)?.body ?? textStart(text)
  for (;;) {
    const open = nextOpen(at, text.length)
    if (open === text.length) return found
    const marks = Math.min(nextTicks(at, open), nextTildes(at, open))
    if (marks < open) {
      at = afterFence(text, marks, lineAt(marks))
      continue
    }
    const { start: line, end: stop } = lineAt(open)
    const code = endOfCode(text, { start: Math.max(line, at - 1), end: stop }, open)
    // `<!-->` is a whole comment.
    const close = nextClose(open + 2, text.length)
    if (code > open) at = code
    else if (text[open - 1] === '\\') at = open + 4
    else if (startsBlock(text, line, open) || close < nextBlank(open)) {
      at = Math.min(close + 3, text.length)
      found.push({ start: open, end: at })
    } else at = stop
  }
}

/** Finds the next place of a word before `end`, or `end`. Must be asked in order, so that no part is read twice. */
function seeker(text: string, word: string): (from: number, end: number) => number {
  let next = -1
  return (from, end) => {
    if (next < from) {
      const found = text.slice(from, end).indexOf(word)
      next = found < 0 ? end : from + found
    }
    return next
  }
}

/** As `seeker`, for blank lines: the end of the line before. */
function blankSeeker(text: string): (from: number) => number {
  const blank = /\n[ \t]*\r?(?=\n)/g
  let next = -1
  return (from) => {
    if (next < from) {
      blank.lastIndex = from
      next = blank.exec(text)?.index ?? text.length
    }
    return next
  }
}

/** As `seeker`, for the line of an offset, its line end left out. */
function lineSeeker(text: string): (at: number) => Range {
  let start = 0
  let end = lineEnd(text, 0)
  return (at) => {
    while (end < at) {
      start = end + 1
      end = lineEnd(text, start)
    }
    return { start, end }
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** How much before a mark is looked at: whoever opens a block there has less. */
const longestMarkers = 200

const markers = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*>?[ \t]*$/

/** Nothing but blanks and the markers of lists and quotes is between the beginning of the line and `at`. */
function startsBlock(text: string, line: number, at: number): boolean {
  return at - line < longestMarkers && (at === line || markers.test(text.slice(line, at)))
}

/** Where to go on after the run of fence marks at `at`: after the fence that it opens, or after the run. */
function afterFence(text: string, at: number, { start: line, end: stop }: Range): number {
  const code = text.charCodeAt(at)
  const length = startsBlock(text, line, at) ? fenceLength(text, at, stop) : 0
  if (length === 0) {
    const end = afterRun(text, at, stop, code)
    return Math.max(end, endOfCode(text, { start: line, end: stop }, end))
  }
  const marks = text.slice(at, at + length)
  for (let close = text.indexOf(marks, stop); close >= 0; close = text.indexOf(marks, lineEnd(text, close))) {
    const end = afterRun(text, close, text.length, code)
    const closeLine = text.lastIndexOf('\n', close) + 1
    const closeStop = lineEnd(text, end)
    const alone = beforeBlanks(text, close, closeLine) === closeLine || startsBlock(text, closeLine, close)
    if (alone && /^\r?$/.test(text.slice(afterBlanks(text, end, closeStop), closeStop))) return closeStop
  }
  return text.length
}

/** How far around a mark a code span is looked for. */
const longestSpan = 500

/** The end of the code span that holds `at` and lies in `line`, or in what counts of a line; or -1. */
function endOfCode(text: string, line: Range, at: number): number {
  const start = Math.max(line.start, at - longestSpan)
  const near = text.slice(start, Math.min(line.end, at + longestSpan))
  const mark = at - start
  for (let open = near.indexOf('`'); open >= 0 && open < mark; open = near.indexOf('`', open)) {
    const after = afterRun(near, open, near.length, 96)
    let close = after
    let end = after
    do {
      close = near.indexOf('`', end)
      end = close < 0 ? -1 : afterRun(near, close, near.length, 96)
    } while (end >= 0 && end - close !== after - open)
    if (end > mark) return start + end
    open = end < 0 ? after : end
  }
  return -1
}
