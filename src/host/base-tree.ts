import type { Tree } from '../lint/model/tree.js'
import { upwards } from '../lint/text/paths.js'
import { type ReadFile, throughLink } from './config.js'
import { type decode, largestLimit } from './disk/text-file.js'
import { treeOf, type Wanted } from './disk/tree.js'
import { type Entry, nameIsNoText, namesOf } from './disk/walk.js'
import { textOf } from './git/checkout.js'
import { type Directory, directoriesOf } from './git/directories.js'
import type { Git } from './git/objects.js'
import { linkFollower, targetsOf } from './git/symbolic-links.js'
import type { TreeEntry } from './git/tree-entries.js'
import { blobMatcher, pointsTo, unmodifiedIn } from './git/unmodified.js'

export interface BaseOptions extends Wanted {
  /** The tree to compare with. A text that both have at the same path is the same string in both. */
  readonly head: Tree
}

/**
 * The tree of a commit, at and below the root, under the same rules as that on disk. Only what differs from `head`
 * is read. A file is the same where git holds it for unmodified, whatever was made of it when it was checked out, and
 * where it is what git would make of its content. Throws a GitError where git fails, MissingFiles where the clone
 * lacks files of the commit.
 */
export function readBaseTree(git: Git, commit: string, { head, ...wanted }: BaseOptions): Tree {
  const entries = git.entries(commit)
  const directories = directoriesOf(entries)
  const files = new Set(entries.map((entry) => entry.path))
  const names = namesOf({
    entriesOf: (path) => listed(directories.get(path)),
    targetOf: linkFollower({
      root: git.root,
      links: targetsOf(git, entries),
      isFile: (path) => files.has(path),
      directories,
      submodules: new Set(entries.flatMap(({ kind, id, path }) => (kind === 'directory' && id !== null ? path : []))),
    }),
  })
  const ids = new Map(entries.map(({ path, id }) => [path, id]))
  const refused = new Map(head.refused.map(({ path, reason }) => [path, reason]))
  const inHead = (path: string): ReturnType<typeof decode> | null => {
    const text = head.texts.get(path)
    const reason = refused.get(path)
    return text !== undefined ? { text } : reason !== undefined ? { reason } : null
  }
  return treeOf(names, wanted, (paths) => {
    const unread = new Map<string, string>()
    const isUnmodified = unmodifiedIn(git)
    const isBlob = blobMatcher()
    for (const path of paths) {
      const id = ids.get(path) ?? null
      const now = inHead(path)
      if (id === null || (now !== null && isUnmodified(path, id))) continue
      if (now === null || !('text' in now) || !isBlob(id, now.text)) unread.set(path, id)
    }
    const blobs = git.read(unread.values(), largestLimit)
    return (path) => {
      const blob = blobs.get(unread.get(path) ?? '')
      const now = ids.get(path) === null ? null : inHead(path)
      if (blob === undefined) return now ?? { reason: nameIsNoText }
      return now !== null && 'text' in now && pointsTo(blob.bytes, now.text) ? now : textOf(path, blob)
    }
  })
}

/** Reads single files of a commit, by the same rules as those on disk. */
export function commitReader(git: Git, commit: string): ReadFile {
  let known: ReadonlyMap<string, TreeEntry> | null = null
  return (path) => {
    const entries = git.entries(commit)
    known ??= new Map(entries.map((entry) => [entry.path, entry]))
    for (const at of upwards(path)) if (known.get(at)?.kind === 'link') return throughLink
    const entry = known.get(path)
    if (entry?.kind === 'file') {
      if (entry.id === null) return { reason: nameIsNoText }
      const blob = git.read([entry.id], largestLimit).get(entry.id)
      return blob === undefined ? null : textOf(path, blob)
    }
    const isDirectory = entry !== undefined || entries.some((other) => other.path.startsWith(`${path}/`))
    return isDirectory ? { reason: 'is a directory, not a regular file' } : null
  }
}

function listed(directory: Directory | undefined): Entry[] | { readonly reason: string } {
  return directory ? [...directory.values()] : { reason: nameIsNoText }
}
