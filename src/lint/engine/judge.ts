import { nothingWritten, type Written } from '../change/written.js'
import { movedForwardIn } from '../facts/progress.js'
import type { Catalogue } from '../model/catalogue.js'
import { type Baseline, type Config, noConfig, type Outcome } from '../model/config.js'
import type { Finding, KepSummary } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { LintOptions } from '../model/options.js'
import { withoutBaseline } from '../policy/baseline.js'
import { exempt } from '../policy/exemptions.js'
import { judged } from '../policy/outcome.js'
import { severityDecider } from '../policy/severity.js'
import { profiles } from '../profiles/index.js'
import { rules } from '../rules/index.js'
import type { Rule } from '../rules/rule.js'
import { byUnits } from '../text/paths.js'
import { type OwnedProblem, yielded } from './run-rules.js'

/**
 * Stamps problems with what the configuration makes of them; those that are off are left out. What the change under
 * review made counts as more where the problem says so, and the configuration does not.
 */
export function judgeFor(
  options: LintOptions,
  { keps: { byPath } }: Catalogue,
  promoted: ReadonlySet<string>,
  isWritten: Written = nothingWritten,
): (owned: OwnedProblem) => readonly Finding[] {
  const deciders = new Map<Config, ReturnType<typeof severityDecider>>()
  return ({ rule, problem: yielded, kep }) => {
    const { whenChanged } = yielded
    const isMade = whenChanged !== undefined && isWritten(kep, yielded.at.path, whenChanged.by)
    const problem = isMade ? { ...yielded, severity: whenChanged.severity } : yielded
    const config = configFor(rule, options)
    const decide = deciders.get(config) ?? severityDecider(config, options.rules)
    deciders.set(config, decide)
    const state = kep === null ? null : (byPath.get(kep)?.state?.name ?? null)
    const severity = decide(rule, { problem, kep, state, promoted: kep !== null && promoted.has(kep) })
    return severity === 'off' ? [] : [{ ...problem, rule: rule.id, severity, kep }]
  }
}

/** The configuration that says what a rule counts as. */
export function configFor({ decidedBy: settledBy }: Rule, { config = noConfig, base }: LintOptions): Config {
  return (settledBy === 'base' ? base?.setups?.before.config : null) ?? config
}

/** A problem as severe as it may be, whatever is asked. */
export function asFound({ problem, rule, kep }: OwnedProblem): Finding {
  return { ...problem, rule: rule.id, severity: problem.severity ?? 'error', kep }
}

/** What exemptions and the baseline leave of findings. */
export interface Remaining {
  readonly findings: readonly Finding[]
  readonly taken: number
  /** Null for a run over a part of the tree, which cannot tell what the rest would have needed. */
  readonly outcome: Outcome | null
}

/**
 * Takes away what exemptions and the baseline cover; nothing covers KEPs in `promoted`, by their paths. What rules
 * that the base settles have found, only the exemptions and the baseline of the base cover.
 */
export function applyPolicy(
  found: readonly Finding[],
  { keps, tree }: Catalogue,
  promoted: ReadonlySet<string>,
  options: LintOptions,
): Remaining {
  const { baseline = null, config = noConfig, base, only, rules: strongest, today } = options
  const { profiles: formats = profiles } = options
  const summaries = keps.all.map(summaryOf)
  const taking = (some: readonly Finding[], { exemptions }: Config, held: Baseline | null) => {
    const exempted = exempt(some, exemptions, today, promoted)
    const left = held ? withoutBaseline(exempted.findings, held, summaries, movedForwardIn(formats), promoted) : null
    const { findings, gone } = left ?? { findings: exempted.findings, gone: [] }
    return { findings, gone, idle: exempted.idle, lapsed: exempted.lapsed }
  }
  const before = base?.setups?.before
  const isOfBase = ({ rule }: Finding): boolean => before !== undefined && decidedByBase.has(rule)
  const own = taking(
    found.filter((finding) => !isOfBase(finding)),
    config,
    baseline,
  )
  const settled = before ? taking(found.filter(isOfBase), before.config, before.baseline).findings : []
  // What a rule says of a change, no later run can say again.
  const idle = own.idle.filter(({ rule }) => !rules.some((each) => each.id === rule && isOfChanges(each)))
  const outcome = only === null ? judged({ idle, lapsed: own.lapsed, gone: own.gone }, tree, strongest) : null
  const kept = new Set([...own.findings, ...settled])
  const findings = found.filter((finding) => kept.has(finding))
  return { findings, taken: found.length - findings.length, outcome }
}

const decidedByBase = new Set(rules.filter(({ decidedBy: settledBy }) => settledBy === 'base').map(({ id }) => id))

/** What rules say of the exemptions and the baseline. */
export function configFindingsOf(asked: readonly Rule[], outcome: Outcome | null): readonly OwnedProblem[] {
  return asked.flatMap((rule) => {
    const problems = outcome ? yielded(rule, null, () => rule.checkOutcome?.(outcome)) : []
    return problems.map((problem) => ({ rule, problem, kep: null }))
  })
}

function isOfChanges({ check, checkTree, checkOutcome }: Rule): boolean {
  return !check && !checkTree && !checkOutcome
}

/** A KEP as reports name it. */
export function summaryOf(kep: Kep): KepSummary {
  return {
    path: kep.path,
    profile: kep.profile.name,
    title: kep.text('title') ?? null,
    number: kep.text('number') ?? null,
    uuid: kep.text('uuid') ?? null,
    state: kep.state?.name ?? kep.stateText,
    sig: kep.text('owningSig') ?? null,
    stage: kep.text('stage') ?? null,
    milestone: kep.text('latestMilestone') ?? null,
  }
}

/** By path, line, column, rule and message. */
export function inOrder(a: Finding, b: Finding): number {
  return (
    byUnits(a.at.path, b.at.path) ||
    a.at.line - b.at.line ||
    a.at.column - b.at.column ||
    byUnits(a.rule, b.rule) ||
    byUnits(a.message, b.message)
  )
}
