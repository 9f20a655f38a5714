import type { Aliases } from '../../model/people.js'
import type { Tree } from '../../model/tree.js'
import { parseYaml } from '../../yaml/document.js'

/**
 * The groups of people that the root's `OWNERS_ALIASES` names, by their names; null when there is no such file
 * or it cannot be read. See https://go.k8s.io/owners for the format.
 */
export function readAliases(tree: Tree): Aliases | null {
  const path = 'OWNERS_ALIASES'
  const text = tree.texts.get(path)
  const groups = text === undefined ? undefined : parseYaml(path, text).value?.['aliases']
  if (typeof groups !== 'object' || groups === null || Array.isArray(groups)) return null
  const people = new Map<string, readonly string[]>()
  for (const [name, members] of Object.entries(groups)) {
    if (!Array.isArray(members)) continue
    people.set(
      name,
      members.filter((member): member is string => typeof member === 'string'),
    )
  }
  return { path, groups: people }
}
