import { join } from 'node:path'
import { baselinePath } from '../host/config.js'
import { UsageError } from '../host/errors/usage-error.js'
import { movedForwardIn, writeBaseline } from '../lint/lint.js'
import { plural } from '../lint/reporters/tally.js'
import type { BaselineOptions } from './asked.js'
import { exitCodes, type Host, line, writeFile } from './host.js'
import { lintTree } from './lint-tree.js'

/** Writes what is found in the whole tree into the baseline. Throws a UsageError where no KEP is found. */
export function baseline(options: BaselineOptions, host: Host): number {
  const wholeTree = { paths: [], nearCommand: null, base: null, scope: 'all' } as const
  const { root, setup, report, noKeps } = lintTree({ ...options, ...wholeTree }, host, () => null)
  if (noKeps !== null) throw new UsageError(noKeps)
  const path = baselinePath(setup.config)
  // Findings of the configuration itself are never taken into the baseline.
  const findings = report.findings.filter((finding) => finding.at.path !== setup.config.path)
  const text = writeBaseline(findings, report.keps, setup.baseline, options.grow, movedForwardIn(setup.profiles))
  writeFile(join(root, path), path, text)
  const held = text.match(/"[0-9a-f]{16}": "/g)?.length ?? 0
  const rest = findings.length - held
  const advice = `fix ${rest === 1 ? 'it' : 'them'}, or use --grow`
  const hint = rest === 0 ? '' : `, ${plural(rest, 'new finding')} not added: ${advice}`
  if (!options.quiet) host.stderr(line(`${path} holds ${plural(held, 'finding')}${hint}`))
  return exitCodes.passed
}
