import type { Finding } from '../model/finding.js'
import { bySeverity, type Severity, severities, type Tally } from '../model/severity.js'
import { byUnits } from '../text/paths.js'

/** How often a rule found something of one severity. */
export interface RuleTally {
  readonly rule: string
  readonly severity: Severity
  readonly count: number
}

/** Counts findings by rule and severity: the most severe first, then the most frequent, then by name. */
export function tallyByRule(findings: Iterable<Finding>): readonly RuleTally[] {
  const rules = new Map<string, Record<Severity, number>>()
  for (const { rule, severity } of findings) {
    const counts = rules.get(rule) ?? { error: 0, warning: 0, notice: 0 }
    counts[severity]++
    rules.set(rule, counts)
  }
  return [...rules]
    .flatMap(([rule, counts]) => severities.map((severity) => ({ rule, severity, count: counts[severity] })))
    .filter(({ count }) => count > 0)
    .sort((a, b) => bySeverity(a.severity, b.severity) || b.count - a.count || byUnits(a.rule, b.rule))
}

/** `1 KEP`, `2 KEPs`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `2 errors, 1 warning`: what there is none of is not named; empty where there is nothing. */
export function inWords(counts: Tally): string {
  return severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => plural(counts[severity], severity))
    .join(', ')
}
