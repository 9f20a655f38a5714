import { shown } from '../words/shown.js'
import { defineRule } from './rule.js'

/** What opens a block that is still argued about, by KEP-617; `<<[/UNRESOLVED]>>` closes it. */
const marker = '<<[UNRESOLVED'

/** A KEP is accepted as it stands: what it leaves open, everybody reads as they like. */
export default defineRule({
  id: 'unresolved',
  summary: 'No block of an accepted KEP is marked UNRESOLVED',
  severity: 'warning',
  *check(kep, { textsOf, commentsOf, placeIn }) {
    if (kep.state?.standing !== 'accepted') return
    for (const each of textsOf(kep)) {
      const { text } = each
      for (let start = text.indexOf(marker); start >= 0; start = text.indexOf(marker, start + marker.length)) {
        if (commentsOf(each).some((comment) => comment.start < start && start < comment.end)) continue
        const [opening, words = ''] = form.exec(text.slice(start, start + longest)) ?? [marker]
        const said = words.trim() === '' ? 'block' : `block ${shown(words.trim())}`
        yield {
          at: placeIn(each, { start, end: start + opening.length }),
          message: `${said} is unresolved in a KEP that is ${kep.state.name}; settle it and take the marks away`,
          subject: said,
          needs: `a decision on ${words.trim() === '' ? 'what is UNRESOLVED' : shown(words.trim())}`,
        }
      }
    }
  },
})

const form = /^<<\[UNRESOLVED(?::|\b)[ \t]*([^\]\r\n]*?)(?:\][^>\r\n]*>>|\]|$)/m

/** As much of a mark as is shown. */
const longest = 300
