import type { DialectReport } from '../model/dialect.js'
import type { Layout, Profile } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { mayBeTemplate } from '../profiles/template.js'
import type { Cache } from '../read/cache.js'
import { findKeps } from '../read/find-keps.js'
import { marksOf, opensAsKep } from '../read/flat-keps.js'
import { type MarkdownFiles, markdownFiles } from '../read/markdown-files.js'
import type { KepSite } from '../read/site.js'
import { byUnits, directoryOf, join, nameOf, upwards } from '../text/paths.js'
import { learn } from './learn.js'
import { thresholds } from './thresholds.js'
import type { Group, Sample } from './witnesses.js'

/** What a tree makes of one format. */
export interface TreeDialect {
  /** The built-in format that claims the proposals. */
  readonly claimedBy: Profile
  /** The format as the tree has it. */
  readonly profile: Profile
  readonly report: DialectReport
}

type DirectoryLayout = Extract<Layout, { kind: 'directory' }>

/**
 * Learns how the proposals of a tree differ from the built-in formats: one dialect for each format that has proposals,
 * in the order of the formats. All files are counted, whichever are asked for, in any order.
 */
export function dialectsOf(tree: Tree, formats: readonly Profile[], cache: Cache): readonly TreeDialect[] {
  const { keps, templates } = findKeps(tree, formats, cache)
  const markdown = markdownFiles(tree, cache)
  return formats.flatMap((claimedBy) => {
    const sites = keps.filter(({ profile, low }) => profile === claimedBy && !low)
    const ofTemplates = templates.filter(({ profile }) => profile === claimedBy)
    if (sites.length === 0) return []
    const profile = nearestFormat(claimedBy, formats, sites, tree, cache)
    const sample = sampler(profile.layout, tree, cache, markdown)
    const group: Group = {
      profile,
      proposals: sites.map(sample),
      templates: [...ofTemplates, ...strayTemplates(profile, tree)].map(sample),
      isMarked: profile.layout.kind === 'directory' && profile.layout.marks !== undefined,
    }
    const dialect = learn(group)
    const inTemplates = group.templates.map(({ file }) => file).sort(byUnits)
    const report: DialectReport = {
      base: (profile.baseFormat ?? profile).name,
      directory: commonDirectory(sites.map(({ path }) => path)),
      proposals: sites.length,
      from: inTemplates[0] ?? sites[0]?.file ?? '',
      templates: inTemplates,
      learned: dialect.learned,
    }
    return [{ claimedBy, profile: dialect.profile, report }]
  })
}

function sampler(
  layout: Layout,
  tree: Tree,
  cache: Cache,
  markdown: MarkdownFiles,
): (site: Pick<KepSite, 'path' | 'file'>) => Sample {
  return ({ path, file }) => {
    const text = tree.texts.get(tree.links.get(file) ?? file) ?? ''
    return {
      path,
      file,
      metadata: (layout.kind === 'file' ? cache.frontMatter : cache.yaml)(file, text),
      body: () => (layout.kind === 'file' ? markdown.at(path) : markdown.like(join(path, layout.body.file))),
    }
  }
}

/**
 * The format itself; the next one with directories where most proposals lack what marks the format and have the state
 * of the other: then they only share the name of the metadata file.
 */
function nearestFormat(
  format: Profile,
  formats: readonly Profile[],
  sites: readonly KepSite[],
  tree: Tree,
  cache: Cache,
): Profile {
  const { layout } = format
  if (layout.kind !== 'directory' || layout.marks === undefined || sites.length < thresholds.leastProposals)
    return format
  const { fields, least } = layout.marks
  const names = fields.flatMap((field) => format.keys[field]?.name ?? [])
  const other = formats.find((each) => each.layout.kind === 'directory' && each.layout.marks === undefined)
  const state = other?.keys.state?.name
  if (other === undefined || state === undefined) return format
  const others = sites.filter(({ file }) => {
    const { value = {} } = cache.yaml(file, tree.texts.get(file) ?? '')
    return Object.hasOwn(value, state) && names.filter((name) => Object.hasOwn(value, name)).length < least
  })
  if (others.length < thresholds.usual * sites.length) return format
  return { ...other, layout: withBody(layout, sites, tree), baseFormat: other }
}

/** The Markdown file that most directories of proposals have. */
function withBody({ metadata, body }: DirectoryLayout, sites: readonly KepSite[], tree: Tree): DirectoryLayout {
  const counts = new Map<string, number>()
  const directories = new Set(sites.map(({ path }) => path))
  for (const file of tree.files) {
    if (!/\.md$/i.test(file) || !directories.has(directoryOf(file))) continue
    counts.set(nameOf(file), (counts.get(nameOf(file)) ?? 0) + 1)
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || byUnits(a[0], b[0]))
  return { kind: 'directory', metadata, body: { file: best?.[0] ?? body.file, required: false } }
}

/** Templates outside of what is selected, where the format is one of files. */
function strayTemplates(profile: Profile, tree: Tree): readonly Pick<KepSite, 'path' | 'file'>[] {
  if (profile.layout.kind !== 'file') return []
  const marks = marksOf(profile, profile.layout)
  return [...tree.texts]
    .filter(([path, text]) => mayBeTemplate(path) && !tree.selected.has(path) && opensAsKep(text, marks))
    .map(([path]) => ({ path, file: path }))
}

/** The lowest directory that all paths are below. */
function commonDirectory(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => [...upwards(directoryOf(path))])
  return [...first].find((directory) => others.every((above) => above.includes(directory))) ?? '.'
}
