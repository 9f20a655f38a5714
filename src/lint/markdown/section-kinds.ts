import type { Profile, SectionKind } from '../model/profile.js'
import { headingName } from './document.js'

interface Names {
  readonly byName: ReadonlyMap<string, SectionKind>
  /** The letters that names begin with, up to the first that is none. */
  readonly words: ReadonlySet<string>
  /** What headings were found to mean: KEPs repeat their template's. */
  readonly met: Map<string, readonly SectionKind[]>
}

const namesOf = new WeakMap<Profile, Names>()

/** The kinds of section that a heading names: `Goals`, `Goals and Non-Goals`, `Proposal for snapshots`. */
export function kindsOf(heading: string, profile: Profile): readonly SectionKind[] {
  const names = namesOf.get(profile) ?? readNames(profile)
  namesOf.set(profile, names)
  // Most headings are of no kind, and their first word shows it: nothing more is read of them.
  const [word] = /^[A-Za-z]+/.exec(heading) ?? []
  const isAlone = heading.length > longestJoint || !/\sand\s|[&/,]/i.test(heading)
  if (word !== undefined && isAlone && !names.words.has(word.toLowerCase())) return []
  const met = names.met.get(heading)
  if (met) return met
  const name = headingName(heading)
  const whole = names.byName.get(name)
  const parts = whole
    ? []
    : name.replace(/\s*(?::|\s[-–—]\s|\s(?:for|of|in)\s).*$/s, '').split(/\s*(?:\sand\s|[&/,])\s*/)
  const kinds = whole ? [whole] : parts.flatMap((part) => names.byName.get(part) ?? [])
  if (names.met.size < 10_000) names.met.set(heading, kinds)
  return kinds
}

/** No heading that names several sections is longer, in UTF-16 units. */
const longestJoint = 100

function readNames(profile: Profile): Names {
  const byName = byNameOf(profile)
  return { byName, words: new Set([...byName.keys()].map((name) => /^[a-z]*/.exec(name)?.[0] ?? '')), met: new Map() }
}

function byNameOf(profile: Profile): ReadonlyMap<string, SectionKind> {
  const kinds = new Map<string, SectionKind>()
  for (const kind of profile.sections.kinds) {
    for (const name of [kind.name, ...kind.aliases]) kinds.set(headingName(name), kind)
  }
  return kinds
}
