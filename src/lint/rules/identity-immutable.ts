import { type ChangedMark, changedMarks } from '../facts/identity.js'
import type { Field } from '../model/fields.js'
import type { Finding, Problem } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { Place } from '../model/place.js'
import { inQuotesOf } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** The rules that report a field, also where their finding is elsewhere. */
const reportedBy = {
  uuid: ['uuid-unique'],
  created: [],
  number: ['number-matches', 'number-unique', 'number-unassigned'],
} as const satisfies Record<ChangedMark['field'], readonly string[]>

/** What others refer to a KEP by. Only a value that was wrong before may be fixed. */
export default defineRule({
  id: 'identity-immutable',
  since: '1.0',
  summary: 'A KEP keeps its uuid, its creation date and, once it has one, its number',
  severity: 'error',
  needs: ['findings-before'],
  *checkChange({ before, now }, _, { 'findings-before': findingsBefore }) {
    if (!before || !now) return
    const known = findingsBefore.get(before.path) ?? []
    for (const mark of changedMarks(before, now)) yield* problemsOf(mark, before, now, known)
  },
})

function* problemsOf(mark: ChangedMark, before: Kep, now: Kep, known: readonly Finding[]): Generator<Problem> {
  const { field, name, was, is } = mark
  if ((is === null && !isMissing(now, field)) || wasWrong(mark, before, known)) return
  const text = now.has(field) ? now.text(field) : undefined
  const at = now.place(field)
  yield {
    at,
    message: `${now.keyName(field)} was ${was} and is now ${is ?? text ?? 'missing'}; a KEP keeps its ${name}`,
    ...(text === undefined ? {} : { suggestion: inQuotesOf(at, text, before.text(field) ?? was) }),
  }
}

/**
 * The KEP should say something and does not. What it says and means nothing is for the schema to report, and where the
 * state gives no number there should be none.
 */
function isMissing(kep: Kep, field: Field): boolean {
  const { keys, numberFrom } = kep.profile
  const isNumber = field === 'number'
  if (isNumber && kep.state?.numbered === false) return false
  if (!keys[field] && !(isNumber && numberFrom === 'name')) return false
  const value = kep.has(field) ? kep.metadata.value?.[kep.keyName(field)] : null
  const isEmptied = kep.text(field) === undefined && (typeof value !== 'object' || value === null)
  return isEmptied || (isNumber && kep.number === 0)
}

/** The base has a finding for the old value, so it may be fixed. */
function wasWrong({ field }: ChangedMark, before: Kep, known: readonly Finding[]): boolean {
  const value = before.has(field) ? before.place(field) : null
  const rules: readonly string[] = reportedBy[field]
  return known.some(({ rule, at, related = [] }) => {
    const places = [at, ...related.map((each) => each.at)]
    return rules.includes(rule) || (value !== null && places.some((place) => overlap(place, value)))
  })
}

function overlap(a: Place, b: Place): boolean {
  return a.path === b.path && opensBeforeEndOf(a, b) && opensBeforeEndOf(b, a)
}

function opensBeforeEndOf(a: Place, b: Place): boolean {
  return a.line < b.endLine || (a.line === b.endLine && a.column < b.endColumn)
}
