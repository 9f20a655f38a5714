import type { YamlValue } from '../model/kep.js'

/**
 * A KEP as lists of KEPs have it: the keys of upstream's `keps.json`, spelt so, and beside them what keplint found.
 * https://github.com/kubernetes/enhancements/blob/master/api/proposal.go
 */
export interface IndexEntry {
  readonly kepNumber: string
  /** The name of its directory, or of its file without the ending. */
  readonly name: string
  readonly title: string
  readonly status: string
  readonly stage: string
  readonly owningSig: string
  readonly participatingSigs: readonly string[]
  readonly authors: readonly string[]
  readonly reviewers: readonly string[]
  readonly approvers: readonly string[]
  readonly prrApprovers: readonly string[]
  readonly editor: string
  readonly creationDate: string
  readonly lastUpdated: string
  readonly latestMilestone: string
  /** The release of each stage, by the stage's name. */
  readonly milestone: Readonly<Record<string, string>>
  readonly featureGates: YamlValue
  readonly disableSupported: YamlValue
  readonly metrics: readonly string[]
  readonly seeAlso: readonly string[]
  readonly replaces: readonly string[]
  readonly supersededBy: readonly string[]
  /** From the root of the tree. */
  readonly path: string
  /** Where it is on GitHub; null where the repository is not known. */
  readonly url: string | null
  readonly uuid: string | null
  readonly findings: { readonly error: number; readonly warning: number; readonly notice: number }
  /** What its state, stage and production readiness ask for and it lacks: `an approver`, `text in Test Plan`. */
  readonly owes: readonly string[]
  /** What its other errors say. */
  readonly errors: readonly string[]
  /** The ids of the rules that found something. */
  readonly rules: readonly string[]
  /** The state that comes next, and what it lacks for that; null where that was not asked, or the way ends. */
  readonly next: { readonly state: string; readonly owes: readonly string[]; readonly errors: number } | null
}
