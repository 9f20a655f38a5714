import { UsageError } from '../host/errors/usage-error.js'
import { pages } from '../lint/generated/pages.js'
import { RuleError, rules } from '../lint/lint.js'
import { safeForTerminal } from '../lint/reporters/safe-text.js'
import { options } from '../settings/options.js'
import { version } from '../version.js'
import { baseline } from './baseline.js'
import { check } from './check.js'
import { fix } from './fix.js'
import { helpOf } from './help.js'
import { exitCodes, type Host, line } from './host.js'
import { init } from './init.js'
import { move, step } from './move.js'
import { newKep } from './new.js'
import { type Options, parseOptions } from './options.js'
import { query } from './query.js'
import { rulesAsJson, rulesAsText } from './rules.js'
import { schemaNamed } from './schema.js'

/** Runs the command and returns its exit code. `argv` is without Node's own two words. Never throws. */
export function run(argv: readonly string[], host: Host): number {
  try {
    const asked = parseOptions(argv, { rules: rules.map((rule) => rule.id) })
    if (asked.command === 'check') return check(asked, host)
    if (asked.command === 'fix') return fix(asked, host)
    if (asked.command === 'baseline') return baseline(asked, host)
    if (asked.command === 'query') return query(asked, host)
    if (asked.command === 'move') return move(asked, host)
    if (asked.command === 'propose' || asked.command === 'approve') return step(asked, host)
    if (asked.command === 'init') return init(asked, host)
    if (asked.command === 'new') return newKep(asked, host)
    host.stdout(textOf(asked))
    return exitCodes.passed
  } catch (error) {
    host.stderr(error instanceof UsageError ? line(error.message) : crash(error))
    return exitCodes.couldNotRun
  }
}

/** What a subcommand prints that reads no tree. */
function textOf(
  asked: Exclude<
    Options,
    { readonly command: 'check' | 'fix' | 'baseline' | 'init' | 'query' | 'move' | 'propose' | 'approve' | 'new' }
  >,
): string {
  switch (asked.command) {
    case 'rules':
      return asked.format === 'json' ? rulesAsJson() : rulesAsText()
    case 'explain':
      return pages[asked.id] ?? ''
    case 'schema':
      return schemaNamed(asked.profile)
    case 'help':
      return helpOf(options)
    case 'version':
      return `${version}\n`
  }
}

function crash(error: unknown): string {
  const { message, cause } = error instanceof RuleError ? error : { message: String(error), cause: error }
  const stack = cause instanceof Error && cause.stack !== undefined ? cause.stack.split('\n').slice(1) : []
  return [line(`internal error: ${message}`), ...stack.map((text) => `${safeForTerminal(text)}\n`)].join('')
}
