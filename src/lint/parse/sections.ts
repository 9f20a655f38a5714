import type { Severity } from '../model/finding.js'
import type { Content, Heading, Item, ListedSection, Markdown, OwedSection } from '../model/kep.js'
import type { Profile, SectionKind, State } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { byGravity } from '../words/gravity.js'
import { resolveFrom, upwards, join } from '../words/paths.js'
import { topOf } from '../words/places.js'
import { compareVersions, versionOf } from '../words/versions.js'
import { contentOf, headingName } from './markdown.js'

/** What is known of a KEP before its sections are read. */
export interface Unsectioned {
  readonly path: string
  readonly profile: Profile
  readonly state: State | null
  readonly body: Markdown | null
  readonly latestMilestone: string | undefined
  readonly items: readonly Item[]
}

/** What sections are read against. */
export interface SectionContext {
  readonly tree: Tree
  /** A Markdown file of the tree; null when it was not read. Each is made once. */
  readonly markdown: (path: string) => Markdown | null
  /** Paths of the texts by their lower case. */
  readonly pathsByLower: ReadonlyMap<string, string>
  /** Some KEP of the tree has a milestone. */
  readonly milestones: boolean
  /** Lines of the template, trimmed: they are no content. */
  readonly templateLines: ReadonlySet<string>
  /** KEPs by their paths that are current whatever their milestones say. */
  readonly current: ReadonlySet<string>
  /** The bodies of the tree's templates of a format. */
  readonly templates: (profile: Profile) => readonly Markdown[]
}

/** The sections that the KEP's state calls for, in the profile's order. */
export function owedSections(kep: Unsectioned, context: SectionContext, listed: readonly ListedSection[]): OwedSection[] {
  const { state, profile } = kep
  if (!state) return []
  const files = profile.sections.as === 'files'
  if (!files && !kep.body) return []
  const found = files ? null : foundHeadings(kep, context)
  const severity: Severity = isCurrent(kep, context) ? 'error' : 'warning'
  return profile.sections.kinds
    .filter((kind) => kind.states.includes(state.name) && isOwed(kind, kep, context))
    .map((kind) => {
      const entry = files ? listed.find((each) => each.path === join(kep.path, kind.name)) : undefined
      return {
        kind,
        severity,
        emptySeverity: weakest(severity, state.empty.owed, kind.empty),
        found: found?.get(kind) ?? entry?.found ?? (entry ? { at: entry.item.at, content: 'text' } : null),
      }
    })
}

/** The sections that the metadata lists, in its order. */
export function listedSections(kep: Unsectioned, context: SectionContext): ListedSection[] {
  const owed = new Set(
    kep.profile.sections.kinds
      .filter((kind) => kep.state && kind.states.includes(kep.state.name))
      .map((kind) => join(kep.path, kind.name)),
  )
  return kep.items.map((item) => {
    const resolved = item.text.startsWith('/') ? null : resolveFrom(kep.path, item.text)
    const inside = resolved !== null && (kep.path === '.' || resolved.startsWith(`${kep.path}/`))
    const path = inside ? resolved : null
    const markdown = path === null ? null : context.markdown(path)
    return {
      item,
      path,
      found: markdown && speakOf(markdown, context.templateLines),
      emptySeverity: kep.state ? kep.state.empty.listed : null,
      owed: path !== null && owed.has(path),
    }
  })
}

/** The whole file as one section: its place is its last heading, where the text is missing, or its first line. */
function speakOf(markdown: Markdown, known: ReadonlySet<string>): NonNullable<ListedSection['found']> {
  const content = contentOf(markdown, 0, markdown.text.length, known)
  const last = content === 'headings' ? markdown.headings.at(-1) : undefined
  return { at: last?.at ?? topOf(markdown.path), content }
}

/** Where each kind of section stands among the body's headings: the first that has text, else the first. */
function foundHeadings(kep: Unsectioned, context: SectionContext): Map<SectionKind, NonNullable<OwedSection['found']>> {
  const found = new Map<SectionKind, NonNullable<OwedSection['found']>>()
  for (const { heading, kinds, end } of kep.body ? extentsOf(kep.body, kep.profile) : []) {
    for (const kind of kinds) {
      if (!kep.body || kind.states.length === 0 || found.get(kind)?.content === 'text') continue
      const content: Content = contentOf(kep.body, heading.end, end, context.templateLines)
      if (!found.has(kind) || content === 'text') found.set(kind, { at: heading.at, content })
    }
  }
  return found
}

interface Extent {
  readonly heading: Heading
  readonly kinds: readonly SectionKind[]
  readonly end: number
}

