import { type LintOptions, lint } from '../lint.js'
import type { Finding } from '../model/finding.js'
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
export function judged({ draft, keps }: Plan, options: LintOptions): Judged {
  const base = { tree: draft.before, name: 'before', setups: null, reviews: null }
  const { findings } = lint(draft.now, { ...options, only: null, base, scope: 'changed' })
  const errors = findings.filter(({ severity }) => severity === 'error')
  const isOwed = ({ needs, kep }: Finding): boolean => needs !== undefined && kep !== null && keps.includes(kep)
  return {
    owed: errors.filter(isOwed),
    worse: errors.filter((finding) => !isOwed(finding)),
    more: findings.filter(({ severity }) => severity !== 'error'),
  }
}
