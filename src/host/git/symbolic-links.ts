import { existsSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'

import { directoryOf, join } from '../../lint/text/paths.js'
import { isPruned, pathWithin } from '../disk/walk.js'
import type { Git } from './objects.js'
import type { TreeEntry } from './tree-entries.js'

/** Links that one path may lead through, as in Linux: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const mostLinks = 40
/** In bytes; no system follows a longer one. */
export const longestTarget = 4096

/** A tree whose links are not, or not all, those of the disk. */
export interface Linked {
  /** Where it is checked out: an absolute path without links. */
  readonly root: string
  /** What each link says; null where it cannot lead anywhere. */
  readonly links: ReadonlyMap<string, string | null>
  readonly isFile: (path: string) => boolean
  readonly directories: { readonly has: (path: string) => boolean }
  /** Directories of which only the disk knows what is below them. */
  readonly submodules: ReadonlySet<string>
}

/**
 * Follows the symbolic links of a tree: where a path leads, `..` outside the tree, or null: nowhere. What is
 * outside of it only the disk knows, which is asked whether anything does, so that a link which did not change is
 * judged as in the tree on disk.
 */
export function linkFollower(tree: Linked): (path: string) => string | null {
  const { root, links, isFile, directories, submodules } = tree
  const isOutside = (place: string): '..' | null => (existsSync(place) ? '..' : null)
  return (path) => {
    let at = '.'
    let followed = 0
    let ahead = segmentsOf(path)
    // From a place on disk, which may be in the tree again.
    const leave = (place: string): string | null | undefined => {
      const inside = pathWithin(root, place)
      if (inside === null || inside.split('/').some(isPruned)) return isOutside(place)
      at = '.'
      ahead = segmentsOf(inside)
      return undefined
    }
    for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
      if (!directories.has(at)) return null
      if (name === '' || name === '.') continue
      const next = join(at, name)
      const target = links.get(next)
      let end: string | null | undefined
      if (name === '..' && at === '.') end = leave(resolve(root, '..', ...ahead.reverse()))
      else if (name === '..') at = directoryOf(at)
      else if (isPruned(name)) end = leave(resolve(root, next, ...ahead.reverse()))
      else if (submodules.has(at)) return isOutside(resolve(root, next, ...ahead.reverse()))
      else if (target === undefined && !directories.has(next) && !isFile(next)) return null
      else if (target === undefined) at = next
      else if (target === null || ++followed > mostLinks) return null
      else if (isAbsolute(target)) end = leave(resolve(target, ...ahead.reverse()))
      else ahead.push(...segmentsOf(target))
      if (end !== undefined) return end
    }
    return at
  }
}

/** The next one last. */
function segmentsOf(path: string): string[] {
  return path.split('/').reverse()
}

/** What the links of a commit, or of the index, say. */
export function targetsOf(git: Git, entries: Iterable<TreeEntry>): ReadonlyMap<string, string | null> {
  const links = [...entries].filter(({ kind }) => kind === 'link')
  const blobs = git.read(
    links.flatMap(({ id }) => id ?? []),
    longestTarget,
  )
  return new Map(links.map(({ path, id }) => [path, targetIn(blobs.get(id ?? '')?.bytes.toString('utf8') ?? '')]))
}

/** The target that a link's content is; null where it cannot lead anywhere. */
export function targetIn(text: string): string | null {
  return text === '' || text.includes('\0') ? null : text
}
