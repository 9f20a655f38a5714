import { numberOf, titleOf } from '../facts/identity.js'
import type { Kep } from '../model/kep.js'
import { groupBy } from '../text/group-by.js'
import { byUnits, pathOf } from '../text/paths.js'

/** One KEP in two trees; null where a tree does not have it, never in both. */
export type Match = { readonly before: Kep; readonly now: Kep | null } | { readonly before: null; readonly now: Kep }

/** What tells that two KEPs are one, the surest first; null says nothing. */
const marks: readonly ((kep: Kep) => string | null)[] = [uuidOf, numberOf, placeOf, titleOf]

/**
 * Finds each KEP of either tree in the other, also where it was moved; sorted by the path that it has or had. A KEP
 * that is where it was, and has some mark of before, is the same one, whoever took another of its marks.
 */
export function matchKeps(before: readonly Kep[], now: readonly Kep[]): readonly Match[] {
  const found = new Map<Kep, Kep>()
  const lost = new Set(before)
  const fresh = new Set(now)
  const settle = (one: Kep, other: Kep): void => {
    found.set(other, one)
    lost.delete(one)
    fresh.delete(other)
  }
  const byPath = new Map(now.map((kep) => [kep.path, kep]))
  for (const one of before) {
    const other = byPath.get(one.path)
    if (other && [titleOf, numberOf, uuidOf].some((markOf) => isShared(one, other, markOf))) settle(one, other)
  }
  for (const markOf of marks) {
    const news = groupBy(fresh, markOf)
    for (const [mark, ones] of groupBy(lost, markOf)) {
      const [one, another] = ones
      const [other, more] = news.get(mark) ?? []
      if (one && other && !another && !more) settle(one, other)
    }
  }
  const matches: Match[] = [...lost].map((kep) => ({ before: kep, now: null }))
  for (const kep of now) matches.push({ before: found.get(kep) ?? null, now: kep })
  return matches.sort((a, b) => byUnits(pathOf(a), pathOf(b)))
}

function isShared(one: Kep, other: Kep, markOf: (kep: Kep) => string | null): boolean {
  const mark = markOf(one)
  return mark !== null && mark === markOf(other)
}

function uuidOf({ uuid }: Kep): string | null {
  return uuid
}

/** A file that became a directory of its name is where it was. */
function placeOf({ path }: Kep): string {
  return path.replace(/\.md$/i, '')
}
