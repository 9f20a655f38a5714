import { realpathSync } from 'node:fs'

import type { Tree } from '../lint/model/tree.js'
import { readText } from './disk/read-file.js'
import { largestLimit } from './disk/text-file.js'
import { treeOf, type Wanted } from './disk/tree.js'
import type { Names } from './disk/walk.js'
import { errorWords } from './errors/system-error.js'
import { UsageError } from './errors/usage-error.js'
import { type Checkout, plainCheckout, skippedReader } from './git/checkout.js'
import { walk } from './git/checkout-walk.js'

export interface WorkspaceOptions extends Wanted {
  /** The repository's root, as an absolute path. */
  readonly root: string
  /** What git knows of it; left out: nothing. */
  readonly checkout?: Checkout
  /** Receives how many files are about to be read. */
  readonly onReading?: (files: number) => void
}

/**
 * The tree as it is checked out: the names of all below the root, `.git`, `node_modules` and submodules apart, and the
 * text of the selected files that are Markdown or YAML, or that selected links of such names lead to. Git's index adds
 * what a sparse checkout leaves out. The tree is hostile: only regular files are opened, none through a symbolic link
 * (its target is read under its own name), and none that is too large or not UTF-8. What is selected and cannot be
 * read is a refusal. Throws a UsageError where the root cannot be read, or where the clone lacks what the index names.
 */
export function readWorkspace({ root, checkout = plainCheckout, onReading, ...wanted }: WorkspaceOptions): Tree {
  const { place, names } = namesBelow(root, checkout)
  return treeOf(names, wanted, (paths) => {
    onReading?.(paths.length)
    const skipped = skippedReader(checkout, paths)
    const buffer = Buffer.allocUnsafe(paths.length === 0 ? 0 : largestLimit)
    return (path) => skipped(path) ?? readText(place, path, buffer)
  })
}

function namesBelow(root: string, checkout: Checkout): { place: string; names: Names } {
  try {
    const place = realpathSync.native(root)
    return { place, names: walk(place, checkout) }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`the root ${root} cannot be read: ${errorWords(error)}`)
  }
}
