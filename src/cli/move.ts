import { moveKep } from '../lint/authoring/move-kep.js'
import { steps } from '../lint/profiles/steps.js'
import { author } from './author.js'
import type { Host } from './host.js'
import type { MoveOptions, StepOptions } from './options.js'

/** Moves a KEP to a state, a stage or a release. Throws a UsageError where it cannot be what is asked. */
export function move(options: MoveOptions, host: Host): number {
  const { kep, state, stage, milestone } = options
  return author(options, host, ({ catalogue }) => {
    return moveKep(catalogue, { kep, state: state === null ? null : { name: state }, stage, milestone })
  })
}

/** Takes a step of the lifecycle with a KEP, by what it is called in the built-in formats. */
export function step(options: StepOptions, host: Host): number {
  const { command, kep, stage, milestone } = options
  return author(options, host, ({ catalogue }) => {
    return moveKep(catalogue, { kep, state: { like: steps[command] }, stage, milestone })
  })
}
