import { type Dirent, readdirSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'

import { byUnits } from '../lint/words/paths.js'
import { errorCode, errorWords } from './system-error.js'

/** The names of a directory tree. Paths are relative to its root, with `/`. */
export interface Names {
  readonly files: readonly string[]
  /** The root's `.` included. */
  readonly directories: ReadonlySet<string>
  /** Where each symbolic link leads: a file or directory of the tree, or null. */
  readonly links: ReadonlyMap<string, string | null>
  /** What is neither file, directory nor link inside the tree, and why it is not read. */
  readonly unreadable: ReadonlyMap<string, string>
}

/** Git's own files hold credentials, and packages are not the repository's: neither is part of the tree. */
const pruned: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/**
 * Lists all below `root`, an absolute path without symbolic links. Links are not followed, so nothing is
 * listed twice and a cycle does no harm. The order is by name and does not depend on the file system. Throws
 * where the root itself cannot be listed; a directory below it that cannot is `unreadable`.
 */
export function walk(root: string): Names {
  const files: string[] = []
  const directories = new Set<string>()
  const linkPaths: string[] = []
  const unreadable = new Map<string, string>()
  // A stack, as a hostile tree may be deeper than the call stack.
  const waiting = ['.']
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    directories.add(directory)
    const below: string[] = []
    for (const entry of entriesOf(root, directory, unreadable)) {
      if (pruned.has(entry.name)) continue
      const path = directory === '.' ? entry.name : `${directory}/${entry.name}`
      if (entry.isFile()) files.push(path)
      else if (entry.isDirectory()) below.push(path)
      else if (entry.isSymbolicLink()) linkPaths.push(path)
      else unreadable.set(path, `is ${kindOf(entry)}, not a regular file`)
    }
    for (let i = below.length - 1; i >= 0; i--) waiting.push(below[i] ?? '')
  }
  const known = linkPaths.length === 0 ? null : new Set(files)
  const links = new Map<string, string | null>()
  for (const path of linkPaths) {
    const target = targetOf(root, path)
    const inTree = target !== null && (known?.has(target) === true || directories.has(target))
    links.set(path, inTree ? target : null)
    if (!inTree) unreadable.set(path, target === null ? leadsNowhere : leadsOutside)
  }
  return { files, directories, links, unreadable }
}

const leadsOutside = 'is a symbolic link to a place outside the tree'
/** Why a broken link is not read; it matters only where its name is that of a file to read. */
export const leadsNowhere = 'is a symbolic link that leads nowhere'

/** What stands at a path that is neither file, directory nor link. */
export function kindOf(entry: Pick<Dirent, 'isDirectory' | 'isFIFO' | 'isSocket'>): string {
  if (entry.isDirectory()) return 'a directory'
  return entry.isFIFO() ? 'a named pipe' : entry.isSocket() ? 'a socket' : 'a device'
}

/** Why a path cannot be opened. Node replaces bytes that are not UTF-8, and finds no such name afterwards. */
export function whyUnopened(path: string, error: unknown): string {
  if (errorCode(error) === 'ENOENT' && path.includes('\uFFFD')) return 'has a name that is not UTF-8'
  return `could not be opened: ${errorWords(error)}`
}

function entriesOf(root: string, directory: string, unreadable: Map<string, string>): Dirent[] {
  try {
    const entries = readdirSync(directory === '.' ? root : `${root}/${directory}`, { withFileTypes: true })
    return entries.sort((a, b) => byUnits(a.name, b.name))
  } catch (error) {
    if (directory === '.') throw error
    unreadable.set(directory, whyUnopened(directory, error))
    return []
  }
}

/** Where a link leads, relative to the root (`..` where outside it), or null where it leads nowhere. */
function targetOf(root: string, path: string): string | null {
  try {
    return pathWithin(root, realpathSync.native(join(root, path))) ?? '..'
  } catch (error) {
    errorWords(error)
    return null
  }
}

/** A place as a path of the tree: relative to the root, with `/`, `.` for the root; null outside it. */
export function pathWithin(root: string, place: string): string | null {
  const path = relative(root, place)
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return null
  return path === '' ? '.' : path.replaceAll(sep, '/')
}