/** The headings that the profile knows; each runs to the next of them at its level or above. */
function extentsOf({ allHeadings, text }: Markdown, profile: Profile): readonly Extent[] {
  const extents: Extent[] = []
  const ends = [1, 2, 3, 4, 5, 6].map(() => text.length)
  for (const heading of allHeadings.toReversed()) {
    const kinds = kindsOf(heading.text, profile)
    if (kinds.length === 0) continue
    extents.push({ heading, kinds, end: ends[heading.level - 1] ?? text.length })
    ends.fill(heading.start, heading.level - 1)
  }
  return extents.reverse()
}

interface Names {
  readonly byName: ReadonlyMap<string, SectionKind>
  /** The letters that names begin with, up to the first that is none. */
  readonly words: ReadonlySet<string>
  /** What headings were found to mean: KEPs repeat their template's. */
  readonly met: Map<string, readonly SectionKind[]>
}

const namesOf = new WeakMap<Profile, Names>()

/** The kinds of section that a heading names: `Goals`, `Goals and Non-Goals`, `Proposal for snapshots`. */
function kindsOf(heading: string, profile: Profile): readonly SectionKind[] {
  const names = namesOf.get(profile) ?? readNames(profile)
  namesOf.set(profile, names)
  // Most headings are of no kind, and their first word tells: nothing more is read of them.
  const [word] = /^[A-Za-z]+/.exec(heading) ?? []
  const isAlone = heading.length > longestJoint || !/\sand\s|[&/,]/i.test(heading)
  if (word !== undefined && isAlone && !names.words.has(word.toLowerCase())) return []
  const met = names.met.get(heading)
  if (met) return met
  const name = headingName(heading)
  const whole = names.byName.get(name)
  const parts = whole ? [] : name.replace(/\s*(?::|\s[-–—]\s|\s(?:for|of|in)\s).*$/s, '').split(/\s*(?:\sand\s|[&/,])\s*/)
  const kinds = whole ? [whole] : parts.flatMap((part) => names.byName.get(part) ?? [])
  if (names.met.size < 10_000) names.met.set(heading, kinds)
  return kinds
}

/** No heading that names several sections is longer, in UTF-16 units. */
const longestJoint = 100

function readNames(profile: Profile): Names {
  const byName = byNameOf(profile)
  return { byName, words: new Set([...byName.keys()].map((name) => /^[a-z]*/.exec(name)?.[0] ?? '')), met: new Map() }
}

function byNameOf(profile: Profile): ReadonlyMap<string, SectionKind> {
  const kinds = new Map<string, SectionKind>()
  for (const kind of profile.sections.kinds) {
    for (const name of [kind.name, ...kind.aliases]) kinds.set(headingName(name), kind)
  }
  return kinds
}

function isOwed(kind: SectionKind, kep: Unsectioned, context: SectionContext): boolean {
  if (kind.directory !== undefined && !hasBeside(kep.path, kind.directory, context.tree)) return false
  if (kind.ifTemplateHasIt && !isInTemplate(kind, kep.profile, context)) return false
  return kind.since === undefined || isFrom(kep.latestMilestone, kind.since)
}

/** A template of the format has the section, or there is no template to say. */
function isInTemplate(kind: SectionKind, profile: Profile, context: SectionContext): boolean {
  const templates = context.templates(profile)
  if (templates.length === 0) return true
  return templates.some(({ allHeadings }) => allHeadings.some(({ text }) => kindsOf(text, profile).includes(kind)))
}

/** A directory of this name stands beside the KEP or beside one of the directories it is in. */
function hasBeside(path: string, name: string, tree: Tree): boolean {
  for (const directory of upwards(path)) {
    if (tree.directories.has(join(directory, name))) return true
  }
  return false
}

function isCurrent(kep: Unsectioned, context: SectionContext): boolean {
  const { current } = kep.profile
  if (current === null || context.current.has(kep.path)) return true
  if (!context.milestones) return kep.state !== null && current.withoutMilestones.includes(kep.state.name)
  return isFrom(kep.latestMilestone, current.latestMilestone)
}

function isFrom(milestone: string | undefined, first: string): boolean {
  const [version, least] = [versionOf(milestone ?? ''), versionOf(first)]
  return version !== null && least !== null && compareVersions(version, least) >= 0
}

function weakest(...severities: readonly (Severity | null | undefined)[]): Severity | null {
  if (severities.includes(null)) return null
  return severities.filter((each) => typeof each === 'string').sort(byGravity).at(-1) ?? null
}

