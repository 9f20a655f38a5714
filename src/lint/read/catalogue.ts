import type { Catalogue } from '../model/catalogue.js'
import type { DialectReport } from '../model/dialect.js'
import type { Markdown, WrittenKep } from '../model/kep.js'
import type { Group } from '../model/people.js'
import type { Profile, State } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { join } from '../text/paths.js'
import { versionOf } from '../text/versions.js'
import type { Cache } from './cache.js'
import { findKeps } from './find-keps.js'
import { readWrittenKep } from './kep.js'
import { indexKeps } from './keps.js'
import { markdownFiles } from './markdown-files.js'
import { misplacedIn } from './misplaced.js'
import { readPeople } from './people/people.js'
import { knownIn } from './references/known.js'
import { readReferences } from './references/references.js'
import { withSections } from './sectioned-kep.js'
import type { SectionContext } from './sections.js'
import type { KepSite } from './site.js'
import { linesOf } from './template-contents.js'
import { templateKeysOf } from './template-keys.js'
import { type KnownMilestones, milestonesOfTemplates } from './template-milestones.js'
import { readTemplates } from './templates.js'
import { readTexts } from './texts.js'

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
  /** How the tree differs from the built-in formats, where that was learned. */
  readonly dialects?: readonly DialectReport[]
  /** Shared by trees that have texts in common. */
  readonly cache: Cache
  /**
   * States that KEPs are supposed to be in, by their paths, whatever they say. These KEPs are current whatever their
   * milestones say.
   */
  readonly supposed?: ReadonlyMap<string, State>
}

/**
 * Reads a tree: finds its KEPs and builds what rules look up. Each step takes what the ones before it finished; what is
 * costly and not always asked for is read on first use.
 */
export function readCatalogue(tree: Tree, options: ReadingOptions): Catalogue {
  const { profiles, today, repository, cache, supposed, dialects = [] } = options
  const sites = findKeps(tree, profiles, cache)
  const markdown = markdownFiles(tree, cache)

  const files = { tree, cache, markdown }
  const written = sites.templates.map((site) => readWrittenKep(site, files))
  const keysOf = templateKeysOf(written)
  const unsectioned = sites.keps.map((site) =>
    readWrittenKep(site, files, keysOf(site.profile).known, supposed?.get(site.path)),
  )

  const templates = { sites: sites.templates, written }
  const context = sectionContext(tree, unsectioned, templates, markdown.at, cache)
  const all = unsectioned.map((kep) => withSections(kep, context, supposed?.has(kep.path) === true))

  const keps = indexKeps(all, tree, profiles, misplacedIn(tree, profiles, { ...sites, markdown: markdown.at }))
  const people = readPeople(tree, all, options, cache.yaml)
  return {
    tree,
    today,
    dialects,
    keps,
    people,
    references: readReferences(all, knownIn(tree, keps, written, repository), markdown.at),
    templates: readTemplates(written, keysOf, profiles, tree, () => people.roster.known),
    texts: readTexts(tree, keps, markdown, context),
  }
}

/** The templates of a tree. */
interface ReadTemplates {
  readonly sites: readonly KepSite[]
  readonly written: readonly WrittenKep[]
}

/** What the KEPs and the templates of a tree say together. */
function sectionContext(
  tree: Tree,
  keps: readonly WrittenKep[],
  templates: ReadTemplates,
  markdown: (path: string) => Markdown | null,
  cache: Cache,
): SectionContext {
  const bodies = templates.sites.flatMap(({ path, profile }) => {
    const { layout } = profile
    const body = markdown(layout.kind === 'directory' ? join(path, layout.body.file) : path)
    return body ? [{ profile, body }] : []
  })
  const named = new Map<Profile, readonly KnownMilestones[]>()
  return {
    tree,
    markdown,
    hasMilestones: keps.some((kep) => versionOf(kep.text('latestMilestone') ?? '') !== null),
    templateLines: linesOf(templates.sites, tree),
    templates: (profile) => bodies.flatMap((each) => (each.profile === profile ? [each.body] : [])),
    templateMilestones: (profile) => {
      const known = named.get(profile) ?? milestonesOfTemplates(profile, templates.written)
      named.set(profile, known)
      return known
    },
    comments: ({ path, text }) => cache.comments(path, text),
  }
}
