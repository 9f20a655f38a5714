import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { largestLimit } from '../disk/text-file.js'
import { errorCode } from '../errors/system-error.js'
import type { IndexEntry } from './index-entries.js'
import type { Git } from './objects.js'

const second = 1_000_000_000n

/**
 * Tells whether git holds a file of the checked-out tree for unmodified, and has it in the index under this id. Then
 * what filters, line ends or encodings make of it on disk is no change. No content is read, and no filter is run: git's
 * own marks of the file decide. False where they cannot.
 */
export function unmodifiedIn(git: Git): (path: string, id: string) => boolean {
  const entries = new Map(git.index().map((entry) => [entry.path, entry]))
  return (path, id) => {
    const entry = entries.get(path)
    return entry?.id === id && (entry.isSkipped || entry.isAssumed || isAsSeen(`${git.root}/${path}`, entry))
  }
}

function isAsSeen(place: string, { seen }: IndexEntry): boolean {
  // Without parts of a second the file may have been written again since: git calls such an entry racy.
  if (seen === null || seen.modified.endsWith(':0')) return false
  try {
    const stat = lstatSync(place, { bigint: true })
    if (!stat.isFile() || `${stat.size}` !== seen.size || timeOf(stat.mtimeNs) !== seen.modified) return false
    // What Windows calls the time of the change, git does not.
    return timeOf(stat.ctimeNs) === seen.changed || process.platform === 'win32'
  } catch (error) {
    if (errorCode(error) === null) throw error
    return false
  }
}

function timeOf(nanoseconds: bigint): string {
  return `${nanoseconds / second}:${nanoseconds % second}`
}

/**
 * Tells whether a text on disk is what git keeps under an id, or would be once git has taken it in: with the line ends
 * of Unix, and with `$Id$` for what the attribute `ident` makes of it.
 */
export function blobMatcher(): (id: string, text: string) => boolean {
  // One for all texts, as most of the time would go into making them.
  const room = Buffer.allocUnsafe(largestLimit)
  const isBlob = (id: string, text: string): boolean => {
    // https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage
    const length = room.write(text, 'utf8')
    const hash = createHash(id.length === 40 ? 'sha1' : 'sha256').update(`blob ${length}\0`)
    return hash.update(room.subarray(0, length)).digest('hex') === id
  }
  return (id, text) => {
    if (isBlob(id, text)) return true
    const unix = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text
    // https://git-scm.com/docs/gitattributes#_ident
    const unnamed = (named: string): string => named.replace(/\$Id:[^$\n]*\$/g, '$Id$$')
    const others = new Set([unix, unnamed(text), unnamed(unix)])
    others.delete(text)
    return [...others].some((other) => isBlob(id, other))
  }
}

/** Of Git LFS: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-pointer */
const pointer = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:[^\n]+\n)*?oid sha256:([\da-f]{64})\nsize \d+\n$/
const longestPointer = 1024

/** Whether what git keeps is the pointer by which Git LFS knows this text. */
export function pointsTo(blob: Buffer, text: string): boolean {
  if (blob.length >= longestPointer) return false
  const [, oid] = pointer.exec(blob.toString('latin1')) ?? []
  return oid !== undefined && createHash('sha256').update(text, 'utf8').digest('hex') === oid
}
