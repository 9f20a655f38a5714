import { fixesOf, isReplacement, safeFixOf } from '../../fix/fixes-of.js'
import type { Finding } from '../../model/finding.js'
import type { Place } from '../../model/place.js'
import { offsetAt } from '../../text/lines.js'
import { bytes } from '../bytes.js'
import type { Reporter } from '../reporter.js'
import { rulePage } from '../rule-page.js'
import { safeForJson } from '../safe-text.js'

const severities = { error: 'ERROR', warning: 'WARNING', notice: 'INFO' } as const

type TextOf = (path: string) => string | undefined

/**
 * For reviewdog, which posts findings and suggestions in reviews. Lines and columns count from 1; columns are in bytes of
 * UTF-8. See https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.
 */
export const rdjson: Reporter = {
  description: 'for [reviewdog](https://github.com/reviewdog/reviewdog): findings, with suggestions',
  alias: 'reviewdog',
  ending: 'rdjson',
  render: ({ findings }, { text }) => {
    const document = {
      source: { name: 'keplint', url: 'https://github.com/keplint/keplint' },
      diagnostics: findings.map((finding) => diagnosticOf(finding, text)),
    }
    return `${safeForJson(JSON.stringify(document, null, 2))}\n`
  },
}

function diagnosticOf(finding: Finding, text: TextOf) {
  const { at, message, related = [], rule, severity } = finding
  const suggestions = suggestionsOf(finding, text)
  return {
    message,
    location: { path: at.path, range: rangeOf(at, text) },
    severity: severities[severity],
    code: { value: rule, url: rulePage(rule) },
    ...(suggestions.length === 0 ? {} : { suggestions }),
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((other) => ({
            message: other.message,
            location: { path: other.at.path, range: rangeOf(other.at, text) },
          })),
        }),
  }
}

/** The safe fix, else the only one; where it changes the finding's own file alone, as reviewdog takes it. */
function suggestionsOf(finding: Finding, text: TextOf) {
  const tree = { texts: { get: text } }
  const fixes = fixesOf(finding, tree)
  const fix = safeFixOf(finding, tree) ?? (fixes.length === 1 ? fixes[0] : undefined)
  const edits = fix?.edits.filter(isReplacement) ?? []
  const { path } = finding.at
  if (fix === undefined || edits.length < fix.edits.length || edits.some((edit) => edit.path !== path)) return []
  const file = text(path) ?? ''
  return edits.map((edit) => ({ range: rangeBetween(file, edit.start, edit.end), text: edit.text }))
}

function rangeOf(at: Place, text: TextOf) {
  const file = text(at.path) ?? ''
  const position = (line: number, column: number) => {
    const start = offsetAt(file, line, 1)
    return { line, column: bytes(file.slice(start, Math.max(start, offsetAt(file, line, column)))) + 1 }
  }
  return { start: position(at.line, at.column), end: position(at.endLine, at.endColumn) }
}

function rangeBetween(file: string, start: number, end: number) {
  const position = (offset: number) => {
    const before = file.slice(0, offset)
    const line = before.split(/\r\n|\n|\r/).length
    const from = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
    return { line, column: bytes(file.slice(from, offset)) + 1 }
  }
  return { start: position(start), end: position(end) }
}
