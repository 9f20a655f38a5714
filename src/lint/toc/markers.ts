import type { Markdown } from '../model/kep.js'
import type { TocFault, TocLine } from '../model/texts.js'
import { lineEnd, lineStart, placing } from '../text/lines.js'
import { tocOfHeadings, tocReader } from './mdtoc.js'

const opening = /<!-- toc -->/i
const closing = /<!-- \/toc -->/i
/** Other tools share the opening marker, and end the table with one of their own or with the same again. */
const foreignClosing = /<!-- tocstop -->|<!-- toc -->[\s\S]*<!-- toc -->/i
/** No heading is lower. */
const deepest = 6

/**
 * What is wrong with the table of contents between mdtoc's markers; null where nothing is, where there is none, and
 * where it is not certain. Upstream compares it without the blanks around it. Line ends of either kind are the same
 * here, since git may have changed them. A table that mdtoc would write with a greater `maxDepth` is right too.
 */
export function tocFault(markdown: Markdown, maxDepth: number): TocFault | null {
  const { path, text } = markdown
  const first = opening.exec(text)
  const last = closing.exec(text)
  const place = placing(path, text)
  if (first === null || last === null) {
    const alone = first ?? last
    if (alone === null || !opensLine(text, alone.index) || foreignClosing.test(text)) return null
    const kind = last === null ? 'unclosed' : 'unopened'
    return { kind, at: place(alone.index, alone.index + alone[0].length), marker: alone[0] }
  }
  if (!opensLine(text, first.index)) return null
  if (last.index < first.index) {
    return { kind: 'unopened', at: place(last.index, last.index + last[0].length), marker: last[0] }
  }
  const start = first.index + first[0].length
  const written = text.slice(start, last.index)
  const lines = written.trim() === '' ? [] : written.trim().split(/\r?\n/)
  if (isForeign(first[0], lines)) return null
  const below = markdown.headings.filter((heading) => heading.start >= last.index)
  if (isCertain(text.slice(last.index), below.length)) {
    const mayDefine = /^ {0,3}\[[^\]\n]+\]:/m.test(text.slice(last.index))
    if (isSame(lines, tocOfHeadings(below, maxDepth, mayDefine) ?? [])) return null
  }
  const body = text.slice(last.index).replaceAll('\r\n', '\n')
  const read = tocReader(body)
  const wanted = read.lines(maxDepth)
  if (wanted === null || isSame(lines, wanted)) return null
  for (let depth = maxDepth + 1; depth <= deepest; depth++) {
    if (read.count(depth) === lines.length && isSame(lines, read.lines(depth) ?? [])) return null
  }
  const table = start + written.indexOf(written.trim())
  const offsets = offsetsOf(text, table, lines)
  const marker = { from: last.index, to: last.index + last[0].length }
  return differing(lines, wanted, (index) => {
    const from = offsets[index]
    const range = from === undefined ? marker : { from, to: from + (lines[index]?.length ?? 0) }
    return { at: place(range.from, range.to), text: text.slice(range.from, range.to) }
  })
}

/**
 * No line has the marks of a heading and is none, so that mdtoc finds the same `headings`. In most code and comments it
 * finds none either.
 */
function isCertain(text: string, headings: number): boolean {
  const marked = (part: string): number => part.match(/^#{1,6}(?![^\s])/gm)?.length ?? 0
  return marked(text) === headings || marked(text.replace(opaque, '')) === headings
}

/**
 * What mdtoc reads as CommonMark does: a fence at the margin, with one word beside its marks and closed by as many; a
 * comment below a blank line or a heading that ends its last line.
 */
const opaque = new RegExp(
  [
    /^(`{3,}|~{3,})(?![`~])\w* *\r?\n(?:[^\n]*\n)*?\1 *\r?$/,
    /(?<=^(?:[ \t]*|#{1,6} [^\n]*)\r?\n)<!--(?!-?>)[^]*?-->[ \t]*\r?$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
)

/** The marker is at the beginning of its line: elsewhere a text mentions it. */
function opensLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === ''
}

/** Tools that write the marker in capitals indent by four; mdtoc indents by two. */
function isForeign(marker: string, lines: readonly string[]): boolean {
  if (!marker.includes('TOC')) return false
  const indents = lines.map((line) => /^ */.exec(line)?.[0].length ?? 0)
  return indents.some((indent) => indent > 0) && indents.every((indent) => indent % 4 === 0)
}

function isSame(lines: readonly string[], wanted: readonly TocLine[]): boolean {
  // The blanks around the table do not count, those of its first line neither.
  const trimmed = wanted
    .map(({ line }) => line)
    .join('\n')
    .trim()
  return lines.join('\n') === trimmed
}

function offsetsOf(text: string, start: number, lines: readonly string[]): readonly number[] {
  const offsets: number[] = []
  let at = start
  for (const line of lines) {
    offsets.push(at)
    at = lineEnd(text, at + line.length)
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return offsets
}

type MarkedAt = (index: number) => { readonly at: TocFault['at']; readonly text: string }

function differing(lines: readonly string[], wanted: readonly TocLine[], marked: MarkedAt): TocFault {
  const right = wanted.map(({ line }, index) => (index === 0 ? line.trimStart() : line))
  let same = 0
  while (same < lines.length && lines[same] === right[same]) same++
  let tail = 0
  const most = Math.min(lines.length, right.length) - same
  while (tail < most && lines[lines.length - 1 - tail] === right[right.length - 1 - tail]) tail++
  const { at, text } = marked(same)
  const extra = without(lines, right)
  const missing = without(right, lines)
  const fault = {
    kind: 'differs',
    at,
    line: lines[same] ?? null,
    wanted: wanted[same] ?? null,
    missing: missing.map((index) => wanted[index]?.heading ?? ''),
    extra: extra.map((index) => lines[index] ?? ''),
    isMissing: missing.includes(same),
    isExtra: extra.includes(same),
  } as const
  // Where one line is all there is to replace, the others being right.
  const gone = lines.length - tail - same
  const put = right.slice(same, right.length - tail)
  if (gone > 1 || (gone === 1 && put.length === 0)) return fault
  return { ...fault, suggestion: [...put, ...(gone === 0 ? [text] : [])].join('\n') }
}

/** The indices of the lines that the others do not have, or not so often. */
function without(lines: readonly string[], others: readonly string[]): readonly number[] {
  const left = new Map<string, number>()
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1)
  return lines.flatMap((line, index) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count > 0 ? [] : [index]
  })
}
