import { rules } from '../lint/lint.js'
import { rulePage } from '../lint/reporters/rule-page.js'

/** Lists all rules, a line each. */
export function rulesAsText(): string {
  const widest = rules.reduce((most, { id }) => Math.max(most, id.length), 0)
  return rules.map((rule) => `${rule.id.padEnd(widest)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`).join('')
}

/** Lists all rules as JSON. */
export function rulesAsJson(): string {
  const list = rules.map(({ id, severity, summary }) => ({ id, severity, summary, url: rulePage(id) }))
  return `${JSON.stringify(list, null, 2)}\n`
}
