import type { Place } from '../model/place.js'
import type { Range, Text } from '../model/texts.js'

/** The offset at which the line of `at` starts. Lines end with LF, CRLF or CR. */
export function lineStart(text: string, at: number): number {
  let i = at
  while (i > 0 && !isBreak(text.charCodeAt(i - 1))) i -= 1
  return i
}

/** The offset at which the line of `at` ends, its line end not counted. */
export function lineEnd(text: string, at: number): number {
  let i = at
  while (i < text.length && !isBreak(text.charCodeAt(i))) i += 1
  return i
}

/**
 * Turns offsets from `base` on in `text` (UTF-16 units, the end exclusive) into places. A byte order mark
 * takes no column. The lines are counted when the first place is asked for.
 */
export function placing(path: string, text: string, base = 0): (from: number, to: number) => Place {
  let starts: readonly number[] | undefined
  return (from, to) => {
    starts ??= lineStarts(text)
    const start = base + from
    const end = base + to
    const line = lineOf(starts, start)
    const endLine = lineOf(starts, end)
    return {
      path,
      line: line + 1,
      column: Math.max(0, start - (starts[line] ?? 0)) + 1,
      endLine: endLine + 1,
      endColumn: Math.max(0, end - (starts[endLine] ?? 0)) + 1,
    }
  }
}

/** The place of one range of a text; cheaper than `placing` for a few. */
export function placeOf({ path, text }: Text, { start, end }: Range): Place {
  if (text.slice(0, end).includes('\r')) return placing(path, text)(start, end)
  const top = text.startsWith('\ufeff') ? 1 : 0
  let line = 1
  let lineAt = top
  const positionOf = (offset: number): readonly [number, number] => {
    for (let next = text.indexOf('\n', lineAt); next >= 0 && next < offset; next = text.indexOf('\n', lineAt)) {
      lineAt = next + 1
      line++
    }
    return [line, Math.max(0, offset - lineAt) + 1]
  }
  const [startLine, column] = positionOf(start)
  const [endLine, endColumn] = positionOf(end)
  return { path, line: startLine, column, endLine, endColumn }
}

/** The text that was asked of last: the findings of a file are neighbours. */
let last: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [0] }

/** The offset of a line and a column of a text, both from 1; the text's end for what is beyond it. */
export function offsetAt(text: string, line: number, column: number): number {
  if (text !== last.text) last = { text, starts: lineStarts(text) }
  const { starts } = last
  return Math.min((starts[line - 1] ?? text.length) + column - 1, text.length)
}

function lineStarts(text: string): number[] {
  const starts = [text.startsWith('\ufeff') ? 1 : 0]
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!isBreak(code)) continue
    if (code === 13 && text.charCodeAt(i + 1) === 10) i += 1
    starts.push(i + 1)
  }
  return starts
}

/** The index of the last start that is not after `offset`. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13
}
