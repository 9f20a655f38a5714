import { setFlagsFromString } from 'node:v8'

const [version = 0] = process.versions.node.split('.').map(Number)

/** The most files that the flags of a small tree are set for: with ten times as many they cost more than they save. */
const mostFiles = 3000

/**
 * Sets V8's flags for a run that starts. It is over before its functions are worth the optimising: in Node 20 that costs
 * a third of all processor time (measured over 650 KEPs). Later versions weigh it better, and do not know the flag.
 */
export function tuneForStart(): void {
  if (version === 20) setFlagsFromString('--interrupt-budget=1000000')
}

/**
 * Sets V8's flags for reading and checking so many files. From Node 22 on the room for new objects otherwise grows to
 * twice what a small tree needs, and functions are optimised that have not long to run.
 */
export function tuneForFiles(files: number): void {
  if (version < 22 || files > mostFiles) return
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--no-opt')
}
