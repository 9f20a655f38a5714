/** A heading by its offsets in the text (UTF-16 units) and the number of its first line (from 1). */
export interface HeadingRange {
  readonly level: number
  readonly line: number
  /** The first line's beginning. */
  readonly start: number
  readonly textStart: number
  readonly textEnd: number
  /** Just after the heading's last line. */
  readonly end: number
}
