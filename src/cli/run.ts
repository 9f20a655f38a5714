import { UsageError } from '../host/errors/usage-error.js'
import { RuleError, rules } from '../lint/lint.js'
import { safeForTerminal } from '../lint/reporters/safe-text.js'
import { options } from '../settings/options.js'
import { version } from '../version.js'
import type { Options } from './asked.js'
import { accept, migrate, plan, renumber, supersede } from './authoring/change-keps.js'
import { move, step } from './authoring/move.js'
import { newKep } from './authoring/new.js'
import { baseline } from './baseline.js'
import { check } from './check.js'
import { fix } from './fix.js'
import { helpOf } from './help.js'
import { exitCodes, type Host, line } from './host.js'
import { init } from './init.js'
import { lsp } from './lsp.js'
import { parseOptions } from './options.js'
import { pageOf, schemaNamed } from './product-files.js'
import { query } from './query.js'
import { rulesAsJson, rulesAsText } from './rules.js'
import { site } from './site.js'

/** Runs the command and returns its exit code. `argv` is without Node's own two words. Never throws. */
export function run(argv: readonly string[], host: Host): number {
  try {
    const asked = parseOptions(argv, { rules: rules.map((rule) => rule.id) })
    return ranWith(asked, host)
  } catch (error) {
    host.stderr(error instanceof UsageError ? line(error.message) : crash(error))
    return exitCodes.couldNotRun
  }
}

function ranWith(asked: Options, host: Host): number {
  switch (asked.command) {
    case 'check':
      return check(asked, host)
    case 'fix':
      return fix(asked, host)
    case 'baseline':
      return baseline(asked, host)
    case 'query':
      return query(asked, host)
    case 'lsp':
      return lsp(asked, host)
    case 'site':
      return site(asked, host)
    case 'init':
      return init(asked, host)
    case 'new':
      return newKep(asked, host)
    case 'move':
      return move(asked, host)
    case 'propose':
    case 'approve':
      return step(asked, host)
    case 'accept':
      return accept(asked, host)
    case 'plan':
      return plan(asked, host)
    case 'supersede':
      return supersede(asked, host)
    case 'renumber':
      return renumber(asked, host)
    case 'migrate':
      return migrate(asked, host)
    case 'rules':
      return printed(asked.format === 'json' ? rulesAsJson() : rulesAsText(), host)
    case 'explain':
      return printed(pageOf(host.home, asked.id, asked.examples), host)
    case 'schema':
      return printed(schemaNamed(host.home, asked.profile), host)
    case 'help':
      return printed(helpOf(options), host)
    case 'version':
      return printed(`${version}\n`, host)
  }
}

function printed(text: string, host: Host): number {
  host.stdout(text)
  return exitCodes.passed
}

function crash(error: unknown): string {
  const { message, cause } = error instanceof RuleError ? error : { message: String(error), cause: error }
  const stack = cause instanceof Error && cause.stack !== undefined ? cause.stack.split('\n').slice(1) : []
  return [line(`internal error: ${message}`), ...stack.map((text) => `${safeForTerminal(text)}\n`)].join('')
}
