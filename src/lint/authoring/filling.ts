import { hasBlank, isAlternatives } from '../facts/placeholders.js'
import { readMarkdown } from '../markdown/document.js'
import type { Catalogue } from '../model/catalogue.js'
import { type Field, fields } from '../model/fields.js'
import type { YamlValue } from '../model/kep.js'
import type { Profile, State } from '../model/profile.js'
import { withFollowingLinks } from './destinations.js'
import { type MetadataText, metadataOf, withList, withScalar } from './metadata-text.js'

/** What a template is filled in with. */
export interface Filling {
  readonly title: string
  readonly sig: string | null
  readonly number: number | null
  /** Logins, with or without `@`. */
  readonly authors: readonly string[]
  /** For formats that have one. */
  readonly uuid: string
  readonly profile: Profile
  readonly catalogue: Catalogue
  readonly repository: string | null
}

/** The template's metadata with all that is known in it, and without what only stands for a value. */
export function filledMetadata(text: string, filling: Filling): string {
  const { profile } = filling
  const kind = profile.layout.kind
  let file: MetadataText = { text, kind }
  const names = keyNames(profile)
  for (const key of Object.keys(metadataOf(file).value ?? {})) {
    const field = names.get(key)
    const value = field === undefined ? undefined : knownValue(field, filling, metadataOf(file).text([key]))
    file = value === undefined ? emptied(file, key, filling) : written(file, key, value)
  }
  return file.text
}

type Value = string | number | readonly string[]

function written(file: MetadataText, key: string, value: Value): MetadataText {
  return typeof value === 'object' ? withList(file, key, value) : withScalar(file, key, value)
}

/** What is known of a field; undefined where only the author knows. */
function knownValue(field: Field, filling: Filling, template: string | undefined): Value | undefined {
  const { title, number, sig, authors, uuid, catalogue, profile } = filling
  switch (field) {
    case 'title':
      return title
    case 'number':
      return number ?? 0
    case 'authors':
      return authors.map((login) => `@${login.replace(/^@/, '')}`)
    case 'owningSig':
      return sig ?? ''
    case 'uuid':
      return uuid
    case 'created':
    case 'lastUpdated':
      return catalogue.today
    case 'state':
      return firstState(profile, template)?.name
    case 'stage':
      return template !== undefined && isAlternatives(template)
        ? profile.stages.find(({ rank }) => rank === 0)?.name
        : undefined
    case 'sections':
      return sectionsOf(profile)
    default:
      return undefined
  }
}

/** The state that the template names; else the first of those that it leaves the choice of, or of the format. */
function firstState({ states }: Profile, template: string | undefined): State | undefined {
  const words = (template ?? '').split('|').map((word) => word.trim())
  const offered = states.filter(({ name }) => words.includes(name))
  const among = offered.length > 0 ? offered : states
  return among.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))[0]
}

/** The files that a state before acceptance owes. */
function sectionsOf({ sections, states }: Profile): readonly string[] {
  const open = new Set(states.filter(({ standing }) => standing === 'open').map(({ name }) => name))
  return sections.kinds.filter((kind) => kind.states.some((state) => open.has(state))).map(({ name }) => name)
}

/** The key without what only stands for a value in the template. */
function emptied(file: MetadataText, key: string, { catalogue, profile }: Filling): MetadataText {
  const metadata = metadataOf(file)
  const value = metadata.value?.[key] ?? null
  const examples = new Set(profile.template.references)
  const isReference = referenceKeys(profile).has(key)
  const stands = (each: YamlValue): boolean =>
    typeof each === 'string' &&
    (isReference || hasBlank(each) || isAlternatives(each) || examples.has(each) || catalogue.templates.hasValue(each))
  if (Array.isArray(value)) {
    const items: readonly YamlValue[] = value
    const isMapping = items.some(
      (each) => typeof each === 'object' && each !== null && Object.values(each).some(stands),
    )
    if (isMapping) return withList(file, key, [])
    const left = items.filter((each) => !stands(each))
    return left.length === items.length ? file : withList(file, key, left.map(String))
  }
  const isMilestone = milestoneKeys(profile).has(key)
  if (typeof value === 'object' && value !== null) {
    return isMilestone ? emptiedMap(file, key, Object.keys(value)) : file
  }
  return isMilestone || stands(value) ? withScalar(file, key, '') : file
}

function emptiedMap(file: MetadataText, key: string, inner: readonly string[]): MetadataText {
  const metadata = metadataOf(file)
  const lines = file.text.split('\n')
  const rows = new Map(inner.map((name) => [metadata.place([key, name]).line - 1, name]))
  const text = lines.map((line, row) => (rows.has(row) ? line.replace(/(:\s*)("[^"]*"|'[^']*'|\S+)/, '$1""') : line))
  return { ...file, text: text.join('\n') }
}

function keyNames(profile: Profile): ReadonlyMap<string, Field> {
  const entries = fields.flatMap((field): [string, Field][] => {
    const key = profile.keys[field]
    return key ? [key.name, ...key.aliases].map((name) => [name, field]) : []
  })
  return new Map(entries)
}

function referenceKeys(profile: Profile): ReadonlySet<string> {
  return keysFor(profile, ['seeAlso', 'replaces', 'supersededBy'])
}

function milestoneKeys(profile: Profile): ReadonlySet<string> {
  return keysFor(profile, ['latestMilestone', 'milestones'])
}

function keysFor({ keys }: Profile, asked: readonly Field[]): ReadonlySet<string> {
  return new Set(asked.flatMap((field) => (keys[field] ? [keys[field].name, ...keys[field].aliases] : [])))
}

/** Where a file of a template is, and where it goes to. */
interface Way {
  readonly from: string
  readonly to: string
  /** Its first heading is the KEP's. */
  readonly isBody: boolean
}

/** A Markdown file of the template with the KEP's title in its first heading, its links leading where they did. */
export function filledBody(text: string, { from, to, isBody }: Way, filling: Filling): string {
  const { title, number, profile, catalogue, repository } = filling
  const moving = { tree: catalogue.tree, moved: (path: string) => (path === from ? to : path), repository }
  const followed = from === to ? text : withFollowingLinks(readMarkdown(from, text), moving)
  const [heading] = readMarkdown(to, followed).headings
  if (heading?.level !== 1) return followed
  const { prefix, template } = profile
  const hasNumber = new RegExp(
    `^(\\W*${prefix}[-\\s]*#?)(${template.names.number}|0+|X+)\\b(\\s*[:.–—-]?\\s*)`,
    'i',
  ).exec(heading.text)
  const [, before = '', , after = ''] = hasNumber ?? []
  const name = hasNumber && isBody ? `${before}${number ?? '0000'}${after}${title}` : title
  const start = followed.indexOf(heading.text, heading.start)
  return followed.slice(0, start) + name + followed.slice(start + heading.text.length)
}
