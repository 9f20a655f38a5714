import type { Draft } from '../fix/draft.js'
import { type LintOptions, lint } from '../lint.js'
import type { Finding } from '../model/finding.js'
import type { Tree } from '../model/tree.js'
import type { Plan } from './outcome.js'

/** What is found in the tree that a plan makes, and was not found before. */
export interface Judged {
  /** What somebody still has to write: each is of one of the plan's KEPs. */
  readonly owed: readonly Finding[]
  /** Other errors: the tree would be worse. */
  readonly worse: readonly Finding[]
  /** Warnings and notices. */
  readonly more: readonly Finding[]
}

/** Checks the tree that a plan makes, as a change of the tree that it was made for. */
export function judged(plan: Plan, options: LintOptions): Judged {
  const { draft, keps, expects = [], rewritten } = plan
  if (rewritten !== undefined) return { owed: [], worse: worseIn(draft, rewritten, options), more: [] }
  const base = { tree: draft.before, name: 'before', setups: null, reviews: null }
  const { findings } = lint(draft.now, { ...options, only: null, base, scope: 'changed' })
  const errors = findings.filter(({ rule, severity }) => severity === 'error' && !expects.includes(rule))
  const isOwed = ({ needs, kep }: Finding): boolean => needs !== undefined && kep !== null && keps.includes(kep)
  return {
    owed: errors.filter(isOwed),
    worse: errors.filter((finding) => !isOwed(finding)),
    more: findings.filter(({ severity }) => severity !== 'error'),
  }
}

/** The errors that a KEP has more of than before, of each rule. */
function worseIn(
  { before, now }: Draft,
  rewritten: ReadonlyMap<string, string>,
  options: LintOptions,
): readonly Finding[] {
  const errorsIn = (tree: Tree): readonly Finding[] =>
    lint(tree, { ...options, only: null, base: null, scope: 'all' }).findings.filter(
      ({ severity }) => severity === 'error',
    )
  const known = new Map<string, number>()
  for (const { kep, rule } of errorsIn(before)) {
    const key = keyOf(rule, kep === null ? null : (rewritten.get(kep) ?? kep))
    known.set(key, (known.get(key) ?? 0) + 1)
  }
  return errorsIn(now).filter(({ kep, rule }) => {
    const key = keyOf(rule, kep)
    const left = known.get(key) ?? 0
    known.set(key, left - 1)
    return left <= 0
  })
}

function keyOf(rule: string, kep: string | null): string {
  return `${rule} ${kep ?? ''}`
}
