import type { Base, Reviews } from '../lint/model/change.js'
import type { Tree } from '../lint/model/tree.js'
import { commitReader, readBaseTree } from './base-tree.js'
import { type Asked, readSetup, type Setup } from './config.js'
import type { Git } from './git.js'
import type { Wanted } from './tree.js'
import { UsageError } from './usage-error.js'

/** The commit to compare with. */
export interface BaseCommit {
  readonly git: Git
  /** Its full id. */
  readonly commit: string
  /** What messages call it. */
  readonly name: string
}

/** What the base says of how it is to be checked. Throws a UsageError where that cannot be read. */
export function readBaseSetup({ git, commit, name }: BaseCommit, asked: Asked): Setup {
  try {
    return readSetup(commitReader(git, commit), asked)
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`in the base ${name}: ${error.message}`) : error
  }
}

/** As `readBaseSetup`; null where it cannot be read: then nobody can tell what the change makes of it. */
export function tryBaseSetup(base: BaseCommit, asked: Asked): Setup | null {
  try {
    return readBaseSetup(base, asked)
  } catch (error) {
    if (error instanceof UsageError) return null
    throw error
  }
}

/** Reads the tree of the base. Throws a UsageError where git fails. */
export function readBase(
  { git, commit, name }: BaseCommit,
  head: Tree,
  wanted: Wanted,
  setups: Base['setups'],
  reviews: Reviews | null,
): Base {
  return { tree: readBaseTree(git, commit, { ...wanted, head }), name, setups, reviews }
}
