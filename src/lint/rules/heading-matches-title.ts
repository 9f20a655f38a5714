import { nameOf } from '../text/paths.js'
import { shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A heading that names another feature is often that of the KEP that the file was copied from. */
export default defineRule({
  id: 'heading-matches-title',
  since: '1.0',
  summary: "A KEP's first heading shares a word with its title",
  severity: 'off',
  *check(kep, { templates }) {
    const [title, heading] = [kep.text('title'), kep.body?.headings[0]]
    if (title === undefined || heading?.level !== 1 || templates.hasTitle(heading.text) || templates.hasTitle(title))
      return
    const [titled, headed] = [wordsOf(title), wordsOf(heading.text)]
    if (titled.length === 0 || headed.length === 0 || haveOneInCommon(titled, headed)) return
    yield {
      at: heading.at,
      message: `heading ${shown(heading.text)} shares no word with the title ${shown(title)}; write the same in both`,
      subject: 'heading',
      related: [{ at: kep.place('title'), message: `title is in ${nameOf(kep.metadata.path)}` }],
    }
  },
})

/** Words that say nothing of a feature. */
const small = new Set('a an and as at by for from in into is kep of on or proposal support the to via with'.split(' '))

/** The words of a title in lower case, compound words apart: without markup, numbers and what says nothing. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .slice(0, longest)
    .replace(/\]\([^()]*\)|<[^<>]*>/g, ' ')
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
  return (plain.toLowerCase().match(/\p{L}[\p{L}\p{M}]+/gu) ?? []).filter((word) => !small.has(word))
}

/** No title is longer, in UTF-16 units. */
const longest = 500

/** Endings are left out, and words may be written together: `endpoint slice` and `EndpointSlices`. */
function haveOneInCommon(one: readonly string[], other: readonly string[]): boolean {
  const [all, others] = [one.join(''), other.join('')]
  const initials = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('')
  return (
    one.some((word) => others.includes(stemOf(word))) ||
    other.some((word) => all.includes(stemOf(word))) ||
    one.some((word) => word.length > 1 && initials(other).includes(word)) ||
    other.some((word) => word.length > 1 && initials(one).includes(word))
  )
}

function stemOf(word: string): string {
  return word.length > 5 ? word.replace(/(?:ing|ed|es|s)$/, '') : word.replace(/(?<=...)s$/, '')
}
