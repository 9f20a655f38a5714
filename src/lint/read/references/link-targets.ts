import type { Anchors } from '../../markdown/anchors.js'
import type { Markdown } from '../../model/kep.js'
import type { LinkFault } from '../../model/references.js'
import type { Tree } from '../../model/tree.js'
import { directoryOf, join, resolveFrom } from '../../text/paths.js'
import { behindLinks, pathOfUrl } from './resolve.js'

/** What links are looked up in. */
export interface LinkTargets {
  readonly tree: Tree
  /** `owner/name` of this repository, in lower case; null when it is not known. */
  readonly repository: string | null
  /** What a fragment may name in a Markdown file; null when it was not read. */
  readonly anchors: (path: string) => Anchors | null
}

/** How a destination says where it leads: by the file it is in, from the repository's root, or as a URL. */
export type Manner = 'relative' | 'root' | 'url'

/** A destination that leads nowhere, before a likely one is looked for. */
export type Miss =
  | { readonly kind: 'path'; readonly path: string; readonly manner: Manner }
  | Omit<Extract<LinkFault, { kind: 'anchor' }>, 'near' | 'isCased'>
  | Extract<LinkFault, { kind: 'empty' }>

const scheme = /^(?:[a-z][a-z0-9+.-]*:|\/\/|\\\\)/i
const line = /^L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?$/
/** Matches, from the `://` on, the URLs that mean a path of this repository. Sticky; null where it is not known. */
export function ownUrls(repository: string | null): RegExp | null {
  if (repository === null) return null
  const name = repository.replace(/[^\w/-]/g, '\\$&')
  const shown = `(?:www\\.)?github\\.com/${name}/(?:blob|tree|raw)/`
  return new RegExp(`://(?:${shown}|raw\\.githubusercontent\\.com/${name}/)`, 'iy')
}

/** Finds what is wrong with the destinations of a Markdown file, each by itself; null where nothing is. */
export function missFinder(
  { path: from }: Pick<Markdown, 'path'>,
  targets: LinkTargets,
  ownUrl: RegExp | null,
): (destination: string) => Miss | null {
  const { tree, anchors } = targets
  const directory = directoryOf(from)
  let own: Anchors | null | undefined

  const missingAnchor = (path: string, written: string): Miss | null => {
    if (written === '') return null
    const known = path === from ? (own ??= anchors(path)) : anchors(path)
    if (!known || known.has(written)) return null
    const fragment = decoded(written)
    if (isAnywhere(fragment) || known.has(fragment) || known.has(fragment.replace(/^user-content-/, ''))) return null
    return { kind: 'anchor', path, fragment: written }
  }

  const missingPath = (path: string, fragment: string, manner: Manner): Miss | null => {
    const real = behindLinks(path, tree)
    if (tree.directories.has(real)) {
      const readme = join(real, 'README.md')
      return fragment === 'readme' || !tree.files.has(readme) ? null : missingAnchor(readme, fragment)
    }
    if (!tree.files.has(real)) return tree.links.has(path) ? null : { kind: 'path', path, manner }
    return /\.md$/i.test(real) ? missingAnchor(real, fragment) : null
  }

  return (destination) => {
    if (destination === '') return { kind: 'empty' }
    if (destination.charCodeAt(0) === 35) return missingAnchor(from, destination.slice(1))
    if (scheme.test(destination)) {
      const url = ownUrl === null ? null : ownUrlOf(destination, ownUrl)
      const path = url && pathOfUrl(url, targets.repository)
      return url === null || path === null ? null : missingPath(path, url.hash.slice(1), 'url')
    }
    const [, before = '', , fragment = ''] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(destination.trim()) ?? []
    if (before === '') return missingAnchor(from, fragment)
    const path = decoded(before)
    const manner = path.startsWith('/') ? 'root' : 'relative'
    const resolved = resolveFrom(manner === 'root' ? '.' : directory, path)
    // What is above the root is not of this tree: pages of the repository, or another checkout.
    if (resolved === null) return null
    return missingPath(resolved, fragment, manner)
  }
}

/** The place is in every page, or depends on how it is shown. */
function isAnywhere(fragment: string): boolean {
  return /^top$/i.test(fragment) || fragment.startsWith(':~:') || line.test(fragment)
}

function ownUrlOf(destination: string, ownUrl: RegExp): URL | null {
  ownUrl.lastIndex = destination.indexOf(':')
  const isOwn = /^https?:/i.test(destination) && ownUrl.test(destination) && URL.canParse(destination)
  return isOwn ? new URL(destination) : null
}

function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
