import { severities, type Finding, type Report, type Severity } from '../model/finding.js'
import { mend } from './mend.js'
import { rulePage } from './rule-page.js'
import { cut, safeForAnnotation } from './safe-text.js'
import { plural } from './tally.js'

/** An annotation as a workflow command carries it. Lines and columns count from 1, the end column is exclusive. */
export interface Annotation {
  readonly severity: Severity
  readonly title: string
  /** May hold line ends; at most 4,096 UTF-16 units. */
  readonly message: string
  /** Null where it belongs to no file. */
  readonly at: {
    /** As the file is really called: `annotationCommand` makes it safe. */
    readonly path: string
    readonly line: number
    /** Null where the range does not end on its first line: GitHub drops the columns of such. */
    readonly columns: { readonly start: number; readonly end: number } | null
  } | null
}

/** The runner makes so many annotations of each severity from one step, and drops the rest. */
const slots = 10
/** The runner cuts a message after so many UTF-16 units. */
const longestMessage = 4096

export interface AnnotationsOptions {
  /** Places in these files come before all others. */
  readonly first?: ReadonlySet<string> | null
  /** What is to be said of the run itself, a line each: these come first among the notices. */
  readonly notes?: readonly string[]
  /** There is a job summary that holds what has no room here; otherwise the log does. Default: true. */
  readonly summary?: boolean
}

/**
 * The annotations that a step can show: errors, warnings, notices, ten of each at most. Where there are more,
 * the tenth says how many.
 */
export function renderAnnotations(report: Report, options: AnnotationsOptions = {}): readonly Annotation[] {
  const { first = null, notes = [], summary = true } = options
  return severities.flatMap(severity => {
    const findings = report.findings.filter(finding => finding.severity === severity)
    const general = severity === 'notice' ? notes : []
    const all = general.length + findings.length
    const room = all <= slots ? slots : slots - 1
    const shown = [
      ...general.slice(0, room).map(generalNotice),
      ...spread(findings, Math.max(0, room - general.length), first).map(annotate),
    ]
    if (all <= slots) return shown
    const message = `${plural(all - room, `more ${severity}`)}: see the ${summary ? 'job summary' : 'log'}`
    return [...shown, { severity, title: 'keplint', message, at: null }]
  })
}

function generalNotice(note: string): Annotation {
  return { severity: 'notice', title: 'keplint', message: cut(safeForAnnotation(note), longestMessage), at: null }
}

/**
 * The `count` findings that show most. One by one, the finding is taken whose rule and file have been taken
 * least so far, the earliest of equals: ten findings of one rule or one file never hide all others.
 */
function spread(findings: readonly Finding[], count: number, first: ReadonlySet<string> | null): readonly Finding[] {
  const taken = new Set<Finding>()
  const rules = new Map<string, number>()
  const files = new Map<string, number>()
  const uses = ({ at, rule }: Finding) => (rules.get(rule) ?? 0) + (files.get(at.path) ?? 0)
  const pools = first === null ? [findings] : [
    findings.filter(({ at }) => first.has(at.path)),
    findings.filter(({ at }) => !first.has(at.path)),
  ]
  for (const pool of pools) {
    while (taken.size < count) {
      let best: Finding | null = null
      let least = Infinity
      for (const finding of pool) {
        const used = uses(finding)
        if (used >= least || taken.has(finding)) continue
        best = finding
        least = used
        // Nothing is used less, and the earliest of equals wins.
        if (used === 0) break
      }
      if (best === null) break
      taken.add(best)
      rules.set(best.rule, (rules.get(best.rule) ?? 0) + 1)
      files.set(best.at.path, (files.get(best.at.path) ?? 0) + 1)
    }
  }
  return [...taken]
}

function annotate(finding: Finding): Annotation {
  const { at, rule, severity } = finding
  const page = `\n${rulePage(rule)}`
  return {
    severity,
    title: rule,
    message: cut(messageOf(finding), longestMessage - page.length) + page,
    at: {
      path: at.path,
      line: at.line,
      columns: at.line === at.endLine ? { start: at.column, end: at.endColumn } : null,
    },
  }
}

function messageOf(finding: Finding): string {
  const lines = [safeForAnnotation(finding.message)]
  const suggestion = mend(finding)
  if (suggestion !== null) lines.push(`suggestion: ${safeForAnnotation(suggestion)}`)
  for (const { at, message } of finding.related ?? []) {
    lines.push(safeForAnnotation(`also ${at.path}:${at.line}: ${message}`))
  }
  return lines.join('\n')
}

/**
 * The annotation as one line that GitHub's runner obeys: `::error file=…,line=…,title=…::message`. Escapes are
 * those of GitHub's own toolkit. A path that holds something hidden is shown with signs for it: such a file has no
 * annotation at its line, but nobody's terminal or log is moved by its name.
 */
export function annotationCommand({ at, message, severity, title }: Annotation): string {
  const place = at === null ? {} : { file: safeForAnnotation(at.path), line: at.line, endLine: at.line }
  const columns = at === null || at.columns === null ? {} : { col: at.columns.start, endColumn: at.columns.end }
  const properties = Object.entries({ ...place, ...columns, title })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',')
  return `::${severity} ${properties}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
