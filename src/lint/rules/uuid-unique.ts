import { othersOf } from '../facts/identity.js'
import { listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A uuid outlives a KEP's number, title and place; a shared one is nearly always a copied directory. */
export default defineRule({
  id: 'uuid-unique',
  since: '1.0',
  summary: 'No two KEPs share a uuid',
  severity: 'error',
  *check(kep, { keps }) {
    if (kep.uuid === null) return
    const { first, count } = othersOf(kep, keps.byUuid.get(kep.uuid) ?? [])
    if (count === 0) return
    yield {
      at: kep.place('uuid'),
      message: `uuid is also used by ${listed(
        first.map(({ path }) => path),
        'and',
        count,
      )}`,
      subject: kep.uuid,
      related: first.map((other) => ({ at: other.place('uuid'), message: 'the same uuid' })),
    }
  },
})
