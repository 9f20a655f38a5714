import { defineRule } from './rule.js'

/** In KEP-1a a number is given when a KEP becomes implementable; before, its uuid names it. */
export default defineRule({
  id: 'number-unassigned',
  since: '1.0',
  summary: 'A KEP has no number before its state gives one',
  severity: 'warning',
  *check(kep) {
    if (kep.state === null || kep.state.numbered || !kep.text('number') || kep.number === 0) return
    const name = `${kep.keyName('number')} ${kep.text('number')}`
    yield {
      at: kep.place('number'),
      message: `${name} is set, but ${kep.keyName('state')} ${kep.state.name} has no number yet; remove it`,
      subject: name,
    }
  },
})
