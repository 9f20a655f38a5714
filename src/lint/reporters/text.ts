import wrapAnsi from 'wrap-ansi'
import type { Finding, Report, SinceReport } from '../model/finding.js'
import { bySeverity, type Severity, tally } from '../model/severity.js'
import { verdictOf } from './change.js'
import { excerpt, lineReader } from './excerpt.js'
import type { Reporter, Terminal } from './reporter.js'
import { safeForTerminal } from './safe-text.js'
import { sinceInWords } from './since.js'
import { suggestionText, titlesOf } from './suggestion.js'
import { plural, tallyByRule } from './tally.js'
import { renderChangeLines } from './text-change.js'

export interface TextOptions {
  readonly color: boolean
  /** Lines are wrapped at its width, the files with the most severe findings come first, and a long list is cut. */
  readonly terminal?: Terminal | undefined
  /** The text of a file of the tree, or undefined where it has none: then no line is shown. */
  readonly text: (path: string) => string | undefined
}

/** The report for people. */
export const text: Reporter = {
  description: 'for people at a terminal: findings by file, each with its line',
  alias: null,
  ending: 'txt',
  render: renderText,
}

/** The places shown beside a finding's own: a uuid may be shared by all. */
const mostRelated = 10

/** SGR parameters (ECMA-48). */
const styles = { error: '31', warning: '33', notice: '36', path: '1;4', faint: '2', strong: '1' } as const
type Style = keyof typeof styles
type Paint = (style: Style, text: string) => string

/**
 * The report for a terminal: findings by file, each with its line, then counts, the verdict and, where there is a
 * base, what the change does.
 */
export function renderText(report: Report, options: TextOptions): string {
  return `${Array.from(renderLines(report, options)).join('\n')}\n`
}

function* renderLines(report: Report, options: TextOptions): Generator<string> {
  const { change, findings } = report
  const paint: Paint = (style, text) => (options.color ? `\x1b[${styles[style]}m${text}\x1b[0m` : text)
  const exempted = report.exempted > 0 ? ` (${plural(report.exempted, 'finding')} exempted)` : ''
  const shown = mostSevere(findings, options.terminal?.limit ?? null)
  for (const group of options.terminal === undefined ? byFile(shown) : mostSevereFirst(byFile(shown))) {
    yield* renderFile(group, options, paint)
    yield ''
  }
  if (findings.length > 0) {
    yield* renderRules(findings, paint)
    yield ''
  }
  const counts = tally(findings)
  const worst: Severity = counts.error > 0 ? 'error' : counts.warning > 0 ? 'warning' : 'notice'
  yield verdictOf(report, (numbers) => paint(worst, numbers)) + exempted
  const hidden = findings.length - shown.length
  if (hidden > 0) yield `the ${shown.length} most severe are shown; add --all to see ${hidden} more`
  if (report.since !== undefined) yield* renderSinceLines(report, report.since, paint)
  if (change !== null) yield* renderChangeLines(report, change)
}

/** As many fixed findings are named. */
const mostFixed = 20

function* renderSinceLines({ findings }: Report, since: SinceReport, paint: Paint): Generator<string> {
  const { report, fixed, fresh } = since
  yield safeForTerminal(`since ${report}: ${sinceInWords(since)}`)
  const named = findings
    .filter((finding) => fresh.has(finding))
    .map(({ at, message, rule, severity }) => ({
      severity,
      rule,
      words: `${at.path}:${at.line} ${message}`,
    }))
  const gone = fixed.map(({ message, path, rule, severity }) => ({ severity, rule, words: `${path} ${message}` }))
  for (const [what, all] of [
    ['new', named],
    ['fixed', gone],
  ] as const) {
    for (const { severity, rule, words } of all.slice(0, mostFixed)) {
      yield `  ${what.padEnd(5)}  ${paint(severity, severity)}  ${safeForTerminal(words)}  ${paint('faint', rule)}`
    }
    if (all.length > mostFixed) yield `  ${what.padEnd(5)}  …and ${all.length - mostFixed} more`
  }
}

/** The most severe findings, so many at most, in their order. */
function mostSevere(findings: readonly Finding[], limit: number | null): readonly Finding[] {
  if (limit === null || findings.length <= limit) return findings
  const kept = new Set(findings.toSorted((a, b) => bySeverity(a.severity, b.severity)).slice(0, limit))
  return findings.filter((finding) => kept.has(finding))
}

