import type { Markdown } from '../model/kep.js'
import { textReader } from './markdown-reader.js'

/**
 * What a `#fragment` may name in the text as GitHub renders it: the headings' slugs, and the `id` and `name` of
 * any HTML tag as written (also of one in code: a fragment too many is a smaller fault than one too few).
 */
export function anchorsOf(markdown: Markdown): ReadonlySet<string> {
  const anchors = new Set<string>()
  const counts = new Map<string, number>()
  const rendered = textReader(markdown.text)
  for (const { text } of markdown.headings) {
    const slug = slugOf(hasMarkup.test(text) ? rendered(text) : text)
    let unique = slug
    for (let count = counts.get(slug); count !== undefined && counts.has(unique); ) {
      unique = `${slug}-${++count}`
      counts.set(slug, count)
    }
    counts.set(unique, 0)
    anchors.add(unique)
  }
  for (const [tag] of markdown.text.matchAll(/<[a-z][^<>]*>/gi)) {
    for (const { 1: double, 2: single, 3: bare } of tag.matchAll(named)) anchors.add(double ?? single ?? bare ?? '')
  }
  anchors.delete('')
  return anchors
}

const hasMarkup = /[\\`*_~<&[\]!\n]/
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
