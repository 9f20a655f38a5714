import { type Anchors, anchorReader } from '../../markdown/anchors.js'
import { readLinks } from '../../markdown/links.js'
import type { Markdown } from '../../model/kep.js'
import type { BrokenLink, LinkFault } from '../../model/references.js'
import { nearest } from '../../text/nearest.js'
import type { Known } from './known.js'
import { type LinkTargets, type Miss, missFinder, ownUrls } from './link-targets.js'
import { nearFinder } from './near-targets.js'

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
    const missOf = remembered(missFinder(text, targets, url))
    const faults = new Map<string, LinkFault>()
    const links = readLinks(text, { passes: (destination) => missOf(destination) === null, url })
    return links.flatMap(({ undefined: missing, ...link }): readonly BrokenLink[] => {
      if (missing) {
        const near = nearest(
          link.destination.toLowerCase(),
          missing.labels.map((label) => label.toLowerCase()),
        )
        return [{ ...link, fault: { kind: 'label', near } }]
      }
      const miss = missOf(link.destination)
      if (miss === null) return []
      const fault = faults.get(link.destination) ?? nearOf(miss, link.destination, text.path)
      faults.set(link.destination, fault)
      return [{ ...link, fault }]
    })
  }
}

/** What is in a checkout for a file that Git LFS keeps elsewhere: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
function isPointer(text: string): boolean {
  return text.startsWith('version https://git-lfs.github.com/spec/')
}

/** A destination is asked for more than once on the way, and many a text repeats one. */
function remembered(missOf: (destination: string) => Miss | null): (destination: string) => Miss | null {
  const known = new Map<string, Miss | null>()
  return (destination) => {
    let miss = known.get(destination)
    if (miss === undefined) {
      miss = missOf(destination)
      known.set(destination, miss)
    }
    return miss
  }
}
