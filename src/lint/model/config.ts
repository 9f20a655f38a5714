import type { Pointer } from './kep.js'
import type { Place } from './place.js'
import type { Setting } from './severity.js'

/** What rules count as, by id. */
export type Settings = ReadonlyMap<string, Setting>

/** Other settings for some KEPs. */
export interface Override {
  /** Globs: a KEP's path or a finding's file matches one. Empty: all. */
  readonly paths: readonly string[]
  /** Names of states: the KEP is in one. Empty: all. */
  readonly states: readonly string[]
  readonly rules: Settings
}

/** Findings that a repository has decided to live with. */
export interface Exemption {
  readonly rule: string
  /** A KEP's path, a file's, or a glob over them. */
  readonly path: string
  readonly reason: string
  /** The last day on which it holds, `YYYY-MM-DD`; null: for good. */
  readonly until: string | null
  /** Where it is in the configuration. */
  readonly at: Place
}

/** A configuration, read. What it does not say is null or empty. */
export interface Config {
  /** The file it was read from. */
  readonly path: string | null
  /** `auto`, or names of profiles and paths of profile files in the order in which they claim KEPs; null for none. */
  readonly profile: readonly string[] | null
  readonly paths: readonly string[] | null
  readonly repository: string | null
  /** The file that names the known SIGs. */
  readonly roster: string | null
  readonly rules: Settings
  readonly overrides: readonly Override[]
  readonly exemptions: readonly Exemption[]
  /** The file that holds the baseline. */
  readonly baseline: string | null
  /** Where a key's value is in the file, or what is at a pointer in it; null where there is no such thing. */
  readonly placeOf: (key: ConfigKey | 'rules' | 'overrides', ...pointer: Pointer) => Place | null
}

/** The keys whose values name something outside the file, so that only its reader can tell whether it is there. */
export type ConfigKey = 'profile' | 'paths' | 'repository' | 'roster' | 'baseline'

/** Where there is no configuration. */
export const noConfig: Config = {
  path: null,
  profile: null,
  paths: null,
  repository: null,
  roster: null,
  rules: new Map(),
  overrides: [],
  exemptions: [],
  baseline: null,
  placeOf: () => null,
}

/** The findings that a repository had when it wrote its baseline, by KEP (`.` for those of none). */
export interface Baseline {
  /** The file it was read from. */
  readonly path: string
  readonly keps: readonly BaselineKep[]
}

export interface BaselineKep {
  readonly path: string
  /** What the KEP's state and stage were; its entries lapse when either moves forward. */
  readonly state: string | null
  readonly stage: string | null
  readonly entries: readonly BaselineEntry[]
}

export interface BaselineEntry {
  readonly rule: string
  readonly fingerprint: string
  /** Finds where it is in the baseline file. */
  readonly place: () => Place
}

/** What came of exemptions and the baseline: what the rules about them look at. */
export interface Outcome {
  /** Exemptions that took nothing away. */
  readonly idle: readonly Exemption[]
  /** Exemptions whose last day is over. */
  readonly lapsed: readonly Exemption[]
  /** Entries of the baseline whose finding is gone, with the KEP they are under. */
  readonly gone: readonly { readonly kep: string; readonly entry: BaselineEntry }[]
}
