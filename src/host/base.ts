import type { Base, Reviews } from '../lint/model/change.js'
import type { Tree } from '../lint/model/tree.js'
import { commitReader, readBaseTree } from './base-tree.js'
import { type Asked, readSetup, type Setup } from './config.js'
import type { Wanted } from './disk/tree.js'
import { GitError, MissingFiles, UsageError } from './errors/usage-error.js'
import { shortId } from './git/commit-id.js'
import type { Git } from './git/objects.js'

/** The commit to compare with. */
export interface BaseCommit {
  readonly git: Git
  /** Its full id. */
  readonly commit: string
  /** What messages call it. */
  readonly name: string
}

/**
 * Where HEAD left another commit: what others did there since is no change of the tree that is checked out. Null where
 * the two have no commit in common as far as this clone has their histories.
 */
export function commonCommit(git: Git, other: string): string | null {
  const head = git.commit('HEAD')
  if (head === null) return null
  // A shallow clone hides the parents of its oldest commits, and may have one of them all the same.
  return git.parents(head).includes(other) ? other : git.mergeBase(head, other)
}

/** What the base says of how it is to be checked. Throws a UsageError where that cannot be read. */
export function readBaseSetup(base: BaseCommit, asked: Asked): Setup {
  return readFrom(base, () => {
    try {
      return readSetup(commitReader(base.git, base.commit), asked)
    } catch (error) {
      if (error instanceof GitError || !(error instanceof UsageError)) throw error
      throw new UsageError(`in the base ${base.name}: ${error.message}`)
    }
  })
}

/**
 * As `readBaseSetup`; null where what it says cannot be read: then nobody can tell what the change makes of it. Throws
 * a GitError where git fails.
 */
export function tryBaseSetup(base: BaseCommit, asked: Asked): Setup | null {
  try {
    return readBaseSetup(base, asked)
  } catch (error) {
    if (error instanceof UsageError && !(error instanceof GitError)) return null
    throw error
  }
}

/** Reads the tree of the base. Throws a GitError where git fails. */
export function readBase(
  base: BaseCommit,
  head: Tree,
  wanted: Wanted,
  setups: Base['setups'],
  reviews: Reviews | null,
): Base {
  const tree = readFrom(base, () => readBaseTree(base.git, base.commit, { ...wanted, head }))
  return { tree, name: base.name, setups, reviews }
}

/** If something of the base cannot be read, one sentence says so. */
function readFrom<T>({ commit, name }: BaseCommit, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    const id = shortId(commit)
    const what = error instanceof MissingFiles ? 'has files that this clone lacks' : `cannot be read: ${error.message}`
    throw new GitError(`the base ${name} ${what}; in a partial clone, git diff --stat ${id} fetches what is missing`)
  }
}
