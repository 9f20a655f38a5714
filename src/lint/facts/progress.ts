import type { Profile } from '../model/profile.js'
import { nearestWord } from '../text/nearest.js'

/** What a KEP says of its progress. */
export interface Progress {
  /** The canonical name of the state, or what is written; null where there is none. */
  readonly state: string | null
  /** As written. */
  readonly stage: string | null
}

/** Tells whether a KEP of a format came further along its way, in its state or in its stage. */
export type MovedForward = (profile: string, before: Progress, now: Progress) => boolean

/**
 * States and stages have their order in the format. What is no step of the way (deferred, rejected), or no state
 * at all, is before its first one; a KEP that gets its first stage has not moved by that.
 */
export function movedForwardIn(formats: readonly Profile[]): MovedForward {
  return (name, before, now) => {
    const profile = formats.find((format) => format.name === name)
    if (!profile) return false
    const [from, to] = [before, now].map(({ state, stage }) => ({
      state: rankOf(state, profile.states),
      stage: rankOf(stage, profile.stages),
    }))
    return further(from?.state, to?.state) || (from?.stage != null && further(from.stage, to?.stage))
  }
}

/** A near miss counts as what was meant, so that a typo keeps nothing covered. */
function rankOf(
  word: string | null,
  steps: readonly { readonly name: string; readonly rank: number | null }[],
): number | null {
  const name =
    word === null
      ? null
      : nearestWord(
          word,
          steps.map((step) => step.name),
        )
  return steps.find((step) => step.name === name)?.rank ?? null
}

function further(from: number | null | undefined, to: number | null | undefined): boolean {
  return to != null && to > (from ?? -1)
}
