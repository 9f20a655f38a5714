import type { Aliases, Approval, Approvals } from '../model/catalogue.js'
import type { YamlDocument } from '../model/kep.js'
import type { Tree } from '../model/tree.js'
import { groupBy } from '../text/group-by.js'
import { byUnits, directoryOf, nameOf } from '../text/paths.js'
import { parseYaml } from '../yaml/document.js'
import type { Cache } from './cache.js'

/** The approval files below every directory of this name, templates left out. Each is parsed when it is asked for. */
export function readApprovals(directory: string, tree: Tree, cache: Cache): Approvals {
  const files: Approval[] = []
  for (const path of [...tree.files].sort(byUnits)) {
    const number = /^(\d{1,15})\.ya?ml$/i.exec(nameOf(path))?.[1]
    if (number === undefined) continue
    const segments = directoryOf(path).split('/')
    const at = segments.indexOf(directory)
    if (at < 0 || segments.some((segment) => /^nnnn|template$/i.test(segment))) continue
    files.push(approval(path, segments.slice(0, at + 1).join('/'), number, tree, cache))
  }
  return { files, byNumber: groupBy(files, (file) => file.number) }
}

function approval(path: string, root: string, number: string, tree: Tree, cache: Cache): Approval {
  let document: YamlDocument | null | undefined
  return {
    path,
    root,
    numberText: number,
    number: Number(number),
    get document() {
      const text = tree.texts.get(path)
      return (document ??= text === undefined ? null : cache.yaml(path, text))
    },
  }
}

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
