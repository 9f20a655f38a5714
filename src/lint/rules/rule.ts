import type { Catalogue } from '../model/catalogue.js'
import type { Change, Comparison } from '../model/change.js'
import type { Outcome } from '../model/config.js'
import type { Problem, Setting } from '../model/finding.js'
import type { Kep } from '../model/kep.js'

/** One thing that is checked. Its page, of the same name, explains it; the page's examples are its tests. */
export interface Rule {
  readonly id: string
  /** The version of keplint that had it first: `MAJOR.MINOR`. A rule that is newer than its major starts as a notice. */
  readonly since: `${number}.${number}`
  /** One line, in the present tense. */
  readonly summary: string
  /** `off`: it needs more than a tree, so it has to be switched on. */
  readonly severity: Setting
  /** It looks at the reviews of the pull request, which take a token and the network to get. */
  readonly needsReviews?: true
  /** What the base's configuration makes of it counts, so that no change can silence it. */
  readonly decidedBy?: 'base'
  /** Yields the problems of one KEP. */
  readonly check?: (kep: Kep, catalogue: Catalogue) => Iterable<Problem>
  /** Yields the problems that belong to no single KEP. */
  readonly checkTree?: (catalogue: Catalogue) => Iterable<Problem>
  /** Yields the problems of what became of one KEP; called only where there is a base. */
  readonly checkChange?: (change: Change, comparison: Comparison) => Iterable<Problem>
  /** Yields the problems of a change that belong to no single KEP; called only where there is a base. */
  readonly checkComparison?: (comparison: Comparison) => Iterable<Problem>
  /** Yields the problems of the configuration and the baseline, once all other findings are known. */
  readonly checkOutcome?: (outcome: Outcome) => Iterable<Problem>
}

/** Gives a rule its type, and nothing else. */
export function defineRule(rule: Rule): Rule {
  return rule
}
