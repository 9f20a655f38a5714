import { leadingNumber } from '../facts/identity.js'
import type { NumberFrom, Profile } from '../model/profile.js'
import { nameOf } from '../text/paths.js'
import type { Learned } from './keys.js'
import { thresholds } from './thresholds.js'
import { type Counts, type Group, shareOf } from './witnesses.js'

/** What a first heading opens with, and the number after it: `TEP-0107: Results`. */
const prefixed = /^\W*([A-Za-z]{2,10})[-\s]?#?\d{1,7}\b/

/** The letters before the number of a proposal, as most first headings have them. */
export function learnPrefix({ profile, proposals }: Group): Learned<string> {
  const counts = new Map<string, number>()
  for (const { body } of proposals) {
    const [, prefix] = prefixed.exec(body()?.headings[0]?.text ?? '') ?? []
    if (prefix !== undefined) counts.set(prefix.toUpperCase(), (counts.get(prefix.toUpperCase()) ?? 0) + 1)
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  const isUsual = best !== undefined && best[1] >= thresholds.usual * proposals.length
  if (!isUsual || best[0] === profile.prefix.toUpperCase()) return { part: profile.prefix, said: [] }
  return { part: best[0], said: [`numbers such as ${best[0]}-42`] }
}

/** Where the number is: as the format says where most have its key, else in the names, or nowhere. */
export function learnNumberFrom(group: Group, profile: Profile, counts: Counts): Learned<NumberFrom> {
  const { numberFrom, keys, prefix } = profile
  const key = keys.number
  const names = key ? [key.name, ...key.aliases] : []
  const isInKey = shareOf(counts, names) >= thresholds.usual || names.some((name) => counts.inTemplate.has(name))
  if (numberFrom === 'none' || numberFrom === 'name' || isInKey) return { part: numberFrom, said: [] }
  const numbered = group.proposals.filter(({ path }) => leadingNumber(nameOf(path), prefix) !== null).length
  if (numbered >= thresholds.numberInName * group.proposals.length)
    return { part: 'name', said: ['the number is in the name'] }
  return { part: 'none', said: ['proposals have no number'] }
}
