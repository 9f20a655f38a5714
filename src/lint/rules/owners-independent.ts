import { folded, isExample, isNobody } from '../facts/handles.js'
import { lessWhenPast } from '../facts/past.js'
import { type PeopleField, peopleOf } from '../facts/people.js'
import { listed, shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

const judges = ['reviewers', 'approvers'] as const satisfies readonly PeopleField[]

/** An author among others is normal; where only authors review, nobody else has read the KEP. */
export default defineRule({
  id: 'owners-independent',
  since: '1.0',
  summary: "Not every reviewer, and not every approver, is one of the KEP's authors",
  severity: 'warning',
  *check(kep) {
    if (kep.state?.standing === 'record') return
    const authors = new Set(peopleOf(kep, 'authors').entries.map(({ text }) => folded(text)))
    for (const field of judges) {
      const { entries, complete } = peopleOf(kep, field)
      const people = entries.filter(({ text }) => !isNobody(text) && !isExample(text))
      const [first] = people
      if (!complete || !first || !people.every(({ text }) => authors.has(folded(text)))) continue
      const names = listed([...new Set(people.map(({ text }) => shown(text.trim())))])
      yield {
        at: first.at,
        ...lessWhenPast(kep, ['authors', field]),
        message: `${kep.keyName(field)} names only ${names}, also in ${kep.keyName('authors')}; name somebody else too`,
        related: [{ at: kep.keyPlace('authors'), message: `${kep.keyName('authors')} is here` }],
      }
    }
  },
})
