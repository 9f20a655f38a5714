import type { YamlProblem } from '../model/kep.js'
import type { Place } from '../model/place.js'
import type { YamlFault } from './causes.js'
import type { Node } from './node.js'

/** Characters that look like a space, or like nothing at all, and that YAML takes for letters. */
const names: ReadonlyMap<string, string> = new Map([
  ['\u0085', 'next line'],
  ['\u00a0', 'no-break space'],
  ['\u1680', 'ogham space'],
  ['\u2000', 'en quad'],
  ['\u2001', 'em quad'],
  ['\u2002', 'en space'],
  ['\u2003', 'em space'],
  ['\u2004', 'three-per-em space'],
  ['\u2005', 'four-per-em space'],
  ['\u2006', 'six-per-em space'],
  ['\u2007', 'figure space'],
  ['\u2008', 'punctuation space'],
  ['\u2009', 'thin space'],
  ['\u200a', 'hair space'],
  ['\u200b', 'zero-width space'],
  ['\u2028', 'line separator'],
  ['\u2029', 'paragraph separator'],
  ['\u202f', 'narrow no-break space'],
  ['\u205f', 'mathematical space'],
  ['\u2060', 'word joiner'],
  ['\u3000', 'ideographic space'],
  ['\ufeff', 'byte order mark'],
])

const odd = '\\u0085\\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff'
const isOdd = new RegExp(`[${odd}]`)
const eachOdd = new RegExp(`[${odd}]`, 'g')
const stretches = new RegExp(`(?<![ \\t])[ \\t]*[${odd}][ \\t${odd}]*`, 'g')
/** No space can mean them: what they are in reads otherwise without them. */
const invisible = /[\u0085\u200b\u2028\u2029\u2060\ufeff]/

/** The indentation of a line, its dashes, and its key with the blanks after its colon. */
const head = new RegExp(
  `^[ \\t${odd}]*(?:-[ \\t${odd}]+)*(?:(?:"[^"]*"|'[^']*'|[\\w.\\u200b\\u2060\\ufeff-]+)[ \\t${odd}]*:(?![^ \\t${odd}])[ \\t${odd}]*)?`,
)

/** A stretch of blanks with an odd one in it. Offsets in UTF-16 units, from its first odd one to just after its last. */
export interface OddBlanks {
  readonly start: number
  readonly end: number
  /** It ends a value of several words, and does little harm. */
  readonly isHarmless: boolean
}

/**
 * The odd blanks of a YAML text that are where YAML takes a line apart: in the indentation, after a dash or beside a
 * colon, at the end of the line, between entries in brackets; or within a word, where they cannot be seen. Those
 * between two words of a value are none. Text in quotes is not distinguished from the rest: see `outsideQuotes`.
 */
export function oddBlanks(text: string): readonly OddBlanks[] {
  return isOdd.test(text) ? [...oddBlanksOfLines(text)] : []
}

function* oddBlanksOfLines(text: string): Generator<OddBlanks> {
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    if (isOdd.test(line)) yield* oddBlanksOf(line, index)
  }
}

function* oddBlanksOf(whole: string, at: number): Generator<OddBlanks> {
  const comment = whole.search(/(?:^|[ \t])#/)
  const line = comment < 0 ? whole : whole.slice(0, comment)
  const opening = head.exec(line)?.[0].length ?? 0
  const value = line.slice(opening)
  const isFlow = /^[[{]/.test(value)
  const isOneWord = !/[ \t"']/.test(value.trim())
  for (const { 0: stretch, index } of line.matchAll(stretches)) {
    if (at === 0 && index === 0 && stretch === '\ufeff') continue
    const stop = index + stretch.length
    const isLast = (stop === line.length && comment < 0) || /^#(?: |$)/.test(line.slice(stop, stop + 2))
    const isOpening = stop <= opening
    const isBetween = isFlow && (',[{'.includes(line.charAt(index - 1)) || ',]}'.includes(line.charAt(stop)))
    if (!isLast && !isOpening && !isBetween && !(isOneWord && invisible.test(stretch))) continue
    const start = at + index + stretch.search(isOdd)
    const isHarmless = isLast && stop === line.length && !isOpening && !isOneWord && !/^["'[{]/.test(value)
    yield { start, end: at + index + stretch.replace(/(?<![ \t])[ \t]+$/, '').length, isHarmless }
  }
}

/** The text with a space for each of these blanks: as long as before. */
export function withSpaces(text: string, blanks: readonly OddBlanks[]): string {
  let [spaced, passed] = ['', 0]
  for (const { start, end } of blanks) {
    spaced += text.slice(passed, start) + text.slice(start, end).replace(eachOdd, ' ')
    passed = end
  }
  return spaced + text.slice(passed)
}

/** Those blanks, in order, that are in no quotes and in no block of lines, where they are letters as any other. */
export function outsideQuotes(
  text: string,
  blanks: readonly OddBlanks[],
  roots: readonly Node[],
): readonly OddBlanks[] {
  const ranges = roots.flatMap((root) => [...quotedRanges(text, root)])
  let next = 0
  return blanks.filter(({ start, end }) => {
    while (next < ranges.length && (ranges[next]?.end ?? 0) <= start) next += 1
    const range = ranges[next]
    return range === undefined || start < range.start || end > range.end
  })
}

function* quotedRanges(text: string, node: Node): Generator<{ readonly start: number; readonly end: number }> {
  if (node.keyStart >= 0 && `"'`.includes(text.charAt(node.keyStart))) yield { start: node.keyStart, end: node.keyEnd }
  if (node.entries !== null) for (const each of node.entries.values()) yield* quotedRanges(text, each)
  else if (node.start >= 0 && `"'|>`.includes(text.charAt(node.start))) yield { start: node.start, end: node.end }
}

/** The message about odd blanks: what they are, by the first of them, and what to write instead. */
export function oddBlanksFault(text: string, { start, end }: OddBlanks): YamlFault {
  const first = text.charAt(start)
  const code = `U+${first.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  const isInvisible = invisible.test(first) && !'\u2028\u2029\u0085'.includes(first)
  const message = `${names.get(first) ?? 'blank'} (${code}); ${isInvisible ? 'delete it' : 'use a space'}`
  const suggestion = text.slice(start, end).replace(eachOdd, isInvisible ? '' : ' ')
  return { start, end, message, suggestion }
}

/** The problem of blanks that are read as spaces. */
export function oddBlanksProblem(
  text: string,
  blanks: OddBlanks,
  placed: (start: number, end: number) => Place,
): YamlProblem {
  const { start, end, message, suggestion = '' } = oddBlanksFault(text, blanks)
  return { at: placed(start, end), message, severity: blanks.isHarmless ? 'warning' : 'error', suggestion }
}

/** A space in place of these blanks would be read as something else. */
export function isInvisible(text: string, { start, end }: OddBlanks): boolean {
  return invisible.test(text.slice(start, end))
}
