import { acceptKep } from '../../lint/authoring/accept-kep.js'
import { migrateKeps } from '../../lint/authoring/migrate-keps.js'
import { formatNamed } from '../../lint/authoring/new-kep.js'
import { isRefusal } from '../../lint/authoring/outcome.js'
import { planKep } from '../../lint/authoring/plan-kep.js'
import { renumberKep } from '../../lint/authoring/renumber-kep.js'
import { supersedeKep } from '../../lint/authoring/supersede-kep.js'
import type { AcceptOptions, MigrateOptions, PlanOptions, RenumberOptions, SupersedeOptions } from '../asked.js'
import type { Host } from '../host.js'
import { author } from './author.js'

/** Names who takes a KEP on. Throws a UsageError where it cannot be what is asked. */
export function accept(options: AcceptOptions, host: Host): number {
  const { approver: approvers, kep, reviewer: reviewers, sig } = options
  return author(options, host, ({ catalogue }) => acceptKep(catalogue, { kep, sig, reviewers, approvers }))
}

/** Makes what a KEP lacks to be implementable. Throws a UsageError where it cannot be what is asked. */
export function plan(options: PlanOptions, host: Host): number {
  const { kep, milestone, stage } = options
  return author(options, host, ({ catalogue, ...reading }) => planKep(catalogue, { kep, milestone, stage }, reading))
}

/** Says in two KEPs that one replaces the other. Throws a UsageError where it cannot be what is asked. */
export function supersede(options: SupersedeOptions, host: Host): number {
  const { by, old } = options
  return author(options, host, ({ catalogue }) => supersedeKep(catalogue, { old, by }))
}

/** Gives a KEP another number. Throws a UsageError where it cannot be what is asked. */
export function renumber(options: RenumberOptions, host: Host): number {
  const { kep, number } = options
  return author(options, host, ({ catalogue, repository }) => renumberKep(catalogue, { kep, number, repository }))
}

/** Rewrites KEPs in another format. Throws a UsageError where it cannot be what is asked. */
export function migrate(options: MigrateOptions, host: Host): number {
  const { paths } = options
  return author(options, host, ({ catalogue, profiles, repository }) => {
    const to = formatNamed(options.to ?? 'kep', profiles)
    return isRefusal(to) ? to : migrateKeps(catalogue, { paths, to, repository })
  })
}
