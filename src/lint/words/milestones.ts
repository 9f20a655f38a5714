import type { Item, Kep } from '../model/kep.js'
import type { Stage } from '../model/profile.js'
import { lazily } from './item.js'
import { nearestWord } from './nearest.js'
import { isNothing } from './nothing.js'
import { withoutRemark } from './remarks.js'

/**
 * The milestones that a KEP gives its stages, by the stages' names. Empty ones are left out, and so is what is
 * no scalar.
 */
export function milestonesOf(kep: Kep): ReadonlyMap<string, Item> {
  const { metadata, profile } = kep
  const key = kep.keyName('milestones')
  const milestones = new Map<string, Item>()
  for (const { name } of profile.stages) {
    const text = metadata.text([key, name])?.trim()
    if (text !== undefined && !isNothing(text)) milestones.set(name, lazily(text, () => metadata.place([key, name])))
  }
  return milestones
}

/** The stage that a KEP names, a near miss or one with a remark in brackets included; null when none or unknown. */
export function stageOf(kep: Kep): Stage | null {
  const text = kep.text('stage')
  if (text === undefined) return null
  const { stages } = kep.profile
  const exact = stages.find((stage) => stage.name === text)
  if (exact) return exact
  const name = nearestWord(withoutRemark(text), stages.map((stage) => stage.name))
  return stages.find((stage) => stage.name === name) ?? null
}
