import { shown } from '../words/shown.js'
import { defineRule } from './rule.js'

/** An exemption that nobody needs hides the next defect of its kind. */
export default defineRule({
  id: 'exemption-stale',
  summary: 'Every exemption matches something and has not lapsed',
  severity: 'warning',
  *checkOutcome({ idle, lapsed }) {
    for (const { rule, path, at } of idle) {
      yield { at, message: `exemption of ${rule} for ${shown(path)} matches no finding; take it out` }
    }
    for (const { rule, path, until, at } of lapsed) {
      const message = `exemption of ${rule} for ${shown(path)} lapsed after ${until ?? ''}; mend the finding or renew it`
      yield { at, message }
    }
  },
})
