import { type MoveRequest, moveKep } from '../../lint/authoring/move-kep.js'
import { isRefusal, type Plan, type Refusal } from '../../lint/authoring/outcome.js'
import { scaffolded } from '../../lint/authoring/plan-kep.js'
import { steps } from '../../lint/profiles/steps.js'
import type { MoveOptions, StepOptions } from '../asked.js'
import type { Host } from '../host.js'
import { author, type Given } from './author.js'

/** Moves a KEP to a state, a stage or a release. Throws a UsageError where it cannot be what is asked. */
export function move(options: MoveOptions, host: Host): number {
  const { kep, state, stage, milestone } = options
  const request = { kep, state: state === null ? null : { name: state }, stage, milestone }
  return author(options, host, (given) => moved(given, request, options.scaffold))
}

/** Takes a step of the lifecycle with a KEP, by what it is called in the built-in formats. */
export function step(options: StepOptions, host: Host): number {
  const { command, kep, stage, milestone } = options
  const request = { kep, state: { like: steps[command] }, stage, milestone }
  return author(options, host, (given) => moved(given, request, options.scaffold))
}

/** The move; with skeletons of what is missing, which somebody still has to fill. */
function moved({ catalogue, ...reading }: Given, request: MoveRequest, scaffold: boolean): Plan | Refusal {
  const plan = moveKep(catalogue, request)
  if (!scaffold || isRefusal(plan)) return plan
  const [path = ''] = plan.keps
  return { ...plan, draft: scaffolded(plan.draft, path, reading), mayOwe: true }
}
