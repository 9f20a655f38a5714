import { changedMarks } from '../facts/identity.js'
import type { Base, Comparison } from '../model/change.js'
import type { Finding } from '../model/finding.js'
import { rules } from '../rules/index.js'
import type { Need, Needs, Rule } from '../rules/rule.js'
import { pathOf } from '../text/paths.js'
import { asFound } from './judge.js'
import { looseningsBetween } from './loosenings.js'
import type { Run } from './run.js'
import { problemsIn } from './run-rules.js'

/** Computes what rules need of a change. What none of them declares is empty. */
export function needsOf(
  asking: readonly Rule[],
  comparison: Comparison,
  base: Base,
  { isAsked, reading }: Pick<Run, 'isAsked' | 'reading'>,
): Needs {
  const everywhere = (): boolean => true
  const { setups } = base
  const loosenings =
    setups && isNeeded('loosenings', asking)
      ? looseningsBetween(setups, comparison, reading.groups, (rule) => ({
          ...directNeeds([rule], comparison, base, everywhere),
          loosenings: [],
        }))
      : []
  return { ...directNeeds(asking, comparison, base, isAsked), loosenings }
}

function isNeeded(need: Need, asking: readonly Rule[]): boolean {
  return asking.some(({ needs }) => needs?.includes(need))
}

/** What is computed without running the rules on the tree. */
function directNeeds(
  asking: readonly Rule[],
  comparison: Comparison,
  { reviews }: Base,
  isReported: (path: string) => boolean,
): Omit<Needs, 'loosenings'> {
  return {
    reviews: isNeeded('reviews', asking) ? reviews : null,
    'findings-before': isNeeded('findings-before', asking) ? findingsBefore(comparison, isReported) : new Map(),
  }
}

/** Whether a value was wrong before does not depend on what the configuration asks, so all rules are asked. */
function findingsBefore(
  { base, changes }: Comparison,
  isReported: (path: string) => boolean,
): Needs['findings-before'] {
  const findings = new Map<string, readonly Finding[]>()
  for (const change of changes) {
    const { before, now } = change
    if (!before || !now || !isReported(pathOf(change)) || changedMarks(before, now).length === 0) continue
    findings.set(before.path, rules.flatMap((rule) => [...problemsIn(rule, before, base)]).map(asFound))
  }
  return findings
}
