import type {
  HeadingNumber,
  Item,
  Kep,
  ListedSection,
  Markdown,
  OwedSection,
  Pointer,
  YamlDocument,
} from '../model/kep.js'
import type { Field, Key, Profile, State } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { misspeltKeys } from '../schema/misspelt-keys.js'
import { nearestWord } from '../text/nearest.js'
import { isNotApplicable, isNothing } from '../text/nothing-words.js'
import { directoryOf, join, nameOf, upwards } from '../text/paths.js'
import { withoutRemark } from '../text/remarks.js'
import { parseYaml } from '../yaml/document.js'
import { lazily } from '../yaml/item.js'
import type { Cache } from './cache.js'
import { isCurrent, keepsTemplateMilestones } from './currency.js'
import { type LowFrontMatter, lowFrontMatter, type Marks, marksOf, opensAsKep } from './flat-keps.js'
import { agreedNumber, headingNumber } from './heading-numbers.js'
import { leadingNumber } from './references.js'
import { listedSections, owedSections, type SectionContext, type Unsectioned } from './sections.js'
import { templateFinder, unnumberedName } from './template-sites.js'

/** Where a KEP is: what discovery knows before anything is read. */
export interface KepSite {
  readonly path: string
  readonly profile: Profile
  /** The file that holds the metadata. */
  readonly file: string
  /** Where the metadata is in the file, when it does not open it. */
  readonly low?: LowFrontMatter
}

/**
 * The KEPs and templates that the selected files hold, each sorted by path. Where two formats claim one place the
 * first has it. Directories are found before files: what is in one is part of it.
 */
export function findKeps(
  tree: Tree,
  profiles: readonly Profile[],
  cache: Cache,
): { keps: KepSite[]; templates: KepSite[] } {
  const sites = new Map<string, KepSite>()
  const files = [...tree.selected, ...tree.refused.map((refusal) => refusal.path)]
  for (const profile of profiles) {
    const { layout } = profile
    if (layout.kind !== 'directory') continue
    for (const file of files) {
      if (!file.endsWith(layout.metadata) || nameOf(file) !== layout.metadata) continue
      const path = directoryOf(file)
      if (!sites.has(path)) sites.set(path, { path, profile, file })
    }
  }
  const flat: KepSite[] = []
  for (const profile of profiles) {
    if (profile.layout.kind !== 'file') continue
    for (const site of flatKeps(tree, profile, marksOf(profile, profile.layout), sites)) flat.push(site)
  }
  for (const site of flat) if (!sites.has(site.path)) sites.set(site.path, site)
  const bodies = new Set(
    profiles.flatMap(({ layout }) => (layout.kind === 'directory' ? [layout.body.file.toLowerCase()] : [])),
  )
  for (const profile of profiles) {
    if (profile.layout.kind !== 'file') continue
    for (const site of lowKeps(tree, profile, marksOf(profile, profile.layout), sites, flat.length > 0, bodies)) {
      if (!sites.has(site.path)) sites.set(site.path, site)
    }
  }
  const keps: KepSite[] = []
  const templates: KepSite[] = []
  const isTemplate = templateFinder(tree, profiles, cache)
  for (const site of [...sites.values()].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    ;(isTemplate(site) ? templates : keps).push(site)
  }
  return { keps, templates }
}

/** The KEPs of one file that are in none of the `directories`. */
function* flatKeps(
  tree: Tree,
  profile: Profile,
  marks: Marks,
  directories: ReadonlyMap<string, KepSite>,
): Generator<KepSite> {
  for (const file of tree.selected) {
    if (!/\.md$/i.test(file) || tree.links.has(file) || !opensAsKep(tree.texts.get(file) ?? '', marks)) continue
    const owned = [...upwards(directoryOf(file))].some((directory) => directories.has(directory))
    if (!owned) yield { path: file, profile, file }
  }
}

/**
 * The KEPs of one file whose front matter does not open it: it is below other text, or in a code block. The latter
 * may be an example, so it counts only in a tree that `hasFlat`, KEPs of one file, and where nothing is said above it.
 */
function* lowKeps(
  tree: Tree,
  profile: Profile,
  marks: Marks,
  sites: ReadonlyMap<string, KepSite>,
  hasFlat: boolean,
  bodies: ReadonlySet<string>,
): Generator<KepSite> {
  for (const file of tree.selected) {
    if (!/\.md$/i.test(file) || tree.links.has(file) || sites.has(file)) continue
    if ([...upwards(directoryOf(file))].some((directory) => sites.has(directory))) continue
    const low = lowFrontMatter(file, tree.texts.get(file) ?? '', marks)
    // The README of a directory shows how to write a KEP; it is none.
    const mayBeExample = !hasFlat || !low?.leads || bodies.has(nameOf(file).toLowerCase())
    if (low && !(low.inCode && mayBeExample)) yield { path: file, profile, file, low }
  }
}

/**
 * Reads one KEP. What is costly and not always asked for, its sections, is read on first use. `supposed` is a state
 * that it is to be in, whatever its metadata says; `inTemplate` are keys that are known besides those of its format.
 */
