import type { Comparison } from '../model/change.js'
import type { Finding, KepChange, KepProgress } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { State } from '../model/profile.js'
import { groupBy } from '../text/group-by.js'
import { pathOf } from '../text/paths.js'
import { isTouched } from './compare.js'

/** What was found in the tree, and what of it is left by exemptions and the baseline. */
export interface Findings {
  readonly found: readonly Finding[]
  /** Each with the KEP that it is reported in, findings that the base has too included. */
  readonly left: readonly Finding[]
}

/**
 * Where each KEP that the change touches is, what it lacks and how many other errors it has. `errorsIn` tells
 * what KEPs, by their paths, would have in other states.
 */
export function progressReport(
  { changes }: Pick<Comparison, 'changes'>,
  { found, left }: Findings,
  isReported: (path: string) => boolean,
  errorsIn: (supposed: ReadonlyMap<string, State>) => readonly Finding[],
): readonly KepChange[] {
  const touched = changes.filter((change) => isTouched(change) && isReported(pathOf(change)))
  const supposed = new Map<string, State>()
  for (const { now } of touched) {
    const next = now && nextOf(now)
    if (now && next) supposed.set(now.path, next)
  }
  const errors = groupBy(supposed.size === 0 ? [] : errorsIn(supposed), ({ kep }) => kep)
  const present = groupBy(found, ({ kep }) => kep)
  const errorsNow = groupBy(
    left.filter(({ severity }) => severity === 'error'),
    ({ kep }) => kep,
  )
  return touched.map(({ before, now, promoted }): KepChange => {
    const next = now && supposed.get(now.path)
    return {
      title: (now ?? before)?.text('title') ?? null,
      before: before && standingOf(before),
      now: now && standingOf(now),
      promoted,
      owes: now ? needsOf(present.get(now.path) ?? []).needs : [],
      others: now ? needsOf(errorsNow.get(now.path) ?? []).others : 0,
      next: now && next ? { state: next.name, ...needsOf(errors.get(now.path) ?? []) } : null,
    }
  })
}

/** The next step of its way; none for what is only kept as a record, and none beyond the last. */
function nextOf({ state, profile }: Kep): State | null {
  const rank = state?.rank ?? null
  return rank === null ? null : (profile.states.find((each) => each.rank === rank + 1) ?? null)
}

function standingOf(kep: Kep): KepProgress {
  return { path: kep.path, state: kep.state?.name ?? kep.stateText, stage: kep.text('stage') ?? null }
}

/** What is lacking, each once, and how many findings speak of something else. */
function needsOf(findings: readonly Finding[]): { readonly needs: readonly string[]; readonly others: number } {
  const needs = new Set(findings.flatMap(({ needs }) => needs ?? []))
  return { needs: [...needs], others: findings.filter(({ needs }) => needs === undefined).length }
}
