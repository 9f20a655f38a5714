import { defineRule } from './rule.js'

/** What cannot be read cannot be checked; the KEP still exists, so that references to it resolve. */
export default defineRule({
  id: 'metadata-readable',
  since: '1.0',
  summary: "A KEP's metadata is one readable YAML mapping",
  severity: 'error',
  *check(kep) {
    if (kep.unread) return
    // Lines, columns and lengths move with every edit.
    for (const each of kep.metadata.problems) yield { ...each, subject: each.message.replace(/ \d+/g, '') }
  },
})
