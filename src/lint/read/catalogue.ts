import { titleOf } from '../facts/identity.js'
import {
  type Approvals,
  type Catalogue,
  type Group,
  type Reference,
  type ReferenceField,
  type Replacer,
  type Roster,
  referenceFields,
  type Template,
  type Text,
} from '../model/catalogue.js'
import type { Kep, Markdown } from '../model/kep.js'
import type { Profile, State } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { groupBy } from '../text/group-by.js'
import { placeOf } from '../text/lines.js'
import { byUnits, join, nameOf, upwards } from '../text/paths.js'
import { versionOf } from '../text/versions.js'
import { tocFault } from '../toc/markers.js'
import { readAliases, readApprovals } from './approvals.js'
import type { Cache } from './cache.js'
import { findKeps } from './find-keps.js'
import { readKep } from './keps.js'
import { misplacedIn } from './misplaced.js'
import { questionsOf } from './questionnaire.js'
import { linkChecker } from './references/broken-links.js'
import { type Known, resolveReference, slugOf, strip } from './references/references.js'
import { readRoster } from './roster.js'
import type { SectionContext } from './sections.js'
import { owningSigOf, sigDirectoryOf } from './sigs.js'
import type { KepSite } from './site.js'
import { templateKeysOf } from './template-keys.js'
import { type KnownMilestones, milestonesOfTemplates } from './template-milestones.js'
import { linesOf, readTemplate } from './templates.js'

/** What a tree is read with. */
export interface ReadingOptions {
  readonly profiles: readonly Profile[]
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** `owner/name`, or null. */
  readonly repository: string | null
  /** The groups that a tree without a roster knows. */
  readonly groups: readonly Group[]
  /** The file that names the groups; null for the usual one. */
  readonly roster: string | null
  /** Shared by trees that have texts in common. */
  readonly cache: Cache
  /** KEPs by their paths that are current whatever their milestones say; asked when sections are. */
  readonly countedAsCurrent: ReadonlySet<string>
  /** States that KEPs are supposed to be in, by their paths, whatever they say. */
  readonly supposed?: ReadonlyMap<string, State>
}

