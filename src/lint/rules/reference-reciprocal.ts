import { leadTo } from '../facts/references.js'
import type { ReferenceField } from '../model/references.js'
import { defineRule } from './rule.js'

const answers = [
  ['replaces', 'supersededBy'],
  ['supersededBy', 'replaces'],
] as const satisfies readonly (readonly [ReferenceField, ReferenceField])[]

/** Whoever reads the older KEP must learn of the newer one, and the other way round. */
export default defineRule({
  id: 'reference-reciprocal',
  since: '1.0',
  summary: 'Each replaces has a matching superseded_by, and the other way round',
  severity: 'warning',
  *check(kep, { references }) {
    for (const [field, answer] of answers) {
      for (const { item, target } of references.of(kep, field)) {
        if (target.kind !== 'kep' || target.kep === kep || !target.kep.metadata.value) continue
        if (!target.kep.profile.keys[answer] || leadTo(references.of(target.kep, answer), kep)) continue
        const other = target.kep
        yield {
          at: item.at,
          message: `${kep.keyName(field)} names ${other.path}, whose ${other.keyName(answer)} does not name ${kep.path}`,
          subject: `${field} ${other.uuid ?? (other.number || other.path)}`,
          related: [{ at: other.keyPlace(answer), message: `${other.keyName(answer)} belongs here` }],
        }
      }
    }
  },
})
