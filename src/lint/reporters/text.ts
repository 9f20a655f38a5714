import type { Finding, Report } from '../model/finding.js'
import { type Severity, tally } from '../model/severity.js'
import { verdictOf } from './change.js'
import { excerpt, lineReader } from './excerpt.js'
import type { Reporter } from './reporter.js'
import { safeForTerminal } from './safe-text.js'
import { suggestionText, titlesOf } from './suggestion.js'
import { plural, tallyByRule } from './tally.js'
import { renderChangeLines } from './text-change.js'

export interface TextOptions {
  readonly color: boolean
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
  for (const group of byFile(findings)) {
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
  if (change !== null) yield* renderChangeLines(report, change)
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
    yield `  ${where}  ${how}  ${safeForTerminal(message)}  ${paint('faint', rule)}`
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
