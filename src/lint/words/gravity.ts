import { severities, type Severity } from '../model/finding.js'

/** Orders severities, the gravest first. */
export function byGravity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b)
}