export function readKep(
  site: KepSite,
  tree: Tree,
  cache: Cache,
  context: () => SectionContext,
  supposed: State | null = null,
  inTemplate: ReadonlySet<string> = new Set(),
): Kep {
  const { path, profile, file } = site
  const text = tree.texts.get(tree.links.get(file) ?? file)
  const metadata = site.low
    ? parseYaml(file, text ?? '', site.low.range)
    : (profile.layout.kind === 'file' ? cache.frontMatter : cache.yaml)(file, text ?? '')
  const nameNumber = profile.numberFrom === 'both' || profile.numberFrom === 'name' ? leadingNumber(nameOf(path)) : null
  const misspelt = misspeltKeys(metadata.value, profile, inTemplate)
  const meant = new Map([...misspelt].map(([key, field]) => [field, key]))
  const keyOf = (field: Field): string | undefined => presentKey(metadata, profile.keys[field]) ?? meant.get(field)
  const has = (field: Field): boolean => keyOf(field) !== undefined
  const scalar = (field: Field): string | undefined => {
    if (field === 'number' && profile.numberFrom === 'name') return nameNumber ?? undefined
    const key = keyOf(field)
    const written = key === undefined ? undefined : scalarAt(metadata, [key])
    return written === undefined || isNotApplicable(written) ? undefined : written
  }
  const items = (field: Field): readonly Item[] => {
    const key = keyOf(field)
    return key === undefined ? [] : itemsAt(metadata, key)
  }
  const place = (field: Field) => {
    const key = keyOf(field) ?? keyOf('state')
    return metadata.place(key === undefined ? [] : [key])
  }
  const stateText = supposed?.name ?? scalar('state') ?? null
  const state = supposed ?? (stateText === null ? null : stateNamed(stateText, profile.states))
  const numberText = scalar('number')
  const uuidText = scalar('uuid')
  const body = bodyOf(site, tree, context)
  const writtenNumber = numberText !== undefined && /^\d{1,15}$/.test(numberText) ? Number(numberText) : null
  let inHeading: HeadingNumber | null | undefined
  const numberOfHeading = (): HeadingNumber | null => {
    if (inHeading === undefined) {
      const heading = body?.headings[0]
      inHeading = heading ? headingNumber(heading, profile.prefix) : null
    }
    return inHeading
  }
  const unsectioned = (kep: Kep): Unsectioned => ({
    path,
    profile,
    state,
    body,
    latestMilestone: scalar('latestMilestone'),
    current: kep.isCurrent,
    keepsTemplateMilestones: kep.keepsTemplateMilestones,
    items: profile.sections.as === 'files' ? items('sections') : [],
  })
  let keepsMilestones: boolean | undefined
  let listed: readonly ListedSection[] | undefined
  let owed: readonly OwedSection[] | undefined
  return {
    path,
    profile,
    metadata,
    unread: text === undefined,
    body,
    state,
    stateText,
    number: agreedNumber(writtenNumber, nameNumber, numberOfHeading),
    writtenNumber,
    get headingNumber() {
      return numberOfHeading()
    },
    misspeltKeys: misspelt,
    nameNumber,
    unnumberedName: unnumberedName(path, profile),
    uuid: uuidText !== undefined && isUuid(uuidText) ? uuidText.toLowerCase() : null,
    get keepsTemplateMilestones() {
      return (keepsMilestones ??= keepsTemplateMilestones(this, context()))
    },
    get isCurrent() {
      return isCurrent(this, context())
    },
    get listed() {
      return (listed ??= listedSections(unsectioned(this), context()))
    },
    get owed() {
      return (owed ??= owedSections(unsectioned(this), context(), this.listed))
    },
    text: scalar,
    items,
    place,
    keyPlace: (field) => {
      const key = keyOf(field)
      return key === undefined ? place(field) : metadata.keyPlace([key])
    },
    has,
    keyName: (field) => keyOf(field) ?? profile.keys[field]?.name ?? field,
  }
}

/** RFC 4122's text form; the nil uuid identifies nothing. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) && !/^[0-]+$/.test(text)
}

/**
 * The state that a word means: itself, an alias, or a near miss, with or without a remark in brackets. A
 * typo thus never switches off what the state requires.
 */
export function stateNamed(text: string, states: readonly State[]): State | null {
  const words = states.flatMap((state) => [state.name, ...state.aliases])
  const bare = withoutRemark(text)
  const word = words.includes(text) ? text : nearestWord(bare, words)
  return states.find((state) => state.name === word || state.aliases.some((alias) => alias === word)) ?? null
}

function presentKey(metadata: YamlDocument, key: Key | undefined): string | undefined {
  const { value } = metadata
  if (!key || !value) return undefined
  if (Object.hasOwn(value, key.name)) return key.name
  return key.aliases.find((alias) => Object.hasOwn(value, alias))
}

function scalarAt(metadata: YamlDocument, pointer: Pointer): string | undefined {
  const text = metadata.text(pointer)?.trim()
  return text === undefined || isNothing(text) ? undefined : text
}

function itemsAt(metadata: YamlDocument, key: string): readonly Item[] {
  const value = metadata.value?.[key]
  const pointers: Pointer[] = Array.isArray(value) ? value.map((_, i) => [key, i]) : [[key]]
  return pointers.flatMap((pointer) => {
    const text = scalarAt(metadata, pointer)
    return text === undefined ? [] : [lazily(text, () => metadata.place(pointer))]
  })
}

/** The body under its own name, else under one that differs in case: `README.MD`. */
function bodyOf(site: KepSite, tree: Tree, context: () => SectionContext): Markdown | null {
  const { layout } = site.profile
  if (layout.kind === 'file') return context().markdown(site.path)
  return lookUp(join(site.path, layout.body.file), tree, context)
}

function lookUp(path: string, tree: Tree, context: () => SectionContext): Markdown | null {
  const exact = tree.texts.has(path) ? path : tree.links.get(path)
  const found = exact ?? context().pathsByLower.get(path.toLowerCase())
  return found === undefined || found === null ? null : context().markdown(found)
}
