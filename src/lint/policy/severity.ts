import type { Config, Settings } from '../model/config.js'
import type { Problem, Setting, Severity } from '../model/finding.js'
import { pathMatcher } from './globs.js'

/** The rule that a finding is of. */
interface Ruled {
  readonly id: string
  readonly severity: Severity
}

/** What a finding is decided by, beside its rule. */
export interface Subject {
  readonly problem: Problem
  /** The path and the state of the KEP it belongs to; null where it belongs to none, or has no state. */
  readonly kep: string | null
  readonly state: string | null
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
  return (rule, { problem, kep, state }) => {
    const override = overrides.find(
      ({ matches, states, rules }) =>
        rules.has(rule.id) &&
        (states.length === 0 || (state !== null && states.includes(state))) &&
        (kep === null ? matches(problem.at.path) : matches(problem.at.path, kep)),
    )
    return (
      strongest.get(rule.id) ??
      override?.rules.get(rule.id) ??
      config.rules.get(rule.id) ??
      problem.severity ??
      rule.severity
    )
  }
}

/** Nothing lets a rule count anywhere: it need not be asked. */
export function isOff(rule: string, config: Config, strongest: Settings): boolean {
  const setting = strongest.get(rule)
  if (setting !== undefined) return setting === 'off'
  return config.rules.get(rule) === 'off' && !config.overrides.some(({ rules }) => rules.has(rule))
}
