import { resolve } from 'node:path'
import { UsageError } from '../host/errors/usage-error.js'
import { rules } from '../lint/lint.js'
import type { Report } from '../lint/model/finding.js'
import { fails } from '../lint/model/severity.js'
import { verdictOf } from '../lint/reporters/change.js'
import { reporters } from '../lint/reporters/formats.js'
import { version } from '../version.js'
import { exitCodes, type Host, line, writeFile } from './host.js'
import { type Checked, lintTree } from './lint-tree.js'
import type { CheckOptions } from './options.js'

/** Checks the tree and reports. Throws a UsageError where no KEP is found, after what was found instead. */
export function check(options: CheckOptions, host: Host): number {
  const checked = lintTree(options, host, (setup) => setup.baseline)
  const { report, noKeps } = checked
  if (noKeps === null || report.findings.length > 0) publish(render(checked, options, host), report, options, host)
  if (noKeps !== null) throw new UsageError(noKeps)
  return fails(report.findings, options.failOn) ? exitCodes.failed : exitCodes.passed
}

function render({ report, tree }: Checked, options: CheckOptions, host: Host): string {
  return reporters[options.format].render(report, {
    version,
    color: wantsColor(options, host),
    text: (path) => tree.texts.get(path),
    failOn: options.failOn,
    rules: new Map(rules.map((rule) => [rule.id, rule.summary])),
  })
}

function publish(text: string, report: Report, { output, quiet }: CheckOptions, host: Host): void {
  if (output === null) {
    host.stdout(text)
    return
  }
  writeFile(resolve(host.cwd, output), `--output ${output}`, text)
  if (!quiet) host.stderr(line(`${verdictOf(report)}; the report is in ${output}`))
}

/** https://no-color.org: set and not empty. */
function wantsColor({ noColor, output }: CheckOptions, { env, stdoutIsTTY }: Host): boolean {
  return !noColor && output === null && stdoutIsTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
}
