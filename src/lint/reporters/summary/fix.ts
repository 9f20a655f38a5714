import { fixDiffs } from '../../fix/fix-diffs.js'
import type { FileTexts } from '../../fix/replace.js'
import type { Finding } from '../../model/finding.js'
import { cut, safeForTerminal } from '../safe-text.js'
import { plural } from '../tally.js'

/** As much of a diff as a reader takes in at once, in lines, and the longest line in UTF-16 units. */
const mostLines = 80
const longestLine = 400

/** What the safe fixes of a KEP's findings change, as a folded diff; empty where there are none. */
export function renderFix(findings: readonly Finding[], tree: FileTexts): string {
  const diff = fixDiffs(findings, tree)
  if (diff.length === 0) return ''
  const shown = diff.slice(0, mostLines).map((line) => cut(safeForTerminal(line), longestLine))
  const rest = diff.length - shown.length
  if (rest > 0) shown.push(`… ${plural(rest, 'line')} more: npx keplint fix --diff`)
  const runs = shown.flatMap((line) => line.match(/`+/g) ?? [])
  const fence = '`'.repeat(runs.reduce((most, { length }) => Math.max(most, length), 2) + 1)
  return `\n<details>\n<summary>Show the fix</summary>\n\n${fence}diff\n${shown.join('\n')}\n${fence}\n\n</details>\n`
}
