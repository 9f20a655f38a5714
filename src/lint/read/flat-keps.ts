import { frontMatter, textStart } from '../markdown/front-matter.js'
import type { YamlDocument } from '../model/kep.js'
import type { Place } from '../model/place.js'
import type { Key, Layout, Profile } from '../model/profile.js'
import type { Range } from '../model/texts.js'
import { parseYaml } from '../yaml/document.js'

/** The keys that distinguish a KEP's front matter from another document's. */
export interface Marks {
  readonly keys: readonly Key[]
  readonly names: ReadonlySet<string>
  readonly least: number
}

/** Front matter that does not open its file. */
export interface LowFrontMatter {
  /** Its first line. */
  readonly at: Place
  /** It is in a fenced code block. */
  readonly inCode: boolean
  /** Above it are only headings, comments and blank lines: it is the document's own, and no example. */
  readonly leads: boolean
  /** Its YAML: offsets in UTF-16 units, the end exclusive. */
  readonly range: Range
}

/** What marks a KEP of this format; its layout is the one given. */
export function marksOf(profile: Profile, layout: Extract<Layout, { kind: 'file' }>): Marks {
  const keys = layout.marks.fields.flatMap((field) => profile.keys[field] ?? [])
  return { keys, names: new Set(keys.flatMap(({ name, aliases }) => [name, ...aliases])), least: layout.marks.least }
}

/** The text opens with a KEP's front matter, however broken that is. */
export function opensAsKep(text: string, marks: Marks): boolean {
  const start = textStart(text)
  if (!text.startsWith('---', start)) return false
  const closed = frontMatter(text)
  if (closed) return isMarked(text.slice(closed.start, closed.end).split(/\r\n?|\n/), marks)
  const lines = text.slice(start).split(/\r\n?|\n/)
  return lines[0]?.trimEnd() === '---' && isMarked(yamlLines(lines.slice(1)), marks)
}

/** The front matter of a text that opens with one. That it never ends is a problem, and what there is is read. */
export function readFrontMatter(path: string, text: string): YamlDocument {
  const closed = frontMatter(text)
  if (closed) return parseYaml(path, text, closed)
  const opening = textStart(text)
  const start = text.indexOf('\n', opening) + 1
  const lines = yamlLines(text.slice(start).split('\n'))
  const end = Math.min(text.length, start + lines.reduce((sum, line) => sum + line.length + 1, 0))
  const at = { path, line: 1, column: 1, endLine: 1, endColumn: 4 }
  const message = 'front matter is never closed; end it with a line of three hyphens'
  return { ...parseYaml(path, text, { start, end }), problems: [{ at, message, severity: 'error' }] }
}

/** As many lines of a text as front matter that came too late may begin in. */
const reach = 100

/** A KEP's front matter that is below the top of the file, or in a code block; null when there is none. */
export function lowFrontMatter(path: string, text: string, marks: Marks): LowFrontMatter | null {
  const lines = text.slice(textStart(text)).split(/\r\n?|\n/, 2 * reach)
  let fence: string | null = null
  for (const [i, line] of lines.slice(0, reach).entries()) {
    const run = /^ {0,3}(`{3,}|~{3,})\s*(\w*)/.exec(line)
    const [, mark = '', info = ''] = run ?? []
    if (run) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence
    const begins = line.trimEnd() === '---' || (fence === mark && /^ya?ml$/i.test(info))
    if (!begins || !isMarked(yamlLines(lines.slice(i + 1)), marks)) continue
    const at = { path, line: i + 1, column: 1, endLine: i + 1, endColumn: line.length + 1 }
    const start = offsetOf(text, i + 1)
    const end = offsetOf(text, i + 1 + yamlLines(lines.slice(i + 1)).length)
    return { at, inCode: fence !== null, leads: lines.slice(0, i).every(isBareLine), range: { start, end } }
  }
  return null
}

/** A line that says nothing of its own: a heading, a comment, the opening of a fence, a rule, white space. */
function isBareLine(line: string): boolean {
  return /^\s*$|^ {0,3}(?:#{1,6}(?:\s|$)|`{3,}|~{3,}|<!--.*-->\s*$|[-=*_]{3,}\s*$)/.test(line)
}

/** Where the line of this index, from 0, begins. */
function offsetOf(text: string, index: number): number {
  const ends = /\r\n?|\n/g
  ends.lastIndex = textStart(text)
  for (let line = 0; line < index; line++) if (ends.exec(text) === null) return text.length
  return index === 0 ? textStart(text) : ends.lastIndex
}

/** The lines up to the first that YAML of this kind does not have: a heading, a fence, text. */
function yamlLines(lines: readonly string[]): readonly string[] {
  const last = lines.findIndex((line) => !/^\s*$|^\s+\S|^-\s|^[\w-]+\s*:(?:\s|$)/.test(line))
  return last < 0 ? lines : lines.slice(0, last)
}

/** The marks of a KEP that YAML does not have, each by the name that is right. */
export function missingMarks(yaml: string, { keys }: Marks): readonly string[] {
  const found = new Set(yaml.split(/\r\n?|\n/).flatMap((line) => keyOf(line) ?? []))
  return keys.filter(({ name, aliases }) => ![name, ...aliases].some((each) => found.has(each))).map(({ name }) => name)
}

function keyOf(line: string): string | undefined {
  return /^["']?([^\s"':#][^"':]*?)["']?\s*:/.exec(line)?.[1]
}

function isMarked(lines: readonly string[], { names, least }: Marks): boolean {
  const found = new Set<string>()
  for (const line of lines) {
    const key = keyOf(line)
    if (key !== undefined && names.has(key)) found.add(key)
    if (found.size >= least) return true
  }
  return false
}
