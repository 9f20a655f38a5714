import type { Catalogue } from '../model/catalogue.js'
import type { Outcome } from '../model/config.js'
import type { Problem, Severity } from '../model/finding.js'
import type { Kep } from '../model/kep.js'

/** One thing that is checked. Its page, of the same name, says why it matters and proves it by example. */
export interface Rule {
  readonly id: string
  /** One line, in the present tense. */
  readonly summary: string
  readonly severity: Severity
  /** Yields the problems of one KEP. */
  readonly check?: (kep: Kep, catalogue: Catalogue) => Iterable<Problem>
  /** Yields the problems that belong to no single KEP. */
  readonly checkTree?: (catalogue: Catalogue) => Iterable<Problem>
  /** Yields the problems of the configuration and the baseline, once all other findings are known. */
  readonly checkOutcome?: (outcome: Outcome) => Iterable<Problem>
}

/** Gives a rule its type, and nothing else. */
export function defineRule(rule: Rule): Rule {
  return rule
}
