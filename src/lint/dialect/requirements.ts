import { type Field, fields, fieldWord } from '../model/fields.js'
import type { Profile } from '../model/profile.js'
import { schemaFaults } from '../schema/faults.js'
import { listed } from '../text/quoting.js'
import type { Learned } from './keys.js'
import { thresholds } from './thresholds.js'
import { type Counts, shareOf } from './witnesses.js'

/** Which fields are required, and which are only expected. */
export interface Requirements {
  /** Null: what the schema requires, which may depend on the state. */
  readonly required: readonly Field[] | null
  readonly expected: readonly Field[]
  readonly requiredWithSigs: readonly Field[]
}

/** What the format requires, as far as the group or its template has it. `isFree`: some state requires fewer people. */
export function learnRequired(profile: Profile, counts: Counts, isFree: boolean): Learned<Requirements> {
  const asked = requiredOf(profile)
  const standing = (field: Field): 'required' | 'expected' | 'free' => {
    const key = profile.keys[field]
    const names = key ? [key.name, ...key.aliases] : []
    const share = shareOf(counts, names)
    if (share >= thresholds.required) return 'required'
    return share >= thresholds.usual || names.some((name) => counts.inTemplate.has(name)) ? 'expected' : 'free'
  }
  const required = asked.filter((field) => standing(field) === 'required')
  const withSigs = profile.requiredWithSigs.filter((field) => standing(field) === 'required')
  const lesser = [...asked, ...profile.requiredWithSigs].filter((field) => standing(field) === 'expected')
  const expected = [...profile.expected.filter((field) => standing(field) !== 'free'), ...lesser]
  const free = [...asked, ...profile.requiredWithSigs, ...profile.expected].filter(
    (field) => standing(field) === 'free',
  )
  const isExplicit = isFree || required.length < asked.length || withSigs.length < profile.requiredWithSigs.length
  return {
    part: {
      required: isExplicit ? [...required, ...withSigs] : profile.required,
      expected,
      requiredWithSigs: isExplicit ? [] : withSigs,
    },
    said: [...said('need not have', free, profile), ...said('should have', lesser, profile)],
  }
}

function said(verb: string, some: readonly Field[], { keys }: Profile): readonly string[] {
  const names = [...new Set(some)].map((field) => keys[field]?.name ?? fieldWord(field))
  return names.length === 0 ? [] : [`proposals ${verb} ${listed(names, 'and')}`]
}

/** The fields that a format asks of every proposal: those of its list, else those of its schema. */
function requiredOf({ required, schema, keys, baseFormat }: Profile): readonly Field[] {
  if (required !== null) return required
  const names = (baseFormat ?? { keys }).keys
  const missing = new Set(schemaFaults(schema, {}).flatMap(({ on, key }) => (on === 'missing' ? (key ?? []) : [])))
  return fields.filter((field) => names[field] !== undefined && missing.has(names[field].name))
}

/** The people that some states require: as the format says, where the template or enough of the group has their key. */
export function learnPeople({ keys, people }: Profile, counts: Counts): Learned<Profile['people']> {
  const least = counts.hasTemplate ? thresholds.required : thresholds.usual
  const owed = people.filter(({ field }) => {
    const key = keys[field]
    const names = key ? [key.name, ...key.aliases] : []
    return shareOf(counts, names) >= least || names.some((name) => counts.inTemplate.has(name))
  })
  const free = people.filter((each) => !owed.includes(each)).map(({ field }) => keys[field]?.name ?? field)
  return { part: owed, said: free.length === 0 ? [] : [`no state requires ${listed(free, 'or')}`] }
}
