import MarkdownIt from 'markdown-it'
import type { Heading, Markdown } from '../model/kep.js'
import { frontMatter, textStart } from './front-matter.js'
import type { HeadingRange } from './heading-range.js'
import { htmlHeadings, mayHaveHtmlHeading } from './html-headings.js'
import { afterRun, atxText, beforeBlanks } from './lines.js'
import { scanHeadings } from './scan.js'

export { contentOf, headingName } from './content.js'
export { frontMatter }

/** A Markdown text. Its headings are read when they are first asked for. */
export function readMarkdown(path: string, text: string): Markdown {
  let headings: readonly Heading[] | undefined
  let all: readonly Heading[] | undefined
  return {
    path,
    text,
    get headings() {
      return (headings ??= readHeadings(path, text))
    },
    get allHeadings() {
      return (all ??= mayHaveHtmlHeading(text) ? withHtmlHeadings(path, text, this.headings) : this.headings)
    },
  }
}

/** A heading with its text, which has line breaks where an underlined heading has more than one line. */
export interface ReadHeading extends HeadingRange {
  readonly text: string
}

function readHeadings(path: string, text: string): readonly Heading[] {
  const body = frontMatter(text)?.body ?? textStart(text)
  const line = lineOf(text, body)
  const headings: Heading[] = []
  const scanned = scanHeadings(text, body, line)
  if (scanned !== null) {
    for (const range of scanned) headings.push(headingOf(path, text, range, text.slice(range.textStart, range.textEnd)))
  } else {
    for (const heading of parseHeadings(text, body, line)) headings.push(headingOf(path, text, heading, heading.text))
  }
  return headings
}

function headingOf(path: string, source: string, range: HeadingRange, text: string): Heading {
  const { level, line, start, textStart: from, textEnd: to, end } = range
  const origin = (line === 1 ? textStart(source) : start) - 1
  return { level, text, at: { path, line, column: from - origin, endLine: line, endColumn: to - origin }, start, end }
}

/** The number of the line at `offset`, from 1. */
function lineOf(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}

export type Parser = InstanceType<typeof MarkdownIt>

/** A CommonMark parser with GitHub's tables, that reads HTML. `linkify`: bare URLs are links. */
export function newParser(linkify: boolean): Parser {
  return new MarkdownIt({ html: true, linkify })
}

let blocks: Parser | undefined

/** The blocks of a text, without what is in their lines. */
function blockTokens(text: string): ReturnType<Parser['parse']> {
  if (blocks === undefined) {
    blocks = newParser(false)
    blocks.core.ruler.enableOnly(['normalize', 'block'])
  }
  return blocks.parse(text, {})
}

/** HTML headings put among those of Markdown. */
function withHtmlHeadings(path: string, text: string, headings: readonly Heading[]): readonly Heading[] {
  const body = frontMatter(text)?.body ?? textStart(text)
  const first = lineOf(text, body)
  const starts = lineStarts(text, body)
  const found = blockTokens(text.slice(body)).flatMap(({ type, map }) => {
    if (type !== 'html_block' || map === null) return []
    const start = starts[map[0]] ?? text.length
    return htmlHeadings(path, { line: first + map[0], start, source: text.slice(start, starts[map[1]] ?? text.length) })
  })
  return found.length === 0 ? headings : [...headings, ...found].sort((a, b) => a.start - b.start)
}

/** The headings as markdown-it reads them: what `scanHeadings` must agree with. Takes the same arguments. */
export function parseHeadings(text: string, offset: number, line: number): readonly ReadHeading[] {
  const tokens = blockTokens(text.slice(offset))
  const starts = lineStarts(text, offset)
  const found: ReadHeading[] = []
  for (const [i, token] of tokens.entries()) {
    if (token.type !== 'heading_open' || token.map === null) continue
    const content = tokens[i + 1]?.content ?? ''
    const [first, after] = token.map
    const start = starts[first] ?? text.length
    const end = starts[after] ?? text.length
    const stop = beforeBreak(text, starts[first + 1] ?? text.length, start)
    const level = Number(token.tag.slice(1))
    let range: readonly [number, number]
    if (token.markup.startsWith('#')) {
      // No container's marker has a `#`.
      range = atxText(text, afterRun(text, text.indexOf('#', start), stop, 35), stop)
    } else {
      const textEnd = beforeBlanks(text, stop, start)
      const lineBreak = content.indexOf('\n')
      const firstLine = lineBreak < 0 ? content : content.slice(0, lineBreak)
      range = [textEnd - beforeBlanks(firstLine, firstLine.length, 0), textEnd]
    }
    const single = !content.includes('\n')
    found.push({
      level,
      line: line + first,
      start,
      end,
      textStart: range[0],
      textEnd: range[1],
      text: single ? text.slice(range[0], range[1]) : content,
    })
  }
  return found
}

function beforeBreak(text: string, stop: number, start: number): number {
  while (stop > start && (text.charCodeAt(stop - 1) === 10 || text.charCodeAt(stop - 1) === 13)) stop--
  return stop
}

/** Where each line from `offset` begins; a lone carriage return ends one too. */
function lineStarts(text: string, offset: number): readonly number[] {
  const starts = [offset]
  for (const match of text.slice(offset).matchAll(/\r\n?|\n/g)) starts.push(offset + match.index + match[0].length)
  return starts
}
