import { type Dirent, readdirSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'

import { byUnits } from '../../lint/text/paths.js'
import { errorCode, errorWords } from '../errors/system-error.js'

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
export function isPruned(name: string): boolean {
  return name === '.git' || name === 'node_modules'
}

/** What is in a directory under a name. */
export interface Entry {
  readonly name: string
  readonly kind: 'file' | 'directory' | 'link' | { readonly other: string }
}

/** A directory tree that can be listed. */
export interface Listing {
  /** What is in a directory, in any order; or why that is not known. */
  readonly entriesOf: (directory: string) => Entry[] | { readonly reason: string }
  /** Where a link leads: a path of the tree, any other path where it leads out of it, or null: nowhere. */
  readonly targetOf: (path: string) => string | null
}

/** What is below `root`, an absolute path without symbolic links. Throws where the root itself cannot be listed. */
export function listingOf(root: string): Listing {
  return {
    entriesOf: (directory) => entriesOf(root, directory),
    targetOf: (path) => targetOf(root, path),
  }
}

/**
 * The names of all that a listing has. Links are not followed, so nothing is listed twice and a cycle does no harm.
 * The order is by name and does not depend on where the listing comes from.
 */
export function namesOf(listing: Listing): Names {
  const files: string[] = []
  const directories = new Set<string>()
  const linkPaths: string[] = []
  const unreadable = new Map<string, string>()
  // A stack, as a hostile tree may be deeper than the call stack.
  const waiting = ['.']
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    directories.add(directory)
    const entries = listing.entriesOf(directory)
    if ('reason' in entries) {
      unreadable.set(directory, entries.reason)
      continue
    }
    const below: string[] = []
    for (const { name, kind } of entries.sort((a, b) => byUnits(a.name, b.name))) {
      if (isPruned(name)) continue
      const path = directory === '.' ? name : `${directory}/${name}`
      if (kind === 'file') files.push(path)
      else if (kind === 'directory') below.push(path)
      else if (kind === 'link') linkPaths.push(path)
      else unreadable.set(path, `is ${kind.other}, not a regular file`)
    }
    for (let i = below.length - 1; i >= 0; i--) waiting.push(below[i] ?? '')
  }
  const known = linkPaths.length === 0 ? null : new Set(files)
  const links = new Map<string, string | null>()
  for (const path of linkPaths) {
    const target = listing.targetOf(path)
    const inTree = target !== null && (known?.has(target) === true || directories.has(target))
    links.set(path, inTree ? target : null)
    if (!inTree) unreadable.set(path, target === null ? leadsNowhere : leadsOutside)
  }
  return { files, directories, links, unreadable }
}

const leadsOutside = 'is a symbolic link to a place outside the tree'
/** Why a broken link is not read; it matters only where its name is that of a file to read. */
export const leadsNowhere = 'is a symbolic link that leads nowhere'

/** What is at a path that is neither file, directory nor link. */
export function kindOf(entry: Pick<Dirent, 'isDirectory' | 'isFIFO' | 'isSocket'>): string {
  if (entry.isDirectory()) return 'a directory'
  return entry.isFIFO() ? 'a named pipe' : entry.isSocket() ? 'a socket' : 'a device'
}

export const nameIsNoText = 'has a name that is not UTF-8'

/** Why a path cannot be opened. Node replaces bytes that are not UTF-8, and finds no such name afterwards. */
export function whyUnopened(path: string, error: unknown): string {
  if (errorCode(error) === 'ENOENT' && path.includes('\uFFFD')) return nameIsNoText
  return `could not be opened: ${errorWords(error)}`
}

function entriesOf(root: string, directory: string): ReturnType<Listing['entriesOf']> {
  try {
    const entries = readdirSync(directory === '.' ? root : `${root}/${directory}`, { withFileTypes: true })
    return entries.map((entry) => ({ name: entry.name, kind: entryKind(entry) }))
  } catch (error) {
    if (directory === '.') throw error
    return { reason: whyUnopened(directory, error) }
  }
}

function entryKind(entry: Dirent): Entry['kind'] {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'directory'
  return entry.isSymbolicLink() ? 'link' : { other: kindOf(entry) }
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
