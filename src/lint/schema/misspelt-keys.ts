import { type Field, fields } from '../model/fields.js'
import type { YamlValue } from '../model/kep.js'
import type { Key, Profile } from '../model/profile.js'
import { nearestWord } from '../text/nearest.js'
import { mistakeFor } from './key-mistakes.js'

type Mapping = { readonly [key: string]: YamlValue }

const none: ReadonlyMap<string, Field> = new Map()

/** The keys that each format knows, as its data says them; they are asked for every KEP. */
const knownKeys = new WeakMap<Profile, ReadonlySet<string>>()

/**
 * The unknown keys of a metadata mapping, and the field that each was probably meant for: one that is missing, which
 * people call so by mistake (`state` is `status`), or whose name differs in a slip. No field is meant twice; the first
 * key has it. Meaning comes before letters. `inTemplate` are keys that the tree's template has: known too.
 */
export function misspeltKeys(
  value: Mapping | undefined,
  profile: Profile,
  inTemplate: ReadonlySet<string>,
): ReadonlyMap<string, Field> {
  if (value === undefined) return none
  const known = keysOf(profile)
  const unknown = Object.keys(value).filter((key) => !known.has(key) && !inTemplate.has(key))
  if (unknown.length === 0) return none
  const isMissing = (field: Field): boolean => {
    const key = profile.keys[field]
    return key !== undefined && ![key.name, ...key.aliases].some((name) => Object.hasOwn(value, name))
  }
  const missing = new Map(
    fields.flatMap((field): [string, Field][] =>
      isMissing(field) ? [[profile.keys[field]?.name ?? field, field]] : [],
    ),
  )
  const meant = new Map<string, Field>()
  const take = (key: string, name: string | null | undefined): void => {
    const field = name == null ? undefined : missing.get(name)
    if (name == null || field === undefined) return
    missing.delete(name)
    meant.set(key, field)
  }
  for (const key of unknown) {
    take(key, [...missing].find(([, field]) => isMistakeFor(profile.keys[field], key, value[key] ?? null))?.[0])
  }
  const isTaken = (key: string): boolean => {
    return fields.some((field) => !isMissing(field) && isMistakeFor(profile.keys[field], key, value[key] ?? null))
  }
  // What is nearer to a key that is there is no other one.
  const names = Object.values(profile.keys).map(({ name }) => name)
  for (const key of unknown) if (!meant.has(key) && !isTaken(key)) take(key, nearestWord(key, names))
  return meant
}

function keysOf(profile: Profile): ReadonlySet<string> {
  let known = knownKeys.get(profile)
  if (known === undefined) {
    const names = Object.values(profile.keys).flatMap(({ name, aliases }) => [name, ...aliases])
    known = new Set([...names, ...profile.extraKeys, ...profile.toleratedKeys])
    knownKeys.set(profile, known)
  }
  return known
}

function isMistakeFor(key: Key | undefined, written: string, value: YamlValue): boolean {
  const mistake = key && mistakeFor(key, written)
  if (!mistake) return false
  const pattern = mistake.value
  if (pattern === undefined) return true
  const values = [value].flat()
  return values.length > 0 && values.every((each) => typeof each === 'string' && pattern.test(each))
}
