import { contentOf } from '../markdown/document.js'
import { kindsOf } from '../markdown/section-kinds.js'
import type { Content, Heading, Kep, ListedSection, Markdown, OwedSection } from '../model/kep.js'
import { type Place, topOf } from '../model/place.js'
import type { Profile, SectionKind } from '../model/profile.js'
import { bySeverity, type Severity } from '../model/severity.js'
import type { Range, Text } from '../model/texts.js'
import type { Tree } from '../model/tree.js'
import { join, resolveFrom, upwards } from '../text/paths.js'
import { isFrom } from '../text/versions.js'
import type { KnownMilestones } from './template-milestones.js'

/** A KEP whose sections are still to be read. */
export type Unsectioned = Omit<Kep, 'owed' | 'listed'>

/** What sections are read against: facts of the tree as a whole. */
export interface SectionContext {
  readonly tree: Tree
  /** A Markdown file of the tree; null when it was not read. Each is made once. */
  readonly markdown: (path: string) => Markdown | null
  /** Some KEP of the tree has a milestone. */
  readonly hasMilestones: boolean
  /** Lines of the template, trimmed: they are no content. */
  readonly templateLines: ReadonlySet<string>
  /** The bodies of the tree's templates of a format. */
  readonly templates: (profile: Profile) => readonly Markdown[]
  /** The milestones that templates of a format name. */
  readonly templateMilestones: (profile: Profile) => readonly KnownMilestones[]
  /** The HTML comments of a text in order. */
  readonly comments: (text: Text) => readonly Range[]
}

/** The sections that the KEP's state requires, in the profile's order. */
export function owedSections(
  kep: Unsectioned,
  context: SectionContext,
  listed: readonly ListedSection[],
): OwedSection[] {
  const { state, profile } = kep
  if (!state) return []
  const files = profile.sections.as === 'files'
  if (!files && !kep.body) return []
  const extents = files || !kep.body ? [] : extentsOf(kep.body, profile)
  const found = files ? null : foundHeadings(kep, extents, context)
  const most: Severity = kep.isCurrent ? 'error' : 'notice'
  return profile.sections.kinds
    .filter((kind) => kind.states.includes(state.name) && isOwed(kind, kep, context))
    .map((kind): OwedSection => {
      const entry = files ? listed.find((each) => each.path === join(kep.path, kind.name)) : undefined
      const there = found?.get(kind) ?? entry?.found ?? (entry ? { at: entry.item.at, content: 'text' } : null)
      const isDue = kep.isCurrent && there?.content !== 'text'
      const standIn = isDue ? standInOf(kind, kep, extents, context) : null
      const atMost = standIn === null ? undefined : 'warning'
      return {
        kind,
        severity: weakest(most, kind.missing, atMost) ?? most,
        emptySeverity: weakest(most, state.empty.owed, kind.empty, atMost),
        found: there,
        after: there || !kep.body ? null : headingBefore(kind, kep.body, profile, extents),
        standIn,
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
  const items = kep.profile.sections.as === 'files' ? kep.items('sections') : []
  return items.map((item) => {
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

/** Where each kind of section is among the body's headings: the first that has text, else the first. */
function foundHeadings(
  { body }: Unsectioned,
  extents: readonly Extent[],
  context: SectionContext,
): Map<SectionKind, NonNullable<OwedSection['found']>> {
  const found = new Map<SectionKind, NonNullable<OwedSection['found']>>()
  for (const { heading, kinds, end } of extents) {
    for (const kind of kinds) {
      if (!body || kind.states.length === 0 || found.get(kind)?.content === 'text') continue
      const content: Content = contentOf(body, heading.end, end, context.templateLines)
      if (!found.has(kind) || content === 'text') found.set(kind, { at: heading.at, content })
    }
  }
  return found
}

/** The last heading of the nearest kind that the format has before this one; else the body's first heading. */
function headingBefore(kind: SectionKind, body: Markdown, profile: Profile, extents: readonly Extent[]): Place | null {
  const { kinds } = profile.sections
  for (const before of kinds.slice(0, kinds.indexOf(kind)).toReversed()) {
    const extent = extents.findLast((each) => each.kinds.includes(before))
    if (extent) return extent.heading.at
  }
  return body.headings[0]?.at ?? null
}

/** The name of the section that has the content of another one, or null. */
function standInOf(
  { standIn }: SectionKind,
  { body, profile }: Unsectioned,
  extents: readonly Extent[],
  { comments }: SectionContext,
): string | null {
  const other = standIn && profile.sections.kinds.find(({ name }) => name === standIn.section)
  const extent = other && extents.find((each) => each.kinds.includes(other))
  if (!extent || !body) return null
  return wordsBelow(extent, body, extents, comments(body)) > standIn.words ? other.name : null
}

/** How many words are below those headings of a section that the format does not know, comments not counted. */
function wordsBelow(extent: Extent, body: Markdown, extents: readonly Extent[], comments: readonly Range[]): number {
  const known = new Set(extents.map(({ heading }) => heading))
  const inside = body.headings.filter(({ start }) => start >= extent.heading.end && start < extent.end)
  let words = 0
  let ofOther = Infinity
  let next = 0
  for (const [i, heading] of inside.entries()) {
    if (heading.level <= ofOther) ofOther = known.has(heading) ? heading.level : Infinity
    if (ofOther < Infinity) continue
    const end = inside[i + 1]?.start ?? extent.end
    let at = heading.end
    for (let comment = comments[next]; comment && comment.start < end; comment = comments[++next]) {
      if (comment.start >= at) words += countOf(body.text.slice(at, comment.start))
      at = Math.max(at, comment.end)
    }
    words += countOf(body.text.slice(at, end))
  }
  return words
}

function countOf(text: string): number {
  return text.match(/\S+/g)?.length ?? 0
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

function isOwed(kind: SectionKind, kep: Unsectioned, context: SectionContext): boolean {
  if (kind.directory !== undefined && !hasBeside(kep.path, kind.directory, context.tree)) return false
  if (kind.ifTemplateHasIt && !isInTemplate(kind, kep.profile, context)) return false
  return kind.since === undefined || kep.keepsTemplateMilestones || isFrom(kep.text('latestMilestone'), kind.since)
}

/** A template of the format has the section, or there is no template to say. */
function isInTemplate(kind: SectionKind, profile: Profile, context: SectionContext): boolean {
  const templates = context.templates(profile)
  if (templates.length === 0) return true
  return templates.some(({ allHeadings }) => allHeadings.some(({ text }) => kindsOf(text, profile).includes(kind)))
}

/** A directory of this name is beside the KEP or beside one of the directories it is in. */
function hasBeside(path: string, name: string, tree: Tree): boolean {
  for (const directory of upwards(path)) {
    if (tree.directories.has(join(directory, name))) return true
  }
  return false
}

function weakest(...severities: readonly (Severity | null | undefined)[]): Severity | null {
  if (severities.includes(null)) return null
  return (
    severities
      .filter((each) => typeof each === 'string')
      .sort(bySeverity)
      .at(-1) ?? null
  )
}
