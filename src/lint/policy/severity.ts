import type { Config, Settings } from '../model/config.js'
import type { Problem, Setting } from '../model/finding.js'
import { byGravity } from '../words/gravity.js'
import { pathMatcher } from './globs.js'

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
  const overrides = config.overrides.toReversed().map(({ paths, states, rules }) => {
    const matches = paths.length === 0 ? () => true : pathMatcher(paths)
    return { matches, states, rules }
  })
  return (rule, { problem, kep, state, promoted }) => {
    if (problem.settled && problem.severity) return problem.severity
    const override = overrides.find(
      ({ matches, states, rules }) =>
        rules.has(rule.id) &&
        (states.length === 0 || (state !== null && states.includes(state))) &&
        (kep === null ? matches(problem.at.path) : matches(problem.at.path, kep)),
    )
    const local = override?.rules.get(rule.id)
    const general = config.rules.get(rule.id) ?? problem.severity ?? rule.severity
    return strongest.get(rule.id) ?? (local === undefined ? general : promoted ? graver(local, general) : local)
  }
}

function graver(a: Setting, b: Setting): Setting {
  if (a === 'off' || b === 'off') return a === 'off' ? b : a
  return byGravity(a, b) <= 0 ? a : b
}

/** Nothing lets a rule count anywhere: it need not be asked. */
export function isOff({ id, severity }: Ruled, config: Config, strongest: Settings): boolean {
  const setting = strongest.get(id)
  if (setting !== undefined) return setting === 'off'
  return (config.rules.get(id) ?? severity) === 'off' && !config.overrides.some(({ rules }) => rules.has(id))
}
