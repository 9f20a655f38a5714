import type { Base } from './change.js'
import type { Baseline, Config, Settings } from './config.js'
import type { Profile } from './profile.js'

/** What a run is asked for. */
export interface LintOptions {
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** The formats that KEPs may have, in the order in which they claim a directory; left out: all built-in ones. */
  readonly profiles?: readonly Profile[]
  /** `owner/name` of this repository, whose GitHub URLs are paths of the tree; null when it is not known. */
  readonly repository: string | null
  readonly config?: Config
  readonly baseline?: Baseline | null
  /** What rules count as, by id; stronger than all else. */
  readonly rules: Settings
  /** Files or directories: only the KEPs that they belong to, or hold, are reported. Null: all. */
  readonly only: readonly string[] | null
  /** What the tree was before the change. Texts that are the same should be the same string: they are read once. */
  readonly base?: Base | null
  /** `changed`: findings that the base has too are only counted, but for those of promoted KEPs. */
  readonly scope?: 'all' | 'changed'
}
