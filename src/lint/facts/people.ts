import type { Field } from '../model/fields.js'
import type { Item, Kep, Pointer, YamlValue } from '../model/kep.js'
import type { Place } from '../model/place.js'
import { isNothing } from '../text/nothing-words.js'
import { lazily } from '../yaml/item.js'
import { handleOf, isNobody } from './handles.js'

/** Fields that name people. */
export const peopleFields = ['authors', 'reviewers', 'approvers', 'editors'] as const satisfies readonly Field[]
export type PeopleField = (typeof peopleFields)[number]

/** A mapping where a person should be named. */
export interface PersonMapping {
  readonly pointer: Pointer
  readonly at: Place
  readonly keys: readonly string[]
  /** What should be there instead, as the file would have it: `"@mona"`, `TBD`; null where it is not known. */
  readonly meant: string | null
}

/** The people that a field names, in the order of the file. */
export interface People {
  /** As the file has them between their quotes, white space included. Empty entries are left out. */
  readonly entries: readonly Item[]
  /** Nothing but scalars is there. Otherwise more people may be named than can be read. */
  readonly complete: boolean
  readonly mappings: readonly PersonMapping[]
}

const read = new WeakMap<Kep, Map<PeopleField, People>>()

/** Reads a field as people, once. */
export function peopleOf(kep: Kep, field: PeopleField): People {
  const known = read.get(kep) ?? new Map<PeopleField, People>()
  read.set(kep, known)
  const people = known.get(field) ?? readPeople(kep, field)
  known.set(field, people)
  return people
}

function readPeople(kep: Kep, field: PeopleField): People {
  const { metadata } = kep
  const key = kep.keyName(field)
  const value = kep.has(field) ? metadata.value?.[key] : undefined
  const isEmpty = isMapping(value) && Object.keys(value).length === 0
  if (value === undefined || value === null || isEmpty) return { entries: [], complete: true, mappings: [] }
  const pointers: readonly Pointer[] = Array.isArray(value) ? value.map((_, i) => [key, i]) : [[key]]
  const entries: Item[] = []
  const mappings: PersonMapping[] = []
  let complete = true
  for (const [i, pointer] of pointers.entries()) {
    const text = metadata.text(pointer)
    if (text === undefined) {
      complete = false
      const entry: YamlValue = Array.isArray(value) ? value[i] : value
      if (isMapping(entry)) {
        mappings.push({ pointer, at: metadata.place(pointer), keys: Object.keys(entry), meant: personIn(entry) })
      }
    } else if (!isNothing(text)) entries.push(lazily(text, () => metadata.place(pointer)))
  }
  return { entries, complete, mappings }
}

/**
 * How a file has the person whom a mapping names: its one value that is a handle, or `TBD` where that is nobody. Null
 * where none or several are named, and for what is no mapping.
 */
export function personIn(value: YamlValue | undefined): string | null {
  if (!isMapping(value)) return null
  const texts = Object.values(value).filter((each) => typeof each === 'string')
  const [person, ...more] = texts.filter((each) => handleOf(each).login !== null)
  if (person === undefined || more.length > 0) return null
  return isNobody(person) ? 'TBD' : `"@${handleOf(person).login}"`
}

function isMapping(value: YamlValue | undefined): value is { readonly [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
