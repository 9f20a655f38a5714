import type { Rule } from '../../src/lint/rules/rule.js'
import { version } from '../../src/version.js'

/** The rule is newer than the last major version: it starts as a notice, and the examples need not show it yet. */
export function isNew({ since }: Rule): boolean {
  const [current = 0] = version.split('.').map(Number)
  const [major = 0, minor = 0] = since.split('.').map(Number)
  return major > current || (major === current && minor > 0)
}
