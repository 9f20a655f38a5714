/**
 * The others of a group that holds `self` once: the first of them, as many as a finding names, and how many there are.
 * A group of n is thus named in n steps, not in n × n.
 */
export function othersOf<T>(group: readonly T[], self: T): { readonly first: readonly T[]; readonly count: number } {
  const first = group.slice(0, mostNamed + 1).filter((other) => other !== self).slice(0, mostNamed)
  return { first, count: group.length - 1 }
}

/** As many places as a finding names beside its own. */
const mostNamed = 10

/** The items by a key, in their order; those whose key is null are left out. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K | null): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
