import type { Heading } from '../model/kep.js'

/** An HTML block of a Markdown text, as CommonMark has it. */
export interface HtmlBlockText {
  /** The number of its first line, from 1. */
  readonly line: number
  /** The offset of its first line in the text, in UTF-16 units. */
  readonly start: number
  /** Its source, line ends as they are. */
  readonly source: string
}

/** A text without it has no HTML heading. */
export function mayHaveHtmlHeading(text: string): boolean {
  return /<h[1-6][\s>]/i.test(text)
}

/** The `<h1>` to `<h6>` of an HTML block, each with what is in it: text, other tags and entities. */
export function htmlHeadings(path: string, { line, start, source }: HtmlBlockText): readonly Heading[] {
  // Comments keep their length, so that places stay right.
  const visible = source.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\r\n]/g, ' '))
  const found: Heading[] = []
  const lineAt = lineCounter(visible, line)
  const opening = /<h([1-6])(?:\s[^<>]*)?>/gi
  for (let match = opening.exec(visible); match; match = opening.exec(visible)) {
    const level = Number(match[1])
    const inside = match.index + match[0].length
    const closing = new RegExp(`</h${level}\\s*>`, 'gi')
    closing.lastIndex = inside
    const end = closing.exec(visible)
    const inner = visible.slice(inside, end?.index ?? visible.length)
    const text = inner.replace(/\s+/g, ' ').trim()
    const { line: number, column } = lineAt(inside + (inner.length - inner.trimStart().length))
    const width = inner.trim().search(/[\r\n]|$/)
    const at = { path, line: number, column, endLine: number, endColumn: column + width }
    const after = end ? closing.lastIndex : visible.length
    found.push({ level, text, at, start: start + match.index, end: start + lineEnd(visible, after), html: true })
    opening.lastIndex = after
  }
  return found
}

/** Finds lines and columns of offsets that are asked for in order; the first line has the number `first`. */
function lineCounter(
  text: string,
  first: number,
): (offset: number) => { readonly line: number; readonly column: number } {
  const ends = /\r\n?|\n/g
  let [line, start, next] = [first, 0, -1]
  return (offset) => {
    while (next <= offset) {
      if (next >= 0) [line, start] = [line + 1, next]
      next = ends.exec(text) ? ends.lastIndex : Infinity
    }
    return { line, column: offset - start + 1 }
  }
}

/** What a reader sees of an HTML heading: without tags, the usual entities as characters. */
export function shownHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    nbsp: '\u00a0',
    '#39': "'",
  }
  return text
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (whole, name: string) => entities[name] ?? whole)
    .trim()
}

/** After the line end that follows the offset, where only white space is between. */
function lineEnd(text: string, offset: number): number {
  const rest = /^[ \t]*(?:\r\n?|\n)/.exec(text.slice(offset, offset + 200))
  return offset + (rest?.[0].length ?? 0)
}
