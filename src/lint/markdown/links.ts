import type { Markdown } from '../model/kep.js'
import type { Place } from '../model/place.js'
import type { Range } from '../model/texts.js'
import { placing } from '../text/lines.js'
import { partsOf } from './parts.js'
import { type LinkReader, linkReader, type Token } from './reader.js'
import { type Source, sourceOf } from './source.js'
import { definersIn, type Interest, isSuspectDefiner, longestLabel, suspectsIn } from './suspects.js'
import { labelUsesIn, withoutCode } from './undefined-labels.js'

/** A link or an image. */
export interface Link {
  /** Its destination, or that of its definition; where that is not found, its first bracket, or the `<` of its tag. */
  readonly at: Place
  /** `at` is the destination, character by character. */
  readonly exact: boolean
  /** As written, escapes and entities resolved, not URL-encoded. For an undefined label the label. */
  readonly destination: string
  readonly image: boolean
  /** It uses a label that is not defined; `near` is what the file's other labels have that is most like it. */
  readonly undefined?: { readonly labels: readonly string[] }
}

interface Found {
  readonly offset: number
  readonly destination: string
  readonly image: boolean
  /** Where the label is that is not defined. */
  readonly label?: { readonly start: number; readonly end: number }
}

/** Everything is of interest. */
const everything: Interest = { passes: () => false, url: /:\/\//y }

/**
 * The links and images in the text that are of interest, in order: inline and reference links (one for each
 * definition that is used), `<a href>` and `<img src>`, and bare URLs where they begin with
 * `http`. What is in code, comments or front matter is no link. Only what may be of interest is parsed.
 */
export function readLinks(markdown: Markdown, interest: Interest = everything): readonly Link[] {
  const { path, text } = markdown
  const { passes } = interest
  const definers = definersIn(text)
  const uses = labelUsesIn(text).filter(({ collapsed }) => collapsed || definers.length > 0)
  const suspects = [...suspectsIn(text, interest), ...uses.map(({ start }) => start)].sort((a, b) => a - b)
  if (suspects.length === 0 && !definers.some((at) => isSuspectDefiner(text, at, interest))) return []
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
  const defined = new Set(reader.definitions().map(([label]) => label))

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
      } else if (token.type === 'inline') {
        if (isSuspect(token.content)) readInline(reader, source, tokens, i, found, used)
        for (const each of uses.length > 0 ? undefinedIn(reader, source, tokens, i, defined) : []) found.push(each)
      }
    }
  }
  for (const [label, link] of used) found.push({ ...link, offset: definitions.get(label) ?? link.offset })
  const told = new Set<string>()
  const left = found.filter(({ destination, label }) => {
    if (label === undefined) return !passes(destination)
    // A label that is missing is missing once, however often it is used.
    const name = reader.labelOf(destination)
    return !told.has(name) && told.add(name)
  })
  return placed(
    path,
    text,
    left.sort((a, b) => a.offset - b.offset),
    [...defined],
  )
}

/** The labels of one inline token that no definition has. */
function undefinedIn(
  reader: LinkReader,
  source: Source,
  tokens: readonly Token[],
  index: number,
  defined: ReadonlySet<string>,
): readonly Found[] {
  const content = tokens[index]?.content ?? ''
  if (!content.includes('][')) return []
  const offsetOf = source.inline(tokens, index)
  return labelUsesIn(withoutCode(content)).flatMap(({ label, start, end, collapsed }) => {
    if ((!collapsed && defined.size === 0) || defined.has(reader.labelOf(label))) return []
    const place = { start: offsetOf(start), end: offsetOf(start) + end - start }
    return { offset: place.start, destination: label, image: false, label: place }
  })
}

/** What is before a destination, from its link's bracket on: in a link, a definition, and a tag. */
const leads = /(?:\]\(|\]:)\s*<?$|\b(?:href|src)\s*=\s*["']?$|\bsrcset\s*=\s*["']?(?:[^"']*,\s*)?$/i
/** As much of it as is looked at. */
const longestLead = 200
/** How much farther than the label a destination is looked for, in UTF-16 units. */
const reach = 2000

/** Where the destination of a link is that begins at an offset; null where it is written in another way. */
function destinationAt(
  text: string,
  { offset, destination }: Found,
): { readonly start: number; readonly end: number } | null {
  if (destination === '') {
    const empty = /\]\(\s*(?:<>)?\s*\)/.exec(text.slice(offset, offset + reach))
    return empty ? { start: offset + empty.index + 1, end: offset + empty.index + empty[0].length } : null
  }
  for (const start of [offset, text[offset] === '<' ? offset + 1 : offset]) {
    if (text.startsWith(destination, start)) return { start, end: start + destination.length }
  }
  const part = text.slice(offset, offset + destination.length + reach)
  for (let at = part.indexOf(destination); at >= 0; at = part.indexOf(destination, at + 1)) {
    const [start, end] = [offset + at, offset + at + destination.length]
    const isWhole = /^(?:$|[\s)>"',])/.test(text.slice(end, end + 1))
    if (isWhole && leads.test(part.slice(Math.max(0, at - longestLead), at))) return { start, end }
  }
  return null
}

function placed(path: string, text: string, found: readonly Found[], labels: readonly string[]): readonly Link[] {
  const place = placing(path, text)
  return found.map((each) => {
    const { offset, destination, image, label } = each
    const range = label ?? destinationAt(text, each)
    const at = range ? place(range.start, range.end) : place(offset, offset + 1)
    const link = { at, exact: range !== null && destination !== '', destination, image }
    return label === undefined ? link : { ...link, undefined: { labels } }
  })
}

/** Where, in order, one of the labels may be in brackets. */
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
const tag = new RegExp(`<!--[\\s\\S]*?(?:-->|$)|<(a|img|source)((?:${attribute})+)\\s*/?>`, 'gi')

/** The links that tags in a piece of HTML make, by their offsets in it. */
function htmlLinks(reader: LinkReader, html: string): readonly Found[] {
  const found: Found[] = []
  for (const { index, 1: name, 2: attributes } of html.matchAll(tag)) {
    if (name === undefined || attributes === undefined) continue
    const image = name.length > 1
    for (const match of attributes.matchAll(linking)) {
      const attributeName = (match[1] ?? '').toLowerCase()
      if ((attributeName === 'href') === image) continue
      // In an attribute a backslash escapes nothing.
      const raw = match[2] ?? match[3] ?? match[4] ?? ''
      for (const each of attributeName === 'srcset' ? candidatesIn(raw) : [raw]) {
        found.push({ offset: index, destination: reader.unescape(each.replaceAll('\\', '\\\\')), image })
      }
    }
  }
  return found
}

const linking = /\s(href|src|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/gi

/** The images of a `srcset`: each is a URL and, after a blank, when it is the one to show. */
function candidatesIn(srcset: string): readonly string[] {
  return srcset.split(/,\s+|,$/).flatMap((candidate) => candidate.trim().split(/\s+/, 1)[0] || [])
}
