import type { Report, SinceReport } from '../../model/finding.js'
import { codeForSummary, cut, safeForSummary } from '../safe-text.js'
import { type SinceRow, sinceByRule, sinceBySig, sinceInWords } from '../since.js'
import { plural } from '../tally.js'
import { sigName } from './by-sig.js'
import { marks } from './finding.js'

/** As much as a reader takes in: findings of either list, and rows of either table. */
const mostListed = 50
const mostRows = 20
const longest = 500

/** What became of the findings of an earlier report, by SIG and rule, with the new and the fixed ones folded. */
export function renderSince({ keps }: Report, since: SinceReport): string {
  const { report, fresh, fixed } = since
  const parts = [`### Since ${codeForSummary(cut(report, longest))}\n\n${sinceInWords(since)}\n`]
  if (fresh.size + fixed.length > 0) {
    const sigs = sinceBySig(since, keps)
    const bySig = sigs.length > 1 || sigs.some(({ name }) => name !== null)
    if (bySig) parts.push(renderRows('SIG', sigs, sigName))
    parts.push(renderRows('Rule', sinceByRule(since), (name) => safeForSummary(name ?? '')))
  }
  parts.push(
    renderList(
      'New',
      Array.from(fresh, ({ at, message, rule, severity }) => ({
        severity,
        rule,
        message,
        path: `${at.path}:${at.line}`,
      })),
    ),
    renderList('Fixed', fixed),
  )
  return parts.filter((part) => part !== '').join('\n')
}

function renderRows(head: string, rows: readonly SinceRow[], nameOf: (name: string | null) => string): string {
  const cell = (count: number): string => (count === 0 ? '' : String(count))
  const lines = rows
    .slice(0, mostRows)
    .map(({ name, fresh, fixed }) => `| ${nameOf(name).replaceAll('|', '\\|')} | ${cell(fresh)} | ${cell(fixed)} |\n`)
  const more = rows.length > mostRows ? `\n…and ${rows.length - mostRows} more\n` : ''
  return `| ${head} | New | Fixed |\n| :--- | ---: | ---: |\n${lines.join('')}${more}`
}

function renderList(title: string, findings: readonly Omit<SinceReport['fixed'][number], 'sig'>[]): string {
  if (findings.length === 0) return ''
  const items = findings
    .slice(0, mostListed)
    .map(
      ({ message, path, rule, severity }) =>
        `- ${marks[severity]} ${codeForSummary(cut(path, longest))} — ${safeForSummary(cut(message, longest))} (${rule})\n`,
    )
  const more = findings.length - items.length
  if (more > 0) items.push(`- …and ${more} more\n`)
  const summary = `${title}: ${plural(findings.length, 'finding')}`
  return `<details>\n<summary>${summary}</summary>\n\n${items.join('')}\n</details>\n`
}
