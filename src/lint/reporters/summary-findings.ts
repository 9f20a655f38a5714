import type { Finding, Place, Problem, Severity } from '../model/finding.js'
import { nameOf } from '../words/paths.js'
import { mend } from './mend.js'
import { codeForSummary, cut, safeForSummary } from './safe-text.js'

/** Where the tree stands on GitHub: `url` is the server's. */
export interface Source {
  readonly url: string
  /** `owner/name`. */
  readonly repository: string
  readonly commit: string
}

export const marks = { error: '❌', warning: '⚠️', notice: 'ℹ️' } satisfies Record<Severity, string>

/** The longest of each that the summary shows, in UTF-16 units, and the most places beside a finding's own. */
const longestMessage = 1000
const longestName = 300
const mostRelated = 10

/** A finding as an item of a Markdown list, its line end included. Its rule's id is a link, defined elsewhere. */
export function renderFinding(finding: Finding, source: Source | null): string {
  const { at, kep, related = [], rule, severity } = finding
  const lines = [`- ${marks[severity]} ${link(at, kep, source)} — ${message(finding)} ([${rule}])`]
  const suggestion = mend(finding)
  if (suggestion !== null) {
    const text = finding.suggestion === '' ? suggestion : codeForSummary(cut(suggestion, longestMessage))
    lines.push(`  - suggestion: ${text}`)
  }
  for (const other of related.slice(0, mostRelated)) {
    lines.push(`  - also ${link(other.at, kep, source)} — ${message(other)}`)
  }
  if (related.length > mostRelated) lines.push(`  - …and ${related.length - mostRelated} more`)
  return `${lines.join('\n')}\n`
}

function message(problem: Pick<Problem, 'message'>): string {
  return safeForSummary(cut(problem.message, longestMessage))
}

/** The place, linked where it is known where the tree stands. Inside a KEP the KEP's own path goes without saying. */
function link(at: Place, kep: string | null, source: Source | null): string {
  const inside = kep !== null && at.path.startsWith(`${kep}/`)
  const path = inside ? at.path.slice(kep.length + 1) : at.path === kep ? nameOf(kep) : at.path
  const text = codeForSummary(`${cut(path, longestName)}:${at.line}`)
  return source === null ? text : `[${text}](${address(at, source)})`
}

function address({ path, line, endLine, endColumn }: Place, { url, repository, commit }: Source): string {
  const last = endLine > line && endColumn === 1 ? endLine - 1 : endLine
  const lines = last > line ? `#L${line}-L${last}` : `#L${line}`
  // GitHub shows Markdown without its lines unless asked for them.
  const plain = /\.(?:md|markdown)$/i.test(path) ? '?plain=1' : ''
  const segments = `${repository}/blob/${commit}/${path}`.split('/').map(encodeSegment)
  return `${url}/${segments.join('/')}${plain}${lines}`
}

function encodeSegment(segment: string): string {
  const whole = segment.replace(/\p{Cs}/gu, '\uFFFD')
  const escape = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(whole).replace(/[!'()*~]/g, escape)
}
