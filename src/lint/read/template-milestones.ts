import { milestonesOf } from '../facts/milestones.js'
import type { WrittenKep } from '../model/kep.js'
import type { Profile, TemplateMilestones } from '../model/profile.js'
import { dayOf } from '../text/dates.js'
import { compareVersions, versionOf } from '../text/versions.js'

/** What is where a day is to be filled in. */
const dayToFillIn = /\byyyy-mm-dd\b/i

/** Where the tree has no such template of its own, fewer milestones than this may be the same by chance. */
const least = 2

/**
 * The KEP has no milestone of its own: the latest one and each that it gives a stage are those of one template, and all
 * of that were released before it was created.
 */
export function keepsTemplateMilestones(kep: WrittenKep, templates: readonly KnownMilestones[]): boolean {
  const latest = kep.text('latestMilestone')
  const created = kep.text('created') ?? ''
  const day = dayOf(created)
  if (latest === undefined || (day === null && !dayToFillIn.test(created))) return false
  const own = [...milestonesOf(kep)]
  const { releases } = kep.profile
  const isPast = (milestone: string): boolean => {
    const [major, minor] = versionOf(milestone) ?? []
    const name = `v${major}.${minor}`
    return Object.hasOwn(releases, name) && (day === null || (releases[name] ?? '') < day)
  }
  return templates.some(
    ({ latest: first, stages, isOfTree }) =>
      own.length >= (isOfTree ? 1 : least) &&
      isSame(latest, first) &&
      own.every(([stage, { text }]) => isSame(text, stages[stage])) &&
      [first, ...Object.values(stages)].every(isPast),
  )
}

/** What a template names as milestones. */
export interface KnownMilestones extends TemplateMilestones {
  /** It is a template of the tree, not the format's. */
  readonly isOfTree: boolean
}

/** The milestones of the format's own template, and of the tree's templates of the format. */
export function milestonesOfTemplates(profile: Profile, templates: readonly WrittenKep[]): readonly KnownMilestones[] {
  const { milestones } = profile.template
  const own = milestones ? [{ ...milestones, isOfTree: false }] : []
  const ofTree = templates.flatMap((template): KnownMilestones[] => {
    const latest = template.text('latestMilestone')
    if (template.profile !== profile || latest === undefined) return []
    const stages = [...milestonesOf(template)].map(([stage, { text }]) => [stage, text])
    return [{ latest, stages: Object.fromEntries(stages), isOfTree: true }]
  })
  return [...own, ...ofTree]
}

function isSame(milestone: string, other: string | undefined): boolean {
  const [one, another] = [versionOf(milestone), versionOf(other ?? '')]
  return one !== null && another !== null && compareVersions(one, another) === 0
}
