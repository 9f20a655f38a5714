import type { Finding, Report } from '../model/finding.js'
import { bySeverity, fails, type Severity, tally } from '../model/severity.js'
import { byUnits, pathOf, upwards } from '../text/paths.js'
import { bytes } from './bytes.js'
import { verdictOf } from './change.js'
import { rulePage } from './rule-page.js'
import { codeForSummary, cut, safeForSummary } from './safe-text.js'
import { renderStatesBySig } from './states-by-sig.js'
import { renderChange } from './summary-change.js'
import { renderDialects } from './summary-dialects.js'
import { marks, renderFinding, type Source, type SourceOf } from './summary-findings.js'
import { inWords, plural, tallyByRule } from './tally.js'

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
}

/** GitHub drops a step's summary whole when it is longer, in bytes of UTF-8. */
const longest = 1024 * 1024
/** How many findings are shown open; the rest is folded. */
const mostOpen = 30
/** The findings shown of one KEP. */
const mostOfKep = 100
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
 * The report as GitHub's job summary shows it. Of a tree: verdict, rules, the KEPs by SIG and state, what the change
 * does where there is a base, findings by KEP with the most severe first. Of a change: verdict, what the change does,
 * findings, and the KEPs by SIG and state folded. At most 1 MiB of UTF-8: past it, what was left out is said.
 */
export function renderSummary(report: Report, options: SummaryOptions): string {
  const { change, findings, keps } = report
  const lead = change === null ? 'tree' : (options.lead ?? (change.scope === 'changed' ? 'change' : 'tree'))
  const verdict = renderVerdict(report, options)
  const changes = change === null ? '' : renderChange(report, change, options.source)
  const health = renderStatesBySig(keps, lead === 'change')
  const table = lead === 'tree' || findings.length > mostOpen ? renderRules(findings, options.rules) : ''
  const addresses = renderAddresses(findings)
  const dialects = renderDialects(report.dialects)
  const [before, after] =
    lead === 'change'
      ? [
          [verdict, changes, table, addresses],
          [health, dialects],
        ]
      : [[verdict, table, addresses, health, changes], [dialects]]
  const room = longest - bytes([...before, '', ...after].join('\n'))
  const parts = [...before, renderFindings(report, options.source, room), ...after]
  return parts.filter((part) => part !== '').join('\n')
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
  return `${lines.join('\n')}\n`
}

/** Once for the table and all findings: an address in each would take the room of other findings. */
function renderAddresses(findings: readonly Finding[]): string {
  return Array.from(new Set(findings.map(({ rule }) => rule)), (rule) => `[${rule}]: ${rulePage(rule)}\n`).join('')
}

/** Findings of one KEP, the most severe first. */
interface Group {
  readonly kep: string | null
  readonly findings: readonly [Finding, ...Finding[]]
}

/** As many findings as fit into `room` bytes, and then what was left out; empty where there is none. */
function renderFindings(report: Report, source: Source | null, room: number): string {
  const { change, findings: all, keps } = report
  if (all.length === 0) return ''
  const touched = change === null ? [] : change.keps.map((one) => ({ path: pathOf(one), title: one.title }))
  const titles = new Map([...touched, ...keps].map(({ path, title }) => [path, title]))
  // The lines of a deleted KEP are only in the base.
  const gone = new Set(change?.keps.filter(({ now }) => now === null).map(pathOf))
  const isGone = (path: string) => gone.size > 0 && [...upwards(path)].some((each) => gone.has(each))
  const sourceOf: SourceOf = (path) => (isGone(path) ? null : source)
  const out = ['### Findings\n']
  let left = room - bytes(out[0] ?? '') - bytes(leftOut(all.length, all.length))
  let shown = 0
  let whole = 0
  const groups = byKep(all)
  for (const { kep, findings } of groups) {
    const title = kep === null ? null : (titles.get(kep) ?? null)
    const opening = `\n<details${shown < mostOpen ? ' open' : ''}>\n${renderTitle(kep, title, findings)}\n\n`
    const closing = '\n</details>\n'
    const over = findings.length - mostOfKep
    const more = over > 0 ? `- …and ${plural(over, 'finding')} more in this KEP\n` : ''
    const items: string[] = []
    let size = bytes(opening) + bytes(closing) + bytes(more)
    for (const finding of findings.slice(0, mostOfKep)) {
      const item = renderFinding(finding, sourceOf)
      size += bytes(item)
      if (size > left) break
      items.push(item)
    }
    if (items.length === 0) break
    const complete = items.length === Math.min(findings.length, mostOfKep)
    out.push(opening, items.join(''), complete ? more : '', closing)
    shown += complete ? findings.length : items.length
    if (!complete) break
    whole++
    left -= size
  }
  if (shown < all.length) out.push(leftOut(all.length - shown, groups.length - whole))
  return out.join('')
}

function leftOut(findings: number, keps: number): string {
  const what = `${plural(findings, 'finding')} more, in ${plural(keps, 'KEP')}`
  return `\n…and ${what}: run keplint in a clone to see them all\n`
}

/** The KEPs with their findings: the most severe first, then by path, those that belong to no KEP first of equals. */
function byKep(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string | null, [Finding, ...Finding[]]>()
  for (const finding of findings) {
    const group = groups.get(finding.kep)
    if (group === undefined) groups.set(finding.kep, [finding])
    else group.push(finding)
  }
  for (const group of groups.values()) group.sort((a, b) => bySeverity(a.severity, b.severity))
  return Array.from(groups, ([kep, group]) => ({ kep, findings: group })).sort(
    (a, b) => bySeverity(a.findings[0].severity, b.findings[0].severity) || byUnits(a.kep ?? '', b.kep ?? ''),
  )
}

function renderTitle(kep: string | null, title: string | null, findings: Group['findings']): string {
  const name = title === null ? '' : `<b>${safeForSummary(cut(title, longestTitle), 'html')}</b> `
  const where = kep === null ? '<b>Outside of any KEP</b>' : name + codeForSummary(cut(kep, longestTitle), 'html')
  return `<summary>${marks[findings[0].severity]} ${where} · ${inWords(tally(findings))}</summary>`
}
