import type { Place } from '../model/finding.js'
import type { Markdown } from '../model/kep.js'
import { frontMatter, textStart } from './front-matter.js'
import { placing } from './lines.js'
import { afterBlanks, fenceLength } from './markdown-lines.js'
import { linkReader, type LinkReader, type Token } from './markdown-reader.js'
import { sourceOf, type Source } from './markdown-source.js'

/** A link or an image. */
export interface Link {
  /** Its `[`, or the `<` or first letter of a URL or tag; for a reference the `[` of its definition. */
  readonly at: Place
  /** As written, escapes and entities resolved, not URL-encoded. */
  readonly destination: string
  readonly image: boolean
}

interface Found {
  readonly offset: number
  readonly destination: string
  readonly image: boolean
}

/**
 * The links and images in the text, in order: inline and reference links (one for each definition that is used),
 * `<a href>` and `<img src>`, and URLs that stand for themselves where they begin with `http`. What is in code,
 * comments or front matter is no link.
 */
export function readLinks(markdown: Markdown): readonly Link[] {
  const { path, text } = markdown
  if (!candidates.some(candidate => text.includes(candidate))) return []
  const reader = linkReader()
  const body = frontMatter(text)?.body ?? textStart(text)
  // A heading at the margin stands in no other block.
  const cuts = markdown.headings.flatMap(({ start }) => (text.charCodeAt(start) === 35 ? [start] : []))
  if (cuts[0] !== body) cuts.unshift(body)

  // Definitions first: what comes before them may use them.
  const isCandidate = finder(text, candidates)
  const isDefinition = finder(text, [']:'])
  const isBracket = finder(text, [']'])
  const parsed: { readonly start: number; readonly end: number; readonly tokens: readonly Token[] }[] = []
  const parse = (start: number, end: number) => {
    parsed.push({ start, end, tokens: reader.blocks(text.slice(start, end)) })
  }
  const waiting: number[] = []
  for (const [i, start] of cuts.entries()) {
    const end = cuts[i + 1] ?? text.length
    if (isDefinition(start, end)) parse(start, end)
    else waiting.push(start, end)
  }
  const references = reader.hasDefinitions()
  for (let i = 0; i < waiting.length; i += 2) {
    const start = waiting[i] ?? 0
    const end = waiting[i + 1] ?? 0
    if (isCandidate(start, end) || (references && isBracket(start, end))) parse(start, end)
  }

  const found: Found[] = []
  const definitions = new Map<string, number>()
  const used = new Map<string, Found>()
  for (const { start, end, tokens } of parsed) {
    const source = sourceOf(text, start, end)
    for (const [i, token] of tokens.entries()) {
      if (token.type === 'reference_definition') {
        const label: unknown = token.meta?.['label']
        const offset = text.indexOf('[', source.line(token.map?.[0] ?? 0))
        if (typeof label === 'string' && (definitions.get(label) ?? offset) >= offset) definitions.set(label, offset)
      } else if (token.type === 'html_block') {
        const from = source.line(token.map?.[0] ?? 0)
        const html = text.slice(from, source.line(token.map?.[1] ?? 0))
        for (const tag of htmlLinks(reader, html)) found.push({ ...tag, offset: from + tag.offset })
      } else if (token.type === 'inline' && (mayLink(token.content) || (references && token.content.includes(']')))) {
        readInline(reader, source, tokens, i, found, used)
      }
    }
  }
  for (const [label, link] of used) found.push({ ...link, offset: definitions.get(label) ?? link.offset })
  found.sort((a, b) => a.offset - b.offset)
  return placed(path, text, found)
}

function placed(path: string, text: string, found: readonly Found[]): readonly Link[] {
  if (text.includes('\r')) {
    const place = placing(path, text)
    return found.map(({ offset, destination, image }) => ({ at: place(offset, offset + 1), destination, image }))
  }
  let line = 1
  let start = textStart(text)
  let next = text.indexOf('\n') + 1
  return found.map(({ offset, destination, image }) => {
    for (; next > 0 && next <= offset; line++) {
      start = next
      next = text.indexOf('\n', next) + 1
    }
    const column = offset - start + 1
    return { at: { path, line, column, endLine: line, endColumn: column + 1 }, destination, image }
  })
}

/** What every text with a link has one of, definitions aside. */
const candidates = ['](', '][', ']:', '://', '<a', '<A', '<i', '<I'] as const

const mayLink = (content: string): boolean => /\]\(|:\/\/|<[ai]/i.test(content)

/** Tells whether one of the words begins between two offsets. The ranges must be asked for in order. */
function finder(text: string, words: readonly string[]): (start: number, end: number) => boolean {
  const next = words.map(() => -1)
  return (start, end) =>
    words.some((word, i) => {
      let at = next[i] ?? -1
      if (at < start) {
        at = text.indexOf(word, start)
        next[i] = at < 0 ? (at = text.length) : at
      }
      return at < end
    })
}

/** A block at a cut that is a fence: no more than indented code follows it. */
function isCode(text: string, start: number, end: number): boolean {
  const at = afterBlanks(text, start, end)
  const code = text.charCodeAt(at)
  if (code !== 96 && code !== 126) return false
  const stop = text.indexOf('\n', at)
  return fenceLength(text, at, stop < 0 ? end : stop) > 0
}

/** Adds the links of one inline token to `found`, and those that use a definition to `used`. */
function readInline(
  reader: LinkReader,
  source: Source,
  tokens: readonly Token[],
  index: number,
  found: Found[],
  used: Map<string, Found>,
): void {
  const content = tokens[index]?.content ?? ''
  let offsetOf: ((position: number) => number) | undefined
  for (const token of reader.links(content)) {
    if (token.map === null) continue
    offsetOf ??= source.inline(tokens, index)
    const position = token.map[0]
    if (token.type === 'html_inline') {
      for (const tag of htmlLinks(reader, token.content)) {
        found.push({ ...tag, offset: offsetOf(position + tag.offset) })
      }
      continue
    }
    const image = token.type === 'image'
    const destination = String(token.attrGet(image ? 'src' : 'href'))
    if (token.info === 'auto') {
      if (!/^https?:/i.test(destination)) continue
      const back = token.markup === 'linkify' ? destination.indexOf(':') : 0
      found.push({ offset: offsetOf(position - back), destination, image })
      continue
    }
    const link = { offset: offsetOf(position + (image ? 1 : -1)), destination, image }
    const label: unknown = token.meta?.['label']
    if (typeof label !== 'string') found.push(link)
    else if (!used.has(label)) used.set(label, link)
  }
}

const attribute = `\\s+[a-z_:][\\w:.-]*(?:\\s*=\\s*(?:"[^"]{0,4000}"|'[^']{0,4000}'|[^\\s"'=<>\`]+))?`
const tag = new RegExp(`<!--[\\s\\S]*?(?:-->|$)|<(a|img)((?:${attribute})+)\\s*/?>`, 'gi')

/** The links that tags in a piece of HTML make, by their offsets in it. */
function htmlLinks(reader: LinkReader, html: string): readonly Found[] {
  const found: Found[] = []
  for (const { index, 1: name, 2: attributes } of html.matchAll(tag)) {
    if (name === undefined || attributes === undefined) continue
    const image = name.length > 1
    const value = /\s(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/i.exec(attributes)
    if (value === null || (value[1]?.toLowerCase() === 'src') !== image) continue
    // In an attribute a backslash escapes nothing.
    const raw = value[2] ?? value[3] ?? value[4] ?? ''
    found.push({ offset: index, destination: reader.unescape(raw.replaceAll('\\', '\\\\')), image })
  }
  return found
}