/** Reads a tree: finds its KEPs and builds what rules look up. */
export function readCatalogue(tree: Tree, options: ReadingOptions): Catalogue {
  const { profiles, today, repository, groups, cache, supposed } = options
  const rosterPath = options.roster ?? usualRoster
  const sites = findKeps(tree, profiles, cache)
  const lists = { keps: () => keps, templates: () => templates }
  const context = sectionContext(tree, sites.templates, lists, options)
  const templates: readonly Kep[] = sites.templates.map((site) => readKep(site, tree, cache, () => context))
  const templateKeys = templateKeysOf(templates)
  const keps: readonly Kep[] = sites.keps.map((site) =>
    readKep(site, tree, cache, () => context, supposed?.get(site.path), templateKeys(site.profile).known),
  )
  const known = {
    tree,
    byPath: new Map(keps.map((kep) => [kep.path, kep])),
    byUuid: groupBy(keps, (kep) => kep.uuid),
    byNumber: byEitherNumber(keps),
    bySlug: groupBy(keps, (kep) => slugOf(nameOf(kep.path))),
    byLowerPath: groupBy(keps, (kep) => kep.path.toLowerCase()),
    bases: basesOf(tree, keps),
    templates: new Set(sites.templates.map((site) => site.path)),
    examples: new Set(
      templates.flatMap((template) =>
        referenceFields.flatMap((field) => template.items(field)).map(({ text }) => strip(text)),
      ),
    ),
    repository: repository?.toLowerCase() ?? null,
  } satisfies Known
  let files: ReadonlyMap<Kep, readonly string[]> | undefined
  const references = new Map<Kep, Partial<Record<ReferenceField, readonly Reference[]>>>()
  const referencesOf = (kep: Kep, field: ReferenceField): readonly Reference[] => {
    const read = references.get(kep) ?? {}
    references.set(kep, read)
    return (read[field] ??= kep
      .items(field)
      .map((item) => ({ field, item, target: resolveReference(item, kep, known) })))
  }
  let replacers: ReadonlyMap<Kep, readonly Replacer[]> | undefined
  let groupsRead: Roster | undefined
  const rosterOf = (): Roster => (groupsRead ??= readRoster(rosterPath, tree.texts.get(rosterPath), groups))
  let aliases: Catalogue['aliases'] | undefined
  const approvals = new Map<string, Approvals>()
  let template: Template | undefined
  let markdowns: ReadonlyMap<Kep, readonly string[]> | undefined
  return {
    tree,
    keps,
    byPath: known.byPath,
    byUuid: known.byUuid,
    byNumber: groupBy(keps, (kep) => kep.number),
    byTitle: groupBy(keps, (kep) => titleOf(kep)),
    templates: sites.templates.map(({ path }) => path),
    templateTitles: new Set([...chosenTitles(profiles), ...templates.flatMap((template) => titleOf(template) ?? [])]),
    references: referencesOf,
    replacersOf: (kep) => (replacers ??= replacersIn(keps, referencesOf)).get(kep) ?? [],
    get template() {
      return (template ??= readTemplate(templates, profiles, tree, rosterOf().known))
    },
    templateKeys,
    questions: (kep) => questionsOf(kep, context),
    textsOf: (kep) => textsOf(kep, context),
    markdownsOf: (kep) => {
      const own = (markdowns ??= byOwner(markdownFiles(tree), known.byPath)).get(kep) ?? []
      return own.flatMap((file) => context.markdown(file) ?? [])
    },
    brokenLinks: linkChecker(known, context.markdown),
    tocFault,
    commentsOf: ({ path, text }) => cache.comments(path, text),
    placeIn: placeOf,
    filesOf: (kep) => (files ??= byOwner(tree.files, known.byPath)).get(kep) ?? [],
    misplaced: misplacedIn(tree, profiles, { ...sites, markdown: context.markdown }),
    metadataFiles: profiles.flatMap(({ layout }) => (layout.kind === 'directory' ? [layout.metadata] : [])),
    hasSigs: tree.files.has(rosterPath) || keps.some((kep) => /(?:^|\/)sig-[^/]+\//.test(kep.path)),
    get roster() {
      return rosterOf()
    },
    owningSig: (kep) => owningSigOf(kep, rosterOf()),
    sigDirectory: (kep) => sigDirectoryOf(kep, rosterOf()),
    approvals: (directory) => {
      const read = approvals.get(directory) ?? readApprovals(directory, tree, cache)
      approvals.set(directory, read)
      return read
    },
    get aliases() {
      if (aliases === undefined) aliases = readAliases(tree)
      return aliases
    },
    today,
  }
}

/** What KEPs say that they replace, the other way round. */
function replacersIn(keps: readonly Kep[], references: Catalogue['references']): ReadonlyMap<Kep, readonly Replacer[]> {
  const found = new Map<Kep, Replacer[]>()
  for (const kep of keps) {
    for (const { item, target } of references(kep, 'replaces')) {
      if (target.kind !== 'kep' || target.kep === kep) continue
      const known = found.get(target.kep)
      if (known) known.push({ kep, item })
      else found.set(target.kep, [{ kep, item }])
    }
  }
  return found
}

/** Where kubernetes/community, and trees that follow it, name their groups. */
export const usualRoster = 'sigs.yaml'

function chosenTitles(profiles: readonly Profile[]): readonly string[] {
  return profiles.flatMap((profile) => profile.template.titles.map((title) => title.toLowerCase()))
}

function sectionContext(
  tree: Tree,
  sites: readonly KepSite[],
  { keps, templates }: { readonly keps: () => readonly Kep[]; readonly templates: () => readonly Kep[] },
  { cache, countedAsCurrent }: ReadingOptions,
): SectionContext {
  const markdowns = new Map<string, Markdown | null>()
  const markdown = (path: string): Markdown | null => {
    const known = markdowns.get(path)
    if (known !== undefined) return known
    const text = tree.texts.get(path)
    const made = text === undefined ? null : cache.markdown(path, text)
    markdowns.set(path, made)
    return made
  }
  const bodies = sites.flatMap(({ path, profile }) => {
    const { layout } = profile
    const body = markdown(layout.kind === 'directory' ? join(path, layout.body.file) : path)
    return body ? [{ profile, body }] : []
  })
  let milestones: boolean | undefined
  const named = new Map<Profile, readonly KnownMilestones[]>()
  return {
    tree,
    markdown,
    countedAsCurrent,
    pathsByLower: new Map([...tree.texts.keys()].map((path) => [path.toLowerCase(), path])),
    get milestones() {
      return (milestones ??= keps().some((kep) => versionOf(kep.text('latestMilestone') ?? '') !== null))
    },
    templateLines: linesOf(sites, tree),
    templates: (profile) => bodies.flatMap((each) => (each.profile === profile ? [each.body] : [])),
    templateMilestones: (profile) => {
      const known = named.get(profile) ?? milestonesOfTemplates(profile, templates())
      named.set(profile, known)
      return known
    },
    comments: ({ path, text }) => cache.comments(path, text),
  }
}

function textsOf(kep: Kep, context: SectionContext): readonly Text[] {
  const { body, profile } = kep
  const texts = new Map<string, Text>(body ? [[body.path, body]] : [])
  for (const { path } of profile.sections.as === 'files' ? kep.listed : []) {
    const text = path === null ? null : context.markdown(path)
    if (text) texts.set(text.path, text)
  }
  return [...texts.values()]
}

/** The Markdown files of KEPs that were read. */
function markdownFiles(tree: Tree): readonly string[] {
  return [...tree.texts.keys()].filter((file) => /\.md$/i.test(file) && tree.selected.has(file))
}

/** The files, sorted, by the nearest KEP that holds each. */
function byOwner(files: Iterable<string>, byPath: Catalogue['byPath']): ReadonlyMap<Kep, readonly string[]> {
  return groupBy([...files].sort(byUnits), (file) => {
    for (const path of upwards(file)) {
      const kep = byPath.get(path)
      if (kep) return kep
    }
    return null
  })
}

/** By the number that the metadata gives, then by that of the name where it differs. */
function byEitherNumber(keps: readonly Kep[]): ReadonlyMap<number, readonly Kep[]> {
  const byName = (kep: Kep): number | null => (kep.nameNumber === null ? null : Number(kep.nameNumber))
  const groups = groupBy(keps, (kep) => kep.number)
  for (const [number, others] of groupBy(keps, (kep) => (byName(kep) === kep.number ? null : byName(kep)))) {
    groups.set(number, [...(groups.get(number) ?? []), ...others])
  }
  return groups
}

/** Directories that hold KEPs' groups: a path may leave them out. */
function basesOf(tree: Tree, keps: readonly Kep[]): readonly string[] {
  const tops = new Set(keps.map((kep) => kep.path.split('/')[0] ?? '.'))
  return [...tops].filter((top) => tree.directories.has(top) && top !== '.').sort(byUnits)
}
