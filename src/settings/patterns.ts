import { isAbsolute } from 'node:path'
import { UsageError } from '../host/errors/usage-error.js'

/** One line of the input `paths`. */
export interface Pattern {
  /** A path or glob relative to the root, without `./` and without a trailing slash; `.` is the root. */
  readonly path: string
  readonly excludes: boolean
}

/**
 * Reads patterns, one a line; blank lines and those that begin with `#` are none. Throws a `UsageError` on one
 * that could lead out of the root, or that `@actions/glob` would misread without a word.
 */
export function parsePatterns(text: string): readonly Pattern[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const patterns = lines.map(parsePattern)
  if (patterns.some(({ excludes }) => !excludes)) return patterns
  throw new UsageError('input paths selects nothing: write a line that does not begin with ! or #')
}

function parsePattern(line: string): Pattern {
  const excludes = line.startsWith('!')
  const text = excludes ? line.slice(1).trimStart() : line
  const segments = text.split('/').filter((segment) => segment !== '' && segment !== '.')
  if (text === '' || text.startsWith('!')) refusePattern(line, 'has no pattern after the !')
  if (isAbsolute(text) || text.startsWith('~'))
    refusePattern(line, 'is absolute: write a path relative to the workspace')
  if (segments.includes('..')) refusePattern(line, 'contains ..: write a path inside the workspace')
  if (/\{[^}]*,[^}]*\}/.test(text))
    refusePattern(line, 'contains braces, which are not expanded: write one pattern a line')
  return { path: segments.join('/') || '.', excludes }
}

/** Throws a `UsageError` about a line of the input `paths`. */
export function refusePattern(line: string, reason: string): never {
  throw new UsageError(`input paths ${JSON.stringify(line)} ${reason}`)
}
