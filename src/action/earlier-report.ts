import { readFileSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathWithin } from '../host/disk/walk.js'
import { errorCode, errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import { type EarlierFinding, readEarlier } from '../lint/lint.js'
import { shown } from '../lint/text/quoting.js'

/** An earlier report, or the sentence that says that there is none. */
export interface Earlier {
  readonly name: string
  readonly findings: readonly EarlierFinding[] | null
  readonly missing: string | null
}

/**
 * The earlier report that the input `since` names, from `root` on; null where none is asked for. A file that is not there
 * is said and no more: a first run has none. Throws a `UsageError` for a file that is no report, or is not in `root` or
 * RUNNER_TEMP.
 */
export function earlierReport(name: string | null, root: string): Earlier | null {
  if (name === null) return null
  const subject = `input since ${shown(name)}`
  const place = resolve(root, name)
  const temp = process.env['RUNNER_TEMP']
  let text: string
  try {
    const real = realpathSync.native(place)
    const homes = [root, ...(temp === undefined || temp === '' ? [] : [realpathSync.native(temp)])]
    if (homes.every((home) => pathWithin(home, real) === null)) {
      throw new UsageError(`${subject} is outside the workspace and RUNNER_TEMP`)
    }
    text = readFileSync(real, 'utf8')
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (errorCode(error) !== 'ENOENT') throw new UsageError(`${subject} cannot be read: ${errorWords(error)}`)
    return { name, findings: null, missing: `${subject} does not exist, so nothing is compared with it` }
  }
  const findings = readEarlier(text)
  if ('fault' in findings) throw new UsageError(`${subject} ${findings.fault}`)
  return { name, findings, missing: null }
}
