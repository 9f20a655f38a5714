import { isOpen } from '../facts/handles.js'
import type { Problem } from '../model/finding.js'
import type { Item, Kep } from '../model/kep.js'
import type { Roster } from '../model/people.js'
import { topOf } from '../model/place.js'
import { isNotApplicable } from '../text/nothing-words.js'
import { inQuotesOf, shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A group that nobody knows reviews nothing, and a list sorted by groups loses the KEP. */
export default defineRule({
  id: 'sig-known',
  since: '1.0',
  summary: 'The SIGs that own a KEP and take part in it exist, or existed once',
  severity: 'error',
  *checkTree({ people }) {
    const { unusable } = people.roster
    if (unusable === null) return
    const at = topOf(unusable)
    yield { at, severity: 'notice', message: `${unusable} names no group; the groups of Kubernetes are used instead` }
  },
  *check(kep, { people: { roster } }) {
    for (const item of kep.items('owningSig')) {
      if (isNotApplicable(item.text) || roster.known.has(item.text)) continue
      const problem = unknown(kep, 'owningSig', item, roster)
      const severity = kep.state?.standing === 'open' ? 'warning' : 'error'
      yield isOpen(item.text) ? { ...problem, severity, needs: kep.keyName('owningSig') } : problem
    }
    for (const item of kep.items('participatingSigs')) {
      if (isNotApplicable(item.text) || roster.known.has(item.text) || roster.everybody.has(item.text)) continue
      yield { ...unknown(kep, 'participatingSigs', item, roster), severity: 'warning' }
    }
  },
})

function unknown(
  kep: Kep,
  field: 'owningSig' | 'participatingSigs',
  { text, at }: Item,
  { path, near, everybody }: Roster,
): Problem {
  const where = isOpen(text) ? 'which names no group' : path === null ? 'no group of Kubernetes' : `not in ${path}`
  const meant = near(text)
  const message = `${kep.keyName(field)} ${field === 'owningSig' ? 'is' : 'has'} ${shown(text)}, ${where}`
  const judged = { at, subject: `${field} ${text}`, ...(path === null ? {} : { basis: path }) }
  if (meant === null || (field === 'owningSig' && everybody.has(meant))) return { ...judged, message }
  return { ...judged, message: `${message}; did you mean ${meant}?`, suggestion: inQuotesOf(at, text, meant) }
}
