import { lessWhenPast } from '../facts/past.js'
import type { Problem } from '../model/finding.js'
import type { BrokenLink, LinkFault } from '../model/references.js'
import { shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A broken link is a claim without its proof: what it led to is most often moved, renamed or gone. */
export default defineRule({
  id: 'link-target',
  since: '1.0',
  summary: 'Each link and image to a file, a heading or a URL of this repository has a target that exists',
  severity: 'warning',
  *check(kep, { references, texts }) {
    for (const markdown of texts.markdownsOf(kep)) {
      for (const link of references.brokenLinks(markdown))
        yield { ...lessWhenPast(kep, []), ...problemOf(link, markdown.path) }
    }
  },
})

function problemOf(link: BrokenLink, path: string): Problem {
  const { at, destination, image, fault } = link
  const kind = image ? 'image' : 'link'
  switch (fault.kind) {
    case 'empty':
      return { at, subject: kind, message: `${kind} has no destination; write one or remove the brackets` }
    case 'label':
      return {
        at,
        subject: destination,
        message: `label ${shown(destination)} is not defined in this file${hintOf(fault.near)}`,
      }
    case 'path': {
      const message = `${image ? 'image' : 'link target'} ${bare(destination)} does not exist${hintOf(fault.near)}`
      return { at, subject: destination, message, destination: fault.path, ...fixOf(link, fault) }
    }
    case 'anchor': {
      const file = fault.path === path ? 'this file' : fault.path
      const message = `anchor ${bare(`#${fault.fragment}`)} does not exist in ${file}${hintOf(fault.near)}`
      const problem = { at, subject: destination, message, destination: fault.path, ...fixOf(link, fault) }
      return fault.isCased ? { ...problem, severity: 'notice' } : problem
    }
  }
}

function hintOf(near: string | null): string {
  return near === null ? '' : `; did you mean ${bare(near)}?`
}

/** The destination as it should be, where it can replace the one that is there. */
function fixOf(
  { destination, exact }: BrokenLink,
  fault: Extract<LinkFault, { kind: 'path' | 'anchor' }>,
): Pick<Problem, 'suggestion'> {
  const { near } = fault
  if (!exact || near === null || /[\s<>()\\]/.test(near)) return {}
  if (fault.kind === 'path') return fault.isWhole ? { suggestion: near } : {}
  const mark = destination.indexOf('#')
  return mark < 0 ? {} : { suggestion: destination.slice(0, mark) + near }
}

/** A destination as it is, or in quotes where that would not be plain. */
function bare(text: string): string {
  return /^[!-~]{1,200}$/.test(text) ? text : shown(text)
}
