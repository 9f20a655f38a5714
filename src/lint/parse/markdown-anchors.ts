import type { Markdown } from '../model/kep.js'
import { mayRefer, textReader } from './markdown-reader.js'

/** What a `#fragment` may name in one text. */
export interface Anchors {
  readonly has: (fragment: string) => boolean
  readonly all: () => Iterable<string>
}

/** Gives the anchors of texts. What it learns of a heading serves for all texts: KEPs repeat their template's. */
export function anchorReader(): (markdown: Markdown) => Anchors {
  const slugs = new Map<string, string>()
  return (markdown) => {
    const headings = headingAnchors(markdown, slugs)
    let tags: ReadonlySet<string> | undefined
    return {
      has: (fragment) => headings.has(fragment) || (tags ??= tagAnchors(markdown.text)).has(fragment),
      all: () => new Set([...headings, ...(tags ??= tagAnchors(markdown.text))]),
    }
  }
}

/** The slugs of the headings as GitHub renders them; those that are alike are numbered. */
function headingAnchors(markdown: Markdown, slugs: Map<string, string>): Pick<Anchors, 'has'> & Iterable<string> {
  // For each slug how many more were made of it.
  const counts = new Map<string, number>()
  let rendered: ((heading: string) => string) | undefined
  for (const { text } of markdown.headings) {
    let slug = slugs.get(text)
    if (slug === undefined) {
      slug = slugOf(shownPlainly(text, markdown.text) ?? (rendered ??= textReader(markdown))(text))
      // What a reference shows hangs on the text's definitions.
      if (!text.includes('[')) slugs.set(text, slug)
    }
    let count = counts.get(slug)
    let unique = slug
    if (count !== undefined) {
      do unique = `${slug}-${++count}`
      while (counts.has(unique))
      counts.set(slug, count)
    }
    counts.set(unique, 0)
  }
  counts.delete('')
  return { has: (fragment) => counts.has(fragment), [Symbol.iterator]: () => counts.keys() }
}

/** What a heading shows that has no markup but code; else null. */
function shownPlainly(heading: string, text: string): string | null {
  // A mark stays in the place of code, since emphasis hangs on what it is next to.
  if (hasMarkup.test(heading) && hasMarkup.test(heading.replace(code, '!'))) return null
  if (/[[\]]/.test(heading) && (heading.includes('](') || mayRefer(heading, text))) return null
  return heading.replace(code, '$1')
}

/** Code in single backticks, without blanks at its ends, which would be taken away. */
const code = /`([^` ](?:[^`]*[^` ])?)`/g
/** Escapes, emphasis, HTML, entities and lines; an `_` between letters is none. */
const hasMarkup = /[\\`*~<\n]|&[#\w]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/

/**
 * The `id` and `name` of any HTML tag as written (also of one in code: a fragment too many is a smaller fault than
 * one too few).
 */
function tagAnchors(text: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const [tag] of text.matchAll(/<[a-z][^<>]*>/gi)) {
    for (const { 1: double, 2: single, 3: bare } of tag.matchAll(named)) anchors.add(double ?? single ?? bare ?? '')
  }
  anchors.delete('')
  return anchors
}

const named = /\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+))/gi

/**
 * The slug that GitHub makes of a heading's rendered text, before it numbers those that are alike: letters, marks,
 * digits and connecting punctuation in lower case, hyphens, and a hyphen for each space.
 */
export function slugOf(text: string): string {
  const lower = text.toLowerCase()
  // The same for ASCII, and much faster.
  if (!/[^\x00-\x7f]/.test(lower)) return lower.replace(/[^\w -]/g, '').replaceAll(' ', '-')
  return lower
    .replace(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Nl}\p{Pc}\p{Cs} -]/gu, '')
    .replaceAll(' ', '-')
}
