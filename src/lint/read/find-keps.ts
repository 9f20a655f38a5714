import type { Profile } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { directoryOf, nameOf, upwards } from '../text/paths.js'
import type { Cache } from './cache.js'
import { lowFrontMatter, type Marks, marksOf, opensAsKep } from './flat-keps.js'
import type { KepSite } from './site.js'
import { templateFinder } from './template-sites.js'

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
