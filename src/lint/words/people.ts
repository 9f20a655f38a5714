import type { Item, Kep, Pointer } from '../model/kep.js'
import type { Field } from '../model/profile.js'
import { lazily } from './item.js'
import { isNothing } from './nothing.js'

/** Fields that name people. */
export type PeopleField = Extract<Field, 'authors' | 'reviewers' | 'approvers' | 'editors'>

/** The people that a field names, in the order of the file. */
export interface People {
  /** As the file has them between their quotes, white space included. Empty entries are left out. */
  readonly entries: readonly Item[]
  /** Nothing but scalars stands there. Otherwise more people may be named than can be read. */
  readonly complete: boolean
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
  if (value === undefined || value === null) return { entries: [], complete: true }
  const pointers: readonly Pointer[] = Array.isArray(value) ? value.map((_, i) => [key, i]) : [[key]]
  const entries: Item[] = []
  let complete = true
  for (const pointer of pointers) {
    const text = metadata.text(pointer)
    if (text === undefined) complete = false
    else if (!isNothing(text)) entries.push(lazily(text, () => metadata.place(pointer)))
  }
  return { entries, complete }
}
