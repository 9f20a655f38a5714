import { asFound, inOrder, judgeOf, settle, toldOf } from './findings.js'
import type { Catalogue } from './model/catalogue.js'
import type { Base, Comparison } from './model/change.js'
import type { Outcome } from './model/config.js'
import type { Finding, Report } from './model/finding.js'
import type { Kep } from './model/kep.js'
import type { State } from './model/profile.js'
import type { Tree } from './model/tree.js'
import type { LintOptions } from './options.js'
import { readCatalogue, type ReadingOptions } from './parse/catalogue.js'
import { blame } from './policy/blame.js'
import { compare, isTouched } from './policy/comparison.js'
import { movedForwardIn } from './policy/progress.js'
import { olderOf } from './policy/scope.js'
import { standingsIn } from './policy/standings.js'
import type { Written } from './policy/written.js'
import { problemsIn, problemsOf } from './problems.js'
import { rules } from './rules/index.js'
import type { Rule } from './rules/rule.js'
import { tally } from './words/gravity.js'

/** Reads the base and compares. No KEP of the base counts as promoted. */
export function compareWith(base: Base, head: Catalogue, reading: ReadingOptions): Comparison {
  const before = readCatalogue(base.tree, { ...reading, current: new Set() })
  // Whether a value was wrong before does not hang on what the configuration asks.
  const allFindingsOf = (kep: Kep): readonly Finding[] =>
    rules.flatMap((rule) => [...problemsIn(rule, kep, before)]).map(asFound)
  const severities = new Map(rules.map((rule) => [rule.id, rule.severity]))
  return { ...compare(base, before, head, movedForwardIn(reading.profiles), allFindingsOf), severities }
}

/** What was found in the tree, and how it was asked for. */
export interface Seen {
  /** Before exemptions and the baseline took anything away, in order. */
  readonly found: readonly Finding[]
  /** What was said of exemptions and the baseline, and of what; null where they were not asked. */
  readonly told: readonly Finding[]
  readonly outcome: Outcome | null
  /** All that is left to report. */
  readonly findings: readonly Finding[]
  /** The paths of promoted KEPs. */
  readonly promoted: ReadonlySet<string>
  /** What the change wrote. */
  readonly isWritten: Written
  readonly asked: readonly Rule[]
  /** Whether what stands at a path is to be reported. */
  readonly isAsked: (path: string) => boolean
  readonly options: LintOptions
  readonly reading: ReadingOptions
}

/** What counts of what is left, told where the change is, and what the change does. */
export function changeReport(base: Base, comparison: Comparison, seen: Seen): Pick<Report, 'findings' | 'change'> {
  const { asked, findings, found, isAsked, options, promoted, told } = seen
  const { scope = 'all' } = options
  const older = olderOf([...found, ...told], findingsBefore(comparison, seen), comparison)
  const isLeftOut = (finding: Finding): boolean =>
    scope === 'changed' && older.findings.has(finding) && !promoted.has(finding.kep ?? '')
  const counted = findings.filter((finding) => !isLeftOut(finding))
  const isOfBase = new Set(asked.filter(({ settledBy }) => settledBy === 'base').map(({ id }) => id))
  return {
    findings: [...(scope === 'changed' ? blame(counted, comparison) : counted)].sort(inOrder),
    change: {
      base: base.name,
      keps: standingsIn(comparison, found, isAsked, (supposed) => errorsIn(comparison.head.tree, supposed, seen)),
      scope,
      older: tally(findings.filter(isLeftOut)),
      mended: older.mended,
      loosened: found.filter(({ rule }) => isOfBase.has(rule)).map(({ message }) => message),
    },
  }
}

/**
 * What the base has of what was found, its configuration and baseline being those of the tree. Rules are asked only of
 * the KEPs that they found something in, and of those that the change touches, as most of a tree says nothing.
 */
function findingsBefore({ base, changes }: Comparison, seen: Seen): readonly Finding[] {
  const { asked, found, isAsked, options, told } = seen
  const outcome = told.length === 0 ? null : seen.outcome
  const doubted = outcome ? [...outcome.idle, ...outcome.gone.map(({ entry }) => entry)] : []
  const inDoubt = new Set(doubted.map(({ rule }) => rule))
  const met = new Map<string, Set<string | null>>()
  for (const { rule, kep } of found) met.set(rule, (met.get(rule) ?? new Set()).add(kep))
  const touched = new Set(changes.flatMap((change) => (isTouched(change) && change.before ? [change.before.path] : [])))
  const paths = new Map(changes.map(({ before, now }) => [before?.path, now?.path]))
  const before = asked.flatMap((rule) => {
    const keps = met.get(rule.id)
    const matters = (path: string): boolean =>
      isAsked(paths.get(path) ?? path) &&
      (inDoubt.has(rule.id) || touched.has(path) || keps?.has(paths.get(path) ?? null) === true)
    return [...problemsOf(rule, base, matters, keps !== undefined || inDoubt.has(rule.id))]
  })
  const judge = judgeOf(options, base, new Set())
  const findings = before.flatMap(judge).sort(inOrder)
  const toldBefore = outcome ? toldOf(asked, settle(findings, base, new Set(), options).outcome) : []
  return [...findings, ...toldBefore.flatMap(judge).sort(inOrder)]
}

/** The errors that KEPs would have in the states that they are supposed to be in. */
function errorsIn(
  tree: Tree,
  supposed: ReadonlyMap<string, State>,
  { asked, isWritten, options, reading }: Seen,
): readonly Finding[] {
  const catalogue = readCatalogue(tree, { ...reading, supposed, current: new Set(supposed.keys()) })
  // The change that takes the step writes the state.
  const written: Written = (kep, file, by) => by.includes('state') || isWritten(kep, file, by)
  const judge = judgeOf(options, catalogue, new Set(supposed.keys()), written)
  const keps = catalogue.keps.filter((kep) => supposed.has(kep.path))
  const problems = keps.flatMap((kep) => asked.flatMap((rule) => [...problemsIn(rule, kep, catalogue)]))
  return problems.flatMap(judge).filter(({ severity }) => severity === 'error').sort(inOrder)
}
