import type { Catalogue } from '../model/catalogue.js'
import type { Problem } from '../model/finding.js'
import type { Kep, Pointer, YamlValue } from '../model/kep.js'
import type { Field, Profile } from '../model/profile.js'
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
  const elsewhere = keysElsewhere(kep.profile)
  const titleKey = kep.keyName('title')
  const isResidue = (value: string): boolean =>
    blank.test(value) || (value.includes('|') && alternatives.test(value)) || template.hasValue(value)
  for (const [key, value] of Object.entries(kep.metadata.value ?? {})) {
    if (elsewhere.has(key)) continue
    const isTitle = key === titleKey
    // Of a title that is the template's as a whole another rule speaks.
    const isMeant = isTitle ? (text: string) => blank.test(text) && !templateTitles.has(folded(text)) : isResidue
    for (const pointer of pointersTo(value, [key], isMeant)) {
      const text = shown(kep.metadata.text(pointer) ?? '')
      const whole = `${pointer.length > 1 ? 'has' : 'is'} ${text}, the template's placeholder`
      const said = isTitle ? `has the template's placeholder in ${text}` : whole
      yield { at: kep.metadata.place(pointer), message: `${key} ${said}; fill it in or leave it out` }
    }
  }
}

const keysOf = new WeakMap<Profile, ReadonlySet<string>>()

function keysElsewhere(profile: Profile): ReadonlySet<string> {
  const known = keysOf.get(profile)
  if (known) return known
  const keys = new Set(
    judgedElsewhere.flatMap((field) => {
      const key = profile.keys[field]
      return key ? [key.name, ...key.aliases] : []
    }),
  )
  keysOf.set(profile, keys)
  return keys
}

/** The ways to the texts in a value that `isMeant` holds of. */
function pointersTo(value: YamlValue, pointer: Pointer, isMeant: (text: string) => boolean): readonly Pointer[] {
  if (typeof value === 'string') return isMeant(value.trim()) ? [pointer] : none
  if (typeof value !== 'object' || value === null) return none
  const entries: readonly (readonly [string | number, YamlValue])[] = Array.isArray(value)
    ? value.map((each: YamlValue, i) => [i, each])
    : Object.entries(value)
  return entries.flatMap(([key, each]) => pointersTo(each, [...pointer, key], isMeant))
}

const none: readonly Pointer[] = []

function folded(title: string): string {
  return title.replace(/\s+/g, ' ').toLowerCase()
}

function* residueOfHeading({ body, number }: Kep, { template }: Catalogue): Generator<Problem> {
  const heading = body?.headings[0]
  if (heading?.level !== 1) return
  const { text, at } = heading
  if (template.hasTitle(text)) {
    yield { at, message: `heading is ${shown(text)}, the template's; write the KEP's title` }
  } else if (number === null && blank.test(text)) {
    yield { at, message: `heading has the template's placeholder in ${shown(text)}; fill it in` }
  }
}

function* residueOfComments(kep: Kep, { template, textsOf, commentsOf, placeIn }: Catalogue): Generator<Problem> {
  for (const each of textsOf(kep)) {
    const { path, text } = each
    const left = commentsOf(each).filter((comment) => template.hasComment(each, comment))
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
