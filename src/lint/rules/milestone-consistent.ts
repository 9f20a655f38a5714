import { isNobody, isOpen } from '../facts/handles.js'
import { milestonesOf, stageOf } from '../facts/milestones.js'
import { lessWhenPast } from '../facts/past.js'
import { replaceAt } from '../fix/replace.js'
import type { Problem } from '../model/finding.js'
import type { Fix } from '../model/fix.js'
import type { Item, Kep } from '../model/kep.js'
import type { Keps } from '../model/keps.js'
import type { Profile, Stage } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { dayOf } from '../text/dates.js'
import { isNotApplicable } from '../text/nothing-words.js'
import { inQuotesOf, shown } from '../text/quoting.js'
import { compareVersions, type Version, versionOf } from '../text/versions.js'
import { defineRule } from './rule.js'

/** One milestone, read. */
interface Milestone {
  /** As messages call it: `milestone.beta`. */
  readonly name: string
  readonly item: Item
  /** Null where it is no version. */
  readonly version: Version | null
}

/** Release teams plan by milestones: which release, at which stage, and which comes next. */
export default defineRule({
  id: 'milestone-consistent',
  since: '1.0',
  summary: 'Milestones are versions, in the order of the stages, and fit the stage',
  severity: 'error',
  *check(kep, { keps, tree }) {
    if (kep.profile.stages.length === 0 || kep.state?.standing === 'record') return
    const stage = stageOf(kep)
    const latest = latestOf(kep)
    const milestones = new Map(
      [...milestonesOf(kep)].map(([name, item]) => [name, read(`${kep.keyName('milestones')}.${name}`, item)]),
    )
    if (latest) yield* spelling(kep, latest, null, stage)
    for (const each of kep.profile.stages) {
      const milestone = milestones.get(each.name)
      if (milestone) yield* spelling(kep, milestone, each, stage)
    }
    yield* order(kep.profile.stages, milestones)
    yield* shippedBefore(kep, stage, latest, milestones, keps)
    if (!stage) return
    yield* behind(stage, latest, milestones, tree)
    yield* unplanned(kep, stage, latest, milestones)
  },
})

function read(name: string, item: Item): Milestone {
  return { name, item, version: versionOf(item.text) }
}

function latestOf(kep: Kep): Milestone | null {
  const text = kep.text('latestMilestone')
  return text === undefined ? null : read(kep.keyName('latestMilestone'), { text, at: kep.place('latestMilestone') })
}

/** `0.0`, which means no release. */
const noRelease = /^v?0\.0(?:\.0)?$/

/** A milestone's own fault. `of` is the stage it is the milestone of; null for the latest one. */
function* spelling(kep: Kep, milestone: Milestone, of: Stage | null, stage: Stage | null): Generator<Problem> {
  const { name, item, version } = milestone
  const { text, at } = item
  if (version === null) {
    if (isUnset(milestone) && (of !== null || !isOpen(text))) return
    const open = of !== null && isAhead(of, stage)
    const fix = open && isNobody(text) ? { suggestion: '"TBD"' } : {}
    const severity = open ? 'warning' : 'error'
    const message = `${name} is ${shown(text)}, not a version such as v1.30${open ? ' or TBD' : ''}`
    yield { at, severity, message, subject: `${name} ${text}`, ...fix }
  } else if (!text.startsWith('v')) {
    const less = lessWhenPast(kep, [of === null ? 'latestMilestone' : 'milestones'])
    yield { at, severity: 'warning', ...less, message: `${name} is ${text}; write v${text}`, suggestion: `"v${text}"` }
  }
}

/** The stage is still to come. */
function isAhead(of: Stage, stage: Stage | null): boolean {
  return of.rank === null || stage === null || stage.rank === null || of.rank > stage.rank
}

function* order(stages: readonly Stage[], milestones: ReadonlyMap<string, Milestone>): Generator<Problem> {
  let before: (Milestone & { readonly version: Version }) | null = null
  for (const { name, rank } of stages) {
    const milestone = rank === null ? undefined : milestones.get(name)
    if (!milestone || milestone.version === null) continue
    const { version } = milestone
    if (before && compareVersions(version, before.version) < 0) {
      yield {
        at: milestone.item.at,
        message: `${milestone.name} ${milestone.item.text} is before ${before.name} ${before.item.text}`,
        related: [{ at: before.item.at, message: `${before.name} is here` }],
      }
    }
    before = { ...milestone, version }
  }
}

/** The latest milestone may be later than that of the stage, as work goes on, and never earlier. */
function* behind(
  stage: Stage,
  latest: Milestone | null,
  milestones: ReadonlyMap<string, Milestone>,
  tree: Tree,
): Generator<Problem> {
  const own = milestones.get(stage.name)
  if (!own?.version || !latest?.version || compareVersions(latest.version, own.version) >= 0) return
  yield {
    at: latest.item.at,
    message: `${latest.name} ${latest.item.text} is before ${own.name} ${own.item.text}, the stage it is in`,
    subject: `${latest.name} ${latest.item.text} is behind`,
    fixes: () => [
      raise(latest, own, tree),
      { ...raise(own, latest, tree), title: `lower ${own.name} to ${latest.item.text}` },
    ],
    related: [{ at: own.item.at, message: `${own.name} is here` }],
  }
}

