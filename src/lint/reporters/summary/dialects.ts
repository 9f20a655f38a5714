import type { DialectReport } from '../../model/dialect.js'
import { codeForSummary, cut, safeForSummary } from '../safe-text.js'
import { plural } from '../tally.js'

/** A directory, a key or a state of hostile length is cut to so many UTF-16 units. */
const longest = 200
/** As many differences as are worth a line. */
const most = 30

/** What was learned of the formats, folded; empty where every format holds as it is. */
export function renderDialects(dialects: readonly DialectReport[]): string {
  const changed = dialects.filter(({ learned }) => learned.length > 0)
  if (changed.length === 0) return ''
  const lines = ['<details>', '<summary>How this tree was read</summary>', '']
  for (const { base, directory, learned, proposals, templates } of changed) {
    const from = [
      ...templates.slice(0, 3).map((path) => codeForSummary(cut(path, longest))),
      plural(proposals, 'proposal'),
    ]
    lines.push(
      `${codeForSummary(cut(directory, longest))} as ${codeForSummary(base)}, learned from ${from.join(', ')}:`,
      '',
    )
    for (const phrase of learned.slice(0, most)) lines.push(`- ${safeForSummary(cut(phrase, longest))}`)
    if (learned.length > most) lines.push(`- …and ${plural(learned.length - most, 'difference')} more`)
    lines.push('')
  }
  lines.push('`npx keplint init` writes this to a profile file.', '</details>')
  return `${lines.join('\n')}\n`
}
