import type { Finding, Problem } from '../../model/finding.js'
import type { Place } from '../../model/place.js'
import type { Severity } from '../../model/severity.js'
import { join, nameOf } from '../../text/paths.js'
import { codeForSummary, cut, safeForSummary } from '../safe-text.js'
import { suggestionText, titlesOf } from '../suggestion.js'

/** Where the tree is on GitHub: `url` is the server's. */
export interface Source {
  readonly url: string
  /** `owner/name`. */
  readonly repository: string
  readonly commit: string
  /** The root's path in the repository, with `/`; left out: it is the top. */
  readonly directory?: string
}

export const marks = { error: '❌', warning: '⚠️', notice: 'ℹ️' } satisfies Record<Severity, string>

/** The longest of each that the summary shows, in UTF-16 units, and the most places beside a finding's own. */
const longestMessage = 1000
const longestName = 300
const mostRelated = 10

/** Where a file can be seen, or null where it cannot. */
export type SourceOf = (path: string) => Source | null

/** A finding as an item of a Markdown list, its line end included. Its rule's id is a link, defined elsewhere. */
export function renderFinding(finding: Finding, sourceOf: SourceOf): string {
  const { at, kep, related = [], rule, severity } = finding
  const lines = [`- ${marks[severity]} ${link(at, kep, sourceOf)} — ${message(finding)} ([${rule}])`]
  const suggestion = suggestionText(finding)
  if (suggestion !== null) {
    const text = finding.suggestion === '' ? suggestion : codeForSummary(cut(suggestion, longestMessage))
    lines.push(`  - suggestion: ${text}`)
  }
  const titles = titlesOf(finding)
  if (titles !== null) lines.push(`  - fix: ${safeForSummary(cut(titles, longestMessage))}`)
  for (const other of related.slice(0, mostRelated)) {
    lines.push(`  - also ${link(other.at, kep, sourceOf)} — ${message(other)}`)
  }
  if (related.length > mostRelated) lines.push(`  - …and ${related.length - mostRelated} more`)
  return `${lines.join('\n')}\n`
}

/** Findings of one rule and one KEP in one item: the first as it is, the others by their lines. */
export function renderFindings([first, ...others]: readonly [Finding, ...Finding[]], sourceOf: SourceOf): string {
  const { at, kep, rule, severity } = first
  const places = others.slice(0, mostRelated).map((other) => link(other.at, kep, sourceOf))
  const more = others.length > mostRelated ? ` and ${others.length - mostRelated} more` : ''
  return (
    `- ${marks[severity]} ${link(at, kep, sourceOf)} — ${message(first)} ([${rule}])\n` +
    `  - ${others.length} more of this rule: ${places.join(', ')}${more}\n`
  )
}

function message(problem: Pick<Problem, 'message'>): string {
  return safeForSummary(cut(problem.message, longestMessage))
}

/** The place, with a link if the tree is on GitHub. Inside a KEP the KEP's own path goes without saying. */
function link(at: Place, kep: string | null, sourceOf: SourceOf): string {
  const inside = kep !== null && at.path.startsWith(`${kep}/`)
  const path = inside ? at.path.slice(kep.length + 1) : at.path === kep ? nameOf(kep) : at.path
  const text = codeForSummary(`${cut(path, longestName)}:${at.line}`)
  const source = sourceOf(at.path)
  return source === null ? text : `[${text}](${address(at, source)})`
}

/** Text, itself safe, that leads to a directory or file of the tree: GitHub sends a file's reader on. */
export function linkTo(text: string, path: string, source: Source): string {
  return `[${text}](${addressIn('tree', path, source)})`
}

function address(at: Place, source: Source): string {
  const { path, line, endLine, endColumn } = at
  const last = endLine > line && endColumn === 1 ? endLine - 1 : endLine
  const lines = last > line ? `#L${line}-L${last}` : `#L${line}`
  // GitHub shows Markdown without its lines unless asked for them.
  const plain = /\.(?:md|markdown)$/i.test(path) ? '?plain=1' : ''
  return `${addressIn('blob', path, source)}${plain}${lines}`
}

function addressIn(view: 'blob' | 'tree', path: string, { url, repository, commit, directory = '.' }: Source): string {
  const segments = `${repository}/${view}/${commit}/${join(directory, path)}`.split('/').map(encodeSegment)
  return `${url}/${segments.join('/')}`
}

function encodeSegment(segment: string): string {
  const whole = segment.replace(/\p{Cs}/gu, '\uFFFD')
  const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(whole).replace(/[!'()*~]/g, percent)
}
