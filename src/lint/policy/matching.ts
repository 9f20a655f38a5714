import type { Kep } from '../model/kep.js'
import { groupBy } from '../words/groups.js'
import { byUnits } from '../words/paths.js'

/** One KEP in two trees; null where a tree does not have it, never in both. */
export type Match =
  | { readonly before: Kep; readonly now: Kep | null }
  | { readonly before: null; readonly now: Kep }

/** What tells that two KEPs are one, the surest first; null says nothing. */
const marks: readonly ((kep: Kep) => string | null)[] = [
  (kep) => kep.uuid,
  (kep) => numberOf(kep),
  (kep) => kep.path.replace(/\.md$/i, ''),
  (kep) => kep.text('title')?.replace(/\s+/g, ' ').toLowerCase() ?? null,
]

/** Finds each KEP of either tree in the other, also where it was moved; sorted by the path that it has or had. */
export function matchKeps(before: readonly Kep[], now: readonly Kep[]): readonly Match[] {
  const found = new Map<Kep, Kep>()
  const [lost, fresh] = [new Set(before), new Set(now)]
  const settle = (one: Kep, other: Kep): void => {
    found.set(other, one)
    lost.delete(one)
    fresh.delete(other)
  }
  const [paths, newPaths] = [before, now].map((keps) => new Set(keps.map(({ path }) => path)))
  // Two KEPs that both stayed where they were have swapped their marks, not their places.
  const stayed = (one: Kep, other: Kep): boolean =>
    one.path !== other.path && newPaths?.has(one.path) === true && paths?.has(other.path) === true
  for (const markOf of marks) {
    const [olds, news] = [lost, fresh].map((keps) => groupBy(keps, markOf))
    for (const [mark, ones] of olds ?? []) {
      const others = news?.get(mark) ?? []
      const byPath = new Map(others.map((other) => [other.path, other]))
      for (const one of ones) {
        const other = byPath.get(one.path)
        if (other) settle(one, other)
      }
      const [one, another] = ones.filter((each) => lost.has(each))
      const [other, more] = others.filter((each) => fresh.has(each))
      if (one && other && !another && !more && !stayed(one, other)) settle(one, other)
    }
  }
  const matches: Match[] = [...lost].map((kep) => ({ before: kep, now: null }))
  for (const kep of now) matches.push({ before: found.get(kep) ?? null, now: kep })
  return matches.sort((a, b) => byUnits(pathOf(a), pathOf(b)))
}

/** Where a KEP stands, or stood. */
export function pathOf({ before, now }: { readonly before: Kep | null; readonly now: Kep | null }): string {
  return now?.path ?? before?.path ?? ''
}

/** Metadata that cannot be read has no number, and the name still does. */
function numberOf(kep: Kep): string | null {
  const number = kep.number ?? (kep.nameNumber === null ? null : Number(kep.nameNumber))
  return number === null || number === 0 ? null : String(number)
}
