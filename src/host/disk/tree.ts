import type { Refusal, Tree } from '../../lint/model/tree.js'
import { mayBeTemplate } from '../../lint/profiles/template.js'
import { byUnits } from '../../lint/text/paths.js'
import { type decode, isRootFile, isText } from './text-file.js'
import { leadsNowhere, type Names } from './walk.js'

/** Which files of a tree matter. */
export interface Wanted {
  /** Whether the file at this path of the tree is selected. */
  readonly select: (path: string) => boolean
  /** Further files to read, selected or not, whatever their names. */
  readonly alsoRead?: readonly string[]
}

/** Receives all the files that are to be read, and then asked for each: its text, or why there is none. */
export type Reader = (paths: readonly string[]) => (path: string) => ReturnType<typeof decode>

/**
 * The tree that has these names, with the text of the selected files that are Markdown or YAML, or that selected
 * links of such names lead to. What is selected and cannot be read is a refusal.
 */
export function treeOf(names: Names, { select, alsoRead = [] }: Wanted, reader: Reader): Tree {
  const also = new Set(alsoRead)
  const wanted = (path: string): boolean =>
    (isText(path) && select(path)) || isRootFile(path) || mayBeTemplate(path) || also.has(path)
  const behindLinks = new Set<string>()
  for (const [path, target] of names.links) if (target !== null && wanted(path)) behindLinks.add(target)
  const toRead = names.files.filter((path) => wanted(path) || behindLinks.has(path))

  const texts = new Map<string, string>()
  const refused: Refusal[] = []
  const textOf = reader(toRead)
  for (const path of toRead) {
    const read = textOf(path)
    if ('text' in read) texts.set(path, read.text)
    else refused.push({ path, reason: read.reason })
  }
  for (const [path, reason] of names.unreadable) {
    if (wanted(path) || (select(path) && reason !== leadsNowhere)) refused.push({ path, reason })
  }
  refused.sort((a, b) => byUnits(a.path, b.path))

  const files = new Set(names.files)
  for (const [path, target] of names.links) if (target !== null && files.has(target)) files.add(path)
  const selected = new Set<string>()
  for (const path of files) if (select(path)) selected.add(path)
  return { files, directories: names.directories, links: names.links, selected, texts, refused }
}
