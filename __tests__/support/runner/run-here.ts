import { inEnvironmentUntil } from '../environment.js'
import { type Ended, runStep, type Step, type StepResult } from './run-action.js'

/**
 * Runs this repository's action as `runAction` does, from its sources and in this process, which takes a tenth of the
 * time. What is about the bundle, Node's streams or the loading of modules takes `runAction`. The address of GitHub's
 * API is that of a test file's first run.
 */
export function runHere(step: Step): Promise<StepResult> {
  return runStep(step, ({ cwd, env }) => inEnvironmentUntil(env, () => runMain(cwd)))
}

async function runMain(cwd: string): Promise<Ended> {
  // As `main.ts` has it: in the step's environment, and in this order.
  await import('../../../src/action/event-file.js')
  const { run } = await import('../../../src/action/run.js')
  const own = { cwd: process.cwd(), exitCode: process.exitCode, writes: streams.map((stream) => stream.write) }
  let output = ''
  process.chdir(cwd)
  process.exitCode = undefined
  for (const stream of streams) stream.write = (text) => (output += String(text)) !== ''
  try {
    await run()
    return { exitCode: Number(process.exitCode ?? 0), output }
  } finally {
    for (const [i, stream] of streams.entries()) stream.write = own.writes[i] ?? stream.write
    process.exitCode = own.exitCode
    process.chdir(own.cwd)
  }
}

const streams = [process.stdout, process.stderr]
