import type { Aliases } from '../../model/people.js'
import type { Tree } from '../../model/tree.js'
import { aliasesFile } from '../../profiles/root-files.js'
import { parseYaml } from '../../yaml/document.js'

/**
 * The groups of people that the root's file of aliases names, by their names; null when there is no such file or it
 * cannot be read.
 */
export function readAliases(tree: Tree): Aliases | null {
  const text = tree.texts.get(aliasesFile)
  const groups = text === undefined ? undefined : parseYaml(aliasesFile, text).value?.['aliases']
  if (typeof groups !== 'object' || groups === null || Array.isArray(groups)) return null
  const people = new Map<string, readonly string[]>()
  for (const [name, members] of Object.entries(groups)) {
    if (!Array.isArray(members)) continue
    people.set(
      name,
      members.filter((member): member is string => typeof member === 'string'),
    )
  }
  return { path: aliasesFile, groups: people }
}
