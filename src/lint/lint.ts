import { nothingWritten, writtenIn } from './change/written.js'
import { applyPolicy, configFindingsOf, configFor, inOrder, judgeFor, summaryOf } from './engine/judge.js'
import { changeReport, compareWith } from './engine/lint-change.js'
import { problemsOf, problemsOfChange } from './engine/run-rules.js'
import type { Base } from './model/change.js'
import { type Baseline, type Config, noConfig } from './model/config.js'
import type { Report } from './model/finding.js'
import type { LintOptions } from './model/options.js'
import type { Profile } from './model/profile.js'
import type { Tree } from './model/tree.js'
import { isOff } from './policy/severity.js'
import { profiles } from './profiles/index.js'
import { groups } from './profiles/sigs.js'
import { newCache } from './read/cache.js'
import { type ReadingOptions, readCatalogue } from './read/catalogue.js'
import { rules } from './rules/index.js'
import type { Rule } from './rules/rule.js'

export { type ConfigFault as Fault, type Read, readConfig } from './config/config-file.js'
export { readProfile } from './config/profile-file.js'
export { RuleError } from './engine/run-rules.js'
export { movedForwardIn } from './facts/progress.js'
export { readBaseline, writeBaseline } from './policy/baseline.js'
export type { Base, Baseline, Config, LintOptions, Profile, Rule }
export { noConfig, profiles, rules }

/** Reads the tree and checks it. The same tree and options give the same report. Throws only `RuleError`. */
export function lint(tree: Tree, options: LintOptions, among: readonly Rule[] = rules): Report {
  const { only, today, config = noConfig, base = null, profiles: formats = profiles } = options
  const promoted = new Set<string>()
  const reading: ReadingOptions = {
    profiles: formats,
    today,
    repository: options.repository,
    groups,
    roster: config.roster,
    cache: newCache(),
  }
  const head = readCatalogue(tree, reading)
  const comparison = base && compareWith(base, head, reading)
  for (const change of comparison?.changes ?? []) if (change.now && change.promoted) promoted.add(change.now.path)

  const isAsked = (path: string): boolean => isReported(path, only)
  const keps = head.keps.all.filter((kep) => isAsked(kep.path)).map(summaryOf)
  const isWritten = comparison ? writtenIn(comparison) : nothingWritten
  const judge = judgeFor(options, head, promoted, isWritten)
  const asked = among.filter((rule) => !isOff(rule, configFor(rule, options), options.rules))
  const found = asked
    .flatMap((rule) => [
      ...problemsOf(rule, head, isAsked),
      ...(comparison ? problemsOfChange(rule, comparison, isAsked) : []),
    ])
    .flatMap(judge)
    .sort(inOrder)
  const { findings: left, outcome, taken } = applyPolicy(found, head, promoted, options)
  const configFindings = configFindingsOf(asked, outcome).flatMap(judge).sort(inOrder)
  const report = { keps, files: tree.texts.size, exempted: taken }
  const findings = [...left, ...configFindings]
  if (!base || !comparison) return { ...report, findings: findings.sort(inOrder), change: null }
  const seen = { found, configFindings, outcome, findings, promoted, isWritten, asked, isAsked, options, reading }
  return { ...report, ...changeReport(base, comparison, seen) }
}

/** Some rule wants to know the reviews of the pull request. */
export function asksForReviews(options: Pick<LintOptions, 'config' | 'rules'>): boolean {
  return rules.some((rule) => rule.needsReviews && !isOff(rule, options.config ?? noConfig, options.rules))
}

/** One of the given paths is in this place, or holds it. */
function isReported(path: string, only: readonly string[] | null): boolean {
  return only === null || only.some((each) => each === '.' || isWithin(each, path) || isWithin(path, each))
}

function isWithin(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`)
}
