/**
 * What a maintainer would have keplint say of a pull request. `red`: the check fails, with errors of `rule` and of no
 * others but `also`. `green`: it does not; where rules are named, they say something all the same.
 */
export const red = (rule, ...also) => ({ red: true, rules: [rule], also })
export const green = (...rules) => ({ red: false, rules, also: [] })

/** Whether a report is what was wanted. */
export function holds(wants, findings) {
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
  const told = wants.red ? errors : findings.map(({ rule }) => rule)
  return (
    wants.rules.every((rule) => told.includes(rule)) &&
    errors.every((rule) => wants.red && [...wants.rules, ...wants.also].includes(rule))
  )
}
