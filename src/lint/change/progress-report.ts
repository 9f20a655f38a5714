import type { Change } from '../model/change.js'
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

/** The next states of the KEPs that the change touches and that are reported, by their paths. */
export function nextStates(
  changes: readonly Change[],
  isReported: (path: string) => boolean,
): ReadonlyMap<string, State> {
  const next = new Map<string, State>()
  for (const { now } of changes.filter((change) => isShown(change, isReported))) {
    const state = now && nextOf(now)
    if (now && state) next.set(now.path, state)
  }
  return next
}

function isShown(change: Change, isReported: (path: string) => boolean): boolean {
  return isTouched(change) && isReported(pathOf(change))
}

/**
 * Where each KEP that the change touches is, what it lacks and how many other errors it has. `next` are the states that
 * follow, by the paths of KEPs, and `errorsNext` the errors that KEPs would have in these.
 */
export function progressReport(
  changes: readonly Change[],
  { found, left }: Findings,
  isReported: (path: string) => boolean,
  next: ReadonlyMap<string, State>,
  errorsNext: readonly Finding[],
): readonly KepChange[] {
  const errors = groupBy(errorsNext, ({ kep }) => kep)
  const present = groupBy(found, ({ kep }) => kep)
  const errorsNow = groupBy(
    left.filter(({ severity }) => severity === 'error'),
    ({ kep }) => kep,
  )
  const shown = changes.filter((change) => isShown(change, isReported))
  return shown.map(({ before, now, promoted }): KepChange => {
    const following = now && next.get(now.path)
    return {
      title: (now ?? before)?.text('title') ?? null,
      before: before && standingOf(before),
      now: now && standingOf(now),
      promoted,
      owes: now ? needsOf(present.get(now.path) ?? []).needs : [],
      others: now ? needsOf(errorsNow.get(now.path) ?? []).others : 0,
      next: now && following ? { state: following.name, ...needsOf(errors.get(now.path) ?? []) } : null,
    }
  })
}

/** The next step of its way; none for what is only kept as a record, and none beyond the last. */
export function nextOf({ state, profile }: Kep): State | null {
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
