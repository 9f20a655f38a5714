import type { BrokenLink } from '../model/catalogue.js'
import type { Markdown } from '../model/kep.js'
import { nearest } from '../words/nearest.js'
import { nearFinder } from './link-nears.js'
import { missFinder, ownUrls, type LinkTargets } from './link-targets.js'
import { anchorReader, type Anchors } from './markdown-anchors.js'
import { readLinks } from './markdown-links.js'
import type { Known } from './references.js'

/** Finds the links and images of a text that lead nowhere; `markdown` gives the files that were read. */
export function linkChecker(
  known: Known,
  markdown: (path: string) => Markdown | null,
): (markdown: Markdown) => readonly BrokenLink[] {
  const anchorsOf = anchorReader()
  const read = new Map<string, Anchors | null>()
  const anchors = (path: string): Anchors | null => {
    const before = read.get(path)
    if (before !== undefined) return before
    const text = markdown(path)
    const made = text && !isPointer(text.text) ? anchorsOf(text) : null
    read.set(path, made)
    return made
  }
  const targets: LinkTargets = { tree: known.tree, repository: known.repository, anchors }
  const url = ownUrls(known.repository)
  const nearOf = nearFinder(known, targets)
  return (text) => {
    const missOf = missFinder(text, targets, url)
    const links = readLinks(text, { passes: (destination) => missOf(destination) === null, url })
    return links.flatMap(({ undefined: missing, ...link }): readonly BrokenLink[] => {
      if (missing) {
        const near = nearest(link.destination.toLowerCase(), missing.labels.map((label) => label.toLowerCase()))
        return [{ ...link, fault: { kind: 'label', near } }]
      }
      const miss = missOf(link.destination)
      return miss === null ? [] : [{ ...link, fault: nearOf(miss, link.destination, text.path) }]
    })
  }
}

/** What is in a checkout for a file that Git LFS keeps elsewhere: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
function isPointer(text: string): boolean {
  return text.startsWith('version https://git-lfs.github.com/spec/')
}
