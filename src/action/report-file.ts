import {
  closeSync,
  constants,
  existsSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathWithin } from '../host/disk/walk.js'
import { errorCode, errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import { shown } from '../lint/text/quoting.js'
import { attempt } from './publish.js'

/**
 * Where the report goes: `file`, as the input has it, from `root` on. Throws a `UsageError` unless that is in
 * `root` or in `temp`, by the real paths of the directories above it, and no directory, link or file of
 * another kind is there. Nothing is written.
 */
export function reportPlace(file: string, root: string, temp: string | undefined): string {
  const place = resolve(root, file)
  const parent = realDirectory(dirname(place), file)
  const homes = [root, ...(temp === undefined || !existsSync(temp) ? [] : [realpathSync.native(temp)])]
  if (file.endsWith('/')) refuse(file, 'is a directory')
  if (homes.every((home) => pathWithin(home, parent) === null)) {
    refuse(file, 'is outside the workspace and RUNNER_TEMP')
  }
  const target = join(parent, basename(place))
  const entry = entryAt(target, file)
  if (entry?.isDirectory() === true) refuse(file, 'is a directory')
  if (entry !== undefined && !entry.isFile()) refuse(file, 'is not a regular file')
  return target
}

function entryAt(place: string, file: string): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false })
  } catch (error) {
    refuse(file, `could not be written: ${errorWords(error)}`)
  }
}

/** Writes the report and the directories above it. Returns why that cannot be done, as `attempt` does, or null. */
export function writeReport(place: string, file: string, text: string): string | null {
  return attempt(`input report-file ${shown(file)}`, () => {
    mkdirSync(dirname(place), { recursive: true })
    // Not through a link that was put there meanwhile.
    const flags = constants.O_WRONLY | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0)
    const descriptor = openSync(place, flags, 0o644)
    try {
      ftruncateSync(descriptor)
      writeFileSync(descriptor, text)
    } finally {
      closeSync(descriptor)
    }
  })
}

/** The real path of a directory; where it is not there yet, of what is there above it and the rest as given. */
function realDirectory(directory: string, file: string): string {
  try {
    return realpathSync.native(directory)
  } catch (error) {
    const reason = errorWords(error)
    // Nothing there is fine, a link that leads to nothing is not.
    const absent = errorCode(error) === 'ENOENT' && entryAt(directory, file) === undefined
    if (!absent) refuse(file, `could not be written: ${reason}`)
    return join(realDirectory(dirname(directory), file), basename(directory))
  }
}

function refuse(file: string, reason: string): never {
  throw new UsageError(`input report-file ${shown(file)} ${reason}`)
}
