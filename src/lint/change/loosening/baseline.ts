import type { Baseline, BaselineEntry, BaselineKep } from '../../model/config.js'
import type { Surroundings } from './surroundings.js'

/**
 * The entries that `now` holds and `before` did not; those of a KEP that was moved are counted by rule. An entry of a
 * KEP that is said to be further than it was lapses later, so it is as a new one.
 */
export function baselineLoosening(
  before: Baseline | null,
  now: Baseline | null,
  { moves, movedForward, formats }: Pick<Surroundings, 'moves' | 'movedForward' | 'formats'>,
): readonly BaselineEntry[] {
  const olds = new Map<string, BaselineKep>()
  const stayed = new Set<string>()
  const carried = new Map<string, number>()
  for (const held of before?.keps ?? []) {
    const place = moves.forth(held.path)
    olds.set(held.path, held)
    if (!olds.has(place)) olds.set(place, held)
    for (const { rule, fingerprint } of held.entries) {
      stayed.add(`${held.path}\0${rule}\0${fingerprint}`)
      if (place !== held.path) carried.set(`${place}\0${rule}`, (carried.get(`${place}\0${rule}`) ?? 0) + 1)
    }
  }
  return (now?.keps ?? []).flatMap((held) => {
    const { path, entries } = held
    const old = olds.get(path)
    if (old && formats.some((format) => movedForward(format, old, held))) return entries
    return entries.filter(({ rule, fingerprint }) => {
      if (stayed.has(`${path}\0${rule}\0${fingerprint}`)) return false
      const left = carried.get(`${path}\0${rule}`) ?? 0
      carried.set(`${path}\0${rule}`, left - 1)
      return left <= 0
    })
  })
}
