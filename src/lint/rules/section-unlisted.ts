import { topOf } from '../model/place.js'
import { join } from '../text/paths.js'
import { defineRule } from './rule.js'

/** Tools read only listed sections. */
export default defineRule({
  id: 'section-unlisted',
  since: '1.0',
  summary: "Every Markdown file in a KEP's directory is listed as a section",
  severity: 'warning',
  *check(kep, { keps }) {
    if (kep.profile.sections.as !== 'files' || !kep.has('sections')) return
    const known = new Set([
      ...kep.listed.map((section) => section.path),
      ...kep.owed.map((section) => join(kep.path, section.kind.name)),
    ])
    const free = kep.profile.unlisted.map((name) => join(kep.path, name))
    for (const file of keps.filesOf(kep)) {
      if (!/\.(?:md|markdown)$/i.test(file) || known.has(file)) continue
      if (free.some((path) => file === path || file.startsWith(`${path}/`))) continue
      yield {
        at: topOf(file),
        message: `file is not in ${kep.keyName('sections')}; list it or move it to assets/`,
        related: [{ at: kep.keyPlace('sections'), message: 'the list is here' }],
      }
    }
  },
})
