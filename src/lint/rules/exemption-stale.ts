import { shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** An exemption that nobody needs hides the next defect of its kind. */
export default defineRule({
  id: 'exemption-stale',
  since: '1.0',
  summary: 'Every exemption matches a finding and has not expired',
  severity: 'warning',
  *checkOutcome({ idle, lapsed }) {
    for (const { rule, path, at } of idle) {
      yield { at, message: `exemption of ${rule} for ${shown(path)} matches no finding; remove it` }
    }
    for (const { rule, path, until, at } of lapsed) {
      const lapse = `exemption of ${rule} for ${shown(path)} expired after ${until ?? ''}`
      const message = `${lapse}; fix the finding or extend it`
      yield { at, message }
    }
  },
})
