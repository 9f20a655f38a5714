import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import { type EarlierFinding, readEarlier, rules, withSince } from '../lint/lint.js'
import type { Finding } from '../lint/model/finding.js'
import { bySeverity, fails, tally } from '../lint/model/severity.js'
import { verdictOf } from '../lint/reporters/change.js'
import { type Format, formatOfFile, reporters } from '../lint/reporters/formats.js'
import type { Terminal } from '../lint/reporters/reporter.js'
import { inWords } from '../lint/reporters/tally.js'
import { version } from '../version.js'
import type { CheckOptions } from './asked.js'
import { exitCodes, type Host, line, writeFile } from './host.js'
import { type Checked, lintTree } from './lint-tree.js'

/** Checks the tree and reports. Throws a UsageError where no KEP is found, after what was found instead. */
export function check(options: CheckOptions, host: Host): number {
  const earlier = earlierOf(options, host)
  const checked = lintTree(options, host, (setup) => setup.baseline)
  const { report, noKeps } = checked
  if (noKeps === null || report.findings.length > 0) {
    const compared = earlier === null ? report : withSince(report, earlier.name, earlier.findings)
    publish({ ...checked, report: compared }, options, host)
  }
  if (noKeps !== null) throw new UsageError(noKeps)
  return fails(report.findings, options.failOn) ? exitCodes.failed : exitCodes.passed
}

/** The report that is compared with. Throws a UsageError where it cannot be read. */
function earlierOf({ since }: CheckOptions, { cwd }: Host): Earlier | null {
  if (since === null) return null
  let text: string
  try {
    text = readFileSync(resolve(cwd, since), 'utf8')
  } catch (error) {
    throw new UsageError(`--since ${since} cannot be read: ${errorWords(error)}`)
  }
  const findings = readEarlier(text)
  if ('fault' in findings) throw new UsageError(`--since ${since} ${findings.fault}`)
  return { name: since, findings }
}

interface Earlier {
  readonly name: string
  readonly findings: readonly EarlierFinding[]
}

function publish(whole: Checked, options: CheckOptions, host: Host): void {
  const { format, output, quiet, severity } = options
  const isShown = (finding: Finding): boolean => severity === null || bySeverity(finding.severity, severity) <= 0
  const shown = whole.report.findings.filter(isShown)
  const checked = { ...whole, report: { ...whole.report, findings: shown } }
  const hidden = whole.report.findings.filter((finding) => !isShown(finding))
  if (hidden.length > 0 && !quiet) host.stderr(line(`${inWords(tally(hidden))} not shown (--severity ${severity})`))
  if (output.length === 0) {
    host.stdout(render(checked, format ?? 'text', wantsColor(options, host), options, terminalOf(options, host)))
    return
  }
  for (const file of output) {
    const text = render(checked, formatFor(file, options), false, options)
    writeFile(resolve(host.cwd, file), `--output ${file}`, text)
  }
  if (!quiet) host.stderr(line(`${verdictOf(checked.report)}; ${placesOf(output)}`))
}

/** Of one file the option decides; of several the name of each, and the option where a name says nothing. */
function formatFor(file: string, { format, output }: CheckOptions): Format {
  const named = formatOfFile(file)
  return (output.length === 1 ? (format ?? named) : (named ?? format)) ?? 'text'
}

function placesOf(files: readonly string[]): string {
  return files.length === 1 ? `the report is in ${files.join('')}` : `the reports are in ${files.join(', ')}`
}

/** So many findings are shown on a terminal. */
const mostOnTerminal = 50

function terminalOf({ all }: CheckOptions, { columns, stdoutIsTTY }: Host): Terminal | undefined {
  return stdoutIsTTY ? { width: columns ?? 80, limit: all ? null : mostOnTerminal } : undefined
}

function render(
  { report, tree }: Checked,
  format: Format,
  color: boolean,
  { failOn }: CheckOptions,
  terminal?: Terminal,
): string {
  return reporters[format].render(report, {
    version,
    color,
    terminal,
    text: (path) => tree.texts.get(path),
    failOn,
    rules: new Map(rules.map((rule) => [rule.id, rule.summary])),
  })
}

/** https://no-color.org: set and not empty. */
function wantsColor({ noColor }: CheckOptions, { env, stdoutIsTTY }: Host): boolean {
  return !noColor && stdoutIsTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
}
