import type { Kep, Markdown } from './kep.js'
import type { Place } from './place.js'

/** A Markdown file of a KEP. */
export type Text = Pick<Markdown, 'path' | 'text'>

/** A range of a text: offsets in UTF-16 units, the end exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A question that a KEP's stage owes an answer to. */
export interface Question {
  /** As the template asks it. */
  readonly text: string
  readonly isAnswered: boolean
  /** Where the KEP asks it; null where it does not. */
  readonly at: Place | null
  /** The heading below which it belongs. */
  readonly partAt: Place
}

/** A line of a table of contents, and the heading that it stands for. */
export interface TocLine {
  /** `  - [Goals](#goals)`. */
  readonly line: string
  /** The heading as the line shows it: HTML. */
  readonly heading: string
}

/** What is wrong with a table of contents between markers. */
export type TocFault =
  /** The other marker is missing, or is above (`unopened`). */
  | { readonly kind: 'unclosed' | 'unopened'; readonly at: Place; readonly marker: string }
  | {
      readonly kind: 'differs'
      /** The first line that differs; the closing marker where lines are missing at the end. */
      readonly at: Place
      /** That line; null at the end. */
      readonly line: string | null
      /** What should be there; null where the table should be over. */
      readonly wanted: TocLine | null
      /** The headings whose lines the table does not have anywhere, in order. */
      readonly missing: readonly string[]
      /** The lines of the table that it should not have anywhere, in order. */
      readonly extra: readonly string[]
      /** `wanted` is one of `missing`. */
      readonly isMissing: boolean
      /** `line` is one of `extra`. */
      readonly isExtra: boolean
      /** What makes the table right in place of the marked range; left out where more lines than that differ. */
      readonly suggestion?: string
    }

/** The Markdown of KEPs, read as far as it is asked for. */
export interface Texts {
  /** The KEP's body, and the sections that it lists, each once. */
  readonly of: (kep: Kep) => readonly Text[]
  /** The Markdown files that are in a KEP's directory and in no KEP further down, sorted; or the KEP's own file. */
  readonly markdownsOf: (kep: Kep) => readonly Markdown[]
  /** The HTML comments of a text in order; what is in code is none. */
  readonly commentsOf: (text: Text) => readonly Range[]
  readonly placeIn: (text: Text, range: Range) => Place
  /** What is wrong with the table of contents between markers, of headings down to `maxDepth`; null: nothing. */
  readonly tocFault: (markdown: Markdown, maxDepth: number) => TocFault | null
  /** What the KEP's questionnaire asks at its stage, in the order of the tree's template. */
  readonly questionsOf: (kep: Kep) => readonly Question[]
}
