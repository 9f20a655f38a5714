import { type Buffer, isUtf8 } from 'node:buffer'

import { entryOf, type TreeEntry } from './tree-entries.js'

/** What the index holds at a path. */
export interface IndexEntry extends TreeEntry {
  /** It counts as checked out though the disk may not have it, as in a sparse checkout (the skip-worktree bit). */
  readonly isSkipped: boolean
  /** Git was asked to hold it for unmodified, whatever the disk has (the assume-unchanged bit). */
  readonly isAssumed: boolean
  /** What git last saw of the file on disk; null where that is not known. */
  readonly seen: Seen | null
}

/**
 * The marks by which git knows a file on disk again, in the decimal digits that it writes: a size in bytes, and times
 * as seconds since 1970, a colon, and the nanoseconds above them.
 */
export interface Seen {
  readonly size: string
  readonly changed: string
  readonly modified: string
}

/** A record, and what `--debug` says of it: https://git-scm.com/docs/git-ls-files#_output */
const record = new RegExp(
  [
    /([A-Za-z]) (\d{6}) ([\da-f]+) (\d)\t([^\0]+)\0/,
    /(?: {2}ctime: (\d+:\d+)\n {2}mtime: (\d+:\d+)\n {2}dev: .*\n {2}uid: .*\n {2}size: (\d+)\t.*\n)?/,
  ]
    .map((part) => part.source)
    .join(''),
  'g',
)

/**
 * Reads what `git ls-files -v --stage --debug -z` prints, the entries of a merge that is not done left out. Git may
 * write what `--debug` adds in another way one day; then nothing is known of what it has seen.
 */
export function indexEntries(output: Buffer): readonly IndexEntry[] {
  const isText = isUtf8(output)
  const entries: IndexEntry[] = []
  const records = output.toString(isText ? 'utf8' : 'latin1').matchAll(record)
  for (const [, tag = '', mode = '', id = '', stage, path = '', changed, modified, size] of records) {
    const entry = stage === '0' ? entryOf(mode, id, path, isText) : null
    if (entry === null) continue
    const seen =
      changed === undefined || modified === undefined || size === undefined ? null : { size, changed, modified }
    const upper = tag.toUpperCase()
    entries.push({ ...entry, isSkipped: upper === 'S', isAssumed: tag !== upper, seen })
  }
  return entries
}
