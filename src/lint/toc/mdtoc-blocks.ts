import {
  afterBlank,
  afterFence,
  afterHtml,
  afterInfo,
  afterQuoteMark,
  afterRun,
  type Budget,
  definitionLength,
  fenceMarks,
  find,
  headingLevel,
  isIndented,
  isRule,
  isSpecialHeading,
  itemMarks,
  lineStop,
  nextLine,
  underlineLevel,
} from './mdtoc-lines.js'
import { afterList, type Reader } from './mdtoc-lists.js'
import { afterReference, type References } from './mdtoc-references.js'
import { afterTable, isTable } from './mdtoc-tables.js'

/** A heading: its level, from 1, and what is between its marks. */
export interface RawHeading {
  readonly level: number
  readonly text: string
}

/** The headings of a text in order, and what its links may refer to. */
export interface RawHeadings {
  readonly headings: readonly RawHeading[]
  readonly references: References
}

/** Deeper blocks are not read. */
const deepest = 16

/**
 * The headings as gomarkdown reads them, which differs from CommonMark in many places: headings are never indented,
 * an unclosed fence is none, block-level HTML ends at its closing tag, `: text` makes a definition list, `---` on a
 * line of its own hides all up to the next one. Null where the budget does not last.
 */
export function readRawHeadings(text: string, budget: Budget): RawHeadings | null {
  const headings: RawHeading[] = []
  const references: Map<string, { readonly link: string; readonly title: string }> = new Map()
  let depth = 0
  const reader: Reader = {
    budget,
    read(part) {
      if (depth >= deepest) return
      depth++
      budget.left -= part.length
      for (let at = 0; at < part.length && budget.left > 0; ) {
        const next = afterBlock(part, at)
        // Where gomarkdown would never end.
        if (next <= at) budget.left = 0
        at = next
      }
      depth--
    },
  }

  const afterBlock = (part: string, at: number): number => {
    budget.left--
    const code = part.charCodeAt(at)
    const title = afterTitle(budget, part, at)
    if (title >= 0) return title
    const level = headingLevel(part, at)
    if (level > 0) return afterHeading(part, level, at + level)
    if (isSpecialHeading(part, at)) return afterHeading(part, 1, at + 2)
    if (code === 60) {
      const end = afterHtml(budget, part, at)
      if (end >= 0) return end
    }
    const blank = afterBlank(part, at)
    if (blank >= 0) return blank
    if (isIndented(part, at)) return afterCode(part, at)
    const fence = afterFenced(budget, part, at)
    if (fence >= 0) return fence
    if (isRule(part, at)) return lineStop(part, at)
    if (afterQuoteMark(part, at) >= 0) return afterQuote(part, at)
    const table = afterTable(budget, part, at)
    if (table >= 0) return table
    const { bullet, number, definition } = itemMarks(part, at)
    if (bullet > 0) return afterList(reader, part, at, 'bullet')
    if (number > 0) return afterList(reader, part, at, 'number')
    if (definition > 0) return afterList(reader, part, at, 'definition')
    const math = afterMath(budget, part, at)
    return math >= 0 ? math : afterParagraph(part, at)
  }

  /** Takes the heading whose marks end at `marks`. What follows its `{#id}` is another block. */
  const afterHeading = (part: string, level: number, marks: number): number => {
    const start = afterRun(part, marks, 32)
    const stop = lineStop(part, start)
    budget.left -= stop - start
    let end = stop
    let next = stop
    const id = part.slice(start, stop).indexOf('{#')
    if (id >= 0) {
      const close = part.slice(start, stop).indexOf('}', id + 1)
      if (close >= 0) {
        end = beforeSpaces(part, start + id)
        next = start + close + 1
      }
    }
    while (part.charCodeAt(end - 1) === 35 && !isEscaped(part, end - 1)) end--
    end = beforeSpaces(part, end)
    if (end > start) headings.push({ level, text: part.slice(start, end) })
    return next
  }

  const afterQuote = (part: string, at: number): number => {
    const lines: string[] = []
    let end = at
    for (let line = at; line < part.length && budget.left > 0; line = end) {
      end = afterQuotedLine(budget, part, line)
      const mark = afterQuoteMark(part, line)
      if (mark < 0 && isQuoteOver(part, line, end)) break
      lines.push(part.slice(mark < 0 ? line : mark, end))
    }
    reader.read(lines.join(''))
    return end
  }

  const afterParagraph = (part: string, at: number): number => {
    let before = at
    for (let line = at, last = at; line < part.length && budget.left > 0; line = nextLine(part, line)) {
      before = last
      last = line
      budget.left -= 4
      const reference = afterReference(part, line, references)
      if (reference >= 0) return reference
      const blank = afterBlank(part, line)
      if (blank >= 0) {
        return part.charCodeAt(line + 1) === 58 ? afterList(reader, part, before, 'definition') : blank
      }
      if (line > at) {
        const level = underlineLevel(part, line)
        if (level > 0) {
          const start = afterRun(part, before, 32)
          headings.push({ level, text: part.slice(start, beforeSpaces(part, line - 1)) })
          return lineStop(part, line)
        }
      }
      if (headingLevel(part, line) > 0 || isSpecialHeading(part, line) || isRule(part, line)) return line
      if (afterQuoteMark(part, line) >= 0 || afterFenced(budget, part, line) >= 0) return line
      if (isTable(budget, part, line)) return line
      if (definitionLength(part, line) > 0) return afterList(reader, part, before, 'definition')
    }
    return part.length
  }

  reader.read(text)
  return budget.left > 0 ? { headings, references } : null
}