function raise(of: Milestone, to: Milestone, tree: Tree): Fix {
  const { at, text } = of.item
  return {
    title: `raise ${of.name} to ${to.item.text}`,
    kind: 'choice',
    edits: [replaceAt(tree, at, inQuotesOf(at, text, to.item.text))],
  }
}

/** Once releases are planned, the stage has its own, and no stage before it is still to be planned. */
function* unplanned(
  kep: Kep,
  stage: Stage,
  latest: Milestone | null,
  milestones: ReadonlyMap<string, Milestone>,
): Generator<Problem> {
  const planned = [...milestones.values(), latest].some((each) => each !== null && each.version !== null)
  if (milestones.size === 0 || !planned) return
  const [key, map] = [kep.keyName('milestones'), kep.keyPlace('milestones')]
  for (const each of kep.profile.stages) {
    const milestone = milestones.get(each.name)
    const isOwn = each === stage
    if (milestone ? !(isOwn ? isUnset(milestone) : isOpen(milestone.item.text)) : !isOwn) continue
    if (!isOwn && isAhead(each, stage)) continue
    const now = milestone ? shown(milestone.item.text) : 'missing'
    const name = `${key}.${each.name}`
    yield {
      at: milestone?.item.at ?? map,
      message: `${name} is ${now}, but ${kep.keyName('stage')} is ${stage.name}; name its release`,
      subject: `${name} is unplanned`,
      needs: name,
      related: [{ at: kep.place('stage'), message: `${kep.keyName('stage')} is here` }],
    }
  }
}

/** It says that there is none, or none yet. */
function isUnset({ item: { text } }: Milestone): boolean {
  return noRelease.test(text) || isNotApplicable(text) || isOpen(text)
}

/**
 * Nobody can plan for a release that is out. Milestones of stages that were reached before are history: a KEP may be
 * written when its feature is long there, so only the release that it is at work for counts, and that of a first stage.
 */
function* shippedBefore(
  kep: Kep,
  stage: Stage | null,
  latest: Milestone | null,
  milestones: ReadonlyMap<string, Milestone>,
  keps: Keps,
): Generator<Problem> {
  const created = dayOf(kep.text('created') ?? '')
  if (created === null || kep.state?.complete === true) return
  const own = stage && milestones.get(stage.name)
  const isBehind = own?.version && latest?.version && compareVersions(latest.version, own.version) < 0
  const judged = [isBehind ? null : latest, latest?.version && stage?.rank !== 0 ? null : own]
  const shipped = judged.find((each) => each && isBefore(releasedOn(kep.profile, each), created))
  // Another rule reports milestones that are all the template's.
  if (!shipped || (kep.keepsTemplateMilestones && kep.state?.standing === 'accepted')) return
  if (hasOtherReleases(keps)) return
  const day = releasedOn(kep.profile, shipped)
  yield {
    at: shipped.item.at,
    severity: 'warning',
    whenChanged: { severity: 'error', by: ['created', shipped === latest ? 'latestMilestone' : 'milestones'] },
    message:
      `${shipped.name} ${shipped.item.text} was released on ${day}, before the KEP was created on ${created}; ` +
      'name the release that the work is planned for',
    subject: `${shipped.name} ${shipped.item.text} was released`,
    related: [{ at: kep.place('created'), message: `${kep.keyName('created')} is here` }],
  }
}

/** The day of a milestone's release, `YYYY-MM-DD`; undefined where it is not known. */
function releasedOn({ releases }: Profile, { version }: Pick<Milestone, 'version'>): string | undefined {
  const name = version === null ? '' : `v${version.join('.')}`
  return Object.hasOwn(releases, name) ? releases[name] : undefined
}

function isBefore(day: string | undefined, other: string): boolean {
  return day !== undefined && day < other
}

const others = new WeakMap<Keps, boolean>()

/**
 * Most of several KEPs are at work for a release that came out before them. Then the versions of this tree are not
 * those whose days the format knows, and nothing can be said of any.
 */
function hasOtherReleases(keps: Keps): boolean {
  const known = others.get(keps)
  if (known !== undefined) return known
  const late = keps.all.flatMap((kep) => {
    const day = releasedOn(kep.profile, { version: versionOf(kep.text('latestMilestone') ?? '') })
    const created = dayOf(kep.text('created') ?? '')
    return day === undefined || created === null ? [] : [isBefore(day, created)]
  })
  const isOther = late.length > 2 && late.filter(Boolean).length * 2 > late.length
  others.set(keps, isOther)
  return isOther
}
