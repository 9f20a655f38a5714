import { selectionOf } from '../host/selection.js'
import type { LspOptions } from './asked.js'
import { exitCodes, type Host, line } from './host.js'
import { startServer } from './language-server/server.js'
import { openTree } from './open-tree.js'
import { startProgress } from './progress.js'

/** Serves an editor over standard input and output until it closes them. Throws a UsageError where the tree cannot be read. */
export function lsp(options: LspOptions, host: Host): number {
  const quiet = startProgress(host.now, null)
  const open = (root: string | null) =>
    openTree({ ...options, root: options.root ?? root, quiet: true }, host, quiet, (at, checkout, { config }) =>
      selectionOf(at, [], config.paths, checkout),
    )
  // The transport is a file of its own, which no other subcommand loads.
  import(/* webpackIgnore: true */ '../lsp/index.js').then(
    (transport) => startServer(transport, open),
    (error: unknown) => {
      host.stderr(line(`lsp cannot start: ${String(error)}`))
      process.exitCode = exitCodes.couldNotRun
    },
  )
  return exitCodes.passed
}
