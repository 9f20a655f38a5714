import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

import { errorCode, errorWords } from '../errors/system-error.js'
import { decode, tooLarge } from './text-file.js'
import { kindOf, whyUnopened } from './walk.js'

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
    const reason = tooLarge(path, stat.size) ?? (stat.size > buffer.length ? 'is too large' : null)
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
