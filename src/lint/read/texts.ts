import type { Kep } from '../model/kep.js'
import type { Keps } from '../model/keps.js'
import type { Text, Texts } from '../model/texts.js'
import type { Tree } from '../model/tree.js'
import { placeOf } from '../text/lines.js'
import { tocFault } from '../toc/markers.js'
import { byOwner } from './keps.js'
import type { MarkdownFiles } from './markdown-files.js'
import { questionsOf } from './questionnaire.js'
import type { SectionContext } from './sections.js'

/** The Markdown of a tree's KEPs, each file read when it is first asked for. */
export function readTexts(tree: Tree, { byPath }: Keps, files: MarkdownFiles, context: SectionContext): Texts {
  let owned: ReadonlyMap<Kep, readonly string[]> | undefined
  return {
    of: (kep) => textsOf(kep, files),
    markdownsOf: (kep) => {
      const own = (owned ??= byOwner(markdownPaths(tree), byPath)).get(kep) ?? []
      return own.flatMap((file) => files.at(file) ?? [])
    },
    commentsOf: context.comments,
    placeIn: placeOf,
    tocFault,
    questionsOf: (kep) => questionsOf(kep, context),
  }
}

function textsOf(kep: Kep, files: MarkdownFiles): readonly Text[] {
  const { body, profile } = kep
  const texts = new Map<string, Text>(body ? [[body.path, body]] : [])
  for (const { path } of profile.sections.as === 'files' ? kep.listed : []) {
    const text = path === null ? null : files.at(path)
    if (text) texts.set(text.path, text)
  }
  return [...texts.values()]
}

/** The Markdown files of KEPs that were read. */
function markdownPaths(tree: Tree): readonly string[] {
  return [...tree.texts.keys()].filter((file) => /\.md$/i.test(file) && tree.selected.has(file))
}
