import type { Tree } from './model/tree.js'
import { directoryOf, upwards } from './text/paths.js'

/**
 * A tree of texts by their paths, from the root and with `/`, all of them selected. `otherFiles` are there without a
 * text, as pictures are: links may lead to them.
 */
export function treeOfTexts(texts: ReadonlyMap<string, string>, otherFiles: readonly string[] = []): Tree {
  const files = new Set([...texts.keys(), ...otherFiles])
  const directories = new Set(['.'])
  for (const path of files) for (const directory of upwards(directoryOf(path))) directories.add(directory)
  return { files, directories, links: new Map(), selected: files, texts, refused: [] }
}
