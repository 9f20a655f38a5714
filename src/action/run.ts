import { realpathSync } from 'node:fs'

import { fileReader, readSetup } from '../host/config.js'
import { repositoryOf } from '../host/repository.js'
import { errorWords } from '../host/system-error.js'
import { UsageError } from '../host/usage-error.js'
import { pathWithin } from '../host/walk.js'
import { readWorkspace } from '../host/workspace.js'
import { lint } from '../lint/lint.js'
import { severities } from '../lint/model/finding.js'
import { renderJson } from '../lint/reporters/json.js'
import { version } from '../version.js'
import { readInputs } from './inputs.js'
import { parsePatterns, quotePatterns, selectBy } from './patterns.js'
import { publishAnnotations, publishFailure, publishLog, publishOutputs, publishSummary } from './publish.js'
import { reportPlace, writeReport } from './report-file.js'

/** Runs the action. What cannot be done becomes one error annotation; the verdict is the process's exit code. */
export async function run(): Promise<void> {
  try {
    if (!await check()) process.exitCode = 1
  } catch (error) {
    publishFailure(error)
    process.exitCode = 1
  }
}

/** Whether no finding is as grave as `fail-on`. Throws a `UsageError` where the workflow has to be mended. */
async function check(): Promise<boolean> {
  const inputs = readInputs()
  const root = workspace()
  const { reportFile } = inputs
  const place = reportFile === null ? null : reportPlace(reportFile, root, process.env['RUNNER_TEMP'])
  const setup = readSetup(fileReader(root), inputs)
  const patterns = inputs.patterns ?? parsePatterns((setup.config.paths ?? ['keps']).join('\n'))
  const tree = readWorkspace({ root, select: await selectBy(patterns, root), alsoRead: setup.alsoRead })
  const overwritten = place === null ? null : pathWithin(root, place)
  if (overwritten !== null && tree.texts.has(overwritten)) {
    throw new UsageError(`input report-file ${JSON.stringify(reportFile)} is a file of the tree that is checked`)
  }
  const report = lint(tree, {
    today: new Date().toISOString().slice(0, 10),
    profiles: setup.profiles,
    repository: repositoryOf(root, inputs.repository ?? setup.config.repository, process.env['GITHUB_REPOSITORY']),
    config: setup.config,
    baseline: setup.baseline,
    rules: new Map(),
    only: null,
  })
  if (report.keps.length === 0) {
    const files = tree.selected.size === 1 ? '1 file' : `${tree.selected.size} files`
    throw new UsageError(`no KEP found in the ${files} that input paths selects: ${quotePatterns(patterns)}`)
  }

  const failing = severities.slice(0, severities.findIndex(severity => severity === inputs.failOn) + 1)
  const passed = !report.findings.some(({ severity }) => failing.includes(severity))
  publishLog(report, tree, inputs.failOn, passed)
  if (inputs.annotations) publishAnnotations(report)
  if (inputs.summary) await publishSummary(report, inputs.failOn)
  if (place !== null && reportFile !== null) writeReport(place, reportFile, renderJson(report, version))
  publishOutputs(report, passed, reportFile)
  return passed
}

/** The workspace's real path. */
function workspace(): string {
  const path = process.env['GITHUB_WORKSPACE'] || process.cwd()
  try {
    return realpathSync.native(path)
  } catch (error) {
    throw new UsageError(`the workspace ${path} cannot be read: ${errorWords(error)}`)
  }
}
