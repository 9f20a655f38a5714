import { severities, type Setting, type Severity } from '../model/finding.js'

/** Orders severities, the gravest first. */
export function byGravity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b)
}

/** How much a setting weighs: 0 for what is off or fine, then more the graver it is. */
export function weightOf(setting: Setting | null): number {
  return setting === null || setting === 'off' ? 0 : severities.length - severities.indexOf(setting)
}

const names = { off: 'off', notice: 'a notice', warning: 'a warning', error: 'an error' } as const

/** A setting as a sentence calls it; null is fine. */
export function gravityName(setting: Setting | null): string {
  return setting === null ? 'fine' : names[setting]
}
