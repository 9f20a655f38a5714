import { type Field, fields, fieldTable } from '../model/fields.js'
import type { Kep, Pointer, YamlValue } from '../model/kep.js'
import type { Profile } from '../model/profile.js'
import { isNotApplicable } from '../text/nothing-words.js'
import { digitsFault, isNone, type SchemaFault, schemaFaults, unknownKeyFault, vocabularyFault } from './faults.js'
import { hasUsualShape, kindOf } from './shapes.js'

type Mapping = { readonly [key: string]: YamlValue }

/** Metadata as the schema of its format's base knows it, and the way back. */
interface Canonical {
  readonly value: Mapping
  /** What is wrong by the format, and nothing that the schema could know. */
  readonly faults: readonly SchemaFault[]
  readonly written: (pointer: Pointer) => Pointer | null
}

/**
 * The faults of a KEP's metadata, none where it could not be read. A state that is nearly one counts as that. A
 * format that extends another is checked by the other's schema: its keys, states and stages are translated, and
 * the faults name what was written.
 */
export function metadataFaults(kep: Kep): readonly SchemaFault[] {
  const { profile } = kep
  if (!kep.metadata.value) return []
  const value = withoutNothing(kep.metadata.value)
  const { baseFormat } = profile
  if (baseFormat === null) {
    const isNearly = kep.state !== null && kep.state.name !== kep.stateText
    const judged = isNearly ? { ...value, [kep.keyName('state')]: kep.state.name } : value
    const [canonical, written] = respelt(kep, judged)
    return [...digitsFaults(kep), ...misspeltFaults(kep), ...schemaFaults(profile.schema, canonical, written)]
  }
  const { value: canonical, faults, written } = canonicalOf(kep, value, baseFormat)
  const all = [
    ...digitsFaults(kep),
    ...misspeltFaults(kep),
    ...faults,
    ...schemaFaults(profile.schema, canonical, written),
    ...missingFields(kep, value),
  ]
  // The schema and the format may ask for the same field, and say so in the same words.
  return [...new Map(all.toReversed().map((fault) => [fault.message, fault])).values()].reverse()
}

/** `n/a` and `NA` mean none where they are a whole value, and so does `{}` at any depth. */
function withoutNothing(value: Mapping): Mapping {
  return mapped(value, (each) => (typeof each === 'string' && isNotApplicable(each) ? null : withoutEmpty(each)))
}

function withoutEmpty(value: YamlValue): YamlValue {
  if (typeof value !== 'object' || value === null) return value
  if (isMapping(value)) return isNone(value) ? null : mapped(value, withoutEmpty)
  const entries = value.map(withoutEmpty)
  return entries.some((each, i) => each !== value[i]) ? entries : value
}

/** The mapping with other values; itself where none is another. */
function mapped(value: Mapping, map: (each: YamlValue) => YamlValue): Mapping {
  const entries = Object.entries(value).map(([key, each]) => [key, map(each)] as const)
  return entries.some(([key, each]) => each !== value[key]) ? Object.fromEntries(entries) : value
}

/** A number that YAML reads as one, and a person would not: `0x2A`, `42.0`. */
function digitsFaults(kep: Kep): readonly SchemaFault[] {
  const key = kep.keyName('number')
  const value = kep.metadata.value?.[key]
  const text = kep.metadata.text([key])
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return []
  return text === undefined || /^\d+$/.test(text) ? [] : [digitsFault([key], text, value)]
}

/** Each unknown key that is read as another one. */
function misspeltFaults({ misspeltKeys }: Kep): readonly SchemaFault[] {
  return [...misspeltKeys.keys()].map((key) => unknownKeyFault([key], []))
}

/** The metadata with each misspelled key under its right name, and the way back. */
function respelt({ profile, misspeltKeys }: Kep, value: Mapping): [Mapping, (pointer: Pointer) => Pointer] {
  if (misspeltKeys.size === 0) return [value, (pointer) => pointer]
  const written = new Map([...misspeltKeys].map(([key, field]) => [profile.keys[field]?.name ?? key, key]))
  const names = new Map([...written].map(([name, key]) => [key, name]))
  const entries = Object.entries(value).map(([key, each]) => [names.get(key) ?? key, each] as const)
  return [
    Object.fromEntries(entries),
    ([first = '', ...rest]) => (first === '' ? [] : [written.get(String(first)) ?? first, ...rest]),
  ]
}

