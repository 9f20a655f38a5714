/** How grave a finding is, gravest first. */
export const severities = ['error', 'warning', 'notice'] as const
export type Severity = (typeof severities)[number]

/** What a configuration may say of a rule. */
export type Setting = Severity | 'off'

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

/** Another place that a finding speaks of. */
export interface Related {
  readonly at: Place
  readonly message: string
}

/** What a rule yields. The engine stamps the rule's id and the severity that the policy decides. */
export interface Problem {
  readonly at: Place
  /** Subject first, lower case, no full stop, the offending value in it, the mend if there is one. */
  readonly message: string
  /** Where it differs from the rule's own severity. */
  readonly severity?: Severity
  readonly related?: readonly Related[]
  /** What tells it from the rule's other findings in its file, where the message changes with other things. */
  readonly subject?: string
  /** The text that, put in place of the marked range, would mend it. */
  readonly suggestion?: string
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
  /** How many files were read. */
  readonly files: number
  /** How many findings exemptions and the baseline took away. */
  readonly exempted: number
}
