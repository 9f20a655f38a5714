import type { HeadingRange } from './heading-range.js'
import {
  afterBlanks,
  afterMarker,
  afterRun,
  atxLevel,
  atxText,
  beforeBlanks,
  fenceLength,
  htmlBlock,
  interrupts,
  isDelimiterRow,
  isRule,
  isRun,
  mayDefine,
} from './lines.js'

/** The ASCII characters that a line of a paragraph seldom opens with, and every other block does. */
const opens = new Uint8Array(128)
for (const character of '#`~<>-*_+=[|:0123456789') opens[character.charCodeAt(0)] = 1

const deepest = 30

/**
 * Follows list items, fences, HTML blocks and paragraphs line by line as CommonMark does, from `offset` on, where
 * no block is open and the line numbered `line` begins, and adds the headings to `found`. Returns the offset of
 * the first line after `past` at which again no block is open, or the text's end. Null where it is not certain:
 * inside block quotes, tables and link reference definitions, and at the odd corners of lists.
 */
export function followBlocks(
  text: string,
  offset: number,
  line: number,
  past: number,
  found: HeadingRange[],
): number | null {
  // The columns at which the content of the open list items begins; `depth` of them are open.
  const columns: number[] = []
  let depth = 0
  let base = 0
  let fence = 0
  let fenceMarks = 0
  let html: { readonly end: RegExp | null } | null = null
  // The open paragraph: where its text, its first line begins (-1: none), and that line's number.
  let paragraph = -1
  let paragraphStart = 0
  let paragraphLine = 0
  // The paragraph may be a table, a definition or part of a quote; it has lines outside its list item.
  let murky = false
  let lazy = false
  // The line before is a block quote's.
  let quoted = false
  // The line before is a list item's marker and nothing else: a blank line ends that item.
  let emptied = false
  // The line before is blank.
  let blank = true

  for (let start = offset, next = 0; start < text.length; start = next, line++) {
    let stop = text.indexOf('\n', start)
    if (stop < 0) stop = next = text.length
    else next = stop + 1
    if (stop > start && text.charCodeAt(stop - 1) === 13) stop--

    let at = start
    let column = 0
    let code = 0
    for (; at < stop; at++) {
      code = text.charCodeAt(at)
      if (code === 32) column++
      else if (code === 9) column += 4 - (column & 3)
      else break
    }
    if (at >= stop) {
      if (html !== null && html.end === null) html = null
      if (emptied) {
        emptied = false
        depth--
        base = depth > 0 ? (columns[depth - 1] ?? 0) : 0
      }
      paragraph = -1
      quoted = false
      blank = true
      continue
    }

    emptied = false
    const afterBlank = blank
    blank = false

    if (fence !== 0) {
      if (column >= base) {
        if (code === fence && column - base < 4 && isClosing(text, at, stop, fenceMarks)) fence = 0
        continue
      }
      fence = 0
    } else if (html !== null) {
      if (column >= base) {
        if (html.end?.test(text.slice(at, stop))) html = null
        continue
      }
      html = null
    }

    let matched = depth
    let floor = base
    while (column < floor) {
      matched--
      floor = matched > 0 ? (columns[matched - 1] ?? 0) : 0
    }
    if (column - floor >= 4) {
      // markdown-it lets a quote go on with a `>` however far it is indented.
      if (code === 62 && !afterBlank) return null
      if (matched < depth) {
        if (quoted) return null
        if (paragraph >= 0 && !interrupts(text, at, stop)) {
          const marker = (code < 48 || code <= 57) && afterMarker(text, at, stop) >= 0
          if (murky || isDelimiterRow(text, at, stop) || (marker && matched < depth - 1)) return null
          lazy = true
        } else {
          // Indented code, which ends the list item.
          depth = matched
          base = floor
          paragraph = -1
        }
      } else if (quoted) {
        quoted = false
        paragraph = at
        paragraphStart = start
        paragraphLine = line
        murky = true
        lazy = false
      }
      continue
    }

    if (start > past && matched === 0 && paragraph < 0 && !quoted) return start

    // markdown-it prefers a table to every other block.
    if (code < 128 && opens[code] === 1 && code !== 124 && headsTable(text, at, stop, next)) return null

    // Once for the line, and once more for each list item that it opens.
    for (;;) {
      let suspect = false
      if (code < 128 && opens[code] === 1) {
        if ((code === 61 || code === 45) && paragraph >= 0 && matched === depth && isRun(text, at, stop)) {
          // Its text is taken from one line: more would have their indents taken away.
          if (murky || line - paragraphLine > 1 || text.slice(paragraph, start).includes('|')) return null
          const textEnd = beforeBlanks(text, start - (text.charCodeAt(start - 2) === 13 ? 2 : 1), paragraph)
          const level = code === 61 ? 1 : 2
          found.push({ level, line: paragraphLine, start: paragraphStart, textStart: paragraph, textEnd, end: next })
          paragraph = -1
          break
        }
        if (code === 35) {
          const level = atxLevel(text, at, stop)
          if (level > 0) {
            const [textStart, textEnd] = atxText(text, at + level, stop)
            found.push({ level, line, start, textStart, textEnd, end: next })
            depth = matched
            base = floor
            paragraph = -1
            quoted = false
            break
          }
        } else if (code === 96 || code === 126) {
          const marks = fenceLength(text, at, stop)
          if (marks > 0) {
            fence = code
            fenceMarks = marks
            depth = matched
            base = floor
            paragraph = -1
            quoted = false
            break
          }
        } else if (code === 62) {
          const content = quotedContent(text, at, stop)
          if (content === null) return null
          quoted = content
          depth = matched
          base = floor
          paragraph = -1
          break
        } else if (code === 60) {
          const block = htmlBlock(text.slice(at, stop))
          if (block !== null) {
            if (block.interrupts || (paragraph < 0 && !quoted)) {
              html = block.end?.test(text.slice(at, stop)) ? null : block
              depth = matched
              base = floor
              paragraph = -1
              quoted = false
              break
            }
            if (quoted || murky) return null
          }
        } else if (code === 91) {
          suspect = paragraph < 0 && mayDefine(text, at)
        } else if (code === 124 || code === 58) {
          suspect = isDelimiterRow(text, at, stop)
        } else if (code !== 61) {
          if ((code === 45 || code === 42 || code === 95) && isRule(text, at, stop)) {
            depth = matched
            base = floor
            paragraph = -1
            quoted = false
            break
          }
          const end = code === 95 ? -1 : afterMarker(text, at, stop)
          if (end < 0) {
            suspect = code === 45 && isDelimiterRow(text, at, stop)
          } else {
            const empty = afterBlanks(text, end, stop) === stop
            const inParagraph = paragraph >= 0 && matched === depth
            if (!inParagraph || (!empty && (code < 48 || Number(text.slice(at, end - 1)) === 1))) {
              if (matched === deepest) return null
              const initial = column + end - at
              column = initial
              for (at = end; at < stop; at++) {
                code = text.charCodeAt(at)
                if (code === 32) column++
                else if (code === 9) column += 4 - (column & 3)
                else break
              }
              base = floor = empty || column - initial > 4 ? initial + 1 : column
              columns[matched] = base
              depth = ++matched
              paragraph = -1
              quoted = false
              emptied = empty
              if (empty || column > base) break
              continue
            }
            if (murky) return null
          }
        }
      }

      // A line of text: it opens a paragraph or goes on with one.
      if (paragraph < 0) {
        if (quoted && matched < depth) return null
        depth = matched
        base = floor
        paragraph = at
        paragraphStart = start
        paragraphLine = line
        murky = quoted || suspect
        lazy = false
        quoted = false
      } else {
        if (suspect && lazy) return null
        murky ||= suspect
        if (matched < depth) {
          if (murky) return null
          lazy = true
        }
      }
      break
    }
  }
  return text.length
}

