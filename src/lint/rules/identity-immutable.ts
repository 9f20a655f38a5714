import type { Change } from '../model/change.js'
import type { Place, Problem } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { Field } from '../model/profile.js'
import { dayOf } from '../text/dates.js'
import { inQuotesOf } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A field that stays as it is once it has a value. */
interface Mark {
  readonly field: Extract<Field, 'uuid' | 'created' | 'number'>
  /** What messages call it, whatever its key is. */
  readonly name: string
  /** What is compared; null where there is no value that counts. */
  readonly valueIn: (kep: Kep) => string | null
  /** The rules that report the field, also where their finding is elsewhere. */
  readonly rules: readonly string[]
}

const marks: readonly Mark[] = [
  { field: 'uuid', name: 'uuid', valueIn: (kep) => kep.uuid, rules: ['uuid-unique'] },
  { field: 'created', name: 'creation date', valueIn: (kep) => dayOf(kep.text('created') ?? ''), rules: [] },
  {
    field: 'number',
    name: 'number',
    valueIn: numberOf,
    rules: ['number-matches', 'number-unique', 'number-unassigned'],
  },
]

/** What others refer to a KEP by. Only a value that was wrong before may be fixed. */
export default defineRule({
  id: 'identity-immutable',
  since: '1.0',
  summary: 'A KEP keeps its uuid, its creation date and, once it has one, its number',
  severity: 'error',
  *checkChange(change) {
    const { before, now } = change
    if (!before || !now?.metadata.value) return
    for (const mark of marks) yield* problemsOf(mark, change, before, now)
  },
})

function* problemsOf(mark: Mark, change: Change, before: Kep, now: Kep): Generator<Problem> {
  const { field, name, valueIn } = mark
  const [was, is] = [valueIn(before), valueIn(now)]
  if (was === null || was === is || (is === null && !isMissing(now, field)) || wasWrong(mark, change, before)) return
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

/**
 * The number that a KEP is known by, without leading zeros. Where the state gives no number yet, the digits that its
 * name opens with are none.
 */
function numberOf(kep: Kep): string | null {
  if (kep.number !== null && kep.number !== 0) return String(kep.number)
  const isWritten = kep.number === null && kep.text('number') !== undefined
  if (isWritten || kep.nameNumber === null || kep.state?.numbered === false) return null
  return Number(kep.nameNumber) === 0 ? null : String(Number(kep.nameNumber))
}

/** The base has a finding for the old value, so it may be fixed. This is costly to compute. */
function wasWrong({ field, rules }: Mark, change: Change, before: Kep): boolean {
  const value = before.has(field) ? before.place(field) : null
  return change.findingsBefore().some(({ rule, at, related = [] }) => {
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
