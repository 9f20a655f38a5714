import type { Field } from '../model/fields.js'
import type { Markdown, YamlDocument } from '../model/kep.js'
import type { Profile } from '../model/profile.js'
import { foldedKey, otherNames } from '../profiles/field-names.js'
import { isNothing } from '../text/nothing-words.js'

/** A proposal or a template, as far as learning looks at it. */
export interface Sample {
  readonly path: string
  /** The file of the metadata. */
  readonly file: string
  readonly metadata: YamlDocument
  /** Read when it is asked for. */
  readonly body: () => Markdown | null
}

/** The proposals of a tree that have one shape, and the templates that they are made from. */
export interface Group {
  /** The built-in format that is nearest. */
  readonly profile: Profile
  readonly proposals: readonly Sample[]
  readonly templates: readonly Sample[]
  /** The metadata has what marks the format: it is that format, and not one that is near it. */
  readonly isMarked: boolean
}

/** What the proposals of a group have, counted once for each proposal. */
export interface Counts {
  readonly proposals: number
  /** Top-level keys. */
  readonly keys: ReadonlyMap<string, number>
  /** The keys of the group's templates. */
  readonly inTemplate: ReadonlySet<string>
  readonly hasTemplate: boolean
}

/** Counts the keys of a group. What cannot be read is no proposal here. */
export function countsOf({ proposals, templates }: Group): Counts {
  const keys = new Map<string, number>()
  const read = proposals.filter(({ metadata }) => metadata.value !== undefined)
  for (const { metadata } of read) {
    for (const key of Object.keys(metadata.value ?? {})) keys.set(key, (keys.get(key) ?? 0) + 1)
  }
  const inTemplate = new Set(templates.flatMap(({ metadata }) => Object.keys(metadata.value ?? {})))
  return { proposals: read.length, keys, inTemplate, hasTemplate: inTemplate.size > 0 }
}

/** How many proposals have one of these keys: the most frequent counts. */
export function countOf({ keys }: Counts, names: readonly string[]): number {
  return names.reduce((most, name) => Math.max(most, keys.get(name) ?? 0), 0)
}

/** The share of the proposals that have one of these keys, from 0 to 1. */
export function shareOf(counts: Counts, names: readonly string[]): number {
  return counts.proposals === 0 ? 0 : countOf(counts, names) / counts.proposals
}

/** The key that most of the group writes for a field; null where it is none that is known to mean it. */
export function keyOfField(field: Field, counts: Counts): string | null {
  const known = otherNames[field] ?? []
  const names = [...counts.keys.keys()].filter((key) => known.includes(foldedKey(key)))
  const order = (key: string): number => known.indexOf(foldedKey(key))
  const [best] = names.sort((a, b) => (counts.keys.get(b) ?? 0) - (counts.keys.get(a) ?? 0) || order(a) - order(b))
  return best ?? null
}

/** The scalar at a top-level key, trimmed; null where there is none. */
export function textAt({ metadata }: Sample, key: string): string | null {
  const text = metadata.text([key])?.trim()
  return text === undefined || isNothing(text) ? null : text
}
