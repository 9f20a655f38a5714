/** How severe a finding is, most severe first. */
export const severities = ['error', 'warning', 'notice'] as const
export type Severity = (typeof severities)[number]

/** Whether it is the name of a severity. */
export function isSeverity(value: unknown): value is Severity {
  return severities.some((severity) => severity === value)
}

/** What a configuration may say of a rule. */
export type Setting = Severity | 'off'

/** What has a severity, as a finding has. */
interface Weighed {
  readonly severity: Severity
}

/** Orders severities, the most severe first. */
export function bySeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b)
}

/** Whether one of the findings is at least as severe as the least severity that fails a run. */
export function fails(findings: readonly Weighed[], failOn: Severity | 'never'): boolean {
  return failOn !== 'never' && findings.some(({ severity }) => bySeverity(severity, failOn) <= 0)
}

/** How many findings there are of each severity. */
export type Tally = Readonly<Record<Severity, number>>

/** Counts findings by severity. */
export function tally(findings: Iterable<Weighed>): Tally {
  const counts = { error: 0, warning: 0, notice: 0 } satisfies Record<Severity, number>
  for (const { severity } of findings) counts[severity]++
  return counts
}

/** How much a setting weighs: 0 for what is off or fine, then more the more severe it is. */
export function rankOf(setting: Setting | null): number {
  return setting === null || setting === 'off' ? 0 : severities.length - severities.indexOf(setting)
}

const names = { off: 'off', notice: 'a notice', warning: 'a warning', error: 'an error' } as const

/** A setting as a sentence calls it; null is fine. */
export function severityName(setting: Setting | null): string {
  return setting === null ? 'fine' : names[setting]
}
