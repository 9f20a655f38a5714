import { promotedIn } from '../change/compare.js'
import { nothingWritten, type Written, writtenIn } from '../change/written.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Comparison } from '../model/change.js'
import type { Outcome } from '../model/config.js'
import type { Finding } from '../model/finding.js'
import type { Needs } from '../rules/rule.js'
import { applyPolicy, configFindingsOf, inOrder, judgeFor } from './judge.js'
import type { Run } from './run.js'
import { problemsOf, problemsOfChange } from './run-rules.js'

/** What a tree is compared with, and what the rules that are on need of that. */
export interface Compared {
  readonly comparison: Comparison
  readonly needed: Needs
}

/** What was found in a tree. */
export interface Checked {
  /** Before exemptions and the baseline took anything away, in order. */
  readonly found: readonly Finding[]
  /** What was said of exemptions and the baseline, and of what; null where they were not asked. */
  readonly configFindings: readonly Finding[]
  readonly outcome: Outcome | null
  /** All that is left to report, in order. */
  readonly left: readonly Finding[]
  /** How many findings exemptions and the baseline took away. */
  readonly taken: number
  /** The paths of promoted KEPs. */
  readonly promoted: ReadonlySet<string>
  /** What the change wrote. */
  readonly isWritten: Written
}

/** Runs the rules over a tree, and over what became of it, and applies the policy. Null: there is no base. */
export function check(head: Catalogue, compared: Compared | null, { asked, isAsked, options }: Run): Checked {
  const promoted = promotedIn(compared?.comparison.changes ?? [])
  const isWritten = compared ? writtenIn(compared.comparison) : nothingWritten
  const judge = judgeFor(options, head, promoted, isWritten)
  const found = asked
    .flatMap((rule) => [
      ...problemsOf(rule, head, isAsked),
      ...(compared ? problemsOfChange(rule, compared.comparison, compared.needed, isAsked) : []),
    ])
    .flatMap(judge)
    .sort(inOrder)
  const { findings, outcome, taken } = applyPolicy(found, head, promoted, options)
  const configFindings = configFindingsOf(asked, outcome).flatMap(judge).sort(inOrder)
  const left = [...findings, ...configFindings].sort(inOrder)
  return { found, configFindings, outcome, left, taken, promoted, isWritten }
}
