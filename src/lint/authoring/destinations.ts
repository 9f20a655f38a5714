import { readLinks } from '../markdown/links.js'
import type { Markdown } from '../model/kep.js'
import type { Tree } from '../model/tree.js'
import { pathOfUrl } from '../read/references/resolve.js'
import { directoryOf, pathFrom, resolveFrom } from '../text/paths.js'
import { rangeOf } from './metadata-text.js'

/** Where a path of a tree is after a move; itself where it stays. */
export type Moved = (path: string) => string

/** What moves, and how links are to be read. */
export interface Moving {
  readonly tree: Pick<Tree, 'files' | 'directories'>
  readonly moved: Moved
  /** `owner/name`, whose URLs are paths of the tree; null where it is not known. */
  readonly repository: string | null
}

/** The Markdown, as it is to be at its new path: what its links and images lead to is the same as before. */
export function withFollowingLinks(markdown: Markdown, moving: Moving): string {
  const { path, text } = markdown
  const follow = (destination: string): string | null => following(destination, path, moving)
  // The pattern finds any URL: whether it is one of this repository is asked later.
  const links = readLinks(markdown, { passes: (destination) => follow(destination) === null, url: /:\/\//y })
  return links.reduceRight((done, { at, exact, destination }) => {
    const next = exact ? follow(destination) : null
    if (next === null) return done
    const { start, end } = rangeOf(text, at)
    return done.slice(0, start) + next + done.slice(end)
  }, text)
}

/** What the destination of a link in the file at `from` is to say after a move; null where it stays as it is. */
export function following(destination: string, from: string, moving: Moving): string | null {
  const { tree, moved } = moving
  if (/^https?:\/\//i.test(destination)) return followingUrl(destination, moving)
  const [, written = '', rest = ''] = /^([^?#]*)([?#].*)?$/s.exec(destination) ?? []
  if (written === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(written)) return null
  const path = decoded(written)
  const isFromRoot = path.startsWith('/')
  const old = resolveFrom(isFromRoot ? '.' : directoryOf(from), path)
  if (old === null || !(tree.files.has(old) || tree.directories.has(old))) return null
  const target = moved(old)
  const home = directoryOf(moved(from))
  if (resolveFrom(isFromRoot ? '.' : home, path) === target) return null
  const shown = isFromRoot ? `/${target}` : pathFrom(home, target)
  const opened = written.startsWith('./') && !shown.startsWith('.') ? `./${shown}` : shown
  const whole = written.endsWith('/') && !tree.files.has(old) ? `${opened}/` : opened
  return (written === path ? whole : encodeURI(whole)) + rest
}

function followingUrl(url: string, { moved, repository }: Moving): string | null {
  const path = URL.canParse(url) ? pathOfUrl(new URL(url), repository?.toLowerCase() ?? null) : null
  if (path === null || moved(path) === path) return null
  const at = url.lastIndexOf(`/${path}`)
  return at < 0 ? null : `${url.slice(0, at)}/${moved(path)}${url.slice(at + path.length + 1)}`
}

function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
