import type { Kep } from '../model/kep.js'
import { dayOf } from '../words/dates.js'
import { milestonesOf } from '../words/milestones.js'
import { compareVersions, versionOf } from '../words/versions.js'
import type { SectionContext } from './sections.js'

/** The KEP is held to the format as it is today. */
export function isCurrent(kep: Kep, context: SectionContext): boolean {
  const { current } = kep.profile
  if (current === null || context.current.has(kep.path) || kep.keepsTemplateMilestones) return true
  if (!context.milestones) return kep.state !== null && current.withoutMilestones.includes(kep.state.name)
  return isFrom(kep.text('latestMilestone'), current.latestMilestone)
}

/** A milestone is this release or a later one. */
export function isFrom(milestone: string | undefined, first: string): boolean {
  const [version, least] = [versionOf(milestone ?? ''), versionOf(first)]
  return version !== null && least !== null && compareVersions(version, least) >= 0
}

/** What stands where a day is to be filled in. */
const dayToFillIn = /\byyyy-mm-dd\b/i

/**
 * The KEP has the latest milestone of its format's template, and no milestone of its own: each that it gives a stage is
 * the template's. One that was created before the last of them shipped may mean them.
 */
export function keepsTemplateMilestones(kep: Kep): boolean {
  const { milestones } = kep.profile.template
  const latest = kep.text('latestMilestone')
  if (!milestones || latest === undefined || !isSame(latest, milestones.latest)) return false
  const created = kep.text('created') ?? ''
  const day = dayOf(created)
  if (day === null ? !dayToFillIn.test(created) : day <= milestones.shipped) return false
  return [...milestonesOf(kep)].every(([stage, { text }]) => isSame(text, milestones.stages[stage]))
}

function isSame(milestone: string, other: string | undefined): boolean {
  const [one, another] = [versionOf(milestone), versionOf(other ?? '')]
  return one !== null && another !== null && compareVersions(one, another) === 0
}
