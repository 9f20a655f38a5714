import { compare } from './change/compare.js'
import { nextOf } from './change/progress-report.js'
import { dialectsOf } from './dialect/dialects.js'
import { profileText } from './dialect/profile-text.js'
import { changeReport, errorsIn } from './engine/change-report.js'
import { check } from './engine/check.js'
import { summaryOf } from './engine/judge.js'
import { needsOf } from './engine/needs.js'
import { type Run, runOf, runOnly } from './engine/run.js'
import { movedForwardIn } from './facts/progress.js'
import type { Standings } from './index/blocking.js'
import type { IndexEntry } from './index/entry.js'
import { indexOf, owedIn } from './index/index-of.js'
import type { Catalogue } from './model/catalogue.js'
import type { Base } from './model/change.js'
import { type Baseline, type Config, noConfig } from './model/config.js'
import type { DialectReport } from './model/dialect.js'
import type { Finding, Report } from './model/finding.js'
import type { LintOptions } from './model/options.js'
import type { Profile, State } from './model/profile.js'
import type { Tree } from './model/tree.js'
import { isOff } from './policy/severity.js'
import { profiles } from './profiles/index.js'
import { newCache } from './read/cache.js'
import { readCatalogue } from './read/catalogue.js'
import { rules } from './rules/index.js'
import type { Rule } from './rules/rule.js'
import { groupBy } from './text/group-by.js'

export { type EarlierFinding, readEarlier, withSince } from './change/since.js'
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

/** Checks trees one after the other: what stays the same from one to the next is read once. */
export interface Linter {
  readonly lint: (tree: Tree, options: LintOptions) => Report
  /** The tree, read. The same tree gives the same catalogue. */
  readonly catalogue: (tree: Tree, options: LintOptions) => Catalogue
}

/** Makes a linter for trees that change a little, as those of an editor do. */
export function newLinter(): Linter {
  const cache = newCache()
  let last: { readonly tree: Tree; readonly run: Run; readonly catalogue: Catalogue } | null = null
  const read = (tree: Tree, options: LintOptions): NonNullable<typeof last> => {
    if (last?.tree === tree) return last
    const run = runOf(tree, { ...options, base: null }, rules, cache)
    last = { tree, run, catalogue: readCatalogue(tree, run.reading) }
    return last
  }
  return {
    catalogue: (tree, options) => read(tree, options).catalogue,
    lint: (tree, options) => {
      const { catalogue: head, run: whole } = read(tree, options)
      const run = runOnly(whole, options.only)
      const keps = head.keps.all.filter(({ path }) => run.isAsked(path)).map(summaryOf)
      const { left, taken } = check(head, null, run)
      return { keps, dialects: head.dialects, files: tree.texts.size, exempted: taken, findings: left, change: null }
    },
  }
}

/** A tree as a list of its KEPs, and the words that filters of it may give. */
export interface IndexedTree {
  readonly entries: readonly IndexEntry[]
  readonly sigs: readonly string[]
  readonly states: readonly string[]
  readonly stages: readonly string[]
  readonly standings: Standings
  readonly catalogue: Catalogue
  readonly findings: readonly Finding[]
  readonly profiles: readonly Profile[]
}

/** Reads and checks the tree for lists of its KEPs. `withNext`: each says what its next state asks for, which takes twice as long. */
export function indexTree(tree: Tree, options: LintOptions, withNext: boolean): IndexedTree {
  const run = runOf(tree, options, rules)
  const head = readCatalogue(tree, run.reading)
  const checked = check(head, null, run)
  const supposed = new Map(
    head.keps.all.flatMap((kep) => {
      const state = withNext ? nextOf(kep) : null
      return state === null ? [] : [[kep.path, state] as const]
    }),
  )
  const errors = supposed.size === 0 ? [] : errorsIn(tree, supposed, checked, run)
  const byKep = groupBy(errors, ({ kep }) => kep ?? '')
  const next = new Map(
    Array.from(supposed, ([path, { name }]) => {
      const own = byKep.get(path) ?? []
      const others = own.filter(({ needs }) => needs === undefined).length
      return [path, { state: name, owes: owedIn(own), errors: others }] as const
    }),
  )
  const { profiles: formats } = run.reading
  const written = head.keps.all.flatMap((kep) => kep.text('owningSig') ?? [])
  return {
    entries: indexOf(head, checked.left, options.repository, next),
    sigs: [...new Set([...head.people.roster.known, ...written])],
    states: [...new Set(formats.flatMap(({ states }) => states.map(({ name }) => name)))],
    standings: { open: namesOf(formats, 'open'), record: namesOf(formats, 'record') },
    stages: [...new Set(formats.flatMap(({ stages }) => stages.map(({ name }) => name)))],
    catalogue: head,
    findings: checked.left,
    profiles: formats,
  }
}

function namesOf(formats: readonly Profile[], standing: State['standing']): ReadonlySet<string> {
  return new Set(
    formats.flatMap(({ states }) => states.flatMap((each) => (each.standing === standing ? [each.name] : []))),
  )
}

/** A format as a tree has it, and the profile file that would say so; null where the built-in one holds as it is. */
export interface LearnedFormat {
  /** The built-in format that claims these KEPs, whose place in the order the file takes. */
  readonly claimedBy: Profile
  readonly report: DialectReport
  readonly text: string | null
}

/** What `lint` learns of a tree whose formats nobody chose. */
export function learnedFormats(tree: Tree): readonly LearnedFormat[] {
  return dialectsOf(tree, profiles, newCache()).map(({ claimedBy, profile, report }) => {
    const base = profiles.find(({ name }) => name === report.base)
    const isAsBuilt = profile === claimedBy || base === undefined
    return { claimedBy, report, text: isAsBuilt ? null : profileText(profile, base) }
  })
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