/** The line has a `|`, and the line after it, at `next`, may be the one below a table's head. */
export function headsTable(text: string, at: number, stop: number, next: number): boolean {
  let below = next
  let code = text.charCodeAt(below)
  while (code === 32 || code === 9) code = text.charCodeAt(++below)
  if (code !== 45 && code !== 124 && code !== 58) return false
  let end = text.indexOf('\n', below)
  if (end < 0) end = text.length
  if (text.charCodeAt(end - 1) === 13) end--
  return isDelimiterRow(text, below, end) && text.slice(at, stop).includes('|')
}

/** The line closes a fence that has `marks` marks. */
export function isClosing(text: string, at: number, stop: number, marks: number): boolean {
  const end = afterRun(text, at, stop, text.charCodeAt(at))
  return end - at >= marks && afterBlanks(text, end, stop) === stop
}

/** Whether a block quote's line, from its `>`, holds anything; null where it may be part of a heading. */
function quotedContent(text: string, at: number, stop: number): boolean | null {
  const content = afterBlanks(text, at + 1, stop)
  if (content === stop) return false
  let dash = false
  for (let i = content; i < stop; i++) {
    const code = text.charCodeAt(i)
    if (code === 35) return null
    if (code === 61) return isRun(text, i, stop) ? null : true
    if (code === 45) dash = true
    // White space and what a marker is made of: `*+,-./`, digits, `)` and `>`.
    else if (code !== 32 && code !== 9 && code !== 62 && (code < 41 || code > 57)) return true
  }
  return dash ? null : true
}
