import type { Item, WrittenKep, YamlValue } from '../model/kep.js'
import type { Stage } from '../model/profile.js'
import { nearestWord } from '../text/nearest.js'
import { isNothing } from '../text/nothing-words.js'
import { withoutRemark } from '../text/remarks.js'
import { lazily } from '../yaml/item.js'

/**
 * The milestones that a KEP gives its stages, by the stages' names. Empty ones are left out, and so is what is
 * no scalar.
 */
export function milestonesOf(kep: WrittenKep): ReadonlyMap<string, Item> {
  const { metadata, profile } = kep
  const key = kep.keyName('milestones')
  const milestones = new Map<string, Item>()
  const written = writtenStages(metadata.value?.[key], kep)
  for (const { name } of profile.stages) {
    const pointer = [key, written.get(name) ?? name]
    const text = metadata.text(pointer)?.trim()
    if (text !== undefined && !isNothing(text))
      milestones.set(
        name,
        lazily(text, () => metadata.place(pointer)),
      )
  }
  return milestones
}

/** What is written for stages that are no keys of the map themselves: a near miss. */
function writtenStages(map: YamlValue | undefined, kep: WrittenKep): ReadonlyMap<string, string> {
  const { stages } = kep.profile
  const written = new Map<string, string>()
  if (typeof map !== 'object' || map === null) return written
  const missing = stages.map(({ name }) => name).filter((name) => !Object.hasOwn(map, name))
  if (missing.length === stages.length - Object.keys(map).length) return written
  for (const key of Object.keys(map)) {
    const name = stages.some((stage) => stage.name === key) ? null : stageMeantBy(key, kep)
    if (name !== null && missing.includes(name) && !written.has(name)) written.set(name, key)
  }
  return written
}

/** The stage that an unknown key of the milestones means: its near miss; the KEP's own where the key is `stage`. */
export function stageMeantBy(key: string, kep: WrittenKep): string | null {
  if (key === kep.keyName('stage')) return stageOf(kep)?.name ?? null
  return nearestWord(
    key,
    kep.profile.stages.map(({ name }) => name),
  )
}

/** The stage that a KEP names, a near miss or one with a remark in brackets included; null when none or unknown. */
export function stageOf(kep: WrittenKep): Stage | null {
  const text = kep.text('stage')
  return text === undefined ? null : stageNamed(text, kep.profile.stages)
}

/** The stage that a word means: itself, or a near miss, with or without a remark in brackets; null for none. */
export function stageNamed(text: string, stages: readonly Stage[]): Stage | null {
  const exact = stages.find((stage) => stage.name === text)
  if (exact) return exact
  const name = nearestWord(
    withoutRemark(text),
    stages.map((stage) => stage.name),
  )
  return stages.find((stage) => stage.name === name) ?? null
}
