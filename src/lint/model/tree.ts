/** A file that is in the tree but could not be read safely. */
export interface Refusal {
  readonly path: string
  /** Completes the sentence `<path> …`: `is a symbolic link to a place outside the tree`. */
  readonly reason: string
}

/**
 * A repository at one moment: names of all its files, texts of those that matter. Paths are relative to
 * the root, with `/`, without a leading `./`; the root itself is `.`.
 */
export interface Tree {
  /** Every regular file, and every symbolic link that leads to a file inside the tree. */
  readonly files: ReadonlySet<string>
  /** Every directory, the root's `.` included. */
  readonly directories: ReadonlySet<string>
  /** Where each symbolic link leads: a path of this tree, or null when it leads out of it or nowhere. */
  readonly links: ReadonlyMap<string, string | null>
  /** The files that the given patterns select; KEPs are looked for among them. */
  readonly selected: ReadonlySet<string>
  /** The text of each file that was read. A byte order mark is kept, line ends are as they are. */
  readonly texts: ReadonlyMap<string, string>
  readonly refused: readonly Refusal[]
}
