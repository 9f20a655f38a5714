import type { MovedForward } from '../../facts/progress.js'
import type { Settings } from '../../model/config.js'
import type { Roster } from '../../model/people.js'
import type { Setting } from '../../model/severity.js'

/** What two setups are compared with. */
export interface Surroundings {
  /** What each rule counts as by itself. */
  readonly severities: Settings
  /** The least and the most that the findings of a rule in the tree count as by themselves. */
  readonly spanOf: (rule: string) => readonly [least: Setting, most: Setting]
  /** The patterns where a configuration has none. */
  readonly usualPaths: readonly string[]
  /** Where what the configuration of the base says holds now, and where what holds now was in the base. */
  readonly moves: Moves
  /** Files of KEPs of either tree, with the KEP that each belongs to. */
  readonly files: readonly { readonly file: string; readonly kep: string | null }[]
  /** The groups that either configuration knows; null where that is not known. */
  readonly rosters: () => { readonly before: Roster | null; readonly now: Roster | null }
  readonly movedForward: MovedForward
  /** The names of the formats that KEPs may have. */
  readonly formats: readonly string[]
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** Follows KEPs that were moved; a path that belongs to none is where it was. */
export interface Moves {
  readonly forth: (path: string) => string
  readonly back: (path: string) => string
}
