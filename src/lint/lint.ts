import { compare } from './change/compare.js'
import { changeReport } from './engine/change-report.js'
import { check } from './engine/check.js'
import { summaryOf } from './engine/judge.js'
import { needsOf } from './engine/needs.js'
import { runOf } from './engine/run.js'
import { movedForwardIn } from './facts/progress.js'
import type { Catalogue } from './model/catalogue.js'
import type { Base } from './model/change.js'
import { type Baseline, type Config, noConfig } from './model/config.js'
import type { Report } from './model/finding.js'
import type { LintOptions } from './model/options.js'
import type { Profile } from './model/profile.js'
import type { Tree } from './model/tree.js'
import { isOff } from './policy/severity.js'
import { profiles } from './profiles/index.js'
import { readCatalogue } from './read/catalogue.js'
import { rules } from './rules/index.js'
import type { Rule } from './rules/rule.js'

export { type ConfigFault as Fault, type Read, readConfig } from './config/config-file.js'
export { readProfile } from './config/profile-file.js'
export { RuleError } from './engine/rule-error.js'
export { movedForwardIn } from './facts/progress.js'
export { readBaseline, writeBaseline } from './policy/baseline.js'
export type { Base, Baseline, Config, LintOptions, Profile, Rule }
export { noConfig, profiles, rules }

/** Reads the tree and checks it. The same tree and options give the same report. Throws only `RuleError`. */
export function lint(tree: Tree, options: LintOptions, among: readonly Rule[] = rules): Report {
  const run = runOf(tree, options, among)
  const head = readCatalogue(tree, run.reading)
  const keps = head.keps.all.filter(({ path }) => run.isAsked(path)).map(summaryOf)
  const files = tree.texts.size
  const { base } = options
  if (!base) {
    const { left, taken } = check(head, null, run)
    return { keps, dialects: head.dialects, files, exempted: taken, findings: left, change: null }
  }
  const comparison = compare(readCatalogue(base.tree, run.reading), head, movedForwardIn(run.reading.profiles))
  const checked = check(head, { comparison, needed: needsOf(run.asked, comparison, base, run) }, run)
  return {
    keps,
    dialects: head.dialects,
    files,
    exempted: checked.taken,
    ...changeReport(base, comparison, checked, run),
  }
}

/** Reads the tree as `lint` does, for those who change it. */
export function catalogueOf(tree: Tree, options: LintOptions): Catalogue {
  return readCatalogue(tree, runOf(tree, options, rules).reading)
}

/** Some rule that is on needs the reviews of the pull request. */
export function asksForReviews(options: Pick<LintOptions, 'config' | 'rules'>): boolean {
  return rules.some(
    (rule) => rule.needs?.includes('reviews') && !isOff(rule, options.config ?? noConfig, options.rules),
  )
}
