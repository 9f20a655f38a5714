import type { Catalogue } from './catalogue.js'
import type { Baseline, Config } from './config.js'
import type { Kep } from './kep.js'
import type { Profile } from './profile.js'
import type { Tree } from './tree.js'

/** What a tree says of how it is to be checked. */
export interface WrittenSetup {
  readonly config: Config
  readonly baseline: Baseline | null
  readonly profiles: readonly Profile[]
  /** The repository whose URLs it has checked, `owner/name`; null: none. Left out: as the configuration says. */
  readonly repository?: string | null
}

/** An opinion that somebody gave on a pull request. */
export interface Review {
  /** A login, as GitHub writes it. */
  readonly author: string
  /** `comment` says nothing for or against; `dismissed` is an approval or an objection that was taken back. */
  readonly verdict: 'approval' | 'objection' | 'comment' | 'dismissed'
  /** The commit that was looked at; null where it is gone. */
  readonly commit: string | null
}

/** The reviews of the pull request that makes the change, the oldest first; or why they are not known. */
export type Reviews =
  | { readonly list: readonly Review[]; readonly author: string; readonly head: string }
  /** Completes `approvals are not checked: …`, with the fix: `input github-token is missing; give it …`. */
  | { readonly unknown: string }

/** The other tree: what the checked one was before the change. */
export interface Base {
  readonly tree: Tree
  /** What the commit is called in messages: a revision, or the beginning of its id. */
  readonly name: string
  /** What base and tree each say of how they are to be checked; null where the base's cannot be read. */
  readonly setups: { readonly before: WrittenSetup; readonly now: WrittenSetup } | null
  /** Asked only where a rule needs it; null where the change is no pull request. */
  readonly reviews: Reviews | null
}

/** What became of one KEP between the base and the tree. */
export interface Change {
  /** As the base has it; null: it is new. */
  readonly before: Kep | null
  /** As the tree has it; null: it is gone. */
  readonly now: Kep | null
  /** Its state or its stage moved forward. */
  readonly promoted: boolean
  /**
   * Its files, those of its approvals too, that the change added, took away or wrote anew (moving a KEP alone is none
   * of these), by their paths in the tree, or in the base where they are gone; sorted.
   */
  readonly files: readonly string[]
}

/** Two trees, compared. */
export interface Comparison {
  readonly base: Catalogue
  readonly head: Catalogue
  /** One for each KEP of either tree, those that did not change included, by the path it has or had. */
  readonly changes: readonly Change[]
}
