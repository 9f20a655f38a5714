import type { Heading, Markdown } from '../model/kep.js'
import { shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

const checklist = /\bsign[-\s]?off\b/i

/** An empty box of a task list whose item is required; the text of its first line. */
const openBox = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(\[ \][ \t]+\(R\))[ \t]*(.*)$/gm

/** The release team reads these boxes; an open box in a finished KEP means that the item was not done. */
export default defineRule({
  id: 'signoff-complete',
  since: '1.0',
  summary: 'A complete KEP has no open (R) box in its release sign-off checklist',
  severity: 'notice',
  *check(kep, { texts }) {
    const { body } = kep
    if (!body || kep.state?.complete !== true) return
    const open = []
    const comments = texts.commentsOf(body)
    let next = 0
    for (const { start, end } of checklistsOf(body)) {
      for (const match of body.text.slice(start, end).matchAll(openBox)) {
        const [whole, box = '', item = ''] = match
        const at = start + match.index + whole.indexOf(box)
        while ((comments[next]?.end ?? Infinity) <= at) next++
        if (notApplicable.test(item) || (comments[next]?.start ?? Infinity) < at) continue
        open.push({ range: { start: at, end: at + box.length }, item: plain(item) })
      }
    }
    const [first] = open
    if (!first) return
    const boxes = open.length === 1 ? 'an open (R) box' : `${open.length} open (R) boxes, the first`
    yield {
      at: texts.placeIn(body, first.range),
      message:
        `sign-off checklist has ${boxes} ${shown(first.item)}, but ${kep.keyName('state')} is ` +
        `${kep.state.name}; tick what was done`,
      subject: 'open boxes',
      whenChanged: { severity: 'warning', by: ['state'] },
      needs: 'a complete sign-off checklist',
    }
  },
})

const notApplicable = /\bn\/a\b|\bnot (?:applicable|required|needed)\b|~~/i

/** From each heading of a checklist to the next one at its level or above; one within another is part of that. */
function* checklistsOf({ headings, text }: Markdown): Generator<{ readonly start: number; readonly end: number }> {
  let open: Heading | null = null
  for (const heading of headings) {
    if (open && heading.level > open.level) continue
    if (open) yield { start: open.end, end: heading.start }
    open = checklist.test(heading.text) ? heading : null
  }
  if (open) yield { start: open.end, end: text.length }
}

/** An item without the addresses of its links. */
function plain(item: string): string {
  return item.replace(/\[([^[\]]*)\](?:\([^()\s]*\))?/g, '$1').trim()
}
