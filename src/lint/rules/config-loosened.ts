import { topOf } from '../model/place.js'
import { defineRule } from './rule.js'

/** Reviewers of a change should see where it loosens the checks. */
export default defineRule({
  id: 'config-loosened',
  since: '1.0',
  summary: 'The change does not loosen the configuration of keplint',
  severity: 'notice',
  decidedBy: 'base',
  needs: ['loosenings'],
  *checkComparison(_, { loosenings }) {
    for (const { at, message } of loosenings) yield { at: at ?? topOf('.keplint.yml'), message }
  },
})
