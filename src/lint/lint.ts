import { noConfig, type Baseline, type Config, type Outcome, type Settings } from './model/config.js'
import type { Catalogue } from './model/catalogue.js'
import type { Base, Comparison } from './model/change.js'
import type { Finding, KepSummary, Report } from './model/finding.js'
import type { Kep } from './model/kep.js'
import type { Profile, State } from './model/profile.js'
import type { Tree } from './model/tree.js'
import { readCatalogue, type ReadingOptions } from './parse/catalogue.js'
import { newReadings } from './parse/readings.js'
import { withoutBaseline } from './policy/baseline.js'
import { blame } from './policy/blame.js'
import { compare, isTouched } from './policy/comparison.js'
import { exempt } from './policy/exemptions.js'
import { judged } from './policy/outcome.js'
import { movedForwardIn } from './policy/progress.js'
import { olderOf, tally } from './policy/scope.js'
import { isOff, severityDecider } from './policy/severity.js'
import { named, type OwnedProblem, problemsIn, problemsOf, problemsOfChange } from './problems.js'
import { profiles } from './profiles/index.js'
import { groups } from './profiles/sigs.js'
import { rules } from './rules/index.js'
import type { Rule } from './rules/rule.js'
import { standingsIn } from './policy/standings.js'
import { byUnits } from './words/paths.js'

export { readConfig, type Fault, type Read } from './parse/config.js'
export { readProfile } from './parse/profile-file.js'
export { readBaseline, writeBaseline } from './policy/baseline.js'
export { movedForwardIn } from './policy/progress.js'
export { RuleError } from './problems.js'
export { noConfig, profiles, rules }
export type { Base, Baseline, Config, Profile, Rule }

/** What a run is asked for. */
export interface LintOptions {
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** The formats that KEPs may have, in the order in which they claim a directory; left out: all built-in ones. */
  readonly profiles?: readonly Profile[]
  /** `owner/name` of this repository, whose GitHub URLs are paths of the tree; null when it is not known. */
  readonly repository: string | null
  readonly config?: Config
  readonly baseline?: Baseline | null
  /** What rules count as, by id; stronger than all else. */
  readonly rules: Settings
  /** Files or directories: only the KEPs that they belong to, or hold, are reported. Null: all. */
  readonly only: readonly string[] | null
  /** What the tree was before the change. Texts that are the same should be the same string: they are read once. */
  readonly base?: Base | null
  /** `changed`: findings that the base has too are only counted, but for those of promoted KEPs. */
  readonly scope?: 'all' | 'changed'
}

/** Reads the tree and checks it. The same tree and options give the same report. Throws only `RuleError`. */
export function lint(tree: Tree, options: LintOptions, among: readonly Rule[] = rules): Report {
  const { only, today, config = noConfig, base = null, profiles: formats = profiles, scope = 'all' } = options
  const promoted = new Set<string>()
  const reading: ReadingOptions = {
    profiles: formats,
    today,
    repository: options.repository,
    groups,
    roster: config.roster,
    readings: newReadings(),
    current: promoted,
  }
  const head = readCatalogue(tree, reading)
  const comparison = base && compareWith(base, head, reading)
  for (const change of comparison?.changes ?? []) if (change.now && change.promoted) promoted.add(change.now.path)

  const isAsked = (path: string): boolean => isReported(path, only)
  const keps = head.keps.filter((kep) => isAsked(kep.path)).map(summaryOf)
  const judge = judgeOf(options, head, promoted)
  const asked = among.filter((rule) => !isOff(rule, configFor(rule, options), options.rules))
  const found = asked
    .flatMap((rule) => [
      ...problemsOf(rule, head, isAsked),
      ...(comparison ? problemsOfChange(rule, comparison, isAsked) : []),
    ])
    .flatMap(judge)
    .sort(inOrder)
  const settled = settle(found, head, promoted, options)
  const told = toldOf(asked, settled.outcome).flatMap(judge).sort(inOrder)
  const left = [...settled.findings, ...told]
  const report = { keps, files: tree.texts.size, exempted: settled.taken }
  if (!base || !comparison) return { ...report, findings: left.sort(inOrder), change: null }

  const older = olderOf([...found, ...told], findingsBefore(found, told.length > 0 ? settled.outcome : null, comparison, asked, options), comparison)
  const counts = (finding: Finding): boolean =>
    scope === 'all' || !older.findings.has(finding) || promoted.has(finding.kep ?? '')
  const counted = left.filter(counts)
  return {
    ...report,
    findings: [...(scope === 'all' ? counted : blame(counted, comparison))].sort(inOrder),
    change: {
      base: base.name,
      keps: standingsIn(comparison, found, isAsked, (supposed) =>
        errorsIn(readCatalogue(tree, { ...reading, supposed, current: new Set(supposed.keys()) }), supposed, asked, options),
      ),
      scope,
      older: tally(left.filter((finding) => !counts(finding))),
      mended: older.mended,
      loosened: found.flatMap(({ rule, message }) => (isSettledByBase(rule, among) ? [message] : [])),
    },
  }
}

