import type { Finding, Report, SinceReport } from '../model/finding.js'
import { isSeverity } from '../model/severity.js'
import { withoutRepairNote } from '../text/repair-note.js'

/** What an earlier report holds of a finding. */
export type EarlierFinding = SinceReport['fixed'][number]

/** The findings of an earlier JSON report, or what is wrong with it, as the end of a sentence. */
export function readEarlier(text: string): readonly EarlierFinding[] | { readonly fault: string } {
  const document = parsed(text)
  if (!isObject(document)) return { fault: 'is not JSON that keplint wrote' }
  if (document['version'] !== 1 || !Array.isArray(document['findings'])) {
    return { fault: 'is not a JSON report of keplint (--format json)' }
  }
  const sigs = new Map<unknown, string>()
  for (const kep of listIn(document, 'keps')) {
    if (isObject(kep) && typeof kep['sig'] === 'string') sigs.set(kep['path'], kep['sig'])
  }
  const findings: EarlierFinding[] = []
  for (const each of listIn(document, 'findings')) {
    const { rule, severity, path, message, kep } = isObject(each) ? each : {}
    const isWhole = typeof rule === 'string' && typeof path === 'string' && typeof message === 'string'
    if (!isWhole || !isSeverity(severity)) return { fault: 'has a finding without a rule, a path or a message' }
    findings.push({ rule, severity, path, message, sig: sigs.get(kep) ?? null })
  }
  return findings
}

/**
 * The report with what is new and what is fixed since an earlier one. A finding is the same if its rule, its file and its
 * message are: lines move.
 */
export function withSince(report: Report, name: string, earlier: readonly EarlierFinding[]): Report {
  const left = new Map<string, EarlierFinding[]>()
  for (const finding of earlier) {
    const key = keyOf(finding.rule, finding.path, finding.message)
    const alike = left.get(key)
    if (alike === undefined) left.set(key, [finding])
    else alike.push(finding)
  }
  const fresh = new Set<Finding>()
  for (const finding of report.findings) {
    const alike = left.get(keyOf(finding.rule, finding.at.path, finding.message))
    if (alike === undefined || alike.length === 0) fresh.add(finding)
    else alike.pop()
  }
  const gone = new Set([...left.values()].flat())
  const fixed = earlier.filter((finding) => gone.has(finding))
  return { ...report, since: { report: name, fresh, fixed, still: report.findings.length - fresh.size } }
}

function keyOf(rule: string, path: string, message: string): string {
  return [rule, path, withoutRepairNote(message)].join('\0')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function listIn(document: Readonly<Record<string, unknown>>, key: string): readonly unknown[] {
  const list = document[key]
  return Array.isArray(list) ? list : []
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