/** A title block of mmark: all from a line `---` or `%%%` to the next that ends so. */
function afterTitle(budget: Budget, text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code !== 45 && code !== 37) return -1
  const mark = code === 45 ? '---\n' : '%%%\n'
  if (!text.startsWith(mark, at)) return -1
  const close = find(budget, text, mark, at + 3)
  return close < 0 ? -1 : close + 3
}

function afterCode(text: string, at: number): number {
  let line = at
  while (line < text.length && (isIndented(text, line) || afterBlank(text, line) >= 0)) line = nextLine(text, line)
  return line
}

function afterFenced(budget: Budget, text: string, at: number): number {
  const marks = fenceMarks(text, at)
  if (marks === null) return -1
  const next = afterInfo(text, marks[1])
  return next >= text.length ? -1 : afterFence(budget, text, text.slice(marks[0], marks[1]), next)
}

function afterMath(budget: Budget, text: string, at: number): number {
  if (!text.startsWith('$$', at) || text.charCodeAt(at + 2) === 36 || text.length - at <= 4) return -1
  const close = find(budget, text, '$$', at + 2)
  return close < 0 ? -1 : close + 2
}

/** Where a quote's line ends; one that may open a fence, anywhere in it, ends where the fence does. */
function afterQuotedLine(budget: Budget, text: string, at: number): number {
  const stop = lineStop(text, at)
  budget.left -= stop - at
  for (const { index, 0: run } of text.slice(at, stop).matchAll(/`{3,}|~{3,}/g)) {
    const next = afterInfo(text, at + index + run.length)
    if (next < 0 || next >= text.length) continue
    for (let marker = run; marker.length >= 3 && budget.left > 0; marker = marker.slice(1)) {
      const end = afterFence(budget, text, marker, next)
      if (end >= 0) return text.charCodeAt(end - 1) === 10 ? end : end - 1
    }
  }
  return Math.min(stop + 1, text.length)
}

/** A blank line ends a quote, unless the next is blank too or the quote's. */
function isQuoteOver(text: string, line: number, end: number): boolean {
  if (afterBlank(text, line) < 0) return false
  return end >= text.length || (afterQuoteMark(text, end) < 0 && afterBlank(text, end) < 0)
}

function beforeSpaces(text: string, end: number): number {
  while (text.charCodeAt(end - 1) === 32) end--
  return end
}

/** An odd number of backslashes is before. */
function isEscaped(text: string, at: number): boolean {
  let first = at
  while (text.charCodeAt(first - 1) === 92) first--
  return (at - first) % 2 === 1
}
