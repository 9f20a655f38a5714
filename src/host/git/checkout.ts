import { directoryOf, upwards } from '../../lint/text/paths.js'
import { decode, largestLimit, tooLarge } from '../disk/text-file.js'
import { GitError, MissingFiles } from '../errors/usage-error.js'
import type { Blob } from './blobs.js'
import type { Git, NoGit } from './objects.js'
import type { TreeEntry } from './tree-entries.js'

/**
 * What the names on disk do not show of a working tree, as git's index has it. Paths are relative to the root. Where
 * no repository can be read, all is as on disk.
 */
export interface Checkout {
  readonly git: Git | null
  /** Files and links that count as checked out though the disk may lack them, as in a sparse checkout. */
  readonly skipped: ReadonlyMap<string, TreeEntry>
  /** Trees of other repositories: what is below them is not read. */
  readonly submodules: ReadonlySet<string>
  /** Symbolic links that are on disk as files which hold their targets, as git writes them with core.symlinks=false. */
  readonly links: ReadonlySet<string>
  /** What the index has at a path that the disk lacks; null: nothing. */
  readonly skippedAt: (path: string) => 'file' | 'directory' | null
}

/** A tree of no repository. */
export const plainCheckout: Checkout = {
  git: null,
  skipped: new Map(),
  submodules: new Set(),
  links: new Set(),
  skippedAt: () => null,
}

/** Reads what git knows of the checked-out tree. */
export function checkoutOf(git: Git | NoGit): Checkout {
  if ('why' in git) return plainCheckout
  const entries = git.index().filter(({ id }) => id !== null)
  const skipped = new Map(entries.flatMap((entry) => (entry.isSkipped ? [[entry.path, entry]] : [])))
  const submodules = new Set(entries.flatMap(({ kind, path }) => (kind === 'directory' ? path : [])))
  const links = entries.flatMap(({ kind, path, isSkipped }) => (kind === 'link' && !isSkipped ? path : []))
  const directories = new Set<string>()
  for (const { kind, path } of skipped.values()) {
    for (const at of upwards(kind === 'directory' ? path : directoryOf(path))) {
      if (directories.has(at)) break
      directories.add(at)
    }
  }
  return {
    git,
    skipped,
    submodules,
    links: new Set(links.length === 0 || git.makesLinks() ? [] : links),
    skippedAt: (path) => (directories.has(path) ? 'directory' : skipped.has(path) ? 'file' : null),
  }
}

/**
 * Reads, of these paths, the files that the disk may lack, as the index has them: a text, or why there is none; null
 * where the disk is to be asked. Throws a GitError where the clone lacks them too.
 */
export function skippedReader(
  { git, skipped }: Checkout,
  paths: readonly string[],
): (path: string) => ReturnType<typeof decode> | null {
  const ids = new Map(
    paths.flatMap((path) => {
      const { kind, id } = skipped.get(path) ?? {}
      return kind === 'file' && id != null ? [[path, id] as const] : []
    }),
  )
  if (git === null || ids.size === 0) return () => null
  const blobs = readSkipped(git, ids)
  return (path) => {
    const blob = blobs.get(ids.get(path) ?? '')
    return blob === undefined ? null : textOf(path, blob)
  }
}

function readSkipped(git: Git, ids: ReadonlyMap<string, string>): ReturnType<Git['read']> {
  try {
    return git.read(ids.values(), largestLimit)
  } catch (error) {
    if (!(error instanceof MissingFiles)) throw error
    throw new GitError(
      'the sparse checkout leaves out files that this partial clone lacks; git sparse-checkout disable gets them',
    )
  }
}

/** The text of a file that git holds, by the same rules as that of one on disk. */
export function textOf(path: string, { size, bytes }: Blob): ReturnType<typeof decode> {
  const reason = tooLarge(path, size)
  return reason === null ? decode(bytes) : { reason }
}