/** Reads the base and compares. What no KEP promises in it, none is promoted in. */
function compareWith(base: Base, head: Catalogue, reading: ReadingOptions): Comparison {
  const before = readCatalogue(base.tree, { ...reading, current: new Set() })
  // Whether a value was wrong before does not hang on what the configuration asks.
  const findingsBefore = (kep: Kep): readonly Finding[] =>
    rules.flatMap((rule) => [...problemsIn(rule, kep, before)]).map(asFound)
  const severities = new Map(rules.map((rule) => [rule.id, rule.severity]))
  return { ...compare(base, before, head, movedForwardIn(reading.profiles), findingsBefore), severities }
}

/**
 * What the base has of what was found, its exemptions and baseline being those of the tree, each finding as grave as
 * it may be. Rules are asked only of the KEPs that they found something in, and of those that the change touches, as
 * most of a tree says nothing. `outcome` is what those of the tree had to say of exemptions and the baseline.
 */
function findingsBefore(
  found: readonly Finding[],
  outcome: Outcome | null,
  { base, changes }: Comparison,
  asked: readonly Rule[],
  options: LintOptions,
): readonly Finding[] {
  const inDoubt = new Set(outcome ? [...outcome.idle, ...outcome.gone.map(({ entry }) => entry)].map(({ rule }) => rule) : [])
  const met = new Map<string, Set<string | null>>()
  for (const { rule, kep } of found) met.set(rule, (met.get(rule) ?? new Set()).add(kep))
  const touched = new Set(changes.flatMap((change) => (isTouched(change) && change.before ? [change.before.path] : [])))
  const paths = new Map(changes.map(({ before, now }) => [before?.path, now?.path]))
  const before = asked.flatMap((rule) => {
    const keps = met.get(rule.id)
    const matters = (path: string): boolean =>
      inDoubt.has(rule.id) || touched.has(path) || keps?.has(paths.get(path) ?? null) === true
    return [...problemsOf(rule, base, matters, keps !== undefined || inDoubt.has(rule.id))]
  })
  const findings = before.map(asFound).sort(inOrder)
  const told = outcome ? toldOf(asked, settle(findings, base, new Set(), options).outcome) : []
  return [...findings, ...told.map(asFound).sort(inOrder)]
}

/** The errors that KEPs would have in the states that they are supposed to be in. */
function errorsIn(
  catalogue: Catalogue,
  supposed: ReadonlyMap<string, State>,
  asked: readonly Rule[],
  options: LintOptions,
): readonly Finding[] {
  const judge = judgeOf(options, catalogue, new Set(supposed.keys()))
  const keps = catalogue.keps.filter((kep) => supposed.has(kep.path))
  const problems = keps.flatMap((kep) => asked.flatMap((rule) => [...problemsIn(rule, kep, catalogue)]))
  return problems.flatMap(judge).filter(({ severity }) => severity === 'error').sort(inOrder)
}

