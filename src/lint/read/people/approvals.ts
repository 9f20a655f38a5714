import type { YamlDocument } from '../../model/kep.js'
import type { Approval, Approvals } from '../../model/people.js'
import type { Tree } from '../../model/tree.js'
import { inTemplates } from '../../profiles/template.js'
import { groupBy } from '../../text/group-by.js'
import { byUnits, directoryOf, nameOf } from '../../text/paths.js'

/** Reads a file of YAML. */
export type YamlReader = (path: string, text: string) => YamlDocument

/** The approval files below every directory of this name, templates left out. Each is parsed when it is asked for. */
export function readApprovals(directory: string, tree: Tree, yaml: YamlReader): Approvals {
  const files: Approval[] = []
  for (const path of [...tree.files].sort(byUnits)) {
    const number = /^(\d{1,15})\.ya?ml$/i.exec(nameOf(path))?.[1]
    if (number === undefined) continue
    const segments = directoryOf(path).split('/')
    const at = segments.indexOf(directory)
    if (at < 0 || segments.some((segment) => inTemplates.test(segment))) continue
    files.push(approval(path, segments.slice(0, at + 1).join('/'), number, tree, yaml))
  }
  return { files, byNumber: groupBy(files, (file) => file.number) }
}

function approval(path: string, root: string, number: string, tree: Tree, yaml: YamlReader): Approval {
  let document: YamlDocument | null | undefined
  return {
    path,
    root,
    numberText: number,
    number: Number(number),
    get document() {
      const text = tree.texts.get(path)
      return (document ??= text === undefined ? null : yaml(path, text))
    },
  }
}
