import { hasBlank, isAlternatives } from '../facts/placeholders.js'
import { removeBlock } from '../fix/replace.js'
import { type Field, fields } from '../model/fields.js'
import type { Problem } from '../model/finding.js'
import type { Kep, Pointer, YamlValue } from '../model/kep.js'
import { topOf } from '../model/place.js'
import type { Profile } from '../model/profile.js'
import type { Templates } from '../model/templates.js'
import type { Texts } from '../model/texts.js'
import { nameOf } from '../text/paths.js'
import { shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** What other rules report: a value that the schema refuses, a reference to nothing. */
const judgedElsewhere: readonly Field[] = [
  'number',
  'uuid',
  'state',
  'stage',
  'created',
  'lastUpdated',
  'latestMilestone',
  'milestones',
  'replaces',
  'supersededBy',
  'seeAlso',
  'sections',
]

/** Nobody decided what is left from the template: in an accepted KEP it misleads readers and reports. */
export default defineRule({
  id: 'template-residue',
  since: '1.0',
  summary: 'An accepted KEP has no placeholders or comments left from the template',
  severity: 'warning',
  *check(kep, { templates, texts }) {
    yield* residueOfName(kep)
    yield* residueOfMetadata(kep, templates)
    if (kep.state?.standing !== 'accepted') return
    yield* residueOfMilestones(kep)
    yield* residueOfHeading(kep, templates)
    yield* residueOfComments(kep, templates, texts)
  },
})

function* residueOfName({ metadata, unnumberedName }: Kep): Generator<Problem> {
  if (unnumberedName === null) return
  const message = `name ${shown(unnumberedName)} is a template's; put the KEP's number in place of the placeholder`
  yield { at: topOf(metadata.path), message, subject: 'name' }
}

function* residueOfMetadata(kep: Kep, templates: Templates): Generator<Problem> {
  const known = fieldsOf(kep.profile)
  const isAccepted = kep.state?.standing === 'accepted'
  const isResidue = (value: string): boolean =>
    isAccepted ? hasBlank(value) || isAlternatives(value) || templates.hasValue(value) : templates.isNeverMeant(value)
  for (const [key, value] of Object.entries(kep.metadata.value ?? {})) {
    const field = known.get(key)
    if (field !== undefined && judgedElsewhere.includes(field)) continue
    const isTitle = field === 'title'
    // Another rule reports a title that is the template's as a whole.
    const isBlankTitle = (text: string): boolean => isAccepted && hasBlank(text) && !templates.titles.has(folded(text))
    for (const pointer of pointersTo(value, [key], isTitle ? isBlankTitle : isResidue)) {
      const text = shown(kep.metadata.text(pointer) ?? '')
      const whole = `${pointer.length > 1 ? 'has' : 'is'} ${text}, the template's placeholder`
      const said = isTitle ? `has the template's placeholder in ${text}` : whole
      yield {
        at: kep.metadata.place(pointer),
        message: `${key} ${said}; fill it in or remove it`,
        whenChanged: { severity: 'error', by: field === undefined ? ['state'] : [field, 'state'] },
      }
    }
  }
}

const fieldsByKey = new WeakMap<Profile, ReadonlyMap<string, Field>>()

/** The fields of a format by the keys that hold them. */
function fieldsOf(profile: Profile): ReadonlyMap<string, Field> {
  const known = fieldsByKey.get(profile)
  if (known) return known
  const made = new Map(
    fields.flatMap((field) => {
      const key = profile.keys[field]
      return key ? [key.name, ...key.aliases].map((name): [string, Field] => [name, field]) : []
    }),
  )
  fieldsByKey.set(profile, made)
  return made
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

function* residueOfMilestones(kep: Kep): Generator<Problem> {
  if (!kep.keepsTemplateMilestones) return
  const latest = kep.text('latestMilestone') ?? ''
  const created = kep.text('created') ?? ''
  const message =
    `${kep.keyName('latestMilestone')} ${shown(latest)} and all milestones are the template's, ` +
    `and were released before ${kep.keyName('created')} ${created}; write the KEP's own milestones`
  yield { at: kep.place('latestMilestone'), severity: 'error', message, subject: 'milestones' }
}

function* residueOfHeading({ body, number }: Kep, templates: Templates): Generator<Problem> {
  const heading = body?.headings[0]
  if (heading?.level !== 1) return
  const { text, at } = heading
  const whenChanged = { severity: 'error', by: ['title', 'state'] } as const
  if (templates.hasTitle(text)) {
    yield { at, message: `heading is ${shown(text)}, the template's; write the KEP's title`, whenChanged }
  } else if (number === null && hasBlank(text)) {
    yield { at, message: `heading has the template's placeholder in ${shown(text)}; fill it in`, whenChanged }
  }
}

function* residueOfComments(kep: Kep, templates: Templates, texts: Texts): Generator<Problem> {
  const isComplete = kep.state?.complete === true
  for (const each of texts.of(kep)) {
    const { path, text } = each
    const left = texts.commentsOf(each).filter((comment) => templates.hasComment(each, comment))
    const [first] = left
    if (!first) continue
    const count = left.length === 1 ? 'a comment' : `${left.length} comments`
    const line = text.slice(first.start, first.end).search(/[\r\n]|$/)
    yield {
      at: texts.placeIn(each, { start: first.start, end: first.start + line }),
      severity: 'notice',
      message: `${nameOf(path)} still has ${count} from the template; delete what is answered`,
      fixes: () => [
        {
          title: `delete ${count}`,
          kind: isComplete ? 'safe' : 'choice',
          edits: left.map(({ start, end }) => removeBlock(text, path, start, end)),
        },
      ],
      subject: 'comments',
      ...(isComplete ? { whenChanged: { severity: 'warning', by: ['state'] } } : {}),
    }
  }
}
