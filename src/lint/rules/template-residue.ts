import type { Catalogue } from '../model/catalogue.js'
import type { Problem } from '../model/finding.js'
import type { Kep, Pointer, YamlValue } from '../model/kep.js'
import type { Field } from '../model/profile.js'
import { nameOf } from '../words/paths.js'
import { shown } from '../words/shown.js'
import { defineRule } from './rule.js'

/** What other rules say of their own: a value that the schema refuses, a reference that leads nowhere. */
const judgedElsewhere: readonly Field[] = [
  'number', 'uuid', 'state', 'stage', 'created', 'lastUpdated', 'latestMilestone', 'milestones', 'replaces',
  'supersededBy', 'seeAlso', 'sections',
]

/** A number or a date to fill in. */
const blank = /\bN{4,}\b|\byyyy-mm-dd\b/i

const alternatives = /^[\w-]+(?:\s*\|\s*[\w-]+)+$/

/** What the template says, nobody decided: in a KEP that is agreed it misleads readers and reports. */
export default defineRule({
  id: 'template-residue',
  summary: 'Nothing that only a template would say is left in an accepted KEP',
  severity: 'warning',
  *check(kep, catalogue) {
    if (kep.state?.standing !== 'accepted') return
    yield* residueOfMetadata(kep, catalogue)
    yield* residueOfHeading(kep, catalogue)
    yield* residueOfComments(kep, catalogue)
  },
})

function* residueOfMetadata(kep: Kep, { template, templateTitles }: Catalogue): Generator<Problem> {
  const elsewhere = new Set(judgedElsewhere.flatMap((field) => (kep.has(field) ? [kep.keyName(field)] : [])))
  const titleKey = kep.keyName('title')
  for (const [pointer, value] of scalars(kep.metadata.value ?? {}, [])) {
    const [key] = pointer
    if (elsewhere.has(String(key))) continue
    const isTitle = key === titleKey
    if (isTitle && templateTitles.has(value.replace(/\s+/g, ' ').toLowerCase())) continue
    if (!blank.test(value) && (isTitle || (!alternatives.test(value) && !template.hasValue(value)))) continue
    yield {
      at: kep.metadata.place(pointer),
      message: `${key} ${pointer.length > 1 ? 'has' : 'is'} ${shown(value)}, the template's placeholder; fill it in or leave it out`,
    }
  }
}

/** The texts in a value with the way to each. */
function* scalars(value: YamlValue, pointer: Pointer): Generator<readonly [Pointer, string]> {
  if (typeof value === 'string') yield [pointer, value.trim()]
  else if (Array.isArray(value)) {
    for (const [i, each] of value.entries()) yield* scalars(each, [...pointer, i])
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) yield* scalars(each, [...pointer, key])
  }
}

function* residueOfHeading({ body, number }: Kep, { template }: Catalogue): Generator<Problem> {
  const heading = body?.headings[0]
  if (!heading) return
  const { text, at } = heading
  if (template.hasTitle(text)) {
    yield { at, message: `heading is ${shown(text)}, the template's; write the KEP's title` }
  } else if (number === null && blank.test(text)) {
    yield { at, message: `heading is ${shown(text)}, with the template's placeholder; fill it in` }
  }
}

function* residueOfComments(kep: Kep, { template, textsOf, commentsOf, placeIn }: Catalogue): Generator<Problem> {
  for (const each of textsOf(kep)) {
    const { path, text } = each
    const left = commentsOf(each).filter(({ start, end }) => template.hasComment(text.slice(start, end)))
    const [first] = left
    if (!first) continue
    const count = left.length === 1 ? 'a comment' : `${left.length} comments`
    const line = text.slice(first.start, first.end).search(/[\r\n]|$/)
    yield {
      at: placeIn(each, { start: first.start, end: first.start + line }),
      message: `${nameOf(path)} still has ${count} of the template; delete what is answered`,
      subject: 'comments',
    }
  }
}
