import type { Config, Exemption, Settings } from '../../model/config.js'
import type { Setting } from '../../model/severity.js'
import { type Coverage, coverer, patternLists } from '../../policy/path-matcher.js'
import { graver } from '../../policy/severity.js'

/** What a configuration makes of a rule in one place, in one state. */
export interface Verdict {
  readonly setting: Setting
  /** The same for a KEP that moves forward, of whose findings no override makes less. */
  readonly promoted: Setting
  /** The index of the override that decides; null: `rules`, or the rule itself. */
  readonly by: number | null
  /** The configuration says so: the rule itself may count its findings as more or less than `setting`. */
  readonly explicit: boolean
  /** The exemptions that cover it today. */
  readonly exemptions: readonly Exemption[]
}

/** What a configuration decides for some places that it does not tell apart. */
export interface Decisions {
  /** The same for places that are decided alike. */
  readonly id: number
  /** How many overrides and exemptions matter. */
  readonly size: number
  readonly of: (rule: string, state: string | null) => Verdict
}

/** A configuration, asked by places. */
export interface Side {
  /** The patterns that tell places apart. */
  readonly patterns: readonly string[]
  readonly at: (file: string, kep: string | null) => Decisions
}

/** Lays out what a configuration decides; `severities` are what rules count as by themselves. */
export function sideOf(config: Config, severities: Settings, today: string): Side {
  const { overrides } = config
  const exemptions = config.exemptions.filter(({ until }) => until === null || until >= today)
  const lists = patternLists(overrides.map(({ paths }) => paths))
  const first = lists.patterns.length
  const patterns = [...lists.patterns, ...exemptions.map(({ path }) => path)]
  const cover = coverer(patterns)
  const known = new Map<Coverage, Decisions>()
  const general = (rule: string): Setting => config.rules.get(rule) ?? severities.get(rule) ?? 'error'

  const decisionsFor = (coverage: Coverage, id: number): Decisions => {
    const indices = [...coverage.indices()]
    const matching = [...lists.matching(indices.filter((index) => index < first))]
    const covering = indices.filter((index) => index >= first).flatMap((index) => exemptions[index - first] ?? [])
    const byState = new Map<string | null, ReadonlyMap<string, number>>()
    const overridesIn = (state: string | null): ReadonlyMap<string, number> => {
      const decided = byState.get(state) ?? new Map<string, number>()
      if (byState.has(state)) return decided
      const last = new Map<string, number>()
      for (const index of matching) {
        const { states = [], rules = new Map<string, Setting>() } = overrides[index] ?? {}
        if (states.length > 0 && (state === null || !states.includes(state))) continue
        for (const rule of rules.keys()) if (!last.has(rule)) last.set(rule, index)
      }
      byState.set(state, last)
      return last
    }
    return {
      id,
      size: indices.length,
      of: (rule, state) => {
        const by = overridesIn(state).get(rule) ?? null
        const local = by === null ? undefined : overrides[by]?.rules.get(rule)
        const setting = local ?? general(rule)
        return {
          setting,
          promoted: graver(setting, general(rule)),
          by,
          explicit: local !== undefined || config.rules.has(rule),
          exemptions: covering.filter((exemption) => exemption.rule === rule),
        }
      },
    }
  }
  return {
    patterns,
    at: (file, kep) => {
      const coverage = cover(file, kep)
      const decisions = known.get(coverage) ?? decisionsFor(coverage, known.size)
      known.set(coverage, decisions)
      return decisions
    },
  }
}

/** How long exemptions hold together: `''` not at all, a day, or `'forever'`. Later ones are greater. */
export function lasting(exemptions: readonly Exemption[]): string {
  return exemptions.reduce((most, { until }) => ((until ?? 'forever') > most ? (until ?? 'forever') : most), '')
}
