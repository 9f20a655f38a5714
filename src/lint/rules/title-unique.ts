import { isNobody } from '../facts/handles.js'
import { othersOf, titleOf } from '../facts/identity.js'
import type { Kep } from '../model/kep.js'
import type { Templates } from '../model/templates.js'
import { inQuotesOf, listed, shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** Two KEPs with one title look the same in a list, and the template's title says nothing. */
export default defineRule({
  id: 'title-unique',
  since: '1.0',
  summary: "No two KEPs share a title, and no KEP keeps the template's title",
  severity: 'warning',
  *check(kep, { keps, templates }) {
    const title = kep.text('title')
    const folded = titleOf(kep)
    if (title === undefined || folded === null) return
    const at = kep.place('title')
    const isTemplates = templates.titles.has(withoutNumber(folded))
    if (isTemplates || isNobody(title)) {
      const heading = ownHeading(kep, templates)
      // A draft may still have no title of its own.
      const isFirst = kep.state?.rank === 0
      yield {
        at,
        message: `title is ${shown(title)}${isTemplates ? ", the template's" : ''}; write what the KEP is about`,
        ...(isFirst ? {} : { whenChanged: { severity: 'error', by: ['title', 'state'] } }),
        needs: kep.keyName('title'),
        ...(heading === null ? {} : { suggestion: scalarLike(heading, at, title) }),
      }
      return
    }
    const { first, count } = othersOf(kep, keps.byTitle.get(folded) ?? [])
    if (count === 0) return
    yield {
      at,
      message: `title ${shown(title)} is also used by ${listed(
        first.map(({ path }) => path),
        'and',
        count,
      )}`,
      subject: folded,
      related: first.map((other) => ({ at: other.place('title'), message: 'the same title' })),
    }
  },
})

/** A title or heading without a KEP's number before it. */
function withoutNumber(text: string): string {
  return text.replace(/^\[?(?:kep[-\s]*)?#?\d{1,7}\]?\s*[-:.–—]?\s+(?=\S)/i, '')
}

/** The first heading, where it is a title of plain words, and neither the template's nor a section's. */
function ownHeading({ body, profile }: Kep, templates: Templates): string | null {
  const heading = body?.headings[0]
  if (heading?.level !== 1 || heading.text.length > 200 || templates.hasTitle(heading.text)) return null
  const text = withoutNumber(heading.text).trim()
  const sections = profile.sections.kinds.flatMap(({ name, aliases }) => [name, ...aliases])
  const isSection = sections.some((name) => name.toLowerCase() === text.toLowerCase())
  const isPlain = /^[\p{L}\p{N}][^`*[\]<>\\\r\n]*$/u.test(text) && !/\bN{4}/.test(text)
  return isPlain && !isSection && !isNobody(text) ? text : null
}

/** A text as a YAML scalar: in quotes where it needs them, or where `title`, which is at `at`, has some. */
function scalarLike(text: string, at: Parameters<typeof inQuotesOf>[0], title: string): string {
  const isText = /^\p{L}[\p{L}\p{N} ,.()/'-]*$/u.test(text) && !/^(?:null|true|false|yes|no|on|off|y|n)$/i.test(text)
  return isText ? inQuotesOf(at, title, text) : JSON.stringify(text)
}
