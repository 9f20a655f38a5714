import type { IndexEntry } from '../index/entry.js'
import type { Timeline } from '../index/timeline.js'
import type { Severity } from '../model/severity.js'

/** Another KEP, or what a reference says where it leads to none. */
export interface Relation {
  /** As the metadata has it. */
  readonly text: string
  /** The path of the KEP that it leads to; null where it leads to none. */
  readonly path: string | null
}

/** A section that a KEP's state asks for. */
export interface SiteSection {
  readonly name: string
  readonly is: 'written' | 'empty' | 'missing'
}

/** A finding as a page shows it. */
export interface SiteFinding {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly path: string
  readonly line: number
  /** The titles of its fixes. */
  readonly fixes: readonly string[]
}

/** A KEP with all that its page shows. */
export interface SiteKep extends IndexEntry {
  /** The file of its page, without directory. */
  readonly page: string
  /** `open`, `accepted` or `record`; null where the state is unknown. */
  readonly standing: 'open' | 'accepted' | 'record' | null
  /** Nothing of the work is left to do. */
  readonly complete: boolean
  readonly sections: readonly SiteSection[]
  readonly found: readonly SiteFinding[]
  readonly relations: {
    readonly replaces: readonly Relation[]
    readonly supersededBy: readonly Relation[]
    readonly seeAlso: readonly Relation[]
  }
  /** Null where the history is not known. */
  readonly timeline: Timeline | null
}

/** How a tree was on one day. */
export interface TrendPoint {
  readonly day: string
  readonly keps: number
  readonly errors: number
  readonly warnings: number
  readonly notices: number
}

/** All that the site is made of. It is `data.json`, too. */
export interface SiteData {
  readonly version: 1
  readonly tool: { readonly name: 'keplint'; readonly version: string }
  /** `owner/name`; null where it is not known. */
  readonly repository: string | null
  /** The day on which it was made, `YYYY-MM-DD`. */
  readonly day: string
  /** The checked commit; null where there is none. */
  readonly commit: string | null
  /** Why there are no timelines, as a sentence; null where there are. */
  readonly noHistory: string | null
  /** The states of the formats in their order. */
  readonly states: readonly string[]
  /** The states that lead forward, from the first to the last. */
  readonly way: readonly string[]
  readonly keps: readonly SiteKep[]
  /** Findings that belong to no KEP. */
  readonly elsewhere: readonly SiteFinding[]
  readonly rules: readonly { readonly id: string; readonly summary: string }[]
  /** How the tree was month by month; empty where that was not asked. */
  readonly trend: readonly TrendPoint[]
}
