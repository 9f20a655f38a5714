import { topOf } from '../words/places.js'
import { defineRule } from './rule.js'

/** Who reviews a change should see what it takes back of the checks that look at it. */
export default defineRule({
  id: 'config-loosened',
  summary: 'The change does not loosen the configuration of keplint',
  severity: 'notice',
  settledBy: 'base',
  *checkComparison({ loosenings }) {
    for (const { at, message } of loosenings()) yield { at: at ?? topOf('.keplint.yml'), message }
  },
})
