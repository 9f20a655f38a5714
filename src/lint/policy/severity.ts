import type { Config, Override, Settings } from '../model/config.js'
import type { Problem } from '../model/finding.js'
import { bySeverity, type Setting } from '../model/severity.js'
import { type Coverage, coverer, patternLists } from './path-matcher.js'

/** The rule that a finding is of. */
interface Ruled {
  readonly id: string
  readonly severity: Setting
}

/** What a finding is decided by, beside its rule. */
export interface Subject {
  readonly problem: Problem
  /** The path and the state of the KEP it belongs to; null where it belongs to none, or has no state. */
  readonly kep: string | null
  readonly state: string | null
  /** Its state or its stage moved forward: no override makes less of its findings. */
  readonly promoted: boolean
}

/**
 * Decides what findings count as, strongest first: the command's `--rule`, the last override that matches,
 * the configuration's `rules`, the problem, the rule.
 */
export function severityDecider(config: Config, strongest: Settings): (rule: Ruled, subject: Subject) => Setting {
  const localOf = overrideFinder(config.overrides)
  return (rule, { problem, kep, state, promoted }) => {
    if (problem.settled && problem.severity) return problem.severity
    const local = localOf(rule.id, problem.at.path, kep, state)
    const general = config.rules.get(rule.id) ?? problem.severity ?? rule.severity
    return strongest.get(rule.id) ?? (local === undefined ? general : promoted ? graver(local, general) : local)
  }
}

/** What the last override that matches says of a rule; undefined where none does. */
type FindOverride = (rule: string, file: string, kep: string | null, state: string | null) => Setting | undefined

function overrideFinder(overrides: readonly Override[]): FindOverride {
  if (overrides.length === 0) return () => undefined
  const lists = patternLists(overrides.map(({ paths }) => paths))
  const cover = coverer(lists.patterns)
  const known = new Map<Coverage, Map<string, Setting | undefined>>()
  const find = (coverage: Coverage, rule: string, state: string | null): Setting | undefined => {
    for (const index of lists.matching(coverage.indices())) {
      const override = overrides[index]
      const setting = override?.rules.get(rule)
      if (setting === undefined) continue
      if (override?.states.length === 0 || (state !== null && override?.states.includes(state))) return setting
    }
    return undefined
  }
  return (rule, file, kep, state) => {
    const coverage = cover(file, kep)
    const answers = known.get(coverage) ?? new Map<string, Setting | undefined>()
    known.set(coverage, answers)
    const key = `${rule}\0${state ?? ''}`
    if (!answers.has(key)) answers.set(key, find(coverage, rule, state))
    return answers.get(key)
  }
}

/** The setting that asks more; what is off says nothing of the other. */
export function graver(a: Setting, b: Setting): Setting {
  if (a === 'off' || b === 'off') return a === 'off' ? b : a
  return bySeverity(a, b) <= 0 ? a : b
}

/** Nothing lets a rule count anywhere: it need not be asked. */
export function isOff({ id, severity }: Ruled, config: Config, strongest: Settings): boolean {
  const setting = strongest.get(id)
  if (setting !== undefined) return setting === 'off'
  return (config.rules.get(id) ?? severity) === 'off' && !config.overrides.some(({ rules }) => rules.has(id))
}
