import { afterRun, type Budget, lineStop } from './mdtoc-lines.js'

/** The offset just after the code span that begins here; `at` where none does. It may go over line ends. */
function afterCode(budget: Budget, text: string, at: number): number {
  const marks = afterRun(text, at, 96) - at
  if (marks === 0) return at
  const close = text.indexOf('`'.repeat(marks), at + marks)
  budget.left -= (close < 0 ? text.length - at : close - at) / 4
  return close < 0 ? at : close + marks
}

/** A table begins on the line. */
export function isTable(budget: Budget, text: string, at: number): boolean {
  return afterHead(budget, text, at) >= 0
}

/** Where the table ends that begins on the line, or -1. */
export function afterTable(budget: Budget, text: string, at: number): number {
  const head = afterHead(budget, text, at)
  if (head < 0) return -1
  let line = head
  while (line < text.length) {
    const stop = lineStop(text, line)
    budget.left -= stop - line
    if (!text.slice(line, stop).includes('|')) break
    line = Math.min(stop + 1, text.length)
  }
  return text.startsWith('Table: ', line) ? afterCaption(text, line) : line
}

function afterCaption(text: string, at: number): number {
  const blank = /\n[ \t]*(?:\n|$)/g
  blank.lastIndex = at
  return blank.test(text) ? blank.lastIndex : text.length
}

/** Where a table's rows begin, or -1: after a line with a `|` is one of dashes for each of its columns. */
function afterHead(budget: Budget, text: string, at: number): number {
  if (!mayBeHead(text, at)) return -1
  let columns = 1
  let stop = text.length
  telling.lastIndex = at
  for (let match = telling.exec(text); match !== null && budget.left > 0; match = telling.exec(text)) {
    if (match[0] === '\n') {
      stop = match.index
      break
    }
    if (match[0] === '`') telling.lastIndex = Math.max(afterCode(budget, text, match.index), telling.lastIndex)
    else if (!isEscaped(text, at, match.index)) columns++
  }
  budget.left -= stop - at
  if (columns === 1) return -1
  if (text.charCodeAt(at) === 124) columns--
  let last = Math.min(stop + 1, text.length)
  while (last > at && (text.charCodeAt(last - 1) === 10 || text.charCodeAt(last - 1) === 32)) last--
  if (last - at > 2 && text.charCodeAt(last - 1) === 124 && !isEscaped(text, at, last - 1)) columns--
  const head = text.slice(at, stop)
  return afterRuleRow(text, /^[- :|]*[-:][- :|]*$/.test(head) ? at : stop + 1, columns)
}

/** What counts in a table's head. */
const telling = /[`|\n]/g

/** Cheap, and true of every head: a line that has no code is followed by one of dashes, or is one. */
function mayBeHead(text: string, at: number): boolean {
  if (beginsRule(text, at)) return true
  const stop = lineStop(text, at)
  return beginsRule(text, stop + 1) || text.slice(at, stop).includes('`')
}

function beginsRule(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 32 || code === 45 || code === 58 || code === 124
}

const column = /:?-*:? */y

function afterRuleRow(text: string, at: number, columns: number): number {
  if (at >= text.length) return -1
  let i = afterRun(text, text.charCodeAt(at) === 124 ? at + 1 : at, 32)
  let seen = 0
  while (i < text.length && text.charCodeAt(i) !== 10) {
    column.lastIndex = i
    const dashes = (column.exec(text)?.[0] ?? '').trimEnd().length
    i = column.lastIndex
    if (i >= text.length || dashes < 3) return -1
    const code = text.charCodeAt(i)
    if (code === 124) {
      seen++
      i = afterRun(text, i + 1, 32)
      if (seen >= columns && i < text.length && text.charCodeAt(i) !== 10) return -1
    } else if (seen + 1 < columns || code !== 10) return -1
    else seen++
  }
  return seen === columns ? Math.min(i + 1, text.length) : -1
}

function isEscaped(text: string, start: number, at: number): boolean {
  let first = at
  while (first > start && text.charCodeAt(first - 1) === 92) first--
  return (at - first) % 2 === 1
}
