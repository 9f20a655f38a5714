import { existsSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'

import { directoryOf, join } from '../lint/words/paths.js'
import type { Git } from './git.js'
import type { TreeEntry } from './tree-entries.js'
import { isPruned, pathWithin } from './walk.js'

/** Links that one path may lead through, as in Linux: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const mostLinks = 40
/** In bytes; no system follows a longer one. */
const longestTarget = 4096

/**
 * Follows the symbolic links of a commit, whose entries and directories these are: where a path leads, `..` outside
 * the tree, or null: nowhere. What stands outside of it only the disk knows, which is asked whether anything does, so
 * that a link which did not change is judged as in the tree on disk.
 */
export function linkFollower(
  git: Git,
  entries: readonly TreeEntry[],
  directories: ReadonlySet<string>,
): (path: string) => string | null {
  const links = targetsOf(git, entries)
  const others = links.size === 0 ? null : new Set(entries.map(entry => entry.path))

  const follow = (path: string): string | null => {
    let at = '.'
    let followed = 0
    let ahead = segmentsOf(path)
    // From a place on disk, which may be in the tree again.
    const leave = (place: string): string | null | undefined => {
      const inside = pathWithin(git.root, place)
      if (inside === null || inside.split('/').some(isPruned)) return existsSync(place) ? '..' : null
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
      if (name === '..' && at === '.') end = leave(resolve(git.root, '..', ...ahead.reverse()))
      else if (name === '..') at = directoryOf(at)
      else if (isPruned(name)) end = leave(resolve(git.root, next, ...ahead.reverse()))
      else if (target === undefined && !directories.has(next) && others?.has(next) !== true) return null
      else if (target === undefined) at = next
      else if (target === null || ++followed > mostLinks) return null
      else if (isAbsolute(target)) end = leave(resolve(target, ...ahead.reverse()))
      else ahead.push(...segmentsOf(target))
      if (end !== undefined) return end
    }
    return at
  }
  return follow
}

/** The next one last. */
function segmentsOf(path: string): string[] {
  return path.split('/').reverse()
}

/** What each link says; null where it cannot lead anywhere. */
function targetsOf(git: Git, entries: readonly TreeEntry[]): ReadonlyMap<string, string | null> {
  const links = entries.filter(({ kind }) => kind === 'link')
  const blobs = git.read(links.flatMap(({ id }) => id ?? []), longestTarget)
  return new Map(links.map(({ path, id }) => {
    const target = blobs.get(id ?? '')?.bytes.toString('utf8') ?? ''
    return [path, target === '' || target.includes('\0') ? null : target]
  }))
}
