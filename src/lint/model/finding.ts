import type { DialectReport } from './dialect.js'
import type { Field } from './fields.js'
import type { Fix } from './fix.js'
import type { Place } from './place.js'
import type { Severity } from './severity.js'

/** Another place that a finding speaks of. */
export interface Related {
  readonly at: Place
  readonly message: string
}

/**
 * The severity of a problem that the change under review made: one that added the KEP, or that wrote one of `by`.
 * A field is written when its value differs from the base's; `file` is the text of the file that the problem is in.
 */
export interface WhenChanged {
  readonly severity: Severity
  readonly by: readonly (Field | 'file')[]
}

/** What a rule yields. The engine stamps the rule's id and the severity that the policy decides. */
export interface Problem {
  readonly at: Place
  /** Subject first, lower case, no full stop, the offending value in it, the fix if there is one. */
  readonly message: string
  /** Where it differs from the rule's own severity. */
  readonly severity?: Severity
  /** It counts as more where the change under review made it. */
  readonly whenChanged?: WhenChanged
  readonly related?: readonly Related[]
  /** What tells it from the rule's other findings in its file, where the message changes with other things. */
  readonly subject?: string
  /** The text that, put in place of the marked range, would fix it. */
  readonly suggestion?: string
  /** A person must say whether the suggestion is wanted. */
  readonly isChoice?: boolean
  /**
   * What would fix it, at most one of them safe, where that is more than a suggestion; asked for only where fixes are
   * shown or made.
   */
  readonly fixes?: () => readonly Fix[]
  /** The path of the tree that it should lead to, and nothing is there, or not what it names. */
  readonly destination?: string
  /** Another file of the tree that it was judged by. */
  readonly basis?: string
  /** What its KEP lacks, as a sentence would name it: `an approver`, `guides/operator.md`, `text in Test Plan`. */
  readonly needs?: string
  /** No configuration makes more or less of it than `severity`. */
  readonly settled?: boolean
}

export interface Finding extends Problem {
  readonly rule: string
  readonly severity: Severity
  /** The path of the KEP it belongs to, or null where it belongs to none. */
  readonly kep: string | null
}

/** A KEP as reports name it: each value as the metadata has it, null where there is none. */
export interface KepSummary {
  readonly path: string
  readonly profile: string
  readonly title: string | null
  readonly number: string | null
  readonly uuid: string | null
  /** The canonical state; where the written one is unknown, as written. */
  readonly state: string | null
  readonly sig: string | null
  readonly stage: string | null
  readonly milestone: string | null
}

/** All that one run found. Findings are sorted by path, line, column, rule; KEPs by path. */
export interface Report {
  readonly keps: readonly KepSummary[]
  readonly findings: readonly Finding[]
  /** What was learned of the formats, for each that has proposals; none where the formats were chosen. */
  readonly dialects: readonly DialectReport[]
  /** How many files were read. */
  readonly files: number
  /** How many findings exemptions and the baseline took away. */
  readonly exempted: number
  /** What the change under review does; null where there is nothing to compare with. */
  readonly change: ChangeReport | null
  /** What became of the findings of an earlier report; left out where none is compared with. */
  readonly since?: SinceReport
}

/** What became of the findings of an earlier report. */
export interface SinceReport {
  /** What the earlier report is called: its path as it was given. */
  readonly report: string
  /** The findings that it does not have. */
  readonly fresh: ReadonlySet<Finding>
  /** Its findings that are there no more, in its order. */
  readonly fixed: readonly {
    readonly rule: string
    readonly severity: Severity
    readonly path: string
    readonly message: string
    readonly sig: string | null
  }[]
  /** How many findings both have. */
  readonly still: number
}

/** How far a KEP is, each as in its summary. */
export interface KepProgress {
  readonly path: string
  readonly state: string | null
  readonly stage: string | null
}

/** What a change does to one KEP. */
export interface KepChange {
  readonly title: string | null
  /** Null: it is new. */
  readonly before: KepProgress | null
  /** Null: it is gone. */
  readonly now: KepProgress | null
  /** Its state or its stage moved forward, so every finding of it counts. */
  readonly promoted: boolean
  /** What its state calls for and it lacks: `an approver`, `guides/operator.md`. */
  readonly owes: readonly string[]
  /** How many errors of another kind it has, those that the base has too included. */
  readonly others: number
  /**
   * The state that comes next on its way, what it lacks for that, and how many errors of another kind it would have
   * there; null where the way ends.
   */
  readonly next: { readonly state: string; readonly needs: readonly string[]; readonly others: number } | null
}

/** What a change does, and what of it counts. */
export interface ChangeReport {
  /** What the base is called: a revision, or the beginning of a commit's id. */
  readonly base: string
  /** The KEPs that differ, by path. */
  readonly keps: readonly KepChange[]
  /** `changed`: the report holds no finding that the base has too, apart from those of promoted KEPs. */
  readonly scope: 'all' | 'changed'
  /** How many findings of each severity were left out for that. */
  readonly older: Readonly<Record<Severity, number>>
  /**
   * How many findings of the base the change fixes, in the KEPs that it touches and that can be read, and in the
   * files of their approvals. One that was only rewritten (the same fault, another value) is not counted.
   */
  readonly mended: number
  /** What the change takes back of what keplint asks, a sentence each. */
  readonly loosened: readonly string[]
}
