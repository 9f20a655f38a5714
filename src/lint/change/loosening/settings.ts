import type { Config } from '../../model/config.js'
import type { Loosening } from '../../model/loosening.js'
import { gatherer } from './gather.js'
import { placesToAsk } from './places.js'
import type { Surroundings } from './surroundings.js'
import { sideOf } from './verdicts.js'

/** How many decisions are compared at most. */
const mostDecisions = 500_000

/**
 * What rules count as less, and what exemptions cover more, by what both configurations decide for every path and
 * state that their patterns and states tell apart: one for each rule and each entry that decides.
 */
export function* settingsLoosening(before: Config, now: Config, surroundings: Surroundings): Generator<Loosening> {
  if (isSame(before, now)) return
  const { severities, today } = surroundings
  const [old, current] = [sideOf(before, severities, today), sideOf(now, severities, today)]
  const states = [null, ...new Set([...before.overrides, ...now.overrides].flatMap((override) => override.states))]
  const rules = [
    ...new Set(
      [before, now].flatMap((config) => [
        ...config.rules.keys(),
        ...config.overrides.flatMap((override) => [...override.rules.keys()]),
        ...config.exemptions.map(({ rule }) => rule),
      ]),
    ),
  ].sort()
  const gathered = gatherer(before, now, surroundings)
  const met = new Set<string>()
  let left = mostDecisions
  for (const place of placesToAsk([...old.patterns, ...current.patterns], surroundings)) {
    const { file, forth, back, kep } = place
    const { moves } = surroundings
    const [was, stood] = [old.at(file, kep), old.at(back, kep === null ? null : moves.back(kep))]
    const [is, stands] = [current.at(file, kep), current.at(forth, kep === null ? null : moves.forth(kep))]
    const key = [was, stood, is, stands].map(({ id }) => id).join()
    if (met.has(key)) continue
    met.add(key)
    for (const state of states) {
      for (const rule of rules) {
        const [past, there] = [was.of(rule, state), stood.of(rule, state)]
        gathered.compare(rule, [past, there], [is.of(rule, state), stands.of(rule, state)])
      }
    }
    left -= states.length * (rules.length + was.size + is.size)
    if (left < 0) {
      yield { at: null, message: 'overrides and exemptions are too many to be compared with those of before' }
      return
    }
  }
  yield* gathered.loosenings()
}

/** The two say the same in the same order. */
function isSame(before: Config, now: Config): boolean {
  const [was, is] = [before, now].map(({ rules, overrides, exemptions }) =>
    JSON.stringify([
      [...rules].sort(),
      overrides.map((each) => [each.paths, each.states, [...each.rules].sort()]),
      exemptions.map(({ rule, path, until }) => [rule, path, until]),
    ]),
  )
  return was === is
}
