import type { Profile } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import type { Cache } from '../read/cache.js'
import { findKeps } from '../read/find-keps.js'
import { markdownFiles } from '../read/markdown-files.js'
import type { KepSite } from '../read/site.js'
import { join } from '../text/paths.js'
import { type Dialect, learn } from './learn.js'
import type { Group, Sample } from './witnesses.js'

/** What a tree makes of one format. */
export interface TreeDialect extends Dialect {
  /** The built-in format. */
  readonly base: Profile
  readonly proposals: number
  /** The path of what was learned from first: a template, else the first proposal. */
  readonly from: string
  readonly templates: readonly string[]
}

/**
 * Learns how the proposals of a tree differ from the built-in formats: one dialect for each format that has proposals,
 * in the order of the formats. All files are counted, whichever are asked for.
 */
export function dialectsOf(tree: Tree, formats: readonly Profile[], cache: Cache): readonly TreeDialect[] {
  const { keps, templates } = findKeps(tree, formats, cache)
  const markdown = markdownFiles(tree, cache)
  const sample = (site: KepSite): Sample => {
    const { path, file, profile } = site
    const text = tree.texts.get(tree.links.get(file) ?? file) ?? ''
    const { layout } = profile
    return {
      path,
      file,
      metadata: (layout.kind === 'file' ? cache.frontMatter : cache.yaml)(file, text),
      body: () => (layout.kind === 'file' ? markdown.at(path) : markdown.like(join(path, layout.body.file))),
    }
  }
  return formats.flatMap((base) => {
    const group: Group = {
      profile: base,
      proposals: keps.filter(({ profile, low }) => profile === base && !low).map(sample),
      templates: templates.filter(({ profile }) => profile === base).map(sample),
    }
    const [first] = [...group.templates, ...group.proposals]
    if (group.proposals.length === 0 || first === undefined) return []
    return [
      {
        ...learn(group),
        base,
        proposals: group.proposals.length,
        from: first.file,
        templates: group.templates.map(({ file }) => file),
      },
    ]
  })
}