function canonicalOf(kep: Kep, value: Mapping, baseFormat: Profile): Canonical {
  const { profile } = kep
  const fieldsByKey = new Map(fields.flatMap((field) => namesOf(profile, field).map((name) => [name, field] as const)))
  const entries: [string, YamlValue][] = []
  const faults: SchemaFault[] = []
  for (const [key, own] of Object.entries(value)) {
    const field = fieldsByKey.get(key) ?? kep.misspeltKeys.get(key)
    if (field === undefined) {
      const known = [...fieldsByKey.keys(), ...profile.extraKeys]
      if (!profile.extraKeys.includes(key)) faults.push(unknownKeyFault([key], known))
      else if (baseFormat.extraKeys.includes(key)) entries.push([key, own])
    } else if (key !== kep.keyName(field)) {
      const message = `${key} is another name of ${kep.keyName(field)}, which is there too`
      faults.push({ pointer: [key], on: 'key', keyword: 'additionalProperties', message, key })
    } else {
      const read = fieldValue(kep, field, key, own, baseFormat)
      for (const fault of read.faults) faults.push(fault)
      const inBase = baseFormat.keys[field]
      if (inBase && read.value !== undefined) entries.push([inBase.name, read.value])
    }
  }
  const canonical = Object.fromEntries(entries)
  return { value: canonical, faults, written: (pointer) => writtenAs(kep, baseFormat, canonical, pointer) }
}

function namesOf(profile: Profile, field: Field): readonly string[] {
  const key = profile.keys[field]
  return key ? [key.name, ...key.aliases] : []
}

interface FieldValue {
  /** Undefined where the schema does not describe it. */
  readonly value: YamlValue | undefined
  readonly faults: readonly SchemaFault[]
}

function fieldValue(kep: Kep, field: Field, key: string, value: YamlValue, baseFormat: Profile): FieldValue {
  const { profile } = kep
  const fine = (translated: YamlValue | undefined): FieldValue => ({ value: translated, faults: [] })
  if (isNone(value)) return fine(isFree(profile, field) ? undefined : value)
  if (field === 'state') {
    if (kep.state) return fine(kep.state.like ?? kep.state.name)
    const words = profile.states.map((state) => state.name)
    return { value: baseFormat.states[0]?.name, faults: [vocabularyFault([key], value, words)] }
  }
  if (field === 'stage') {
    const stage = profile.stages.find(({ name }) => name === kep.text('stage'))
    if (stage) return fine(stage.like ?? stage.name)
    return {
      value: undefined,
      faults: [
        vocabularyFault(
          [key],
          value,
          profile.stages.map(({ name }) => name),
        ),
      ],
    }
  }
  if (field === 'milestones' && isMapping(value)) return milestonesOf(profile, key, value)
  if (profile.keys[field]?.anyShape === true && !hasUsualShape(field, value)) {
    return fine(fieldTable[field].holds === 'list' && kindOf(value) === 'text' ? [value] : undefined)
  }
  if (profile.keys[field]?.single !== true) return fine(value)
  if (!Array.isArray(value)) return fine([value])
  const message = `${key} is a list, not a single value`
  return { value: undefined, faults: [{ pointer: [key], on: 'value', keyword: 'type', message }] }
}

/** The map from stages to milestones, by the stages of the base. */
function milestonesOf({ stages }: Profile, key: string, value: Mapping): FieldValue {
  const translated = new Map<string, YamlValue>()
  const faults: SchemaFault[] = []
  for (const [name, milestone] of Object.entries(value)) {
    const stage = stages.find((each) => each.name === name)
    if (!stage)
      faults.push(
        unknownKeyFault(
          [key, name],
          stages.map((each) => each.name),
        ),
      )
    else if (!translated.has(stage.like ?? name)) translated.set(stage.like ?? name, milestone)
  }
  return { value: Object.fromEntries(translated), faults }
}

/** The format, and not the schema, says which fields must be there, and this one need not. */
function isFree(profile: Profile, field: Field): boolean {
  return profile.required !== null && !profile.required.includes(field)
}

/**
 * The way to what was written from the way in the canonical value; null for what the format does not have or does
 * not ask for, and for what was left out of the canonical value for a fault of its own.
 */
function writtenAs(kep: Kep, baseFormat: Profile, canonical: Mapping, pointer: Pointer): Pointer | null {
  const { profile } = kep
  const [first, second, ...rest] = pointer
  if (first === undefined) return pointer
  const field = fields.find((each) => baseFormat.keys[each]?.name === first)
  if (field === undefined) return pointer
  const key = profile.keys[field]
  if (!key) return null
  if (!Object.hasOwn(canonical, first) && (kep.has(field) || isFree(profile, field))) return null
  const name = kep.keyName(field)
  if (second === undefined) return [name]
  if (key.single === true) return [name, ...rest]
  const stage = field === 'milestones' ? profile.stages.find((each) => (each.like ?? each.name) === second) : undefined
  return [name, stage?.name ?? second, ...rest]
}

/** Fields that the format requires and a KEP has not. */
function missingFields(kep: Kep, value: Mapping): readonly SchemaFault[] {
  return (kep.profile.required ?? []).flatMap((field): SchemaFault[] => {
    const key = kep.keyName(field)
    if (!kep.has(field)) return [{ pointer: [], on: 'missing', keyword: 'required', message: `${key} is missing`, key }]
    if (!isNone(value[key])) return []
    return [{ pointer: [key], on: 'value', keyword: 'type', message: `${key} is empty` }]
  })
}

function isMapping(value: YamlValue): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
