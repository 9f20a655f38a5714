import type { Kep } from '../model/kep.js'
import type { Reference } from '../model/references.js'

const targets = new WeakMap<readonly Reference[], ReadonlySet<Kep>>()

/** One of the references, as the catalogue gives them, leads to the KEP. Many may be asked of one list. */
export function leadTo(references: readonly Reference[], kep: Kep): boolean {
  const known =
    targets.get(references) ?? new Set(references.flatMap(({ target }) => (target.kind === 'kep' ? [target.kep] : [])))
  targets.set(references, known)
  return known.has(kep)
}
