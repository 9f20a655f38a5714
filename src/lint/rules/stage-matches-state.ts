import { milestonesOf } from '../facts/milestones.js'
import { replaceAt } from '../fix/replace.js'
import type { Field } from '../model/fields.js'
import type { Problem } from '../model/finding.js'
import type { Fix } from '../model/fix.js'
import type { Kep } from '../model/kep.js'
import type { Keps } from '../model/keps.js'
import type { Stage, State } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { inQuotesOf, listed } from '../text/quoting.js'
import { compareVersions, type Version, versionOf } from '../text/versions.js'
import { defineRule } from './rule.js'

/** The fields that decide whether a stage was not updated. */
const decisive: readonly Field[] = ['state', 'stage', 'latestMilestone', 'milestones']

/** A KEP that is still being worked on so many releases after it was stable may not have been looked after. */
const patience = 2

/** Stage and state are moved by hand and by different people; what is behind is read as unfinished. */
export default defineRule({
  id: 'stage-matches-state',
  since: '1.0',
  summary: 'The stage of a KEP fits its state and its milestones',
  severity: 'error',
  *check(kep, { keps, tree }) {
    const { state } = kep
    const text = kep.text('stage')
    // The schema's rule reports a word that is not a stage.
    const stage = kep.profile.stages.find((each) => each.name === text)
    if (!stage || state?.standing === 'record') return
    const at = kep.place('stage')
    const reached = reachedAfter(stage, kep)
    const hint = reached ? `; ${kep.keyName('latestMilestone')} has reached ${reached.said}` : ''
    if (state?.complete === true && !stage.complete) {
      const complete = kep.profile.stages.filter((each) => each.complete).map((each) => each.name)
      const [first] = complete
      const open = kep.profile.states.findLast(({ standing, complete: isOver }) => standing === 'accepted' && !isOver)
      yield {
        at,
        message:
          `${kep.keyName('stage')} is ${stage.name}, but a KEP that is ${state.name} must be ` +
          `${listed(complete, 'or')}${hint}`,
        subject: `unfinished ${stage.name}`,
        ...(first === undefined ? {} : { needs: `${kep.keyName('stage')} ${first}` }),
        related: [{ at: kep.place('state'), message: `${kep.keyName('state')} is here` }],
        fixes: () => [
          ...complete.map((name) => setting('stage', stage.name, name, kep, tree)),
          ...(open === undefined ? [] : [setting('state', state.name, open.name, kep, tree)]),
        ],
      }
    } else if (reached) {
      yield {
        at,
        severity: 'warning',
        whenChanged: { severity: 'error', by: decisive },
        message: `${kep.keyName('stage')} is still ${stage.name}${hint}`,
        subject: `behind ${stage.name}`,
        needs: `${kep.keyName('stage')} ${reached.stage.name}`,
        fixes: () => [setting('stage', stage.name, reached.stage.name, kep, tree)],
      }
    }
    if (state) yield* shippedLongAgo(kep, state, stage, keps, tree)
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

/** The last stage was released long ago, nobody worked on the KEP since, and its state was not updated. */
function* shippedLongAgo(kep: Kep, state: State, stage: Stage, keps: Keps, tree: Tree): Generator<Problem> {
  const end = kep.profile.states.find((each) => each.complete)
  if (!end || state.standing !== 'accepted' || state.complete || !stage.complete || stage.rank === null) return
  const milestones = milestonesOf(kep)
  const shipped = versionAt(milestones, stage)
  const newest = newestIn(keps)
  if (!shipped || !newest || newest[0] !== shipped[0]) return
  const last = Math.max(shipped[1], versionOf(kep.text('latestMilestone') ?? '')?.[1] ?? 0)
  if (newest[1] - last <= patience) return
  const key = kep.keyName('state')
  const milestone = `${kep.keyName('milestones')}.${stage.name}`
  yield {
    at: kep.place('state'),
    severity: 'notice',
    message:
      `${key} is still ${state.name}, but the KEP has been ${stage.name} since ${milestones.get(stage.name)?.text} ` +
      `and the newest milestone of this tree is v${newest.join('.')}; set ${key} to ${end.name}`,
    subject: `shipped ${stage.name}`,
    fixes: () => [setting('state', state.name, end.name, kep, tree)],
    related: [{ at: milestones.get(stage.name)?.at ?? kep.place('milestones'), message: `${milestone} is here` }],
  }
}

/** Writes another value for the state or the stage; a person must say whether the work is that far. */
function setting(field: 'stage' | 'state', was: string, word: string, kep: Kep, tree: Tree): Fix {
  const at = kep.place(field)
  const edits = [replaceAt(tree, at, inQuotesOf(at, was, word))]
  return { title: `set ${kep.keyName(field)} to ${word}`, kind: 'choice', edits }
}

const newest = new WeakMap<Keps, Version | null>()

/** The newest release that some KEP is at work for, or reached its stage in. */
function newestIn(keps: Keps): Version | null {
  const known = newest.get(keps)
  if (known !== undefined) return known
  const versions = keps.all.flatMap((kep) => {
    const stage = kep.profile.stages.find((each) => each.name === kep.text('stage'))
    const own = stage ? versionAt(milestonesOf(kep), stage) : null
    return [versionOf(kep.text('latestMilestone') ?? ''), own].filter((version) => version !== null)
  })
  const found = versions.reduce<Version | null>((a, b) => (a && compareVersions(a, b) >= 0 ? a : b), null)
  newest.set(keps, found)
  return found
}
