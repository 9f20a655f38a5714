import type { NumberFrom, Profile, State } from '../model/profile.js'
import { translated } from '../profiles/moves.js'
import { learnKeys, learnNames, learnShapes } from './keys.js'
import { learnNumberFrom, learnPrefix } from './numbers.js'
import { learnPeople, learnRequired } from './requirements.js'
import { learnSections } from './sections.js'
import { learnStates } from './states.js'
import { thresholds } from './thresholds.js'
import { type Counts, countsOf, type Group } from './witnesses.js'

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
  const widened = widen(group, counts)
  const { profile, learned } = group.isMarked ? widened : relax(group, widened, counts)
  return learned.length === 0 ? { profile: base, learned } : { profile, learned }
}

/** What the group has beside the format: names, shapes, keys and states. */
function widen(group: Group, counts: Counts): Dialect {
  const { profile: base } = group
  const names = learnNames(base, counts)
  const named: Profile = { ...base, keys: names.part, baseFormat: base.baseFormat ?? base }
  const shapes = learnShapes(named, group)
  const states = learnStates({ ...group, profile: named }, counts)
  const extra = learnKeys(named, counts)
  return {
    profile: {
      ...inStates(named, states.part),
      keys: shapes.part,
      extraKeys: [...base.extraKeys, ...extra.part],
    },
    learned: [...names.said, ...shapes.said, ...extra.said, ...states.said],
  }
}

/** The format with these states, and all that it says of its own ones said of those that are like them. */
function inStates(profile: Profile, states: readonly State[]): Profile {
  if (states === profile.states) return profile
  const { approvals, current, people, sections } = profile
  const owing = <Owed extends { readonly states: readonly string[] }>(owed: Owed): Owed => ({
    ...owed,
    states: translated(owed.states, states),
  })
  return {
    ...profile,
    states,
    sections: { ...sections, kinds: sections.kinds.map(owing) },
    people: people.map(owing),
    approvals: approvals && owing(approvals),
    current: current && { ...current, withoutMilestones: translated(current.withoutMilestones, states) },
  }
}

/** A number that is read from names, or nowhere, has no key: what was its key is known, and means nothing. */
function withoutNumber(profile: Profile, numberFrom: NumberFrom): Profile {
  const { number, ...keys } = profile.keys
  if (number === undefined || numberFrom === profile.numberFrom) return profile
  return { ...profile, keys, extraKeys: [...profile.extraKeys, number.name, ...number.aliases] }
}

/** What the format asks for and the group does without. */
function relax(group: Group, { profile, learned }: Dialect, counts: Counts): Dialect {
  const prefix = learnPrefix(group)
  const numbers = learnNumberFrom(group, { ...profile, prefix: prefix.part }, counts)
  const people = learnPeople(profile, counts)
  const required = learnRequired(profile, counts, people.said.length > 0)
  const sections = learnSections(group, profile)
  return {
    profile: {
      ...withoutNumber(profile, numbers.part),
      ...required.part,
      // Another project has releases of its own.
      releases: {},
      numberFrom: numbers.part,
      prefix: prefix.part,
      sections: sections.part,
      people: people.part,
    },
    learned: [...numbers.said, ...prefix.said, ...required.said, ...people.said, ...learned, ...sections.said],
  }
}
