import type { Kep, Markdown } from './kep.js'
import type { Place } from './place.js'

/** A Markdown file that looks like a KEP and does not count as one: it is in no KEP, or is one with a fault. */
export interface Misplaced {
  readonly body: Markdown
  /** The front matter that is in the wrong place, else the first heading. */
  readonly at: Place
  readonly fault:
    | 'no metadata file'
    | 'no front matter'
    | 'front matter below'
    | 'front matter in code'
    | 'front matter of another document'
  /** The keys that its front matter lacks to be a KEP's; empty where that is not its fault. */
  readonly lacks: readonly string[]
}

/** The KEPs of a tree, and what is found by their files alone. */
export interface Keps {
  /** Sorted by path. */
  readonly all: readonly Kep[]
  readonly byPath: ReadonlyMap<string, Kep>
  /** By uuid in lower case. */
  readonly byUuid: ReadonlyMap<string, readonly Kep[]>
  readonly byNumber: ReadonlyMap<number, readonly Kep[]>
  /** By title in lower case, white space folded. */
  readonly byTitle: ReadonlyMap<string, readonly Kep[]>
  /** The files that are in a KEP's directory and in no KEP further down, sorted. */
  readonly filesOf: (kep: Kep) => readonly string[]
  /** What looks like a KEP and does not count as one, sorted by path. */
  readonly misplaced: readonly Misplaced[]
  /** What the formats in use call their metadata file. */
  readonly metadataFiles: readonly string[]
}
