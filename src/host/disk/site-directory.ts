import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorCode, errorWords } from '../errors/system-error.js'
import { UsageError } from '../errors/usage-error.js'

/** Lists the files of a site in its directory, one a line: nothing else there is touched. */
const list = '.keplint-site'

/**
 * Refuses a directory that a site must not go to, before it is made: a file, or one that has files which no site put
 * there. `name` is what the user calls it. Throws a UsageError.
 */
export function checkSiteDirectory(directory: string, name: string): void {
  try {
    if (!existsSync(directory)) return
    const names = readdirSync(realpathSync.native(directory))
    if (names.length === 0 || names.includes(list)) return
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${errorWords(error)}`)
  }
  throw new UsageError(`${name} is not empty and holds no site of keplint; name another directory, or empty it`)
}

/** Writes the files of a site, and removes those of the site that was there before. Throws a UsageError. */
export function writeSite(directory: string, name: string, files: ReadonlyMap<string, string>): void {
  try {
    for (const old of filesBefore(directory)) if (!files.has(old)) rmSync(join(directory, old), { force: true })
    for (const [path, text] of files) {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), text)
    }
    writeFileSync(join(directory, list), `${[...files.keys()].sort().join('\n')}\n`)
  } catch (error) {
    if (errorCode(error) === null) throw error
    throw new UsageError(`${name} cannot be written: ${errorWords(error)}`)
  }
}

/** What the list names; a line that leads out of the directory is none of ours. */
function filesBefore(directory: string): readonly string[] {
  const place = join(directory, list)
  if (!existsSync(place)) return []
  const lines = readFileSync(place, 'utf8').split('\n')
  return lines.filter((line) => /^(?:kep\/)?[\w.-]+$/.test(line) && !line.includes('..'))
}
