import type { Kep } from '../model/kep.js'
import type { References } from '../model/references.js'
import { defineRule } from './rule.js'

/** Following superseded_by must end at a KEP that is not rejected or withdrawn. */
export default defineRule({
  id: 'successor-live',
  since: '1.0',
  summary: "A KEP's successor is not rejected or withdrawn",
  severity: 'warning',
  *checkTree({ keps, references }) {
    const ends = new Map<Kep, Kep>()
    for (const kep of keps.all) {
      for (const { item, target } of references.of(kep, 'supersededBy')) {
        if (target.kind !== 'kep' || target.kep === kep) continue
        const end = endOf(target.kep, references, ends)
        const dead = [target.kep, end].find((each) => each.state !== null && !each.state.live)
        if (!dead) continue
        const way = dead === target.kep ? '' : ` leads to ${dead.path}, which`
        yield {
          at: item.at,
          message: `${kep.keyName('supersededBy')} names ${target.kep.path}, which${way} is ${dead.state?.name}`,
          subject: String(target.kep.uuid ?? (target.kep.number || target.kep.path)),
          related: [{ at: dead.place('state'), message: `${dead.keyName('state')} is here` }],
        }
      }
    }
  },
})

/** Where the chain that begins at `start` ends; in a cycle, where it closes. Each KEP is walked once. */
function endOf(start: Kep, references: References, ends: Map<Kep, Kep>): Kep {
  const walked: Kep[] = []
  const seen = new Set<Kep>()
  let at = start
  while (!ends.has(at) && !seen.has(at)) {
    walked.push(at)
    seen.add(at)
    const next = references.of(at, 'supersededBy').find(({ target }) => target.kind === 'kep')
    if (next?.target.kind !== 'kep') break
    at = next.target.kep
  }
  const end = ends.get(at) ?? at
  for (const kep of walked) ends.set(kep, end)
  return end
}