/** Files with their most severe findings first; the file with the most severe of all first, then by path. */
function mostSevereFirst(groups: Iterable<FileFindings>): readonly FileFindings[] {
  const sorted = Array.from(groups, ([first, ...others]): FileFindings => {
    const [worst = first, ...rest] = [first, ...others].sort((a, b) => bySeverity(a.severity, b.severity))
    return [worst, ...rest]
  })
  return sorted.sort(([a], [b]) => bySeverity(a.severity, b.severity))
}

type FileFindings = readonly [Finding, ...Finding[]]

/** Findings are sorted by path, so those of a file are neighbours. */
function* byFile(findings: readonly Finding[]): Generator<FileFindings> {
  let group: [Finding, ...Finding[]] | null = null
  for (const finding of findings) {
    if (group?.[0].at.path === finding.at.path) {
      group.push(finding)
      continue
    }
    if (group !== null) yield group
    group = [finding]
  }
  if (group !== null) yield group
}

function* renderFile(findings: FileFindings, options: TextOptions, paint: Paint): Generator<string> {
  const { path } = findings[0].at
  const text = options.text(path)
  const lines = lineReader(text ?? '')
  const place = ({ at }: Finding) => `${at.line}:${at.column}`
  const placeWidth = findings.reduce((most, finding) => Math.max(most, place(finding).length), 0)
  const severityWidth = findings.reduce((most, { severity }) => Math.max(most, severity.length), 0)
  const indent = ' '.repeat(placeWidth + 4)

  yield paint('path', safeForTerminal(path))
  for (const finding of findings) {
    const { at, message, related = [], rule, severity } = finding
    const where = place(finding).padStart(placeWidth)
    const how = paint(severity, severity.padEnd(severityWidth))
    const words = `${safeForTerminal(message)}  ${paint('faint', rule)}`
    const margin = placeWidth + severityWidth + 6
    const [head = '', ...more] = wrapped(words, options.terminal, margin)
    yield `  ${where}  ${how}  ${head}`
    for (const line of more) yield ' '.repeat(margin) + line
    const marked = excerpt(lines, at)
    if (marked !== null) {
      yield `${indent}${paint('faint', '|')} ${marked.source}`
      yield `${indent}${paint('faint', '|')} ${blankBefore(marked.carets, paint, severity)}`
    }
    for (const other of related.slice(0, mostRelated)) {
      const there = `${safeForTerminal(other.at.path)}:${other.at.line}:${other.at.column}`
      yield `${indent}also ${there} ${safeForTerminal(other.message)}`
    }
    if (related.length > mostRelated) yield `${indent}also in ${plural(related.length - mostRelated, 'place')} more`
    const suggestion = suggestionText(finding)
    if (suggestion !== null) yield `${indent}suggestion: ${paint('strong', safeForTerminal(suggestion))}`
    const titles = titlesOf(finding)
    if (titles !== null) yield `${indent}fix: ${paint('strong', safeForTerminal(titles))}`
  }
}

/** The narrowest column that words are wrapped in. */
const narrowest = 30

/** Words as lines for a terminal, behind a margin; one line where there is none, or no room. */
function wrapped(words: string, terminal: Terminal | undefined, margin: number): readonly string[] {
  if (terminal === undefined || terminal.width - margin < narrowest) return [words]
  return wrapAnsi(words, terminal.width - margin, { hard: false }).split('\n')
}

/** The padding stays outside the colour, so that a tab is a plain tab. */
function blankBefore(carets: string, paint: Paint, severity: Severity): string {
  const start = carets.indexOf('^')
  return carets.slice(0, start) + paint(severity, carets.slice(start))
}

function* renderRules(findings: readonly Finding[], paint: Paint): Generator<string> {
  const rows = tallyByRule(findings)
  const countWidth = rows.reduce((most, { count }) => Math.max(most, String(count).length), 0)
  const severityWidth = rows.reduce((most, { severity }) => Math.max(most, severity.length), 0)
  for (const { count, rule, severity } of rows) {
    yield `  ${String(count).padStart(countWidth)}  ${paint(severity, severity.padEnd(severityWidth))}  ${rule}`
  }
}
