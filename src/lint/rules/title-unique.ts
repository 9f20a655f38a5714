import { othersOf } from '../words/identity.js'
import { listed, shown } from '../words/shown.js'
import { defineRule } from './rule.js'

/** Two KEPs with one title cannot be told apart in a list, and the template's title is nobody's. */
export default defineRule({
  id: 'title-unique',
  summary: "No two KEPs share a title, and none keeps the template's",
  severity: 'warning',
  *check(kep, { byTitle, templateTitles }) {
    const title = kep.text('title')
    if (title === undefined) return
    const folded = title.replace(/\s+/g, ' ').toLowerCase()
    if (templateTitles.has(folded)) {
      yield { at: kep.place('title'), message: `title is ${shown(title)}, the template's; say what the KEP is about` }
      return
    }
    const others = othersOf(kep, byTitle.get(folded) ?? [])
    if (others.length === 0) return
    yield {
      at: kep.place('title'),
      message: `title ${shown(title)} is also that of ${listed(others.map((other) => other.path))}`,
      subject: folded,
      related: others.slice(0, 10).map((other) => ({ at: other.place('title'), message: 'the same title' })),
    }
  },
})
