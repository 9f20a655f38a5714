import type { DialectReport } from '../model/dialect.js'
import { topOf } from '../model/place.js'
import { listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** What keplint makes of a tree that nobody configured must be seen, or nobody can say that it is wrong. */
export default defineRule({
  id: 'format-learned',
  since: '1.1',
  summary: 'The format of the KEPs is a built-in one, or is written down',
  severity: 'notice',
  *checkTree({ dialects }) {
    for (const dialect of dialects) {
      if (dialect.learned.length === 0) continue
      yield { at: topOf(dialect.from), message: messageOf(dialect), subject: dialect.base }
    }
  },
})

function messageOf({ base, directory, learned, proposals, templates }: DialectReport): string {
  const count = learned.length === 1 ? 'one difference' : `${learned.length} differences`
  const from = listed([...templates, `${proposals} proposals`], 'and')
  const where = directory === '.' ? 'the tree' : directory
  return `${where} is read as ${base} with ${count} learned from ${from}: ${learned.join('; ')}`
}
