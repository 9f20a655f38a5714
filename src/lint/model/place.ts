/**
 * A range in a file. Lines and columns count from 1, columns in UTF-16 units as editors do; the end is
 * exclusive. `path` is relative to the tree's root, with `/`.
 */
export interface Place {
  readonly path: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** The beginning of a file, where what is to be said is of the file as a whole. */
export function topOf(path: string): Place {
  return { path, line: 1, column: 1, endLine: 1, endColumn: 1 }
}
