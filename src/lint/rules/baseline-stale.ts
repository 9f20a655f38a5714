import { defineRule } from './rule.js'

/** Without this, a fixed finding that stays in the baseline could come back unseen. */
export default defineRule({
  id: 'baseline-stale',
  since: '1.0',
  summary: 'Every entry of the baseline still matches a finding',
  severity: 'warning',
  *checkOutcome({ gone }) {
    for (const { kep, entry } of gone) {
      const of = kep === '.' ? '' : ` of ${kep}`
      yield {
        at: entry.place(),
        message: `${entry.rule}${of} is no longer found; run keplint baseline to drop the entry`,
      }
    }
  },
})
