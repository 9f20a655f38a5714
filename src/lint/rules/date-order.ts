import type { Field } from '../model/fields.js'
import { dayOf, daysFrom } from '../text/dates.js'
import { defineRule } from './rule.js'

const dated = ['created', 'lastUpdated'] as const satisfies readonly Field[]

/** Compared as days: a KEP may be created and updated on one day, and a time zone may be a day ahead. */
export default defineRule({
  id: 'date-order',
  since: '1.0',
  summary: 'A KEP was not updated before it was created, and neither date is in the future',
  severity: 'error',
  *check(kep, { today }) {
    const days = dated.map((field) => ({ field, day: dayOf(kep.text(field) ?? '') }))
    const latest = daysFrom(today, 1)
    for (const { field, day } of days) {
      if (day === null || day <= latest) continue
      const subject = `${kep.keyName(field)} ${day} is in the future`
      yield { at: kep.place(field), message: `${subject}; today is ${today}`, subject }
    }
    const [created, updated] = days
    // A creation date in the future is wrong by itself, and what came before it is not.
    if (!created?.day || !updated?.day || updated.day >= created.day || created.day > latest) return
    yield {
      at: kep.place('lastUpdated'),
      message: `${kep.keyName('lastUpdated')} ${updated.day} is before ${kep.keyName('created')} ${created.day}`,
      related: [{ at: kep.place('created'), message: `${kep.keyName('created')} is here` }],
    }
  },
})
