import type { Profile } from '../model/profile.js'
import { learnKeys, learnNames, learnRequired, learnShapes } from './keys.js'
import { learnNumberFrom, learnPrefix } from './numbers.js'
import { learnSections } from './sections.js'
import { learnStates } from './states.js'
import { thresholds } from './thresholds.js'
import { countsOf, type Group, shareOf } from './witnesses.js'

/** How a group of proposals differs from the built-in format that is nearest to it. */
export interface Dialect {
  /** The format as the group has it; itself where it does not differ. */
  readonly profile: Profile
  /** A phrase for each difference: `state proposed, like provisional`. */
  readonly learned: readonly string[]
}

/** Learns the dialect of a group from its proposals and its templates. It does not depend on their order. */
export function learn(group: Group): Dialect {
  const { profile: base } = group
  const counts = countsOf(group)
  if (counts.proposals < thresholds.leastProposals) return { profile: base, learned: [] }
  const names = learnNames(base, counts)
  const named: Profile = { ...base, keys: names.part, baseFormat: base.baseFormat ?? base }
  const shapes = learnShapes(named, group)
  const states = learnStates({ ...group, profile: named }, counts)
  const prefix = learnPrefix(group)
  const numbers = learnNumberFrom(group, { ...named, prefix: prefix.part }, counts)
  const required = learnRequired(named, counts)
  const extra = learnKeys(named, counts)
  const stated: Profile = { ...named, keys: shapes.part, states: states.part }
  const sections = learnSections(group, stated)
  const people = base.people.filter(({ field }) => {
    const key = named.keys[field]
    const spellings = key ? [key.name, ...key.aliases] : []
    const least = counts.hasTemplate ? thresholds.required : thresholds.usual
    return shareOf(counts, spellings) >= least || spellings.some((name) => counts.inTemplate.has(name))
  })
  const free = base.people.filter((each) => !people.includes(each)).map(({ field }) => named.keys[field]?.name ?? field)
  const learned = [
    ...names.said,
    ...shapes.said,
    ...numbers.said,
    ...prefix.said,
    ...required.said,
    ...extra.said,
    ...states.said,
    ...sections.said,
    ...(free.length === 0 ? [] : [`no state requires ${free.join(' or ')}`]),
  ]
  if (learned.length === 0) return { profile: base, learned }
  return {
    learned,
    profile: {
      ...stated,
      extraKeys: [...base.extraKeys, ...extra.part],
      required: required.part.required,
      expected: required.part.expected,
      requiredWithSigs: required.part.requiredWithSigs,
      numberFrom: numbers.part,
      prefix: prefix.part,
      sections: sections.part,
      people,
    },
  }
}
