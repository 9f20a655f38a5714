import { type Field, fields } from '../model/fields.js'
import type { YamlValue } from '../model/kep.js'
import type { Key, Profile } from '../model/profile.js'
import { schemaFaults } from '../schema/faults.js'
import { hasUsualShape, kindOf } from '../schema/shapes.js'
import { nearestWord } from '../text/nearest.js'
import { listed } from '../text/quoting.js'
import { thresholds } from './thresholds.js'
import { type Counts, countOf, type Group, keyOfField, shareOf } from './witnesses.js'

/** What was learned of a part of a format: the part as it is in the tree, and a phrase for each difference. */
export interface Learned<Part> {
  readonly part: Part
  readonly said: readonly string[]
}

/** The keys of the format by the names that the group gives them. */
export function learnNames({ keys }: Profile, counts: Counts): Learned<Profile['keys']> {
  const said: string[] = []
  const entries = fields.flatMap((field): [Field, Key][] => {
    const key = keys[field]
    if (!key) return []
    const names = [key.name, ...key.aliases]
    const other = keyOfField(field, counts)
    const isOther =
      other !== null &&
      !names.includes(other) &&
      shareOf(counts, [other]) >= thresholds.usual &&
      countOf(counts, names) < countOf(counts, [other]) &&
      !Object.values(keys).some((each) => each.name === other)
    if (!isOther) return [[field, key]]
    said.push(`${other} for ${key.name}`)
    const aliases = countOf(counts, names) > 0 ? names : []
    const { mistakes = [] } = key
    return [[field, { ...key, name: other, aliases, mistakes: mistakes.filter(({ name }) => name !== other) }]]
  })
  return { part: Object.fromEntries(entries), said }
}

/** Fields that most of the group writes in another shape than the format. */
export function learnShapes(profile: Profile, { proposals }: Group): Learned<Profile['keys']> {
  const { keys } = profile
  const said: string[] = []
  const entries = fields.flatMap((field): [Field, Key][] => {
    const key = keys[field]
    if (!key) return []
    const values = proposals.flatMap(({ metadata }) => {
      const value = metadata.value?.[key.name]
      return kindOf(value) === null ? [] : [value]
    })
    const other = values.filter((value) => !hasUsualShape(field, value) && isFault(value, field, profile))
    const isUsual = other.length >= thresholds.leastProposals && other.length >= thresholds.usual * values.length
    if (isUsual) said.push(`${key.name} is ${shapes[kindOf(other[0]) ?? 'text']}`)
    return [[field, isUsual ? { ...key, anyShape: true } : key]]
  })
  return { part: Object.fromEntries(entries), said }
}

/** The schema of the format does not take the value. */
function isFault(value: YamlValue | undefined, field: Field, { baseFormat, keys, schema }: Profile): boolean {
  const name = (baseFormat?.keys ?? keys)[field]?.name ?? ''
  return schemaFaults(schema, { [name]: value }).some(({ on, pointer }) => on !== 'missing' && pointer[0] === name)
}

const shapes = { text: 'a single value', list: 'a list of another shape', mapping: 'a mapping' } as const

/** Further keys: those of the template, and those that enough proposals have and that are no slip for a frequent one. */
export function learnKeys(profile: Profile, counts: Counts): Learned<readonly string[]> {
  const known = new Set([
    ...Object.values(profile.keys).flatMap(({ name, aliases }) => [name, ...aliases]),
    ...profile.extraKeys,
  ])
  const extra = [...new Set([...counts.inTemplate, ...counts.keys.keys()])].filter((key) => {
    if (known.has(key) || !isPlain(key)) return false
    return counts.inTemplate.has(key) || isHabit(key, profile, counts)
  })
  const sorted = extra.sort()
  return { part: sorted, said: sorted.length === 0 ? [] : [`${plural('key', sorted.length)} ${listed(sorted, 'and')}`] }
}

/** What may be learned as a key: no text that would do harm, nor a sentence. */
function isPlain(key: string): boolean {
  return /^[A-Za-z][\w.-]{0,63}$/.test(key)
}

function isHabit(key: string, profile: Profile, counts: Counts): boolean {
  const { least, share } = thresholds.unknownKey
  const count = countOf(counts, [key])
  if (count < least || count < share * counts.proposals) return false
  const more = [...counts.keys].filter(([, often]) => often > count).map(([name]) => name)
  const used = Object.values(profile.keys).flatMap(({ name }) => ((counts.keys.get(name) ?? 0) > count ? [name] : []))
  return nearestWord(key, [...new Set([...more, ...used, ...counts.inTemplate])]) === null
}

function plural(word: string, count: number): string {
  return count === 1 ? word : `${word}s`
}
