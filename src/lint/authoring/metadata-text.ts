import { frontMatter } from '../markdown/front-matter.js'
import type { YamlDocument, YamlValue } from '../model/kep.js'
import type { Place } from '../model/place.js'
import type { Layout } from '../model/profile.js'
import { parseYaml } from '../yaml/document.js'

/** A file that has metadata: its text, and whether that is all of it or what a Markdown file opens with. */
export interface MetadataText {
  readonly text: string
  readonly kind: Layout['kind']
}

/** The metadata of a file, with places in the whole of its text. */
export function metadataOf({ text, kind }: MetadataText): YamlDocument {
  const range = kind === 'file' ? frontMatter(text) : null
  return parseYaml('', text, range ?? undefined)
}

/** Writes one value for a key, in the quotes of the one before; a key that is not there comes last. */
export function withScalar(file: MetadataText, key: string, value: string | number): MetadataText {
  const metadata = metadataOf(file)
  const old = metadata.value?.[key]
  if (!has(metadata, key)) return withLines(file, null, [`${key}: ${scalarText(value)}`])
  if (typeof old === 'object' && old !== null) return withLines(file, key, [`${key}: ${scalarText(value)}`])
  const at = metadata.place([key])
  const range = rangeOf(file.text, at)
  if (old === null && isKey(at, metadata.keyPlace([key]))) {
    const colon = file.text.indexOf(':', range.end) + 1
    return spliced(file, { start: colon, end: colon }, ` ${scalarText(value)}`)
  }
  const [, quote = ''] = /^(["'])/.exec(file.text.slice(range.start, range.end)) ?? []
  const keepsQuotes = quote !== '' && typeof value === 'string' && !/["'\\\n]/.test(value)
  return spliced(file, range, keepsQuotes ? quote + value + quote : scalarText(value))
}

/** Writes a list for a key, in the style of the file's lists; a key that is not there comes last. */
export function withList(file: MetadataText, key: string, items: readonly string[]): MetadataText {
  const metadata = metadataOf(file)
  const indent = /^( *)- /m.exec(file.text)?.[1] ?? '  '
  const lines = items.map((item) => `${indent}- ${scalarText(item)}`)
  return withLines(file, has(metadata, key) ? key : null, items.length === 0 ? [`${key}: []`] : [`${key}:`, ...lines])
}

/** Adds an entry to the list of a key, in the style of the list; a key that is not there comes last. */
export function withItem(file: MetadataText, key: string, item: string): MetadataText {
  const metadata = metadataOf(file)
  const list = metadata.value?.[key]
  if (!Array.isArray(list) || list.length === 0) {
    const one = typeof list === 'string' && list !== '' ? [list] : []
    return withList(file, key, [...one, item])
  }
  const isFlow = file.text[rangeOf(file.text, metadata.place([key])).start] === '['
  const first = rangeOf(file.text, metadata.place([key, 0]))
  const isQuoted = file.text[first.start] === '"'
  const written = isQuoted ? JSON.stringify(item) : scalarText(item)
  const last = rangeOf(file.text, metadata.place([key, list.length - 1])).end
  if (isFlow) return spliced(file, { start: last, end: last }, `, ${written}`)
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n'
  const lineStart = file.text.lastIndexOf('\n', first.start - 1) + 1
  const lead = file.text.slice(lineStart, first.start)
  const after = file.text.indexOf('\n', last)
  return after < 0
    ? spliced(
        file,
        { start: last, end: file.text.length },
        `${file.text.slice(last)}${newline}${lead}${written}${newline}`,
      )
    : spliced(file, { start: after + 1, end: after + 1 }, `${lead}${written}${newline}`)
}

/** Writes a value for a key of a mapping, which is made where it is not there. */
export function withEntry(file: MetadataText, key: string, name: string, value: string): MetadataText {
  const metadata = metadataOf(file)
  const mapping = metadata.value?.[key]
  const isMapping = typeof mapping === 'object' && mapping !== null && !Array.isArray(mapping)
  const written = JSON.stringify(value)
  if (isMapping && Object.hasOwn(mapping, name))
    return spliced(file, rangeOf(file.text, metadata.place([key, name])), written)
  const [first] = isMapping ? Object.keys(mapping) : []
  if (!has(metadata, key) || first === undefined) {
    return withLines(file, has(metadata, key) ? key : null, [`${key}:`, `  ${name}: ${written}`])
  }
  const last = Object.keys(mapping ?? {}).at(-1) ?? first
  const indent = ' '.repeat(metadata.keyPlace([key, first]).column - 1)
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n'
  const at = offsetOf(file.text, metadata.place([key, last]).endLine + 1, 1)
  const lead = at === file.text.length && !/[\r\n]$/.test(file.text) ? newline : ''
  return spliced(file, { start: at, end: at }, `${lead}${indent}${name}: ${written}${newline}`)
}

/** Takes a key away with all its lines. */
export function withoutKey(file: MetadataText, key: string): MetadataText {
  return has(metadataOf(file), key) ? withLines(file, key, []) : file
}

function has({ value }: YamlDocument, key: string): boolean {
  return value !== undefined && Object.hasOwn(value, key)
}

function isKey(at: Place, key: Place): boolean {
  return at.line === key.line && at.column === key.column
}

/** Puts lines in place of those of a key; at the end of the metadata for null. */
function withLines(file: MetadataText, key: string | null, lines: readonly string[]): MetadataText {
  const { text, kind } = file
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const put = lines.map((line) => line + newline).join('')
  if (key === null) {
    const end = (kind === 'file' ? frontMatter(text)?.end : undefined) ?? text.length
    const lead = end === 0 || text[end - 1] === '\n' ? '' : newline
    return spliced(file, { start: end, end }, lead + put)
  }
  const metadata = metadataOf(file)
  const start = offsetOf(text, metadata.keyPlace([key]).line, 1)
  const { endLine, endColumn } = metadata.place([key])
  const last = endColumn === 1 ? endLine : endLine + 1
  return spliced(file, { start, end: offsetOf(text, last, 1) }, put)
}

function spliced(file: MetadataText, range: { start: number; end: number }, text: string): MetadataText {
  return { ...file, text: file.text.slice(0, range.start) + text + file.text.slice(range.end) }
}

/** The offsets of a place in its text: UTF-16 units. */
export function rangeOf(text: string, at: Place): { readonly start: number; readonly end: number } {
  return { start: offsetOf(text, at.line, at.column), end: offsetOf(text, at.endLine, at.endColumn) }
}

/** The offset of a line and a column, both from 1; the end where the text has no such line. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = text.startsWith('\ufeff') ? 1 : 0
  for (let at = 1; at < line; at++) {
    const next = /\r\n?|\n/g
    next.lastIndex = start
    if (next.exec(text) === null) return text.length
    start = next.lastIndex
  }
  return Math.min(text.length, start + column - 1)
}

/** A text as a scalar of YAML: plain where it reads as the same text, else in double quotes. */
export function scalarText(text: string | number): string {
  if (typeof text === 'number') return String(text)
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{N} /_.()'"+,;&@-]*$/u.test(text) && !text.endsWith(' ')
  if (!isPlain) return JSON.stringify(text)
  const read: YamlValue | undefined = parseYaml('', `value: ${text}\n`).value?.['value']
  return read === text ? text : JSON.stringify(text)
}
