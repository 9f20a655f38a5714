import { isExample, isNobody } from '../facts/handles.js'
import { lessWhenPast } from '../facts/past.js'
import { peopleOf } from '../facts/people.js'
import type { OwedPeople } from '../model/profile.js'
import { listed, shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** What one person of a field is called. */
const roles: Readonly<Record<OwedPeople['field'], string>> = {
  authors: 'an author',
  reviewers: 'a reviewer',
  approvers: 'an approver',
}

/** When work may begin, a reviewer and an approver must be named. */
export default defineRule({
  id: 'owners-assigned',
  since: '1.0',
  summary: 'A KEP that may be implemented names a reviewer and an approver',
  severity: 'error',
  *check(kep) {
    const { state } = kep
    if (state === null) return
    for (const { field, states, severity } of kep.profile.people) {
      if (!states.includes(state.name)) continue
      const { entries, complete } = peopleOf(kep, field)
      if (!complete || entries.some(({ text }) => !isNobody(text) && !isExample(text))) continue
      const [first] = entries
      const names = listed([...new Set(entries.map(({ text }) => shown(text.trim())))])
      const lack = first ? `names nobody but ${names}` : kep.has(field) ? 'is empty' : 'is missing'
      yield {
        at: first?.at ?? kep.keyPlace(field),
        severity,
        ...(severity === 'warning' ? lessWhenPast(kep, [field]) : {}),
        message: `${kep.keyName(field)} ${lack}; ${state.name} requires ${roles[field]}`,
        subject: field,
        needs: roles[field],
      }
    }
  },
})
