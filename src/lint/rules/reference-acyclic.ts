import type { Catalogue, Reference } from '../model/catalogue.js'
import type { Kep } from '../model/kep.js'
import { byUnits } from '../words/paths.js'
import { defineRule } from './rule.js'

/** From a KEP to what comes after it, with the reference that says so. */
type Successors = Map<Kep, Map<Kep, Reference>>

/** Succession has a direction: whoever follows it must get to an end. */
export default defineRule({
  id: 'reference-acyclic',
  summary: 'Supersession has no cycle, and no KEP supersedes itself',
  severity: 'error',
  *checkTree(catalogue) {
    const after = successorsOf(catalogue)
    const told = new Set<Kep>()
    for (const kep of inCycles(after)) {
      if (told.has(kep)) continue
      const cycle = cycleFrom(kep, after)
      if (!cycle) continue
      for (const member of cycle) told.add(member)
      const steps = cycle.map((from, i) => after.get(from)?.get(cycle[i + 1] ?? kep))
      const [first, ...others] = steps.filter((step) => step !== undefined)
      if (!first) continue
      const alone = `${kep.path} ${first.field === 'replaces' ? 'replaces' : 'is superseded by'} itself`
      const way = [...cycle, kep].map((each) => each.path).join(' → ')
      yield {
        at: first.item.at,
        message: cycle.length === 1 ? alone : `supersession goes round: ${way}`,
        subject: cycle.map((each) => each.uuid ?? (each.number || each.path)).join(' '),
        related: others.map(({ item }) => ({ at: item.at, message: 'a step of the cycle' })),
      }
    }
  },
})

function successorsOf({ keps, references }: Catalogue): Successors {
  const after: Successors = new Map()
  const add = (from: Kep, to: Kep, reference: Reference): void => {
    const known = after.get(from) ?? new Map<Kep, Reference>()
    if (!known.has(to)) known.set(to, reference)
    after.set(from, known)
  }
  for (const kep of keps) {
    for (const reference of references(kep, 'supersededBy')) {
      if (reference.target.kind === 'kep') add(kep, reference.target.kep, reference)
    }
    for (const reference of references(kep, 'replaces')) {
      if (reference.target.kind === 'kep') add(reference.target.kep, kep, reference)
    }
  }
  return after
}

/** The KEPs that are left when those without a successor are taken away again and again, in order. */
function inCycles(after: Successors): readonly Kep[] {
  const before = new Map<Kep, Kep[]>()
  const open = new Map<Kep, number>()
  for (const [from, to] of after) {
    open.set(from, to.size)
    for (const kep of to.keys()) {
      const known = before.get(kep)
      if (known) known.push(from)
      else before.set(kep, [from])
    }
  }
  const ends = [...before.keys()].filter((kep) => !open.get(kep))
  for (let end = ends.pop(); end; end = ends.pop()) {
    for (const kep of before.get(end) ?? []) {
      const left = (open.get(kep) ?? 0) - 1
      open.set(kep, left)
      if (left === 0) ends.push(kep)
    }
  }
  return [...open.keys()].filter((kep) => (open.get(kep) ?? 0) > 0).sort(inOrder)
}

/** By number, which a KEP keeps when it is moved; those without one come last. */
function inOrder(a: Kep, b: Kep): number {
  return (a.number || Infinity) - (b.number || Infinity) || byUnits(a.path, b.path)
}

/** The shortest way from a KEP back to itself, itself first; null where there is none. */
function cycleFrom(start: Kep, after: Successors): readonly Kep[] | null {
  const from = new Map<Kep, Kep>()
  const queue = [start]
  for (const kep of queue) {
    for (const next of after.get(kep)?.keys() ?? []) {
      if (next === start) {
        const way = [kep]
        for (let at = from.get(kep); at; at = from.get(at)) way.unshift(at)
        return way
      }
      if (from.has(next)) continue
      from.set(next, kep)
      queue.push(next)
    }
  }
  return null
}
