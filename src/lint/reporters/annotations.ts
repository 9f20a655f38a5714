import type { Finding, Report } from '../model/finding.js'
import { type Severity, severities } from '../model/severity.js'
import { rulePage } from './rule-page.js'
import { cut, safeForAnnotation } from './safe-text.js'
import { suggestionText, titlesOf } from './suggestion.js'
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
  return severities.flatMap((severity) => {
    const findings = report.findings.filter((finding) => finding.severity === severity)
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

/** Findings of one rule in one file, and their places in the list: the next to be taken is at `next`. */
interface Pile {
  readonly rule: string
  readonly path: string
  readonly places: number[]
  next: number
}

/**
 * The `count` findings that show most. One by one, the finding is taken whose rule and file have been taken
 * least so far, the earliest of equals: ten findings of one rule or one file never hide all others.
 */
function spread(findings: readonly Finding[], count: number, first: ReadonlySet<string> | null): readonly Finding[] {
  const taken: Finding[] = []
  const rules = new Map<string, number>()
  const files = new Map<string, number>()
  const pools =
    first === null
      ? [pilesOf(findings, () => true)]
      : [pilesOf(findings, ({ at }) => first.has(at.path)), pilesOf(findings, ({ at }) => !first.has(at.path))]
  for (const piles of pools) {
    while (taken.length < count) {
      let best: Pile | null = null
      let least = Infinity
      let earliest = Infinity
      for (const pile of piles) {
        const place = pile.places[pile.next] ?? Infinity
        const used = place === Infinity ? Infinity : (rules.get(pile.rule) ?? 0) + (files.get(pile.path) ?? 0)
        if (used > least || (used === least && place >= earliest)) continue
        best = pile
        least = used
        earliest = place
      }
      const finding = findings[earliest]
      if (best === null || finding === undefined) break
      taken.push(finding)
      best.next++
      rules.set(best.rule, (rules.get(best.rule) ?? 0) + 1)
      files.set(best.path, (files.get(best.path) ?? 0) + 1)
    }
  }
  return taken
}

function pilesOf(findings: readonly Finding[], isOf: (finding: Finding) => boolean): readonly Pile[] {
  const piles = new Map<string, Pile>()
  for (const [place, finding] of findings.entries()) {
    if (!isOf(finding)) continue
    const { rule, at } = finding
    const key = `${rule}\0${at.path}`
    const pile = piles.get(key)
    if (pile) pile.places.push(place)
    else piles.set(key, { rule, path: at.path, places: [place], next: 0 })
  }
  return [...piles.values()]
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
  const suggestion = suggestionText(finding)
  if (suggestion !== null) lines.push(`suggestion: ${safeForAnnotation(suggestion)}`)
  const titles = titlesOf(finding)
  if (titles !== null) lines.push(`fix: ${safeForAnnotation(titles)}`)
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
