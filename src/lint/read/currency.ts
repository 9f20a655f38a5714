import type { Kep } from '../model/kep.js'
import { isFrom } from '../text/versions.js'

/** The KEP is held to the format as it is today. `hasMilestones`: some KEP of its tree has one. */
export function isCurrent(
  {
    keepsTemplateMilestones,
    profile,
    state,
    text,
  }: Pick<Kep, 'keepsTemplateMilestones' | 'profile' | 'state' | 'text'>,
  hasMilestones: boolean,
): boolean {
  const { current } = profile
  if (current === null || keepsTemplateMilestones) return true
  if (!hasMilestones) return state !== null && current.withoutMilestones.includes(state.name)
  return isFrom(text('latestMilestone'), current.latestMilestone)
}
