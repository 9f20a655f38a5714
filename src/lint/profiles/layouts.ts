import type { Profile } from '../model/profile.js'

/** By which file a KEP of this format is known: `kep.yaml`; `a Markdown file that opens with YAML front matter`. */
export function fileOf({ layout }: Profile): string {
  return layout.kind === 'directory' ? layout.metadata : 'a Markdown file that opens with YAML front matter'
}

/** What a KEP of any of these formats is on disk, for someone who has none. */
export function placesOf(profiles: readonly Profile[]): string {
  const directories = profiles.filter(({ layout }) => layout.kind === 'directory').map(fileOf)
  const files = profiles.filter(({ layout }) => layout.kind === 'file').map(fileOf)
  return [...(directories.length > 0 ? [`a directory with ${directories.join(' or ')}`] : []), ...files].join(', or ')
}
