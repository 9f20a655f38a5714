import type { Kep } from '../model/kep.js'
import type { Stage } from '../model/profile.js'
import { milestonesOf, stageOf } from '../words/milestones.js'
import { inQuotesOf, listed, shown } from '../words/shown.js'
import { compareVersions, versionOf, type Version } from '../words/versions.js'
import { defineRule } from './rule.js'

/** Stage and state are moved by hand and by different people; what is behind is read as unfinished. */
export default defineRule({
  id: 'stage-matches-state',
  summary: 'The stage of a KEP fits its state and its milestones',
  severity: 'error',
  *check(kep) {
    const { state } = kep
    const stage = stageOf(kep)
    const text = kep.text('stage')
    if (!stage || text === undefined || state?.standing === 'record') return
    const at = kep.place('stage')
    const written = text === stage.name ? text : shown(text)
    const reached = reachedAfter(stage, kep)
    const hint = reached ? `; ${kep.keyName('latestMilestone')} has reached ${reached.said}` : ''
    const mend = reached ? { suggestion: inQuotesOf(at, text, reached.stage.name) } : {}
    if (state?.complete === true && !stage.complete) {
      const complete = kep.profile.stages.filter((each) => each.complete).map((each) => each.name)
      const [first] = complete
      yield {
        at,
        message:
          `${kep.keyName('stage')} is ${written}, but a KEP that is ${state.name} is ` +
          `${listed(complete, 'or')}${hint}`,
        subject: `unfinished ${stage.name}`,
        ...(first === undefined ? {} : { needs: `${kep.keyName('stage')} ${first}` }),
        related: [{ at: kep.place('state'), message: `${kep.keyName('state')} is here` }],
        ...(reached?.stage.complete === true ? mend : {}),
      }
    } else if (reached) {
      const message = `${kep.keyName('stage')} is still ${written}${hint}`
      yield { at, severity: 'warning', message, subject: `behind ${stage.name}`, ...mend }
    }
  },
})

/**
 * The last stage after `stage` whose milestone the latest milestone has reached, where `stage` itself was
 * reached in an earlier release.
 */
function reachedAfter(stage: Stage, kep: Kep): { readonly stage: Stage; readonly said: string } | null {
  const latest = versionOf(kep.text('latestMilestone') ?? '')
  const { rank } = stage
  if (rank === null || latest === null) return null
  const milestones = milestonesOf(kep)
  const own = versionAt(milestones, stage)
  if (own === null || compareVersions(own, latest) >= 0) return null
  const reached = kep.profile.stages.findLast((each) => {
    const version = each.rank !== null && each.rank > rank ? versionAt(milestones, each) : null
    return version !== null && compareVersions(version, latest) <= 0
  })
  if (!reached) return null
  return { stage: reached, said: `${kep.keyName('milestones')}.${reached.name} ${milestones.get(reached.name)?.text}` }
}

function versionAt(milestones: ReturnType<typeof milestonesOf>, { name }: Stage): Version | null {
  return versionOf(milestones.get(name)?.text ?? '')
}
