import { othersOf } from '../words/identity.js'
import { listed } from '../words/shown.js'
import { defineRule } from './rule.js'

/** A uuid outlives a KEP's number, title and place; a shared one is nearly always a copied directory. */
export default defineRule({
  id: 'uuid-unique',
  summary: 'No two KEPs share a uuid',
  severity: 'error',
  *check(kep, { byUuid }) {
    if (kep.uuid === null) return
    const others = othersOf(kep, byUuid.get(kep.uuid) ?? [])
    if (others.length === 0) return
    yield {
      at: kep.place('uuid'),
      message: `uuid is also that of ${listed(others.map((other) => other.path))}`,
      subject: kep.uuid,
      related: others.slice(0, 10).map((other) => ({ at: other.place('uuid'), message: 'the same uuid' })),
    }
  },
})
