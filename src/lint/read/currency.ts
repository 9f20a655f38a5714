import type { Kep } from '../model/kep.js'
import { isFrom } from '../text/versions.js'
import type { SectionContext } from './sections.js'

/** The KEP is held to the format as it is today. */
export function isCurrent(kep: Kep, context: SectionContext): boolean {
  const { current } = kep.profile
  if (current === null || context.countedAsCurrent.has(kep.path) || kep.keepsTemplateMilestones) return true
  if (!context.milestones) return kep.state !== null && current.withoutMilestones.includes(kep.state.name)
  return isFrom(kep.text('latestMilestone'), current.latestMilestone)
}
