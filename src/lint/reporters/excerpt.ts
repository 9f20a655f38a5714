import type { Place } from '../model/place.js'
import { safeForTerminal } from './safe-text.js'

/** How many UTF-16 units of a line are shown, and how many of them before the marked range. */
const widest = 120
const before = 40

/** The line of a number, from 1; undefined where there is none. */
export type LineReader = (number: number) => string | undefined

/**
 * The lines of a text, as YAML, Markdown and editors count them. A byte order mark is no column. Asked in order, the
 * text is gone through once, and no further than it is asked for.
 */
export function lineReader(text: string): LineReader {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (bare.includes('\r')) {
    const lines = bare.split(/\r\n?|\n/)
    return (number) => lines[number - 1]
  }
  let [number, start, end] = [1, 0, lineEndIn(bare, 0)]
  return (wanted) => {
    if (wanted < number) [number, start, end] = [1, 0, lineEndIn(bare, 0)]
    while (number < wanted && end < bare.length) [number, start, end] = [number + 1, end + 1, lineEndIn(bare, end + 1)]
    return number === wanted ? bare.slice(start, end) : undefined
  }
}

function lineEndIn(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end
}

/** A place's first line, cut around the range where it is long, and carets to put below it: safe for a terminal. */
export interface Excerpt {
  readonly source: string
  readonly carets: string
}

/**
 * Null where the lines do not have the place or there is nothing to see around it. A range that ends on a later line
 * is marked to the end of its first, an empty one by one caret. Only what is shown of a line is looked at.
 */
export function excerpt(lines: LineReader, at: Place): Excerpt | null {
  const line = lines(at.line)
  if (line === undefined) return null
  const from = Math.min(at.column - 1, line.length)
  const to = at.endLine > at.line ? line.length : Math.min(at.endColumn - 1, line.length)
  const start = line.length > widest ? wholeCharacter(line, Math.max(0, from - before)) : 0
  const end = line.length > start + widest ? wholeCharacter(line, start + widest) : line.length
  if (line.slice(start, end).trim() === '') return null
  const shown = (until: number) => (start > 0 ? '…' : '') + safeForTerminal(line.slice(start, until))
  const padding = shown(from)
  const marked = width(shown(Math.max(from, Math.min(to, end)))) - width(padding)
  return {
    source: shown(end) + (end < line.length ? '…' : ''),
    carets: blank(padding) + '^'.repeat(Math.max(1, marked)),
  }
}

/** The offset, or the one before it where it parts the halves of a character. */
function wholeCharacter(line: string, offset: number): number {
  return /[\uDC00-\uDFFF]/.test(line.charAt(offset)) ? offset - 1 : offset
}

const scripts = ['Han', 'Hangul', 'Hiragana', 'Katakana'].map((script) => `\\p{Script=${script}}`).join('')
const wide = new RegExp(`[\\p{Emoji_Presentation}${scripts}\u3000-\u303E\uFF01-\uFF60]`, 'u')
const mark = /\p{M}/u

/** How many columns of a terminal a character takes. */
function columns(character: string): number {
  return mark.test(character) ? 0 : wide.test(character) ? 2 : 1
}

/** Nothing but letters that take one column each, as nearly all text is. */
const narrow = /^[\x20-\x7e…]*$/

function width(text: string): number {
  if (narrow.test(text)) return text.length
  return Array.from(text).reduce((sum, character) => sum + columns(character), 0)
}

/** White space as wide as the text: a tab is as wide as it happens to be, so it stays one. */
function blank(text: string): string {
  if (narrow.test(text)) return ' '.repeat(text.length)
  return Array.from(text, (character) => (character === '\t' ? character : ' '.repeat(columns(character)))).join('')
}
