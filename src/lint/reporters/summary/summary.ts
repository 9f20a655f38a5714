import { safeFixOf } from '../../fix/fixes-of.js'
import type { FileTexts } from '../../fix/replace.js'
import type { Finding, Report } from '../../model/finding.js'
import { fails, type Severity } from '../../model/severity.js'
import { bytes } from '../bytes.js'
import { verdictOf } from '../change.js'
import { rulePage } from '../rule-page.js'
import { codeForSummary, cut, safeForSummary } from '../safe-text.js'
import { plural, tallyByRule } from '../tally.js'
import { findingsBySig, renderSigs } from './by-sig.js'
import { renderChange } from './change.js'
import { renderDialects } from './dialects.js'
import { marks, type Source } from './finding.js'
import { mostOpen, renderAll } from './findings.js'
import { renderSince } from './since.js'
import { renderStatesBySig } from './states-by-sig.js'

export interface SummaryOptions {
  /** Where the tree is on GitHub, or null where no line can be linked. */
  readonly source: Source | null
  /** The least severity that fails the check. */
  readonly failOn: Severity | 'never'
  /** The one-line summary of each rule, by id. */
  readonly rules: ReadonlyMap<string, string>
  /** What it opens with, where there is a base; by itself the change where nothing else counts, else the tree. */
  readonly lead?: 'change' | 'tree'
  /** Notes on the run itself, a line each. */
  readonly notes?: readonly string[]
  /** The text of a file of the tree; left out: no fix is shown. */
  readonly text?: (path: string) => string | undefined
}

/** GitHub drops a step's summary whole when it is longer, in bytes of UTF-8. */
const longest = 1024 * 1024
/** As many rules are open; a longer table is folded. */
const mostRules = 10
const longestTitle = 200
const mostNotes = 10
const longestNote = 500

const failing = {
  error: 'Errors fail the check',
  warning: 'Errors and warnings fail the check',
  notice: 'Every finding fails the check',
  never: 'No finding fails the check',
} satisfies Record<SummaryOptions['failOn'], string>

/**
 * The report as GitHub's job summary shows it. Of a tree: verdict, SIGs with their most severe KEPs, rules, what the
 * change does where there is a base, the KEPs by SIG and state, findings by SIG and KEP. Of a change: verdict, what the
 * change does, findings, and the KEPs by SIG and state folded. At most 1 MiB of UTF-8: past it, what was left out is said.
 */
export function renderSummary(report: Report, options: SummaryOptions): string {
  const { change, findings, keps } = report
  const { source, text = () => undefined } = options
  const tree: FileTexts = { texts: { get: text } }
  const lead = change === null ? 'tree' : (options.lead ?? (change.scope === 'changed' ? 'change' : 'tree'))
  const isLong = findings.length > mostOpen
  const sigs = lead === 'tree' && isLong ? findingsBySig(report) : null
  const parts = {
    verdict: renderVerdict(report, options),
    changes: change === null ? '' : renderChange(report, change, source),
    since: report.since === undefined ? '' : renderSince(report, report.since),
    sigs: sigs === null ? '' : renderSigs(sigs, keps, source),
    rules: lead === 'tree' || isLong ? renderRules(findings, options.rules) : '',
    addresses: renderAddresses(findings),
    health: renderStatesBySig(keps, lead === 'change' || isLong),
    dialects: renderDialects(report.dialects),
    fixes: renderFixCommand(findings, tree),
  }
  const [before, after] =
    lead === 'change'
      ? [
          [parts.verdict, parts.changes, parts.since, parts.rules, parts.addresses],
          [parts.fixes, parts.health, parts.dialects],
        ]
      : [
          [parts.verdict, parts.since, parts.sigs, parts.rules, parts.addresses, parts.health, parts.changes],
          [parts.fixes, parts.dialects],
        ]
  const room = longest - bytes([...before, '', ...after].join('\n'))
  return [...before, renderAll(report, { source, tree, room, sigs }), ...after].filter((part) => part !== '').join('\n')
}

/** How to make the safe fixes; empty where there are none. */
function renderFixCommand(findings: readonly Finding[], tree: FileTexts): string {
  const count = findings.filter((finding) => safeFixOf(finding, tree) !== null).length
  return count === 0
    ? ''
    : `\`npx keplint fix\` fixes ${count === findings.length ? 'all' : count} of these findings.\n`
}

function renderVerdict(report: Report, { failOn, notes = [] }: SummaryOptions): string {
  const { change, exempted, files, findings } = report
  const mark = fails(findings, failOn) ? '❌' : '✅'
  const verdict = verdictOf(report)
  const facts = [failing[failOn], `${plural(files, 'file')} read`]
  if (change !== null) facts.push(`compared with ${codeForSummary(cut(change.base, longestTitle))}`)
  if (exempted > 0) facts.push(`${plural(exempted, 'finding')} exempted`)
  const lines = [`## ${mark} ${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}`, '', facts.join(' · ')]
  for (const note of notes.slice(0, mostNotes)) lines.push('', safeForSummary(cut(note, longestNote)))
  if (notes.length > mostNotes) lines.push('', `…and ${plural(notes.length - mostNotes, 'note')} more`)
  return `${lines.join('\n')}\n`
}

function renderRules(findings: readonly Finding[], rules: SummaryOptions['rules']): string {
  if (findings.length === 0) return ''
  const lines = ['| Rule | Severity | Findings | What it checks |', '| :--- | :--- | ---: | :--- |']
  for (const { count, rule, severity } of tallyByRule(findings)) {
    const summary = safeForSummary(rules.get(rule) ?? '').replaceAll('|', '\\|')
    lines.push(`| [${rule}] | ${marks[severity]}&nbsp;${severity} | ${count} | ${summary} |`)
  }
  const table = `${lines.join('\n')}\n`
  const rows = lines.length - 2
  return rows > mostRules ? `<details>\n<summary>Findings by rule</summary>\n\n${table}\n</details>\n` : table
}

/** Once for the table and all findings: an address in each would take the room of other findings. */
function renderAddresses(findings: readonly Finding[]): string {
  return Array.from(new Set(findings.map(({ rule }) => rule)), (rule) => `[${rule}]: ${rulePage(rule)}\n`).join('')
}
