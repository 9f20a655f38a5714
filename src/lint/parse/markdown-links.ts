import type { Range } from '../model/catalogue.js'
import type { Place } from '../model/finding.js'
import type { Markdown } from '../model/kep.js'
import { textStart } from './front-matter.js'
import { placing } from './lines.js'
import { partsOf } from './markdown-parts.js'
import { linkReader, type LinkReader, type Token } from './markdown-reader.js'
import { sourceOf, type Source } from './markdown-source.js'
import { definersIn, isSuspectDefiner, longestLabel, suspectsIn, type Interest } from './markdown-suspects.js'

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

/** Everything is of interest. */
const everything: Interest = { passes: () => false, url: /:\/\//y }

/**
 * The links and images in the text that are of interest, in order: inline and reference links (one for each
 * definition that is used), `<a href>` and `<img src>`, and URLs that stand for themselves where they begin with
 * `http`. What is in code, comments or front matter is no link. Only what may be of interest is parsed.
 */
export function readLinks(markdown: Markdown, interest: Interest = everything): readonly Link[] {
  const { path, text } = markdown
  const { passes } = interest
  const suspects = suspectsIn(text, interest)
  const definers = definersIn(text)
  if (suspects.length === 0 && !definers.some(at => isSuspectDefiner(text, at, interest))) return []
  const reader = linkReader()
  const parsed = new Map<number, Range & { readonly tokens: readonly Token[] }>()
  const around = partsOf(markdown)
  const parse = (offsets: readonly number[]) => {
    for (const { start, end } of around(offsets)) {
      if (!parsed.has(start)) parsed.set(start, { start, end, tokens: reader.blocks(text.slice(start, end)) })
    }
  }

  // Definitions first: what comes before them may use them.
  parse(definers)
  const labels = new Set(reader.definitions().flatMap(([label, destination]) => (passes(destination) ? [] : [label])))
  parse([...suspects, ...usesOf(labels, text, reader)])
  const isSuspect = (content: string): boolean =>
    suspectsIn(content, interest).length > 0 || usesOf(labels, content, reader).length > 0

  const found: Found[] = []
  const definitions = new Map<string, number>()
  const used = new Map<string, Found>()
  for (const { start, end, tokens } of [...parsed.values()].sort((a, b) => a.start - b.start)) {
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
      } else if (token.type === 'inline' && isSuspect(token.content)) {
        readInline(reader, source, tokens, i, found, used)
      }
    }
  }
  for (const [label, link] of used) found.push({ ...link, offset: definitions.get(label) ?? link.offset })
  const left = found.filter(({ destination }) => !passes(destination)).sort((a, b) => a.offset - b.offset)
  return placed(path, text, left)
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

/** Where, in order, one of the labels may stand in brackets. */
function usesOf(labels: ReadonlySet<string>, text: string, reader: LinkReader): readonly number[] {
  const found: number[] = []
  if (labels.size === 0) return found
  for (let at = text.indexOf(']'); at >= 0; at = text.indexOf(']', at + 1)) {
    const near = Math.max(0, at - longestLabel)
    const label = text.slice(text.slice(near, at).lastIndexOf('[') + near + 1, at)
    // Over a line's end, or past an escaped bracket, it may not be what it looks like.
    if (/[\\\r\n]/.test(label) || labels.has(reader.labelOf(label))) found.push(at)
  }
  return found
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
