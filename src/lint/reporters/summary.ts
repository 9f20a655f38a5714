import { byGravity } from '../words/gravity.js'
import type { Finding, Report, Severity } from '../model/finding.js'
import { byUnits } from '../words/paths.js'
import { rulePage } from './rule-page.js'
import { codeForSummary, cut, safeForSummary } from './safe-text.js'
import { renderStatesBySig } from './states-by-sig.js'
import { marks, renderFinding, type Source } from './summary-findings.js'
import { inWords, plural, tally, tallyByRule } from './tally.js'

export interface SummaryOptions {
  /** Where the tree stands on GitHub, or null where no line can be linked. */
  readonly source: Source | null
  /** The least severity that fails the check. */
  readonly failOn: Severity | 'never'
  /** The one-line summary of each rule, by id. */
  readonly rules: ReadonlyMap<string, string>
}

/** GitHub drops a step's summary whole when it is longer, in bytes of UTF-8. */
const longest = 1024 * 1024
/** What stands open at once, in findings; the rest unfolds. */
const mostOpen = 30
/** The findings shown of one KEP. */
const mostOfKep = 100
const longestTitle = 200

const failing = {
  error: 'Errors fail the check',
  warning: 'Errors and warnings fail the check',
  notice: 'Every finding fails the check',
  never: 'No finding fails the check',
} satisfies Record<SummaryOptions['failOn'], string>

/**
 * The report as GitHub's job summary shows it: verdict, rules, findings by KEP with the gravest first, and the
 * state of the tree. At most 1 MiB of UTF-8: past it, what was left out is said.
 */
export function renderSummary(report: Report, options: SummaryOptions): string {
  const head = renderHead(report, options)
  const tail = renderStatesBySig(report.keps)
  if (report.findings.length === 0) return `${head}\n${tail}`
  const room = longest - bytes(head) - bytes(tail) - bytes(leftOut(report.findings.length, report.findings.length)) - 2
  return `${head}\n${renderFindings(report, options.source, room)}\n${tail}`
}

function renderHead({ exempted, files, findings, keps }: Report, { failOn, rules }: SummaryOptions): string {
  const fails = failOn !== 'never' && findings.some(({ severity }) => byGravity(severity, failOn) <= 0)
  const verdict = findings.length === 0
    ? `${plural(keps.length, 'KEP')} checked, nothing found`
    : `${inWords(tally(findings))} in ${plural(keps.length, 'KEP')}`
  const facts = [failing[failOn], `${plural(files, 'file')} read`]
  if (exempted > 0) facts.push(`${plural(exempted, 'finding')} exempted`)
  const lines = [`## ${fails ? '❌' : '✅'} ${verdict}`, '', facts.join(' · '), '']
  if (findings.length > 0) {
    lines.push('| Rule | Severity | Findings | What it checks |', '| :--- | :--- | ---: | :--- |')
    for (const { count, rule, severity } of tallyByRule(findings)) {
      const summary = safeForSummary(rules.get(rule) ?? '').replaceAll('|', '\\|')
      lines.push(`| [${rule}] | ${marks[severity]}&nbsp;${severity} | ${count} | ${summary} |`)
    }
    // Once for the table and all findings: an address in each would take the room of other findings.
    lines.push('', ...new Set(findings.map(({ rule }) => `[${rule}]: ${rulePage(rule)}`)), '')
  }
  return lines.join('\n')
}

/** Findings of one KEP, the gravest first. */
interface Group {
  readonly kep: string | null
  readonly findings: readonly [Finding, ...Finding[]]
}

/** As many findings as fit into `room` bytes, and then what was left out. */
function renderFindings(report: Report, source: Source | null, room: number): string {
  const titles = new Map(report.keps.map(({ path, title }) => [path, title]))
  const out = ['### Findings\n']
  let left = room - bytes(out[0] ?? '')
  let shown = 0
  let whole = 0
  const groups = byKep(report.findings)
  for (const { kep, findings } of groups) {
    const title = kep === null ? null : (titles.get(kep) ?? null)
    const opening = `\n<details${shown < mostOpen ? ' open' : ''}>\n${renderTitle(kep, title, findings)}\n\n`
    const closing = '\n</details>\n'
    const over = findings.length - mostOfKep
    const more = over > 0 ? `- …and ${plural(over, 'finding')} more in this KEP\n` : ''
    const items: string[] = []
    let size = bytes(opening) + bytes(closing) + bytes(more)
    for (const finding of findings.slice(0, mostOfKep)) {
      const item = renderFinding(finding, source)
      size += bytes(item)
      if (size > left) break
      items.push(item)
    }
    if (items.length === 0) break
    const complete = items.length === Math.min(findings.length, mostOfKep)
    out.push(opening, ...items, complete ? more : '', closing)
    shown += complete ? findings.length : items.length
    if (!complete) break
    whole++
    left -= size
  }
  if (shown < report.findings.length) out.push(leftOut(report.findings.length - shown, groups.length - whole))
  return out.join('')
}

function leftOut(findings: number, keps: number): string {
  const what = `${plural(findings, 'finding')} more, in ${plural(keps, 'KEP')}`
  return `\n…and ${what}: run keplint in a clone to see them all\n`
}

/** The KEPs with their findings: the gravest first, then by path, those that belong to no KEP first of equals. */
function byKep(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string | null, [Finding, ...Finding[]]>()
  for (const finding of findings) {
    const group = groups.get(finding.kep)
    if (group === undefined) groups.set(finding.kep, [finding])
    else group.push(finding)
  }
  for (const group of groups.values()) group.sort((a, b) => byGravity(a.severity, b.severity))
  return Array.from(groups, ([kep, group]) => ({ kep, findings: group })).sort(
    (a, b) => byGravity(a.findings[0].severity, b.findings[0].severity) || byUnits(a.kep ?? '', b.kep ?? ''),
  )
}

function renderTitle(kep: string | null, title: string | null, findings: Group['findings']): string {
  const name = title === null ? '' : `<b>${safeForSummary(cut(title, longestTitle), 'html')}</b> `
  const where = kep === null ? '<b>Outside of any KEP</b>' : name + codeForSummary(cut(kep, longestTitle), 'html')
  return `<summary>${marks[findings[0].severity]} ${where} · ${inWords(tally(findings))}</summary>`
}

const encoder = new TextEncoder()

/** The size of a text in bytes of UTF-8. */
function bytes(text: string): number {
  return encoder.encode(text).length
}
