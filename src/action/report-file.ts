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
import { checkSiteDirectory } from '../host/disk/site-directory.js'
import { pathWithin } from '../host/disk/walk.js'
import { errorCode, errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import { shown } from '../lint/text/quoting.js'
import { attempt } from './publish.js'

/** A file that an input asks for. */
export interface WantedFile {
  readonly input: 'report-file' | 'patch-file'
  /** As the input has it. */
  readonly file: string
  /** Where it goes: an absolute path. */
  readonly place: string
}

/**
 * The directory that the input `site` names, from `root` on, with its real path. Throws a `UsageError` unless that is in
 * `root` or `temp`, below them, and empty or an earlier site's.
 */
export function siteDirectory(file: string, root: string, temp: string | undefined): string {
  const asked = { input: 'site', file } as const
  const place = realDirectory(resolve(root, file), asked)
  if (place === root || !isAtHome(place, root, temp))
    refuse(asked, 'is not a directory inside the workspace or RUNNER_TEMP')
  checkSiteDirectory(place, `input site ${shown(file)}`)
  return place
}

/** What an input asks for, before it is known where that is. */
interface Asked {
  readonly input: WantedFile['input'] | 'site'
  readonly file: string
}

/**
 * The file with its place, from `root` on. Throws a `UsageError` unless that is in `root` or in `temp`, by the real
 * paths of the directories above it, and no directory, link or file of another kind is there. Nothing is written.
 */
export function wantedFile(asked: Omit<WantedFile, 'place'>, root: string, temp: string | undefined): WantedFile {
  const { file } = asked
  const place = resolve(root, file)
  const parent = realDirectory(dirname(place), asked)
  if (file.endsWith('/')) refuse(asked, 'is a directory')
  if (!isAtHome(parent, root, temp)) {
    refuse(asked, 'is outside the workspace and RUNNER_TEMP')
  }
  const target = join(parent, basename(place))
  const entry = entryAt(target, asked)
  if (entry?.isDirectory() === true) refuse(asked, 'is a directory')
  if (entry !== undefined && !entry.isFile()) refuse(asked, 'is not a regular file')
  return { ...asked, place: target }
}

function isAtHome(place: string, root: string, temp: string | undefined): boolean {
  const homes = [root, ...(temp === undefined || !existsSync(temp) ? [] : [realpathSync.native(temp)])]
  return homes.some((home) => pathWithin(home, place) !== null)
}

function entryAt(place: string, asked: Asked): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false })
  } catch (error) {
    refuse(asked, `could not be written: ${errorWords(error)}`)
  }
}

/** Writes the file and the directories above it. Returns why that cannot be done, as `attempt` does, or null. */
export function writeWanted({ input, file, place }: WantedFile, text: string): string | null {
  return attempt(`input ${input} ${shown(file)}`, () => {
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
function realDirectory(directory: string, asked: Asked): string {
  try {
    return realpathSync.native(directory)
  } catch (error) {
    const reason = errorWords(error)
    // Nothing there is fine, a link that leads to nothing is not.
    const absent = errorCode(error) === 'ENOENT' && entryAt(directory, asked) === undefined
    if (!absent) refuse(asked, `could not be written: ${reason}`)
    return join(realDirectory(dirname(directory), asked), basename(directory))
  }
}

function refuse({ input, file }: Asked, reason: string): never {
  throw new UsageError(`input ${input} ${shown(file)} ${reason}`)
}
