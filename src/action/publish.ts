import { appendFileSync } from 'node:fs'

import * as core from '@actions/core'

import { errorCode, errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import { RuleError, rules } from '../lint/lint.js'
import type { Report } from '../lint/model/finding.js'
import { type Severity, severities, tally } from '../lint/model/severity.js'
import type { Tree } from '../lint/model/tree.js'
import { annotationCommand, renderAnnotations } from '../lint/reporters/annotations.js'
import { safeForAnnotation, safeForLog } from '../lint/reporters/safe-text.js'
import { renderSummary } from '../lint/reporters/summary/summary.js'
import { inWords, plural } from '../lint/reporters/tally.js'
import { renderText } from '../lint/reporters/text.js'
import { join } from '../lint/text/paths.js'

/** More than anybody reads, and far less than the log can hold. */
const longestLog = 5000

/** What is to be said of a run beside what it found. */
export interface Run {
  /** The text of a file of the tree; undefined where there is none. */
  readonly text: (path: string) => string | undefined
  readonly failOn: Severity | 'never'
  /** What the summary opens with. */
  readonly lead: 'change' | 'tree'
  readonly passed: boolean
  /** For those who keep the workflow, a sentence each. */
  readonly notes: readonly string[]
  /** For those who read the log, a sentence each. */
  readonly remarks: readonly string[]
  /** Where the tree is. */
  readonly place: TreePlace
  /** Files of the change, whose annotations come first; null where there is nothing to compare with. */
  readonly first: ReadonlySet<string> | null
}

/** The checked tree, as GitHub knows it. */
export interface TreePlace {
  /** `owner/name`, and the commit; null where they are not known. */
  readonly repository: string | null
  readonly commit: string | null
  /** The root's path in the repository, with `/`; `.` where it is the top. */
  readonly directory: string
}

/** Writes every finding to the log, folded, and the verdict in one line. Nothing of it is a workflow command. */
export function publishLog(report: Report, tree: Tree, { failOn, passed, remarks }: Run): void {
  publishRemarks(remarks)
  const lines = renderText(report, { color: false, text: (path) => tree.texts.get(path) })
    .trimEnd()
    .split('\n')
  core.startGroup(`${plural(report.findings.length, 'finding')} in ${plural(report.keps.length, 'KEP')}`)
  for (const line of lines.slice(0, longestLog)) core.info(safeForLog(line))
  if (lines.length > longestLog) {
    core.info(`… and ${lines.length - longestLog} more lines; the input report-file writes all findings to a file`)
  }
  core.endGroup()
  const found = inWords(tally(report.findings)) || 'nothing found'
  core.info(`${passed ? 'success' : 'failure'}: ${found} (fail-on: ${failOn})`)
}

/** Writes sentences about the run to the log, a line each. */
export function publishRemarks(remarks: readonly string[]): void {
  for (const remark of remarks) core.info(safeForLog(remark))
}

/** Shows findings at their lines, as far as GitHub lets: it finds files by their paths in the repository. */
export function publishAnnotations(report: Report, { first, notes, place }: Run, summary: boolean): void {
  for (const annotation of renderAnnotations(report, { first, notes, summary })) {
    const at = annotation.at && { ...annotation.at, path: join(place.directory, annotation.at.path) }
    process.stdout.write(`${annotationCommand({ ...annotation, at })}\n`)
  }
}

/** This runner shows job summaries. */
export function hasSummaries(): boolean {
  return Boolean(process.env['GITHUB_STEP_SUMMARY'])
}

/** Writes the job summary. If the runner has no summaries, the log says so. Returns as `attempt` does. */
export function publishSummary(report: Report, { failOn, lead, notes, place, text: textOf }: Run): string | null {
  const { GITHUB_STEP_SUMMARY: file, GITHUB_SERVER_URL: url } = process.env
  if (!file) {
    core.info('This runner has no job summaries.')
    return null
  }
  const { repository, commit, directory } = place
  const source = url && repository && commit ? { url, repository, commit, directory } : null
  const summaries = new Map(rules.map(({ id, summary }) => [id, summary]))
  const text = renderSummary(report, { source, failOn, lead, notes, rules: summaries, text: textOf })
  return attempt('the job summary', () => appendFileSync(file, text))
}

/** Sets every output; `files` are those that were written. Returns as `attempt` does. */
export function publishOutputs(
  report: Report,
  passed: boolean,
  files: readonly { readonly input: string; readonly file: string }[],
): string | null {
  const counts = tally(report.findings)
  return attempt('the outputs of the step', () => {
    core.setOutput('conclusion', passed ? 'success' : 'failure')
    core.setOutput('keps', report.keps.length)
    for (const severity of severities) core.setOutput(`${severity}s`, counts[severity])
    for (const input of ['report-file', 'patch-file'] as const) {
      const paths = files.filter((each) => each.input === input).map(({ file }) => file)
      core.setOutput(input, paths.join('\n'))
    }
  })
}

/**
 * Writes something that the verdict does not depend on. Where the system refuses, returns the sentence that says so, for
 * those who keep the workflow; otherwise null.
 */
export function attempt(what: string, write: () => void): string | null {
  try {
    write()
    return null
  } catch (error) {
    // The toolkit has words of its own for a file that is not there.
    const reason = errorCode(error) === null && error instanceof Error ? error.message : errorWords(error)
    return `${what} could not be written: ${reason}`
  }
}

/** Says in one annotation why nothing was checked; the log has the stack of what is a defect of keplint. */
export function publishFailure(error: unknown): void {
  const unwritten = attempt('the outputs of the step', () => core.setOutput('conclusion', 'failure'))
  if (unwritten !== null) core.info(safeForLog(unwritten))
  if (error instanceof UsageError) {
    core.error(safeForAnnotation(error.message), { title: 'keplint' })
    return
  }
  const cause = error instanceof RuleError ? error.cause : error
  const stack = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
  for (const line of stack.split('\n')) core.info(safeForLog(line))
  const message = error instanceof RuleError ? error.message : `keplint failed: ${String(cause)}`
  core.error(safeForAnnotation(`${message} (a bug in keplint, please report it)`), { title: 'keplint' })
}
