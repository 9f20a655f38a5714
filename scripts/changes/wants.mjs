/** @typedef {import('#lib/lint/model/severity.js').Severity} Severity */

/**
 * What is asked of a report, and what is looked at in it.
 *
 * @typedef {{ readonly red: boolean, readonly rules: readonly string[], readonly also: readonly string[] }} Wants
 * @typedef {{ readonly severity: Severity, readonly rule: string, readonly message: string, readonly path?: string, readonly line?: number, readonly kep?: string | null, readonly suggestion?: string }} Finding
 */

/**
 * What a maintainer would have keplint say of a pull request. `red`: the check fails, with errors of `rule` and of no
 * others but `also`. `green`: it does not; where rules are named, they say something all the same.
 *
 * @type {(rule: string, ...also: readonly string[]) => Wants}
 */
export const red = (rule, ...also) => ({ red: true, rules: [rule], also })
/** @type {(...rules: readonly string[]) => Wants} */
export const green = (...rules) => ({ red: false, rules, also: [] })

/**
 * Whether a report is what was wanted.
 *
 * @param {Wants} wants
 * @param {readonly Finding[]} findings
 */
export function holds(wants, findings) {
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
  const told = wants.red ? errors : findings.map(({ rule }) => rule)
  return (
    wants.rules.every((rule) => told.includes(rule)) &&
    errors.every((rule) => wants.red && [...wants.rules, ...wants.also].includes(rule))
  )
}
