import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { askOnTerminal } from './cli/ask.js'
import { run } from './cli/run.js'
import { onOutputFailure } from './cli/standard-output.js'
import { tuneForStart } from './host/engine-flags.js'

/** The command is in `dist/cli` of the product; what is called may be a link to it. */
function homeOf(command: string): string {
  return join(dirname(realpathSync(command)), '../..')
}

onOutputFailure((line) => {
  process.stderr.write(line)
  process.exitCode = 2
})

tuneForStart()

// Not process.exit: it would cut off what a pipe has not taken yet.
process.exitCode = run(process.argv.slice(2), {
  cwd: process.cwd(),
  home: homeOf(process.argv[1] ?? ''),
  env: process.env,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  ask: process.stdin.isTTY && process.stderr.isTTY ? askOnTerminal : null,
  stdoutIsTTY: process.stdout.isTTY,
  columns: process.stdout.isTTY ? process.stdout.columns || null : null,
  stderrIsTTY: process.stderr.isTTY,
  now: () => new Date(),
})
