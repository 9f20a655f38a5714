/** How the proposals of a tree differ from the built-in format that is nearest to them. */
export interface DialectReport {
  /** The name of the built-in format. */
  readonly base: string
  /** The directory that all of them are below, `.` for the root. */
  readonly directory: string
  readonly proposals: number
  /** The file that a notice of it is at: a template, else the first proposal. */
  readonly from: string
  /** The paths of the templates that were learned from. */
  readonly templates: readonly string[]
  /** A phrase for each difference: `state proposed, like provisional`; none where the format holds as it is. */
  readonly learned: readonly string[]
}
