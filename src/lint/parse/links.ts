import type { BrokenLink } from '../model/catalogue.js'
import type { Markdown } from '../model/kep.js'
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
    const made = text && anchorsOf(text)
    read.set(path, made)
    return made
  }
  const targets: LinkTargets = { tree: known.tree, repository: known.repository, anchors }
  const url = ownUrls(known.repository)
  const nearOf = nearFinder(known, targets)
  return (text) => {
    const missOf = missFinder(text, targets, url)
    return readLinks(text, { passes: (destination) => missOf(destination) === null, url }).flatMap((link) => {
      const miss = missOf(link.destination)
      return miss === null ? [] : [{ ...link, fault: nearOf(miss, link.destination, text.path) }]
    })
  }
}
