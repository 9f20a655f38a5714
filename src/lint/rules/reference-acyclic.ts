import type { Catalogue } from '../model/catalogue.js'
import type { Kep } from '../model/kep.js'
import type { Reference } from '../model/references.js'
import { byUnits } from '../text/paths.js'
import { defineRule } from './rule.js'

/** From a KEP to what comes after it, with the reference that says so. */
type Successors = Map<Kep, Map<Kep, Reference>>

/** The number of KEPs of a cycle that a message names, and of steps that are related places. */
const mostNamed = 8
const mostSteps = 50

/** Succession has a direction: whoever follows it must get to an end. */
export default defineRule({
  id: 'reference-acyclic',
  since: '1.0',
  summary: 'Supersession has no cycle, and no KEP supersedes itself',
  severity: 'error',
  *checkTree(catalogue) {
    const after = successorsOf(catalogue)
    for (const cycle of cyclesIn(after)) {
      const [kep] = cycle
      const steps = cycle.map((from, i) => after.get(from)?.get(cycle[i + 1] ?? kep))
      const [first, ...others] = steps.filter((step) => step !== undefined)
      if (!first) continue
      const alone = `${kep.path} ${first.field === 'replaces' ? 'replaces' : 'is superseded by'} itself`
      yield {
        at: first.item.at,
        message: cycle.length === 1 ? alone : `supersession is a cycle: ${wayRound(cycle)}`,
        subject: cycle.map((each) => each.uuid ?? (each.number || each.path)).join(' '),
        related: others.slice(0, mostSteps).map(({ item }) => ({ at: item.at, message: 'a step of the cycle' })),
      }
    }
  },
})

/** A cycle by its KEPs, in its order. */
type Cycle = readonly [Kep, ...Kep[]]

function wayRound(cycle: Cycle): string {
  const more = cycle.length - mostNamed
  const paths = cycle.slice(0, more > 1 ? mostNamed - 1 : cycle.length).map(({ path }) => path)
  return [...paths, ...(more > 1 ? [`${more + 1} more`] : []), cycle[0].path].join(' → ')
}

function successorsOf({ keps, references }: Catalogue): Successors {
  const after: Successors = new Map()
  const add = (from: Kep, to: Kep, reference: Reference): void => {
    const known = after.get(from) ?? new Map<Kep, Reference>()
    if (!known.has(to)) known.set(to, reference)
    after.set(from, known)
  }
  for (const kep of keps.all) {
    for (const reference of references.of(kep, 'supersededBy')) {
      if (reference.target.kind === 'kep') add(kep, reference.target.kep, reference)
    }
    for (const reference of references.of(kep, 'replaces')) {
      if (reference.target.kind === 'kep') add(reference.target.kep, kep, reference)
    }
  }
  return after
}

/**
 * Cycles that together hold every KEP that is in one: of each the shortest through its first KEP that is in
 * none before. Where KEPs are so entangled that this would take long, only the first of their cycles.
 */
function* cyclesIn(after: Successors): Generator<Cycle> {
  const groups = entangled(after)
  const groupOf = new Map(groups.flatMap((group) => group.map((kep) => [kep, group] as const)))
  const left = new Map(groups.map((group) => [group, patience * stepsIn(group, after)]))
  const reported = new Set<Kep>()
  for (const kep of [...groupOf.keys()].sort(inOrder)) {
    const group = groupOf.get(kep)
    const steps = group === undefined ? 0 : (left.get(group) ?? 0)
    if (reported.has(kep) || group === undefined || steps <= 0) continue
    const { cycle, taken } = cycleFrom(kep, after, (next) => groupOf.get(next) === group)
    left.set(group, steps - taken)
    if (!cycle) continue
    for (const member of cycle) reported.add(member)
    yield cycle
  }
}

/** How often the references of entangled KEPs are followed before it is enough. */
const patience = 20

function stepsIn(group: readonly Kep[], after: Successors): number {
  return group.reduce((sum, kep) => sum + (after.get(kep)?.size ?? 0), 0)
}

/** What is known of a KEP on the way down: when it was met, and the earliest that can be reached from it. */
interface Visit {
  readonly kep: Kep
  readonly met: number
  least: number
  readonly next: Iterator<Kep>
}

/**
 * The groups of KEPs each of which can be reached from every other of its group, or from itself: Tarjan's strongly
 * connected components, without those that have no cycle. Each reference is followed once.
 */
function entangled(after: Successors): readonly (readonly Kep[])[] {
  const groups: Kep[][] = []
  const visits = new Map<Kep, Visit>()
  const open: Kep[] = []
  const isOpen = new Set<Kep>()
  const enter = (kep: Kep): Visit => {
    const met = visits.size
    const visit = { kep, met, least: met, next: (after.get(kep) ?? new Map<Kep, Reference>()).keys() }
    visits.set(kep, visit)
    open.push(kep)
    isOpen.add(kep)
    return visit
  }
  for (const start of after.keys()) {
    const way = visits.has(start) ? [] : [enter(start)]
    for (let visit = way.at(-1); visit; visit = way.at(-1)) {
      const { done, value } = visit.next.next()
      if (!done) {
        const other = visits.get(value)
        if (!other) way.push(enter(value))
        else if (isOpen.has(value)) visit.least = Math.min(visit.least, other.met)
        continue
      }
      way.pop()
      const above = way.at(-1)
      if (above) above.least = Math.min(above.least, visit.least)
      if (visit.least < visit.met) continue
      const group: Kep[] = []
      for (let kep = open.pop(); kep; kep = open.pop()) {
        isOpen.delete(kep)
        group.push(kep)
        if (kep === visit.kep) break
      }
      if (group.length > 1 || after.get(visit.kep)?.has(visit.kep)) groups.push(group)
    }
  }
  return groups
}

/** By number, which a KEP keeps when it is moved; those without one come last. */
function inOrder(a: Kep, b: Kep): number {
  return (a.number || Infinity) - (b.number || Infinity) || byUnits(a.path, b.path)
}

/** The shortest way from a KEP back to itself, itself first, and how many references were followed to find it. */
function cycleFrom(
  start: Kep,
  after: Successors,
  isNear: (kep: Kep) => boolean,
): { readonly cycle: Cycle | null; readonly taken: number } {
  const from = new Map<Kep, Kep>()
  const queue = [start]
  let taken = 0
  for (const kep of queue) {
    for (const next of after.get(kep)?.keys() ?? []) {
      taken++
      if (next === start) {
        const way: Kep[] = []
        for (let at: Kep | undefined = kep; at && at !== start; at = from.get(at)) way.push(at)
        return { cycle: [start, ...way.reverse()], taken }
      }
      if (from.has(next) || !isNear(next)) continue
      from.set(next, kep)
      queue.push(next)
    }
  }
  return { cycle: null, taken }
}
