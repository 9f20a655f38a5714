import type { BrokenLink } from '../model/catalogue.js'
import type { Problem } from '../model/finding.js'
import { shown } from '../words/shown.js'
import { defineRule } from './rule.js'

/** A broken link is a claim without its proof: what it led to is most often moved, renamed or gone. */
export default defineRule({
  id: 'link-target',
  summary: 'Each link and image to a file, a heading or a URL of this repository leads somewhere',
  severity: 'warning',
  *check(kep, { markdownsOf, brokenLinks }) {
    for (const markdown of markdownsOf(kep)) {
      for (const link of brokenLinks(markdown)) yield problemOf(link, markdown.path)
    }
  },
})

function problemOf({ at, destination, image, fault }: BrokenLink, path: string): Problem {
  const hint = fault.near === null ? '' : `; did you mean ${bare(fault.near)}?`
  const meant = fault.path === null ? {} : { destination: fault.path }
  if (fault.kind === 'path') {
    const message = `${image ? 'image' : 'link to'} ${bare(destination)} leads to nothing${hint}`
    return { at, subject: destination, message, ...meant }
  }
  const file = fault.path === path ? 'this file' : fault.path
  const message = `anchor ${bare(`#${fault.fragment}`)} is no heading of ${file}${hint}`
  return { at, subject: destination, message, ...meant }
}

/** A destination as it stands, or in quotes where that would not be plain. */
function bare(text: string): string {
  return /^[!-~]{1,200}$/.test(text) ? text : shown(text)
}
