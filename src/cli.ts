import { setFlagsFromString } from 'node:v8'

import { run } from './cli/run.js'
import { onOutputFailure } from './cli/standard-output.js'

onOutputFailure((line) => {
  process.stderr.write(line)
  process.exitCode = 2
})

// A run is over before its functions are worth the optimising: in Node 20 that costs a third of all processor time
// (measured over 650 KEPs). Later versions weigh it better, and do not know the flag.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=1000000')

// Not process.exit: it would cut off what a pipe has not taken yet.
process.exitCode = run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  stdoutIsTTY: process.stdout.isTTY,
  stderrIsTTY: process.stderr.isTTY,
  now: () => new Date(),
})
