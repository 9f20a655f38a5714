import { createHash } from 'node:crypto'

import type { Tree } from '../lint/model/tree.js'
import { directoryOf, upwards } from '../lint/words/paths.js'
import { type ReadFile, throughLink } from './config.js'
import { linkFollower } from './committed-links.js'
import type { Blob, Git } from './git.js'
import { decode, largestLimit, tooLarge } from './text-file.js'
import { treeOf, type Wanted } from './tree.js'
import type { TreeEntry } from './tree-entries.js'
import { type Entry, nameIsNoText, namesOf } from './walk.js'

export interface BaseOptions extends Wanted {
  /** The tree to compare with. A text that both have at the same path is the same string in both. */
  readonly head: Tree
}

/**
 * The tree of a commit, at and below the root, under the same rules as that on disk. Only what differs from `head`
 * is read. A file is the same also where it differs by line ends that git writes when it checks out. Throws a
 * UsageError where git fails.
 */
export function readBaseTree(git: Git, commit: string, { head, ...wanted }: BaseOptions): Tree {
  const entries = git.entries(commit)
  const directories = directoriesOf(entries)
  const names = namesOf({
    entriesOf: path => listed(directories.get(path)),
    targetOf: linkFollower(git, entries, new Set(directories.keys())),
  })
  const ids = new Map(entries.map(({ path, id }) => [path, id]))
  return treeOf(names, wanted, paths => {
    const unread = new Map<string, string>()
    const isBlob = blobMatcher()
    for (const path of paths) {
      const id = ids.get(path) ?? null
      const text = head.texts.get(path)
      if (id !== null && (text === undefined || !isBlob(id, text))) unread.set(path, id)
    }
    const blobs = git.read(unread.values(), largestLimit)
    return path => {
      const blob = blobs.get(unread.get(path) ?? '')
      if (blob !== undefined) return textOf(path, blob)
      const text = ids.get(path) === null ? undefined : head.texts.get(path)
      return text === undefined ? { reason: nameIsNoText } : { text }
    }
  })
}

/** Reads single files of a commit, by the same rules as those on disk. */
export function commitReader(git: Git, commit: string): ReadFile {
  let known: ReadonlyMap<string, TreeEntry> | null = null
  return path => {
    const entries = git.entries(commit)
    known ??= new Map(entries.map(entry => [entry.path, entry]))
    for (const at of upwards(path)) if (known.get(at)?.kind === 'link') return throughLink
    const entry = known.get(path)
    if (entry?.kind === 'file') {
      if (entry.id === null) return { reason: nameIsNoText }
      const blob = git.read([entry.id], largestLimit).get(entry.id)
      return blob === undefined ? null : textOf(path, blob)
    }
    const isDirectory = entry !== undefined || entries.some(other => other.path.startsWith(`${path}/`))
    return isDirectory ? { reason: 'is a directory, not a regular file' } : null
  }
}

function textOf(path: string, { size, bytes }: Blob): ReturnType<typeof decode> {
  const reason = tooLarge(path, size)
  return reason === null ? decode(bytes) : { reason }
}

/** A directory's names and what stands there; null where its own name is not UTF-8. */
type Directory = Map<string, Entry> | null

function listed(directory: Directory | undefined): Entry[] | { readonly reason: string } {
  return directory ? [...directory.values()] : { reason: nameIsNoText }
}

/** All directories that the paths of entries imply, `.` included. */
function directoriesOf(entries: readonly TreeEntry[]): ReadonlyMap<string, Directory> {
  const directories = new Map<string, Directory>([['.', new Map()]])
  const add = (path: string, kind: Entry['kind']): void => {
    const above = directoryOf(path)
    if (!directories.has(above)) addDirectory(above)
    const name = above === '.' ? path : path.slice(above.length + 1)
    directories.get(above)?.set(name, { name, kind })
  }
  const addDirectory = (path: string): void => {
    const missing = [...upwards(path)].filter(at => !directories.has(at)).reverse()
    for (const at of missing) {
      directories.set(at, new Map())
      add(at, 'directory')
    }
  }
  for (const { path, kind, id } of entries) {
    if (kind === 'directory') addDirectory(path)
    else add(path, kind)
    if (kind === 'directory' && id === null) directories.set(path, null)
  }
  return directories
}

/** Tells whether a text is what git keeps under an id, or would be if its line ends were those of Unix. */
function blobMatcher(): (id: string, text: string) => boolean {
  // One for all texts, as most of the time would go into making them.
  const room = Buffer.allocUnsafe(largestLimit)
  const isBlob = (id: string, text: string): boolean => {
    // https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage
    const length = room.write(text, 'utf8')
    const hash = createHash(id.length === 40 ? 'sha1' : 'sha256').update(`blob ${length}\0`)
    return hash.update(room.subarray(0, length)).digest('hex') === id
  }
  return (id, text) => isBlob(id, text) || (text.includes('\r\n') && isBlob(id, text.replaceAll('\r\n', '\n')))
}
