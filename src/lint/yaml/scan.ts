import { lineEnd, lineStart } from '../text/lines.js'

/** What is still open, and what was closed last, just before a place in a YAML text. -1 and null for none. */
export interface Open {
  /** Offset of the quote that the place is behind. */
  readonly quote: number
  /** The quoted value that was closed last, its quotes included. */
  readonly closed: { readonly start: number; readonly end: number } | null
  /** Offsets of the brackets that the place is in, outermost first. */
  readonly brackets: readonly number[]
}

const breaks = '\r\n'
const blanks = ' \t\r\n'
/** `|` or `>` and what may follow it on the line, where it opens a block of lines. */
const blockHeader = /[|>][-+\d]*(?:[ \t]+#.*|[ \t]*)$/my

/** A line that says something and begins inside brackets or quotes. */
export interface Inside {
  /** Where it begins, and where what is on it does. */
  readonly line: number
  readonly content: number
  /** The bracket or quote that it begins in, and the outermost of those. */
  readonly opener: number
  readonly outer: number
}

/** Which quote and brackets are open just before `until`. Reads the text once, from its start. */
export function openAt(text: string, until: number): Open {
  return scan(text, until, () => {})
}

/** The lines that begin inside brackets or quotes, in order. */
export function linesInside(text: string): readonly Inside[] {
  const found: Inside[] = []
  scan(text, text.length, (inside) => found.push(inside))
  return found
}

function scan(text: string, until: number, visit: (inside: Inside) => void): Open {
  const brackets: number[] = []
  let closed: Open['closed'] = null
  // A value may open here.
  let fresh = true
  // Where the line begins, of which nothing but blanks was read; else -1.
  let line = -1
  for (let i = 0; i < until; i++) {
    const sign = text.charAt(i)
    if (breaks.includes(sign)) {
      fresh = true
      line = i + 1
      continue
    }
    if (sign === ' ' || sign === '\t' || sign === '\ufeff') continue
    if (sign === '#' && isAfterBlank(text, i)) {
      i = lineEnd(text, i) - 1
      continue
    }
    const [outer = -1] = brackets
    const isInside = outer >= 0
    if (isInside && line >= 0) visit({ line, content: i, opener: brackets.at(-1) ?? outer, outer })
    line = -1
    if ((isInside && sign === ',') || (sign === ':' && isEnded(text, i, isInside))) fresh = true
    else if (isInside && (sign === ']' || sign === '}')) {
      brackets.pop()
      fresh = false
    } else if (!fresh) continue
    else if (sign === '"' || sign === "'") {
      const end = closingQuote(text, i)
      if (end < 0 || end >= until) return { quote: i, closed, brackets }
      closed = { start: i, end: end + 1 }
      for (const { line, content } of linesIn(text, i, end))
        visit({ line, content, opener: i, outer: isInside ? outer : i })
      i = end
      fresh = false
    } else if (sign === '[' || sign === '{') brackets.push(i)
    else if (sign === '!' || sign === '&') i = endOfWord(text, i) - 1
    else if (!isInside && (sign === '|' || sign === '>')) i = endOfBlock(text, i) - 1
    else fresh = (sign === '-' || sign === '?') && isEnded(text, i, false)
  }
  return { quote: -1, closed, brackets }
}

/** The lines that begin between two offsets and say something. */
function* linesIn(text: string, from: number, to: number): Generator<Pick<Inside, 'line' | 'content'>> {
  for (let line = afterBreak(text, lineEnd(text, from)); line <= to; line = afterBreak(text, lineEnd(text, line))) {
    let content = line
    while (content < to && ' \t'.includes(text.charAt(content))) content++
    if (!breaks.includes(text.charAt(content))) yield { line, content }
  }
}

function isAfterBlank(text: string, at: number): boolean {
  return at === 0 || blanks.includes(text.charAt(at - 1))
}

/** A blank follows, or inside brackets what ends an entry, or nothing at all. */
function isEnded(text: string, at: number, isInside: boolean): boolean {
  const next = text.charAt(at + 1)
  return next === '' || blanks.includes(next) || (isInside && ',]}'.includes(next))
}

/** The offset from `from` on of the first of `signs` that is in no comment; the text's end where there is none. */
export function seek(source: string, from: number, signs: string): number {
  for (let i = from; i < source.length; i++) {
    const sign = source.charAt(i)
    if (signs.includes(sign)) return i
    if (sign === '#' && isAfterBlank(source, i)) i = lineEnd(source, i)
  }
  return source.length
}

/** Just after `sign` when that is what comes next, blanks and comments apart; else `passed`. */
export function after(source: string, passed: number, sign: string): number {
  let i = passed
  for (; i < source.length; i++) {
    const here = source.charAt(i)
    if (here === '#' && isAfterBlank(source, i)) i = lineEnd(source, i)
    else if (!blanks.includes(here)) break
  }
  return source.charAt(i) === sign ? i + 1 : passed
}

/** The end of the word at `at`; at least one unit on. */
export function endOfWord(text: string, at: number): number {
  let i = at
  while (i < text.length && !' \t\r\n,[]{}'.includes(text.charAt(i))) i += 1
  return Math.max(i, at + 1)
}

function closingQuote(text: string, start: number): number {
  const sign = text.charAt(start)
  for (let i = start + 1; i < text.length; i++) {
    const here = text.charAt(i)
    if (here === '\\' && sign === '"') i += 1
    else if (here === sign && sign === "'" && text.charAt(i + 1) === sign) i += 1
    else if (here === sign) return i
  }
  return -1
}

/** The end of the block of lines that `|` or `>` at `start` opens; just after the sign where it opens none. */
function endOfBlock(text: string, start: number): number {
  blockHeader.lastIndex = start
  if (!blockHeader.test(text)) return start + 1
  let end = lineEnd(text, start)
  const own = indentOf(text, lineStart(text, start))
  let indent = -1
  while (end < text.length) {
    const next = afterBreak(text, end)
    const stop = lineEnd(text, next)
    const lead = indentOf(text, next)
    if (next + lead < stop) {
      if (indent < 0) indent = lead
      if (lead < indent || indent <= own) break
    }
    end = stop
  }
  return end
}

function indentOf(text: string, start: number): number {
  let i = start
  while (text.charAt(i) === ' ') i += 1
  return i - start
}

function afterBreak(text: string, end: number): number {
  return end + (text.charAt(end) === '\r' && text.charAt(end + 1) === '\n' ? 2 : 1)
}

/** The offset at which the second document begins: at its `---`, or at its first line after a `...`. */
export function secondDocument(yaml: string): number {
  let begun = false
  let passed = 0
  for (const { 0: marker, index } of yaml.matchAll(/^\ufeff?(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm)) {
    begun ||= firstLine(yaml, passed) < index
    const start = index + marker.length - 3
    if (begun && marker.endsWith('---')) return start
    begun = true
    passed = start + 3
  }
  return Math.min(firstLine(yaml, passed), yaml.length)
}

/** The offset of the first line from `from` on that is no comment, directive or blank. */
function firstLine(yaml: string, from: number): number {
  const content = /^(?!\ufeff?[ \t]*(?:#|$)|%)./gm
  content.lastIndex = from
  return content.exec(yaml)?.index ?? Infinity
}
