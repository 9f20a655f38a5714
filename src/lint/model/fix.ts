/** Puts `text` in place of a range of a file: UTF-16 offsets from its start, the byte order mark counted, `start ≤ end`. */
export interface Replacement {
  readonly path: string
  readonly start: number
  readonly end: number
  readonly text: string
}

/** One step of a fix. Every path is from the root of the tree. */
export type Edit =
  | Replacement
  | { readonly path: string; readonly create: string }
  | { readonly path: string; readonly rename: string }
  | { readonly path: string; readonly remove: true }

/**
 * What would fix a finding.
 *
 * `safe`: there is one right answer, and nothing that counts is found after it that was not found before. `choice`:
 * the edits are exact, and a person must say whether they are wanted.
 */
export interface Fix {
  /** Imperative and short: `write v1.30`, `remove the key`. */
  readonly title: string
  readonly kind: 'safe' | 'choice'
  /** All are made, or none. Offsets are of the files as they are on disk, before any of them. */
  readonly edits: readonly Edit[]
}
