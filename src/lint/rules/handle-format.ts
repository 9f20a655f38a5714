import { folded, handleOf, isExample, isNobody, isOpen, several } from '../facts/handles.js'
import { lessWhenPast } from '../facts/past.js'
import { type PeopleField, peopleFields, peopleOf } from '../facts/people.js'
import type { Problem } from '../model/finding.js'
import type { Item, Kep } from '../model/kep.js'
import { metadataFaults } from '../schema/base-format.js'
import { isNotApplicable } from '../text/nothing-words.js'
import { inQuotesOf, listed, shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A handle is what notifications, reviews and OWNERS files know people by. */
export default defineRule({
  id: 'handle-format',
  since: '1.0',
  summary: 'Each person is a GitHub handle, a team or TBD, and is listed once',
  severity: 'warning',
  *checkTree({ keps: { all } }) {
    const codes = sharedCodes(all)
    for (const kep of all) {
      for (const field of peopleFields) yield* problemsIn(kep, field, codes)
      yield* mappingsIn(kep)
    }
  },
})

/** Mappings in place of people, in formats whose schema lets them be. */
function* mappingsIn(kep: Kep): Generator<Problem> {
  const found = peopleFields.flatMap((field) => peopleOf(kep, field).mappings.map((mapping) => ({ field, mapping })))
  if (found.length === 0) return
  const refused = new Set(metadataFaults(kep).map(({ pointer }) => pointer.slice(0, 2).join('\0')))
  for (const { field, mapping } of found) {
    const { pointer, at, keys, meant } = mapping
    if (pointer.some((_, i) => refused.has(pointer.slice(0, i + 1).join('\0')))) continue
    const lack = `${kep.keyName(field)} has a mapping of ${listed(keys.map(shownKey))}`
    yield {
      at,
      message: `${lack}; write ${meant ?? 'a GitHub handle'}, not a mapping`,
      ...(meant === null ? {} : { suggestion: meant }),
    }
  }
}

function shownKey(key: string): string {
  return /^[\w.-]{1,40}$/.test(key) ? key : shown(key)
}

function* problemsIn(kep: Kep, field: PeopleField, codes: ReadonlySet<string>): Generator<Problem> {
  const key = kep.keyName(field)
  const seen = new Map<string, Item>()
  for (const entry of peopleOf(kep, field).entries) {
    const { text } = entry
    if (isOpen(text) || isNotApplicable(text) || isExample(text)) continue
    if (isNobody(text)) {
      const suggestion = inQuotesOf(entry.at, text, 'TBD')
      yield { at: entry.at, message: `${key} has ${shown(text)}, which names nobody; write TBD`, suggestion }
      continue
    }
    const { login, fault } = handleOf(text)
    if (fault !== null && !codes.has(codeOf(text) ?? '')) {
      const problem = misspelt(key, entry, login, fault)
      // Who was meant is to be found out first, and nobody does that for a KEP that is done.
      yield { ...problem, ...(problem.suggestion === undefined ? lessWhenPast(kep, [field]) : {}) }
    }
    const person = folded(text)
    const before = seen.get(person)
    if (before) {
      const related = [{ at: before.at, message: `${shown(before.text)} is here` }]
      yield { at: entry.at, message: `${key} has ${shown(text)} twice; delete one of them`, related }
    } else seen.set(person, entry)
  }
}

function misspelt(key: string, { text, at }: Item, login: string | null, fault: string): Problem {
  const message = `${key} has ${shown(text)}, which is ${fault}`
  if (fault === several) return { at, message: `${message}; give each a line` }
  if (login === null) return { at, message: `${message}; write a GitHub handle` }
  return { at, message: `${message}; write @${login}`, suggestion: `"@${login}"` }
}

/** The short code that GitHub puts behind the logins of a company whose accounts it manages: `octo` of `mona_octo`. */
function codeOf(text: string): string | null {
  return /^@?[a-z0-9]+(?:-[a-z0-9]+)*_([a-z0-9]{3,8})$/i.exec(text)?.[1]?.toLowerCase() ?? null
}

/** All of such a company share one code, so a code that two people have is one, and any other a slip. */
function sharedCodes(keps: readonly Kep[]): ReadonlySet<string> {
  const people = new Map<string, Set<string>>()
  for (const kep of keps) {
    for (const { text } of peopleFields.flatMap((field) => peopleOf(kep, field).entries)) {
      const code = text.includes('_') ? codeOf(text) : null
      if (code !== null) people.set(code, (people.get(code) ?? new Set()).add(folded(text)))
    }
  }
  return new Set([...people].filter(([, names]) => names.size > 1).map(([code]) => code))
}
