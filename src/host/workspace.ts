import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'

import type { Tree } from '../lint/model/tree.js'
import { errorCode, errorWords } from './system-error.js'
import { decode, largestLimit, tooLarge } from './text-file.js'
import { treeOf, type Wanted } from './tree.js'
import { UsageError } from './usage-error.js'
import { kindOf, type Names, walk, whyUnopened } from './walk.js'

export interface WorkspaceOptions extends Wanted {
  /** The repository's root, as an absolute path. */
  readonly root: string
  /** Is told how many files are about to be read. */
  readonly onReading?: (files: number) => void
}

/**
 * The tree as it stands on disk: the names of all below the root, `.git` and `node_modules` apart, and the
 * text of the selected files that are Markdown or YAML, or that selected links of such names lead to. The
 * tree is hostile: only regular files are opened, none through a symbolic link (its target is read under its
 * own name), and none that is too large or not UTF-8. What is selected and cannot be read is a refusal.
 * Throws a UsageError where the root cannot be read.
 */
export function readWorkspace({ root, onReading, ...wanted }: WorkspaceOptions): Tree {
  const { place, names } = namesBelow(root)
  return treeOf(names, wanted, paths => {
    onReading?.(paths.length)
    const buffer = Buffer.allocUnsafe(paths.length === 0 ? 0 : largestLimit)
    return path => readText(place, path, buffer)
  })
}

function namesBelow(root: string): { place: string; names: Names } {
  try {
    const place = realpathSync.native(root)
    return { place, names: walk(place) }
  } catch (error) {
    throw new UsageError(`the root ${root} cannot be read: ${errorWords(error)}`)
  }
}

// What the walk saw as a regular file may be something else by now: a link is not followed, and opening a
// pipe does not wait for its other end. Windows has neither flag.
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Reads one file below `root` into `buffer`, which may be shared: its text, or why there is none. */
export function readText(
  root: string,
  path: string,
  buffer: Buffer,
): ReturnType<typeof decode> | { readonly reason: string; readonly missing: true } {
  let file: number
  try {
    file = openSync(`${root}/${path}`, openFlags)
  } catch (error) {
    const reason = whyUnopened(path, error)
    return errorCode(error) === 'ENOENT' ? { reason, missing: true } : { reason }
  }
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) return { reason: `is ${kindOf(stat)}, not a regular file` }
    const reason = tooLarge(path, stat.size)
    if (reason !== null) return { reason }
    let length = 0
    while (length < stat.size) {
      const bytes = readSync(file, buffer, length, stat.size - length, null)
      if (bytes === 0) break
      length += bytes
    }
    return decode(buffer.subarray(0, length))
  } catch (error) {
    return { reason: `could not be read: ${errorWords(error)}` }
  } finally {
    closeSync(file)
  }
}
