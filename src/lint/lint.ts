import type { Catalogue } from './model/catalogue.js'
import type { Finding, KepSummary, Problem, Report, Setting } from './model/finding.js'
import type { Kep } from './model/kep.js'
import type { Tree } from './model/tree.js'
import { readCatalogue } from './parse/catalogue.js'
import { byUnits, upwards } from './words/paths.js'
import { profiles } from './profiles/index.js'
import { groups } from './profiles/sigs.js'
import { rules } from './rules/index.js'
import type { Rule } from './rules/rule.js'

export { rules }

/** What a run is asked for. */
export interface LintOptions {
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** `auto`, or a profile's name. */
  readonly profile: string
  /** `owner/name` of this repository, whose GitHub URLs are paths of the tree; null when it is not known. */
  readonly repository: string | null
  /** What a rule counts as, by its id; stronger than the rule's own word. */
  readonly rules: ReadonlyMap<string, Setting>
  /** Files or directories: only the KEPs that they belong to, or hold, are reported. Null: all. */
  readonly only: readonly string[] | null
}

/** What `profile` may be beside `auto`. */
export const profileNames: readonly string[] = profiles.map((profile) => profile.name)

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
export function lint(tree: Tree, options: LintOptions, checked: readonly Rule[] = rules): Report {
  const chosen = options.profile === 'auto' ? profiles : profiles.filter(({ name }) => name === options.profile)
  const catalogue = readCatalogue(tree, chosen, options.today, options.repository, groups)
  const reported = catalogue.keps.filter((kep) => isReported(kep.path, options.only))
  const findings: Finding[] = []
  for (const rule of checked) {
    const setting = options.rules.get(rule.id)
    if (setting !== 'off') findings.push(...findingsOf(rule, setting ?? null, reported, catalogue, options.only))
  }
  return {
    keps: reported.map(summaryOf),
    findings: findings.sort(inOrder),
    files: tree.texts.size,
    exempted: 0,
  }
}

function* findingsOf(
  rule: Rule,
  setting: Finding['severity'] | null,
  keps: readonly Kep[],
  catalogue: Catalogue,
  only: readonly string[] | null,
): Generator<Finding> {
  const stamp = (problem: Problem, kep: string | null): Finding => ({
    ...problem,
    rule: rule.id,
    severity: setting ?? problem.severity ?? rule.severity,
    kep,
  })
  let current: string | null = null
  try {
    for (const kep of rule.check ? keps : []) {
      current = kep.path
      for (const problem of rule.check?.(kep, catalogue) ?? []) yield stamp(problem, kep.path)
    }
    current = null
    for (const problem of rule.checkTree?.(catalogue) ?? []) {
      const owner = ownerOf(problem.at.path, catalogue)
      const places = [problem.at, ...(problem.related ?? []).map((related) => related.at)]
      if (places.some(({ path }) => isReported(ownerOf(path, catalogue) ?? path, only))) yield stamp(problem, owner)
    }
  } catch (cause) {
    throw new RuleError(rule.id, current, cause)
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
