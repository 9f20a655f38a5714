import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'

import type { Refusal, Tree } from '../lint/model/tree.js'
import { byUnits } from '../lint/words/paths.js'
import { errorCode, errorWords } from './system-error.js'
import { decode, isRootFile, isText, largestLimit, tooLarge } from './text-file.js'
import { UsageError } from './usage-error.js'
import { kindOf, leadsNowhere, type Names, walk, whyUnopened } from './walk.js'

export interface WorkspaceOptions {
  /** The repository's root, as an absolute path. */
  readonly root: string
  /** Whether the file at this path of the tree is selected. */
  readonly select: (path: string) => boolean
  /** Further files to read, selected or not, whatever their names. */
  readonly alsoRead?: readonly string[]
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
export function readWorkspace({ root, select, alsoRead = [], onReading }: WorkspaceOptions): Tree {
  const { place, names } = namesOf(root)
  const also = new Set(alsoRead)
  const wanted = (path: string): boolean => (isText(path) && select(path)) || isRootFile(path) || also.has(path)
  const behindLinks = new Set<string>()
  for (const [path, target] of names.links) if (target !== null && wanted(path)) behindLinks.add(target)
  const toRead = names.files.filter(path => wanted(path) || behindLinks.has(path))
  onReading?.(toRead.length)

  const texts = new Map<string, string>()
  const refused: Refusal[] = []
  const buffer = Buffer.allocUnsafe(toRead.length === 0 ? 0 : largestLimit)
  for (const path of toRead) {
    const read = readText(place, path, buffer)
    if ('text' in read) texts.set(path, read.text)
    else refused.push({ path, reason: read.reason })
  }
  for (const [path, reason] of names.unreadable) {
    if (wanted(path) || (select(path) && reason !== leadsNowhere)) refused.push({ path, reason })
  }
  refused.sort((a, b) => byUnits(a.path, b.path))

  const files = new Set(names.files)
  for (const [path, target] of names.links) if (target !== null && files.has(target)) files.add(path)
  const selected = new Set<string>()
  for (const path of files) if (select(path)) selected.add(path)
  return { files, directories: names.directories, links: names.links, selected, texts, refused }
}

function namesOf(root: string): { place: string; names: Names } {
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
