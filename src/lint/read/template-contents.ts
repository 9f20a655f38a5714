import { isExample } from '../facts/placeholders.js'
import { readComments } from '../markdown/comments.js'
import { headingName, readMarkdown } from '../markdown/document.js'
import type { WrittenKep, YamlValue } from '../model/kep.js'
import type { Profile } from '../model/profile.js'
import type { Templates } from '../model/templates.js'
import type { Tree } from '../model/tree.js'
import { byUnits } from '../text/paths.js'

/** The section whose comments explain to the release team how to fill it in, until the KEP is done. */
const lasting = /\bsign[-\s]?off\b/i

/** What is a template's and no KEP's, wherever it is met. */
export type TemplateContents = Pick<Templates, 'hasValue' | 'isNeverMeant' | 'hasTitle' | 'hasComment'>

/**
 * What the tree's templates and those of the profiles' formats say. Of the tree's own only what has the shape of a
 * placeholder is learned, and no name of a group that there is: templates also hold what a KEP may well mean.
 */
export function readContents(
  templates: readonly WrittenKep[],
  profiles: readonly Profile[],
  tree: Tree,
  groups: ReadonlySet<string>,
): TemplateContents {
  const values = new Set<string>()
  const titles = new Set<string>()
  const comments = new Set<number>()
  const add = (value: string): void => {
    const bare = value.trim().replace(/^@/, '').toLowerCase()
    values.add(bare).add(`@${bare}`)
  }
  for (const { template } of profiles) {
    for (const value of template.values ?? []) add(value)
    for (const title of template.titles) titles.add(foldedTitle(title))
    for (const key of template.comments ?? []) comments.add(Number.parseInt(key, 16))
  }
  for (const template of templates) {
    for (const value of scalars(template.metadata.value)) {
      if (isExample(value) && !groups.has(value)) add(value)
    }
    for (const title of titlesOf(template)) titles.add(foldedTitle(title))
    for (const text of textsOf(template.path, tree)) {
      const { headings } = readMarkdown('', text)
      let next = 0
      for (const { start, end } of readComments(text)) {
        while ((headings[next]?.start ?? Infinity) < start) next++
        const heading = headings[next - 1]
        if (!isProse(text.slice(start, end)) || lasting.test(heading?.text ?? '')) continue
        comments.add(commentKey(text, start, end))
      }
    }
  }
  titles.delete('')
  const always = new Set(profiles.flatMap(({ template }) => template.valuesInAnyState ?? []))
  return {
    isNeverMeant: (value) => always.has(value.trim().toLowerCase()),
    hasValue: (value) => values.has(value.trim().toLowerCase()),
    hasTitle: (title) => titles.has(foldedTitle(title)),
    hasComment: ({ text }, { start, end }) => comments.has(commentKey(text, start, end)),
  }
}

/** The lines of the templates' Markdown, trimmed; not those of comments, which are often advice to copy. */
export function linesOf(templates: readonly { readonly path: string }[], tree: Tree): ReadonlySet<string> {
  const lines = new Set<string>()
  for (const { path } of templates) {
    for (const text of textsOf(path, tree)) {
      for (const line of withoutComments(text).split(/\r\n?|\n/)) lines.add(line.trim())
    }
  }
  return lines
}

function withoutComments(text: string): string {
  let at = 0
  const kept = readComments(text).map(({ start, end }) => {
    const before = text.slice(at, start)
    at = end
    return before
  })
  return kept.join('') + text.slice(at)
}

/** The title of the metadata, and a first heading that is no section's. */
function titlesOf({ body, profile, text }: WrittenKep): readonly string[] {
  const heading = body?.headings[0]
  const sections = profile.sections.kinds.flatMap(({ name, aliases }) => [name, ...aliases])
  const isTitle = heading?.level === 1 && !sections.some((name) => headingName(name) === headingName(heading.text))
  return [text('title') ?? '', isTitle ? heading.text : '']
}

const markdownOf = new WeakMap<Tree, readonly string[]>()

/** The Markdown texts at a path and below it: a tree may have as many templates as files. */
function* textsOf(path: string, tree: Tree): Generator<string> {
  const files = markdownOf.get(tree) ?? [...tree.texts.keys()].filter((file) => /\.md$/i.test(file)).sort(byUnits)
  markdownOf.set(tree, files)
  if (tree.texts.has(path) && /\.md$/i.test(path)) yield tree.texts.get(path) ?? ''
  const below = `${path}/`
  let low = 0
  let high = files.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((files[middle] ?? '') < below) low = middle + 1
    else high = middle
  }
  for (let file = files[low]; file?.startsWith(below); file = files[++low]) yield tree.texts.get(file) ?? ''
}

export function* scalars(value: YamlValue | undefined): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* scalars(each)
}

/** A title without the number before it. */
export function foldedTitle(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/^\[?(?:kep[-\s]*)?#?(?:\d+|nn+)\]?\s*[-:.–—]?\s*/, '')
    .replace(/\s+/g, ' ')
}

/** What the comments of tools open with, and doctoc's say: they have to stay where they are. */
const ofTool =
  /^\/?(?:toc|markdownlint|prettier|cspell|c?spell-?checker|vale|textlint)\b|^\/?[a-z]+[-:][a-z]|\bdoctoc\b/i

/** Comments for people; comments for tools (`toc`, `markdownlint-disable MD013 MD033`) have to stay. */
function isProse(comment: string): boolean {
  const text = comment.slice(4, -3).trim()
  return text.split(/\s+/, 3).length === 3 && !ofTool.test(text)
}

/** So many characters of a comment identify it; what follows differs between versions of one template. */
const telling = 100

/**
 * 32 bits by which the comment from `start` to `end` is known, whatever its white space, its case and the boxes
 * ticked in it: FNV-1a over its first hundred other UTF-16 units. In hexadecimal digits a profile names it so.
 */
export function commentKey(text: string, start: number, end: number): number {
  let key = 0x811c9dc5
  for (let i = start, count = 0; i < end && count < telling; i++) {
    let unit = text.charCodeAt(i)
    if (unit <= 32 || unit === 160) continue
    if (unit >= 65 && unit <= 90) unit += 32
    if (unit === 120 && text.charCodeAt(i - 1) === 91 && text.charCodeAt(i + 1) === 93) continue
    key = Math.imul(key ^ unit, 0x01000193)
    count++
  }
  return key >>> 0
}
