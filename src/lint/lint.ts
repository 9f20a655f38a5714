import { noConfig, type Baseline, type Config, type Outcome, type Settings } from './model/config.js'
import type { Catalogue } from './model/catalogue.js'
import type { Finding, KepSummary, Problem, Report } from './model/finding.js'
import type { Kep } from './model/kep.js'
import type { Profile } from './model/profile.js'
import type { Tree } from './model/tree.js'
import { readCatalogue } from './parse/catalogue.js'
import { withoutBaseline } from './policy/baseline.js'
import { exempt } from './policy/exemptions.js'
import { judged } from './policy/outcome.js'
import { movedForwardIn } from './policy/progress.js'
import { isOff, severityDecider } from './policy/severity.js'
import { profiles } from './profiles/index.js'
import { groups } from './profiles/sigs.js'
import { rules } from './rules/index.js'
import type { Rule } from './rules/rule.js'
import { byUnits, upwards } from './words/paths.js'

export { readConfig, type Fault, type Read } from './parse/config.js'
export { readProfile } from './parse/profile-file.js'
export { readBaseline, writeBaseline } from './policy/baseline.js'
export { movedForwardIn } from './policy/progress.js'
export { noConfig, profiles, rules }
export type { Baseline, Config, Profile, Rule }

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
}

/** A rule that threw: a defect of keplint, never of the tree. */
export class RuleError extends Error {
  constructor(
    readonly rule: string,
    readonly kep: string | null,
    override readonly cause: unknown,
  ) {
    super(`rule ${rule} failed${kep === null ? '' : ` on ${kep}`}: ${String(cause)}`)
    this.name = 'RuleError'
  }
}

/** Reads the tree and checks it. The same tree and options give the same report. Throws only `RuleError`. */
export function lint(tree: Tree, options: LintOptions, among: readonly Rule[] = rules): Report {
  const { only, today, config = noConfig, baseline = null } = options
  const checked = among.filter((rule) => !isOff(rule.id, config, options.rules))
  const formats = options.profiles ?? profiles
  const catalogue = readCatalogue(tree, formats, today, options.repository, groups, config.roster)
  const keps = catalogue.keps.filter((kep) => isReported(kep.path, only)).map(summaryOf)
  const decide = severityDecider(config, options.rules)
  const stamp = (rule: Rule, problem: Problem, kep: string | null): readonly Finding[] => {
    const state = kep === null ? null : (catalogue.byPath.get(kep)?.state?.name ?? null)
    const severity = decide(rule, { problem, kep, state })
    return severity === 'off' ? [] : [{ ...problem, rule: rule.id, severity, kep }]
  }
  const found = checked
    .flatMap((rule) => problemsOf(rule, catalogue, only).flatMap(({ problem, kep }) => stamp(rule, problem, kep)))
    .sort(inOrder)
  const none: ReadonlySet<string> = new Set()
  const exempted = exempt(found, config.exemptions, today, none)
  const baselined = baseline
    ? withoutBaseline(exempted.findings, baseline, keps, movedForwardIn(formats), none)
    : { findings: exempted.findings, taken: 0, gone: [] }
  // A run over a part of the tree cannot tell what the rest would have needed.
  const outcome: Outcome | null = only === null ? judged({ ...exempted, ...baselined }, tree, options.rules) : null
  const told = checked.flatMap((rule) => {
    const problems = outcome && rule.checkOutcome ? named(rule, null, () => rule.checkOutcome?.(outcome)) : []
    return problems.flatMap((problem) => stamp(rule, problem, null))
  })
  return {
    keps,
    findings: told.length === 0 ? baselined.findings : [...baselined.findings, ...told].sort(inOrder),
    files: tree.texts.size,
    exempted: exempted.taken + baselined.taken,
  }
}

interface OwnedProblem {
  readonly problem: Problem
  readonly kep: string | null
}

function problemsOf(rule: Rule, catalogue: Catalogue, only: readonly string[] | null): readonly OwnedProblem[] {
  const owned: OwnedProblem[] = []
  for (const kep of rule.check ? catalogue.keps : []) {
    if (!isReported(kep.path, only)) continue
    for (const problem of named(rule, kep.path, () => rule.check?.(kep, catalogue))) {
      owned.push({ problem, kep: kep.path })
    }
  }
  for (const problem of named(rule, null, () => rule.checkTree?.(catalogue))) {
    const places = [problem.at, ...(problem.related ?? []).map((related) => related.at)]
    if (!places.some(({ path }) => isReported(ownerOf(path, catalogue) ?? path, only))) continue
    owned.push({ problem, kep: ownerOf(problem.at.path, catalogue) })
  }
  return owned
}

/** All that a rule yields; what it throws becomes a `RuleError` with its name. */
function named(rule: Rule, kep: string | null, check: () => Iterable<Problem> | undefined): readonly Problem[] {
  try {
    return [...(check() ?? [])]
  } catch (cause) {
    throw new RuleError(rule.id, kep, cause)
  }
}

/** The KEP that a file belongs to: the nearest one that holds it. */
function ownerOf(path: string, catalogue: Catalogue): string | null {
  for (const directory of upwards(path)) {
    if (catalogue.byPath.has(directory)) return directory
  }
  return null
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
