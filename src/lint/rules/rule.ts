import type { Catalogue } from '../model/catalogue.js'
import type { Change, Comparison, Reviews } from '../model/change.js'
import type { Outcome } from '../model/config.js'
import type { Finding, Problem } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { Loosening } from '../model/loosening.js'
import type { Setting } from '../model/severity.js'

/** What a rule of changes may need beside the two trees. It is costly, so it is computed where a rule declares it. */
export interface Needs {
  /** The reviews of the pull request, which take a token and the network to get; null where the change is none. */
  readonly reviews: Reviews | null
  /**
   * What all rules find in a KEP of the base, as severe as it may be, by its path there: of each KEP whose uuid, number
   * or creation date changed.
   */
  readonly 'findings-before': ReadonlyMap<string, readonly Finding[]>
  /** What the change takes back of what is asked; none where the base's configuration cannot be read. */
  readonly loosenings: readonly Loosening[]
}
export type Need = keyof Needs

/** A rule that declares some needs, and gets them. */
interface RuleWith<N extends Need> {
  readonly id: string
  /** The version of keplint that had it first: `MAJOR.MINOR`. A rule that is newer than its major starts as a notice. */
  readonly since: `${number}.${number}`
  /** One line, in the present tense. */
  readonly summary: string
  /** `off`: it needs more than a tree, so it has to be switched on. */
  readonly severity: Setting
  readonly needs?: readonly N[]
  /** What the base's configuration makes of it counts, so that no change can silence it. */
  readonly decidedBy?: 'base'
  /** Yields the problems of one KEP. */
  readonly check?: (kep: Kep, catalogue: Catalogue) => Iterable<Problem>
  /** Yields the problems that belong to no single KEP. */
  readonly checkTree?: (catalogue: Catalogue) => Iterable<Problem>
  /** Yields the problems of what became of one KEP; called only where there is a base. */
  readonly checkChange?: (change: Change, comparison: Comparison, needed: Pick<Needs, N>) => Iterable<Problem>
  /** Yields the problems of a change that belong to no single KEP; called only where there is a base. */
  readonly checkComparison?: (comparison: Comparison, needed: Pick<Needs, N>) => Iterable<Problem>
  /** Yields the problems of the configuration and the baseline, once all other findings are known. */
  readonly checkOutcome?: (outcome: Outcome) => Iterable<Problem>
}

/** One thing that is checked. Its page, of the same name, explains it; the page's examples are its tests. */
export type Rule = RuleWith<Need>

/** Gives a rule its type: its functions get what it declares in `needs`, and nothing else. */
export function defineRule<N extends Need = never>(rule: RuleWith<N>): Rule {
  return rule
}
