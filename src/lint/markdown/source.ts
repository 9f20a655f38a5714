import type { Parser } from './document.js'
import { afterRun, atxText, beforeBlanks } from './lines.js'

type Token = ReturnType<Parser['parse']>[number]

/** Where in the text the lines and inline tokens of a parsed part of it are: offsets in UTF-16 units. */
export interface Source {
  /** The offset at which a line begins; lines count from 0. */
  readonly line: (line: number) => number
  /** For the inline token at `index`: the offset of a position in its content. */
  readonly inline: (tokens: readonly Token[], index: number) => (position: number) => number
}

/** A line of an inline token's content: its number in the part, where it is in the content, how far from the text. */
interface Row {
  readonly row: number
  readonly from: number
  readonly end: number
  readonly shift: number
}

/** The positions of what was parsed from the text between two offsets. */
export function sourceOf(text: string, start: number, end: number): Source {
  const starts = [start]
  for (const match of text.slice(start, end).matchAll(/\r\n?|\n/g)) starts.push(start + match.index + match[0].length)
  const line = (index: number): number => starts[index] ?? end
  /** Where the line's text ends: without its line break and the blanks before it. */
  const stop = (index: number): number => {
    let at = line(index + 1)
    while (at > line(index) && (text.charCodeAt(at - 1) === 10 || text.charCodeAt(at - 1) === 13)) at--
    return beforeBlanks(text, at, line(index))
  }
  const cellAt = cellFinder(text, line, stop)
  return {
    line,
    inline(tokens, index) {
      const { content, map } = tokens[index] ?? { content: '', map: null }
      if (map === null) return cellAt(tokens, index)
      const [first] = map
      const before = tokens[index - 1]
      if (before?.type === 'heading_open' && before.markup.startsWith('#')) {
        const marks = text.indexOf('#', line(first))
        const from = atxText(text, afterRun(text, marks, stop(first), 35), stop(first))[0]
        return (position) => from + position
      }
      // Each line of the content is the tail of a line of the text. Positions mostly come in order.
      const rowAt = (row: number, from: number): Row => {
        const end = content.indexOf('\n', from)
        const contentEnd = end < 0 ? content.length : end
        return { row, from, end: contentEnd, shift: stop(row) - beforeBlanks(content, contentEnd, from) }
      }
      let at = rowAt(first, 0)
      return (position) => {
        if (position < at.from) at = rowAt(first, 0)
        while (position > at.end) at = rowAt(at.row + 1, at.end + 1)
        return at.shift + position
      }
    },
  }
}

/** A row of a table in the text, cut where its cells may begin. */
interface TableRow {
  readonly start: number
  readonly source: string
  /** Where, in the source, cells begin: after each `|` that nothing escapes. */
  readonly cells: readonly number[]
  /** The first cell is what follows the first `|`. */
  readonly isShifted: boolean
}

function tableRow(text: string, start: number, stop: number, tokens: readonly Token[], row: number): TableRow {
  const source = text.slice(start, stop)
  const cells = [0]
  for (let at = source.indexOf('|'); at >= 0; at = source.indexOf('|', at + 1)) {
    if (source[at - 1] !== '\\') cells.push(at + 1)
  }
  // What is before the first `|` is the first cell, or else no more than the markers of containers.
  const opening = source
    .slice(0, (cells[1] ?? source.length + 1) - 1)
    .replaceAll('\\|', '|')
    .trimEnd()
  let firstCell = row
  while (firstCell < tokens.length && tokens[firstCell]?.type !== 'inline') firstCell++
  const head = tokens[firstCell]?.content ?? ''
  return { start, source, cells, isShifted: head === '' || !opening.endsWith(head) }
}

/**
 * Gives the positions in a table's cell: its text is what is between two `|`, without the backslash of any `\|`.
 * Cells that are asked for in order cost no more than their row.
 */
function cellFinder(
  text: string,
  line: (line: number) => number,
  stop: (line: number) => number,
): (tokens: readonly Token[], index: number) => (position: number) => number {
  let known: { readonly tokens: readonly Token[]; readonly row: number; readonly made: TableRow } | undefined
  // Which cell of that row, from 0, the inline token at `index` is.
  let last = { index: -1, cell: -1 }
  return (tokens, index) => {
    let row = index
    let cell = -1
    for (; row > 0 && tokens[row]?.type !== 'tr_open'; row--) {
      if (known?.tokens === tokens && row === last.index) {
        cell += last.cell + 1
        row = known.row
        break
      }
      if (tokens[row]?.type === 'inline') cell++
    }
    if (known?.tokens !== tokens || known.row !== row) {
      const first = tokens[row]?.map?.[0] ?? 0
      known = { tokens, row, made: tableRow(text, line(first), stop(first), tokens, row) }
    }
    last = { index, cell }
    const { start, source, cells, isShifted } = known.made
    const at = isShifted ? cell + 1 : cell
    const left = cells[at] ?? source.length
    const raw = source.slice(left, (cells[at + 1] ?? source.length + 1) - 1)
    const content = tokens[index]?.content ?? ''
    // From the end, since a container's marker may be before.
    let from = raw.trimEnd().length
    for (let i = content.length; i > 0; i--) from -= raw.startsWith('\\|', from - 2) ? 2 : 1
    // Positions mostly come in order.
    let passed = 0
    let offset = from
    return (position) => {
      if (position < passed) [passed, offset] = [0, from]
      for (; passed < position; passed++) offset += raw.startsWith('\\|', offset) ? 2 : 1
      return start + left + offset
    }
  }
}
