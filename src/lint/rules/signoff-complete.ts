import type { Range } from '../model/catalogue.js'
import type { Markdown } from '../model/kep.js'
import { isInside } from '../words/ranges.js'
import { shown } from '../words/shown.js'
import { defineRule } from './rule.js'

const checklist = /\bsign[-\s]?off\b/i

/** An empty box of a task list whose item is required; the text of its first line. */
const openBox = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(\[ \][ \t]+\(R\))[ \t]*(.*)$/gm

/** The release team reads what was done in these boxes; an open one in a finished KEP says that it never was. */
export default defineRule({
  id: 'signoff-complete',
  summary: 'A complete KEP has no open (R) box in its release sign-off checklist',
  severity: 'notice',
  *check(kep, { commentsOf, placeIn }) {
    const { body } = kep
    if (!body || kep.state?.complete !== true) return
    const open = []
    for (const { start, end } of checklistsOf(body)) {
      for (const match of body.text.slice(start, end).matchAll(openBox)) {
        const [whole, box = '', item = ''] = match
        const at = start + match.index + whole.indexOf(box)
        if (notApplicable.test(item) || isInside(commentsOf(body), at)) continue
        open.push({ range: { start: at, end: at + box.length }, item: plain(item) })
      }
    }
    const [first] = open
    if (!first) return
    const boxes = open.length === 1 ? 'an open (R) box' : `${open.length} open (R) boxes, the first`
    yield {
      at: placeIn(body, first.range),
      message:
        `sign-off checklist has ${boxes} ${shown(first.item)}, but ${kep.keyName('state')} is ` +
        `${kep.state.name}; tick what was done`,
      subject: 'open boxes',
      needs: 'a complete sign-off checklist',
    }
  },
})

const notApplicable = /\bn\/a\b|\bnot (?:applicable|required|needed)\b|~~/i

/** From each heading of a checklist to the next one at its level or above. */
function checklistsOf({ headings, text }: Markdown): readonly Range[] {
  const found: Range[] = []
  const ends = [1, 2, 3, 4, 5, 6].map(() => text.length)
  for (const { text: name, level, start, end } of headings.toReversed()) {
    if (checklist.test(name)) found.push({ start: end, end: ends[level - 1] ?? text.length })
    ends.fill(start, level - 1)
  }
  return found.reverse()
}

/** An item without the addresses of its links. */
function plain(item: string): string {
  return item.replace(/\[([^[\]]*)\](?:\([^()\s]*\))?/g, '$1').trim()
}
