import type { Report } from '../model/finding.js'
import type { Severity } from '../model/severity.js'

/** What reporters are given beside the report. Each takes what its format has room for. */
export interface ReportContext {
  /** The version of keplint. */
  readonly version: string
  /** Whether what reads the report shows colours. */
  readonly color: boolean
  /** The terminal that shows the report; left out where it goes to a file, a pipe or a log. */
  readonly terminal?: Terminal | undefined
  /** The text of a file of the tree; undefined if there is none. */
  readonly text: (path: string) => string | undefined
  /** The least severity that fails the check. */
  readonly failOn: Severity | 'never'
  /** The one-line summary of each rule, by id. */
  readonly rules: ReadonlyMap<string, string>
}

/** A terminal that shows a report. */
export interface Terminal {
  /** In columns. */
  readonly width: number
  /** So many findings are shown; null: all. */
  readonly limit: number | null
}

/** An output format of the command. */
export interface Reporter {
  /** What the format is for, in one line: the end of a sentence that starts with its name. */
  readonly description: string
  /** Another name of the format, for lists that have no room for the description; null if its name says enough. */
  readonly alias: string | null
  /** How the name of a file of this format usually ends, without a dot. */
  readonly ending: string
  /** The whole report, with a line end. */
  readonly render: (report: Report, context: ReportContext) => string
}