function asFound({ problem, rule, kep }: OwnedProblem): Finding {
  return { ...problem, rule: rule.id, severity: problem.severity ?? 'error', kep }
}

/** Stamps problems with what the configuration makes of them; those that are off are left out. */
function judgeOf(
  options: LintOptions,
  { byPath }: Catalogue,
  promoted: ReadonlySet<string>,
): (owned: OwnedProblem) => readonly Finding[] {
  const deciders = new Map<Config, ReturnType<typeof severityDecider>>()
  return ({ rule, problem, kep }) => {
    const config = configFor(rule, options)
    const decide = deciders.get(config) ?? severityDecider(config, options.rules)
    deciders.set(config, decide)
    const state = kep === null ? null : (byPath.get(kep)?.state?.name ?? null)
    const severity = decide(rule, { problem, kep, state, promoted: kep !== null && promoted.has(kep) })
    return severity === 'off' ? [] : [{ ...problem, rule: rule.id, severity, kep }]
  }
}

/** The configuration that says what a rule counts as. */
function configFor({ settledBy }: Rule, { config = noConfig, base }: LintOptions): Config {
  return (settledBy === 'base' ? base?.setups?.before.config : null) ?? config
}

/** Some rule wants to know the reviews of the pull request. */
export function asksForReviews(options: Pick<LintOptions, 'config' | 'rules'>): boolean {
  return rules.some((rule) => rule.needsReviews && !isOff(rule, options.config ?? noConfig, options.rules))
}

function isSettledByBase(id: string, among: readonly Rule[]): boolean {
  return among.some((rule) => rule.id === id && rule.settledBy === 'base')
}

/** What exemptions and the baseline leave of findings. */
interface Settled {
  readonly findings: readonly Finding[]
  readonly taken: number
  /** Null for a run over a part of the tree, which cannot tell what the rest would have needed. */
  readonly outcome: Outcome | null
}

function settle(
  found: readonly Finding[],
  { keps, tree }: Catalogue,
  promoted: ReadonlySet<string>,
  options: LintOptions,
): Settled {
  const { baseline = null, config = noConfig, only, profiles: formats = profiles, rules: strongest, today } = options
  const exempted = exempt(found, config.exemptions, today, promoted)
  const { findings, taken, gone } = baseline
    ? withoutBaseline(exempted.findings, baseline, keps.map(summaryOf), movedForwardIn(formats), promoted)
    : { findings: exempted.findings, taken: 0, gone: [] }
  // What a rule says of a change, no later run can say again.
  const idle = exempted.idle.filter(({ rule }) => !rules.some((each) => each.id === rule && isOfChanges(each)))
  const outcome = only === null ? judged({ idle, lapsed: exempted.lapsed, gone }, tree, strongest) : null
  return { findings, taken: exempted.taken + taken, outcome }
}

/** What rules say of the exemptions and the baseline. */
function toldOf(asked: readonly Rule[], outcome: Outcome | null): readonly OwnedProblem[] {
  return asked.flatMap((rule) =>
    (outcome ? named(rule, null, () => rule.checkOutcome?.(outcome)) : []).map((problem) => ({ rule, problem, kep: null })),
  )
}

function isOfChanges({ check, checkTree, checkOutcome }: Rule): boolean {
  return !check && !checkTree && !checkOutcome
}

/** One of the given paths is in this place, or holds it. */
function isReported(path: string, only: readonly string[] | null): boolean {
  return only === null || only.some((each) => each === '.' || isWithin(each, path) || isWithin(path, each))
}

function isWithin(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`)
}

function summaryOf(kep: Kep): KepSummary {
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

function inOrder(a: Finding, b: Finding): number {
  return (
    byUnits(a.at.path, b.at.path) ||
    a.at.line - b.at.line ||
    a.at.column - b.at.column ||
    byUnits(a.rule, b.rule) ||
    byUnits(a.message, b.message)
  )
}
