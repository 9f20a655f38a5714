import { draftOf, filesAt, withTexts } from '../fix/draft.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Profile } from '../model/profile.js'
import { newCache } from '../read/cache.js'
import { findKeps } from '../read/find-keps.js'
import type { KepSite } from '../read/site.js'
import { nearest } from '../text/nearest.js'
import { join, resolveFrom } from '../text/paths.js'
import { shown } from '../text/quoting.js'
import { filledBody, filledMetadata } from './filling.js'
import { type Plan, type Refusal, refuse } from './outcome.js'
import { homeFor, nameFor } from './placing.js'

/** What a new KEP is to be. */
export interface NewRequest {
  readonly title: string
  /** The group that owns it; null: not said. */
  readonly sig: string | null
  readonly number: number | null
  /** Who writes it: logins, with or without `@`. */
  readonly authors: readonly string[]
  /** Null: what the tree's templates and KEPs have. */
  readonly profile: Profile | null
  /** The directory that is to hold it, or the SIG directories; null: where the tree has its KEPs. */
  readonly directory: string | null
  /** For formats that have one. */
  readonly uuid: string
}

/** Writes a KEP from the tree's own template of its format, else from the one that the format has. */
export function newKep(
  catalogue: Catalogue,
  profiles: readonly Profile[],
  repository: string | null,
  request: NewRequest,
): Plan | Refusal {
  const { tree, keps, people } = catalogue
  const { sig, number, authors } = request
  const title = request.title.replace(/\s+/g, ' ').trim()
  if (title === '') return refuse('the title is empty')
  if (sig !== null && !people.roster.known.has(sig)) {
    const near = people.roster.near(sig)
    return refuse(
      `--sig ${shown(sig)} is no group that this tree knows${near === null ? '' : `; did you mean ${near}?`}`,
    )
  }
  if (authors.length === 0) {
    return refuse('the author is not known; add --author @LOGIN, or run git config github.user LOGIN')
  }
  const [same] = keps.byTitle.get(title.toLowerCase()) ?? []
  if (same) return refuse(`${shown(title)} is the title of ${same.path}`)
  const [taken] = number === null ? [] : (keps.byNumber.get(number) ?? [])
  if (taken) return refuse(`number ${number} is that of ${taken.path}`)

  const templates = findKeps(tree, profiles, newCache()).templates
  const profile = request.profile ?? usualFormat(templates, catalogue, profiles)
  if (sig === null && mustHaveSig(profile, catalogue)) return refuse('the SIG is not known; add --sig')
  const template = templates.find((each) => each.profile === profile) ?? null
  const home = homeFor(request.directory, sig, profile, template, catalogue)
  if (home === null) return refuse(`--dir ${shown(request.directory ?? '')} is outside the root`)
  const path = join(home, nameFor(title, number, profile, catalogue))
  if (tree.files.has(path) || tree.directories.has(path)) return refuse(`${path} is there already`)

  const context = { ...request, title, profile, catalogue, repository }
  const files = new Map<string, string>()
  for (const [name, text] of Object.entries(sourceOf(template, profile, catalogue))) {
    const isBody = name === '' || (profile.layout.kind === 'directory' && name === profile.layout.body.file)
    const from = template === null ? null : join(template.path, name)
    const to = name === '' ? path : join(path, name)
    const isMetadata = name === '' || (profile.layout.kind === 'directory' && name === profile.layout.metadata)
    const filled = isMetadata ? filledMetadata(text, context) : text
    if (isBody || !isMetadata) files.set(to, filledBody(filled, { from: from ?? to, to, isBody }, context))
    else files.set(to, filled)
  }
  const unnumbered = number === null && profile.states.find(({ rank }) => rank === 0)?.numbered === true
  const notes =
    unnumbered && profile.numberFrom !== 'none'
      ? [`${path} has no number yet; write it in the metadata, the name and the heading when it has one`]
      : []
  return { draft: withTexts(draftOf(tree), files), keps: [path], notes, mayOwe: true }
}

/** The format that the tree has a template of; else the one that most of its KEPs have; else the first. */
function usualFormat(templates: readonly KepSite[], { keps }: Catalogue, profiles: readonly Profile[]): Profile {
  const among = templates.length > 0 ? templates : keps.all
  const counts = new Map<Profile, number>()
  for (const { profile } of among) counts.set(profile, (counts.get(profile) ?? 0) + 1)
  const [[most] = [], [next] = []] = [...counts].sort(([, a], [, b]) => b - a)
  const isTied = most && next && counts.get(most) === counts.get(next)
  const used = isTied ? keps.all.filter(({ profile }) => profile === next).length : 0
  const fallback = profiles[0]
  if (!fallback) throw new Error('there is no format')
  return isTied && used > keps.all.filter(({ profile }) => profile === most).length ? next : (most ?? fallback)
}

function mustHaveSig(profile: Profile, { people }: Catalogue): boolean {
  return (
    people.hasSigs &&
    (profile.requiredWithSigs.includes('owningSig') || profile.required?.includes('owningSig') === true)
  )
}

/** The files of a template by their paths in it, sections that only later states owe left out. */
function sourceOf(template: KepSite | null, profile: Profile, catalogue: Catalogue): Readonly<Record<string, string>> {
  const open = new Set(profile.states.filter(({ standing }) => standing === 'open').map(({ name }) => name))
  const later = new Set(
    profile.sections.as === 'files'
      ? profile.sections.kinds.flatMap(({ name, states }) => (states.some((state) => open.has(state)) ? [] : [name]))
      : [],
  )
  const texts = Object.entries(templateFiles(template, profile, catalogue))
  return Object.fromEntries(texts.filter(([name]) => !later.has(name)))
}

/** All files of a template by their paths in it; those of the format where the tree has none. */
export function templateFiles(
  template: KepSite | null,
  profile: Profile,
  { tree }: Catalogue,
): Readonly<Record<string, string>> {
  if (template === null) return profile.template.files ?? profile.baseFormat?.template.files ?? {}
  return Object.fromEntries(
    filesAt(template.path, tree).flatMap((file): [string, string][] => {
      const text = tree.texts.get(file)
      return text === undefined ? [] : [[file.slice(template.path.length + 1), text]]
    }),
  )
}

/** The tree's own template of a format; null where it has none. */
export function templateOf(profile: Profile, { tree }: Catalogue, profiles: readonly Profile[]): KepSite | null {
  return findKeps(tree, profiles, newCache()).templates.find((each) => each.profile === profile) ?? null
}

/** The format of this name among those of the tree; else what could be meant. */
export function formatNamed(name: string, profiles: readonly Profile[]): Profile | Refusal {
  const found = profiles.find((profile) => profile.name === name)
  if (found) return found
  const names = profiles.map((profile) => profile.name)
  const near = nearest(name, names)
  return refuse(`${shown(name)} is not one of ${names.join(', ')}${near === null ? '' : `; did you mean ${near}?`}`)
}

/** A directory that a user names, as a path of the tree; null where it is outside. */
export function directoryNamed(text: string): string | null {
  return text.startsWith('/') ? null : resolveFrom('.', text)
}
