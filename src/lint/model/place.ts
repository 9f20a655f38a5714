import type { Place } from './finding.js'

/** The beginning of a file, where what is to be said is of the file as a whole. */
export function topOf(path: string): Place {
  return { path, line: 1, column: 1, endLine: 1, endColumn: 1 }
}
