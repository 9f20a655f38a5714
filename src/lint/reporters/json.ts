import { fixesOf, suggestionOf } from '../fix/fixes-of.js'
import type { FileTexts } from '../fix/replace.js'
import type { DialectReport } from '../model/dialect.js'
import type { ChangeReport, Finding, KepChange, KepProgress, Report, SinceReport } from '../model/finding.js'
import type { Place } from '../model/place.js'
import { tally } from '../model/severity.js'
import { pathOf } from '../text/paths.js'
import type { Reporter } from './reporter.js'
import { safeForJson } from './safe-text.js'

/** The report for programs. */
export const json: Reporter = {
  description: 'everything, for programs: [schemas/report.schema.json](schemas/report.schema.json) describes it',
  alias: null,
  ending: 'json',
  render: (report, { version, text }) => renderJson(report, version, text),
}

/**
 * The report that `schemas/report.schema.json` describes, as JSON with a line end. Lines count from 1, columns
 * from 1 in UTF-16 units, the end is exclusive.
 */
export function renderJson(
  report: Report,
  version: string,
  text: (path: string) => string | undefined = () => undefined,
): string {
  const tree: FileTexts = { texts: { get: text } }
  const counts = tally(report.findings)
  const document = {
    version: 1,
    tool: { name: 'keplint', version },
    summary: {
      keps: report.keps.length,
      files: report.files,
      errors: counts.error,
      warnings: counts.warning,
      notices: counts.notice,
      exempted: report.exempted,
    },
    ...(report.change === null ? {} : { change: flattenChange(report.change) }),
    ...(report.dialects.length === 0 ? {} : { profiles: report.dialects.map(flattenDialect) }),
    ...(report.since === undefined ? {} : { since: flattenSince(report.since) }),
    // Key by key, so that what the model gains later changes no contract.
    keps: report.keps.map(({ path, profile, title, number, uuid, state, sig, stage, milestone }) => ({
      path,
      profile,
      title,
      number,
      uuid,
      state,
      sig,
      stage,
      milestone,
    })),
    findings: report.findings.map((finding) => ({
      ...flatten(finding, tree),
      ...(report.since?.fresh.has(finding) ? { isNew: true } : {}),
    })),
  }
  return `${safeForJson(JSON.stringify(document, null, 2))}\n`
}

function flattenDialect({ base, directory, proposals, templates, learned }: DialectReport) {
  return { base, directory, proposals, templates, learned }
}

function flattenSince({ report, fresh, fixed, still }: SinceReport) {
  return {
    report,
    new: fresh.size,
    still,
    fixed: fixed.map(({ rule, severity, path, message, sig }) => ({ rule, severity, path, message, sig })),
  }
}

function flattenChange({ base, scope, keps, older, mended, loosened }: ChangeReport) {
  return {
    base,
    scope,
    keps: keps.map(flattenKep),
    older: { errors: older.error, warnings: older.warning, notices: older.notice },
    mended,
    loosened,
  }
}

function flattenKep({ title, before, now, promoted, owes, others, next }: KepChange) {
  return {
    path: pathOf({ before, now }),
    title,
    before: standing(before),
    now: standing(now),
    promoted,
    owes,
    others,
    next: next === null ? null : { state: next.state, needs: next.needs, others: next.others },
  }
}

function standing(of: KepProgress | null) {
  return of === null ? null : { path: of.path, state: of.state, stage: of.stage }
}

function flatten(finding: Finding, tree: FileTexts) {
  const { rule, severity, message, at, kep, related = [] } = finding
  const suggestion = suggestionOf(finding, tree)
  const fixes = fixesOf(finding, tree)
  return {
    rule,
    severity,
    message,
    ...start(at),
    endLine: at.endLine,
    endColumn: at.endColumn,
    kep,
    related: related.map((other) => ({ ...start(other.at), message: other.message })),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(({ title, kind, edits }) => ({ title, kind, edits })) }),
  }
}

function start({ path, line, column }: Place) {
  return { path, line, column }
}
