import { resolve } from 'node:path'
import { UsageError } from '../host/errors/usage-error.js'
import { rules } from '../lint/lint.js'
import { fails } from '../lint/model/severity.js'
import { verdictOf } from '../lint/reporters/change.js'
import { type Format, formatOfFile, reporters } from '../lint/reporters/formats.js'
import { version } from '../version.js'
import { exitCodes, type Host, line, writeFile } from './host.js'
import { type Checked, lintTree } from './lint-tree.js'
import type { CheckOptions } from './options.js'

/** Checks the tree and reports. Throws a UsageError where no KEP is found, after what was found instead. */
export function check(options: CheckOptions, host: Host): number {
  const checked = lintTree(options, host, (setup) => setup.baseline)
  const { report, noKeps } = checked
  if (noKeps === null || report.findings.length > 0) publish(checked, options, host)
  if (noKeps !== null) throw new UsageError(noKeps)
  return fails(report.findings, options.failOn) ? exitCodes.failed : exitCodes.passed
}

function publish(checked: Checked, options: CheckOptions, host: Host): void {
  const { format, output, quiet } = options
  if (output.length === 0) {
    host.stdout(render(checked, format ?? 'text', wantsColor(options, host), options))
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

function render({ report, tree }: Checked, format: Format, color: boolean, { failOn }: CheckOptions): string {
  return reporters[format].render(report, {
    version,
    color,
    text: (path) => tree.texts.get(path),
    failOn,
    rules: new Map(rules.map((rule) => [rule.id, rule.summary])),
  })
}

/** https://no-color.org: set and not empty. */
function wantsColor({ noColor }: CheckOptions, { env, stdoutIsTTY }: Host): boolean {
  return !noColor && stdoutIsTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
}
