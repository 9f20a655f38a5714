import type { Markdown } from '../model/kep.js'
import { shownHtml } from './html-headings.js'
import { type HeadingReader, headingReader } from './reader.js'

/** What a `#fragment` may name in one text. */
export interface Anchors {
  readonly has: (fragment: string) => boolean
  readonly all: () => Iterable<string>
}

/** Gives the anchors of texts. What it learns of a heading serves for all texts: KEPs repeat their template's. */
export function anchorReader(): (markdown: Markdown) => Anchors {
  const slugs = new Map<string, string>()
  return (markdown) => {
    const { allHeadings: headings } = markdown
    const reader = headingReader(markdown)
    const slugAt = (index: number): string | undefined => {
      const heading = headings[index]
      if (heading === undefined) return undefined
      const text = heading.text.slice(0, longest)
      if (heading.html) return slugOf(shownHtml(text))
      let slug = slugs.get(text)
      if (slug === undefined) {
        slug = slugOf(shownPlainly(text, reader) ?? reader.shown(text))
        // What a reference shows depends on the text's definitions.
        if (!text.includes('[')) slugs.set(text, slug)
      }
      return slug
    }
    let numbered: ReadonlySet<string> | undefined
    let tags: ReadonlySet<string> | undefined
    let next = 0
    return {
      has: (fragment) => {
        if (fragment === '') return false
        // A table of contents has the headings in their order: most fragments are looked up without a set.
        for (let index = next; index < next + ahead; index++) {
          if (slugAt(index) !== fragment) continue
          next = index + 1
          return true
        }
        if ((numbered ??= numberedSlugs(headings.length, slugAt)).has(fragment)) return true
        return (tags ??= tagAnchors(markdown.text)).has(fragment)
      },
      all: () =>
        new Set([...(numbered ??= numberedSlugs(headings.length, slugAt)), ...(tags ??= tagAnchors(markdown.text))]),
    }
  }
}

/** Nobody links to a heading that is longer, in UTF-16 units. */
const longest = 2000

/** Most tables of contents leave out the lowest headings. */
const ahead = 16

/** The anchors of `count` headings: those that are alike are numbered. */
function numberedSlugs(count: number, slugAt: (index: number) => string | undefined): ReadonlySet<string> {
  const anchors = new Set<string>()
  // For each slug how many more were made of it.
  const more = new Map<string, number>()
  for (let index = 0; index < count; index++) {
    const slug = slugAt(index) ?? ''
    let unique = slug
    if (anchors.has(slug)) {
      let last = more.get(slug) ?? 0
      do unique = `${slug}-${++last}`
      while (anchors.has(unique))
      more.set(slug, last)
    }
    anchors.add(unique)
  }
  anchors.delete('')
  return anchors
}

/** What a heading shows that has no markup but code; else null. */
function shownPlainly(heading: string, { mayRefer }: HeadingReader): string | null {
  // A mark stays in the place of code, since emphasis depends on what it is next to.
  if (hasMarkup.test(heading) && hasMarkup.test(heading.replace(code, '!'))) return null
  if (/[[\]]/.test(heading) && (heading.includes('](') || mayRefer(heading))) return null
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
  return lower.replace(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Nl}\p{Pc}\p{Cs} -]/gu, '').replaceAll(' ', '-')
}
