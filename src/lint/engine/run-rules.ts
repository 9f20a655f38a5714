import type { Catalogue } from '../model/catalogue.js'
import type { Comparison } from '../model/change.js'
import type { Problem } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { Needs, Rule } from '../rules/rule.js'
import { pathOf, upwards } from '../text/paths.js'
import { withRepairNote } from '../text/repair-note.js'
import { RuleError } from './rule-error.js'

/** What a rule yielded, and the path of the KEP that it is of; null where it is of none. */
export interface OwnedProblem {
  readonly rule: Rule
  readonly problem: Problem
  readonly kep: string | null
}

/**
 * What a rule says of a tree: of its KEPs, and, where `ofTree`, of what belongs to none. `isReported` tells which
 * paths matter.
 */
export function* problemsOf(
  rule: Rule,
  catalogue: Catalogue,
  isReported: (path: string) => boolean,
  ofTree = true,
): Generator<OwnedProblem> {
  for (const kep of rule.check ? catalogue.keps.all : []) {
    if (!isReported(kep.path)) continue
    yield* problemsIn(rule, kep, catalogue)
  }
  for (const problem of ofTree ? yielded(rule, null, () => rule.checkTree?.(catalogue)) : []) {
    const places = [problem.at, ...(problem.related ?? []).map((related) => related.at)]
    if (!places.some(({ path }) => isReported(ownerOf(path, catalogue) ?? path))) continue
    yield { rule, problem, kep: ownerOf(problem.at.path, catalogue) }
  }
}

/** What a rule says of one KEP. */
export function* problemsIn(rule: Rule, kep: Kep, catalogue: Catalogue): Generator<OwnedProblem> {
  const { path } = kep
  for (const problem of yielded(rule, path, () => rule.check?.(kep, catalogue))) {
    yield { rule, problem: kep.metadata.isRepaired === true ? noted(problem, kep) : problem, kep: path }
  }
}

/**
 * A problem of metadata that is read as if its YAML was fixed. Fixes are of texts as they are, so the YAML's own come
 * first.
 */
function noted(problem: Problem, { metadata }: Kep): Problem {
  const isOwn = metadata.problems.some(({ message }) => message === problem.message)
  if (isOwn || problem.at.path !== metadata.path) return problem
  const { fixes: _fixes, suggestion: _suggestion, ...rest } = problem
  return { ...rest, message: withRepairNote(problem.message) }
}

/** What a rule says of what became of a tree. `needed` has at least what the rule declares. */
export function* problemsOfChange(
  rule: Rule,
  comparison: Comparison,
  needed: Needs,
  isReported: (path: string) => boolean,
): Generator<OwnedProblem> {
  const { base, changes, head } = comparison
  for (const change of rule.checkChange ? changes : []) {
    const kep = pathOf(change)
    if (!isReported(kep)) continue
    for (const problem of yielded(rule, kep, () => rule.checkChange?.(change, comparison, needed)))
      yield { rule, problem, kep }
  }
  for (const problem of yielded(rule, null, () => rule.checkComparison?.(comparison, needed))) {
    const { path } = problem.at
    const kep = ownerOf(path, head) ?? ownerOf(path, base)
    if (isReported(kep ?? path)) yield { rule, problem, kep }
  }
}

/** All that a rule yields; what it throws becomes a `RuleError` with its name. */
export function yielded(
  rule: Rule,
  kep: string | null,
  check: () => Iterable<Problem> | undefined,
): readonly Problem[] {
  try {
    return [...(check() ?? [])]
  } catch (cause) {
    throw new RuleError(rule.id, kep, cause)
  }
}

/** The KEP that a file belongs to: the nearest one that holds it. */
function ownerOf(path: string, catalogue: Catalogue): string | null {
  for (const directory of upwards(path)) {
    if (catalogue.keps.byPath.has(directory)) return directory
  }
  return null
}
