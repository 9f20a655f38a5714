import { lineEnd, lineStart } from '../text/lines.js'

/** A line that says nothing: blank, or a comment. */
const blank = /^[ \t]*(?:#|$)/
/** The indentation of a line, its dashes, and its key. */
const entry = /^( *)((?:- +)*)(?:[^\s:#][^:]*:(?=\s|$))?/

/** The columns, from 1, of the open lists (or mappings) that are nearest to a line indented by `lead` blanks. */
export function columnsFor(text: string, lineFrom: number, lead: number, isItem: boolean): readonly number[] {
  const found = new Set<number>()
  let least = Infinity
  let below = lineFrom
  for (let start = lineAbove(text, below); start < below; start = lineAbove(text, below)) {
    const [all = '', blanks = '', dashes = ''] = entry.exec(text.slice(start, lineEnd(text, start))) ?? []
    const isSame = isItem ? dashes !== '' : all.endsWith(':')
    const column = isItem ? blanks.length : blanks.length + dashes.length
    if (isSame && column <= least && column !== lead) found.add(column)
    least = Math.min(least, blanks.length)
    below = start
  }
  const sorted = [...found].sort((a, b) => a - b)
  const nearest = sorted.reduce((least, column) => Math.min(least, Math.abs(column - lead)), Infinity)
  return sorted.filter((column) => Math.abs(column - lead) === nearest).map((column) => column + 1)
}

/** The start of the nearest line above that says something; of the same line where there is none. */
export function lineAbove(text: string, lineFrom: number): number {
  let start = lineFrom
  while (start > 0) {
    start = lineStart(text, start - (text.charAt(start - 1) === '\n' && text.charAt(start - 2) === '\r' ? 2 : 1))
    if (!blank.test(text.slice(start, lineEnd(text, start)))) return start
  }
  return lineFrom
}
