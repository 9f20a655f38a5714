import { attribute } from '../change/attribute.js'
import { approvalsOf, compare, isTouched } from '../change/compare.js'
import { looseningsIn, movesIn } from '../change/loosening/loosening.js'
import { olderOf } from '../change/older-findings.js'
import { progressReport } from '../change/progress-report.js'
import type { Written } from '../change/written.js'
import { movedForwardIn } from '../facts/progress.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Base, Comparison, WrittenSetup } from '../model/change.js'
import type { Outcome } from '../model/config.js'
import type { Finding, Report } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { Loosening } from '../model/loosening.js'
import type { LintOptions } from '../model/options.js'
import type { Roster } from '../model/people.js'
import type { State } from '../model/profile.js'
import { bySeverity, type Setting, tally } from '../model/severity.js'
import type { Tree } from '../model/tree.js'
import { type ReadingOptions, readCatalogue } from '../read/catalogue.js'
import { readRoster, usualRoster } from '../read/people/roster.js'
import { rules } from '../rules/index.js'
import type { Rule } from '../rules/rule.js'
import { applyPolicy, asFound, configFindingsOf, inOrder, judgeFor } from './judge.js'
import { problemsIn, problemsOf, problemsOfChange } from './run-rules.js'

/** Reads the base and compares. No KEP of the base counts as promoted. */
export function compareWith(base: Base, head: Catalogue, reading: ReadingOptions): Comparison {
  const before = readCatalogue(base.tree, reading)
  // Whether a value was wrong before does not depend on what the configuration asks.
  const allFindingsOf = (kep: Kep): readonly Finding[] =>
    rules.flatMap((rule) => [...problemsIn(rule, kep, before)]).map(asFound)
  const movedForward = movedForwardIn(reading.profiles)
  const compared = compare(base, before, head, movedForward, allFindingsOf)
  const { setups } = base
  let loosenings: readonly Loosening[] | undefined
  return {
    ...compared,
    loosenings: () => (loosenings ??= setups ? looseningsBetween(setups, compared, reading) : []),
  }
}

function looseningsBetween(
  { before, now }: NonNullable<Base['setups']>,
  compared: Omit<Comparison, 'loosenings'>,
  { groups }: ReadingOptions,
): readonly Loosening[] {
  const { base, changes, head } = compared
  const formats = [...before.profiles, ...now.profiles]
  const rosterOf = ({ config }: WrittenSetup, { tree }: Catalogue): Roster | null => {
    const path = config.roster ?? usualRoster
    const text = tree.texts.get(path)
    return config.roster !== null && text === undefined ? null : readRoster(path, text, groups)
  }
  const own = [before, now].flatMap(({ config, baseline }) => [config.path ?? [], baseline?.path ?? []].flat())
  return looseningsIn(before, now, {
    severities: new Map(rules.map((rule) => [rule.id, rule.severity])),
    spanOf: (id) =>
      spanIn(
        compared,
        rules.find((rule) => rule.id === id),
      ),
    usualPaths: [base.tree.directories.has('keps') ? 'keps' : '.'],
    moves: movesIn(changes),
    files: [
      ...[...new Set(own)].map((file) => ({ file, kep: null })),
      ...[base, head].flatMap((catalogue) => catalogue.keps.all.flatMap((kep) => filesToAsk(kep, catalogue))),
    ],
    rosters: () => ({ before: rosterOf(before, base), now: rosterOf(now, head) }),
    movedForward: movedForwardIn(formats),
    formats: [...new Set(formats.map(({ name }) => name))],
    today: head.today,
  })
}

/** The least and the most that what a rule finds in a tree, and in what became of it, counts as by itself. */
function spanIn(
  compared: Omit<Comparison, 'loosenings'>,
  rule: Rule | undefined,
): readonly [least: Setting, most: Setting] {
  const { severity = 'off' } = rule ?? {}
  if (!rule || severity === 'off') return [severity, severity]
  const comparison = { ...compared, loosenings: () => [] }
  const everywhere = (): boolean => true
  const problems = [...problemsOf(rule, compared.head, everywhere), ...problemsOfChange(rule, comparison, everywhere)]
  const found = problems.flatMap(({ problem }) => [
    problem.severity ?? severity,
    ...(problem.whenChanged ? [problem.whenChanged.severity] : []),
  ])
  const inOrder = [severity, ...found].sort(bySeverity)
  return [inOrder.at(-1) ?? severity, inOrder[0] ?? severity]
}

/** The files that most findings of a KEP are in. */
function filesToAsk(kep: Kep, catalogue: Catalogue): Parameters<typeof looseningsIn>[2]['files'] {
  const { path, metadata, body } = kep
  const files = [metadata.path, ...(body ? [body.path] : []), ...approvalsOf(kep, catalogue)]
  return files.map((file) => ({ file, kep: path }))
}

/** What was found in the tree, and how it was asked for. */
export interface Seen {
  /** Before exemptions and the baseline took anything away, in order. */
  readonly found: readonly Finding[]
  /** What was said of exemptions and the baseline, and of what; null where they were not asked. */
  readonly configFindings: readonly Finding[]
  readonly outcome: Outcome | null
  /** All that is left to report. */
  readonly findings: readonly Finding[]
  /** The paths of promoted KEPs. */
  readonly promoted: ReadonlySet<string>
  /** What the change wrote. */
  readonly isWritten: Written
  readonly asked: readonly Rule[]
  /** Whether what is at a path is to be reported. */
  readonly isAsked: (path: string) => boolean
  readonly options: LintOptions
  readonly reading: ReadingOptions
}

/** What counts of what is left, reported where the change is, and what the change does. */
export function changeReport(base: Base, comparison: Comparison, seen: Seen): Pick<Report, 'findings' | 'change'> {
  const { asked, findings, found, isAsked, options, promoted, configFindings } = seen
  const { scope = 'all' } = options
  const older = olderOf([...found, ...configFindings], findingsBefore(comparison, seen), comparison)
  const isLeftOut = (finding: Finding): boolean =>
    scope === 'changed' && older.findings.has(finding) && !promoted.has(finding.kep ?? '')
  const counted = findings.filter((finding) => !isLeftOut(finding))
  const isOfBase = new Set(asked.filter(({ decidedBy: settledBy }) => settledBy === 'base').map(({ id }) => id))
  const reported = [...(scope === 'changed' ? attribute(counted, comparison) : counted)].sort(inOrder)
  const leftOut = findings.filter(isLeftOut)
  const standing = { found, left: [...reported, ...leftOut] }
  return {
    findings: reported,
    change: {
      base: base.name,
      keps: progressReport(comparison, standing, isAsked, (supposed) => errorsIn(comparison.head.tree, supposed, seen)),
      scope,
      older: tally(leftOut),
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
  const { asked, found, isAsked, options, configFindings } = seen
  const outcome = configFindings.length === 0 ? null : seen.outcome
  const doubted = outcome ? [...outcome.idle, ...outcome.gone.map(({ entry }) => entry)] : []
  const inDoubt = new Set(doubted.map(({ rule }) => rule))
  const met = new Map<string, Set<string | null>>()
  for (const { rule, kep } of found) met.set(rule, (met.get(rule) ?? new Set()).add(kep))
  const touched = new Set(
    changes.flatMap((change) => {
      const { before } = change
      return isTouched(change) && before ? [before.path, ...approvalsOf(before, base)] : []
    }),
  )
  const paths = new Map(changes.map(({ before, now }) => [before?.path, now?.path]))
  const before = asked.flatMap((rule) => {
    const keps = met.get(rule.id)
    const matters = (path: string): boolean =>
      isAsked(paths.get(path) ?? path) &&
      (inDoubt.has(rule.id) || touched.has(path) || keps?.has(paths.get(path) ?? null) === true)
    const ofTree = keps !== undefined || touched.size > 0 || inDoubt.has(rule.id)
    return [...problemsOf(rule, base, matters, ofTree)]
  })
  const judge = judgeFor(options, base, new Set())
  const findings = before.flatMap(judge).sort(inOrder)
  const configFindingsBefore = outcome
    ? configFindingsOf(asked, applyPolicy(findings, base, new Set(), options).outcome)
    : []
  return [...findings, ...configFindingsBefore.flatMap(judge).sort(inOrder)]
}

/** The errors that KEPs would have in the states that they are supposed to be in. */
function errorsIn(
  tree: Tree,
  supposed: ReadonlyMap<string, State>,
  { asked, isWritten, options, reading }: Seen,
): readonly Finding[] {
  const catalogue = readCatalogue(tree, { ...reading, supposed })
  // The change that takes the step writes the state.
  const written: Written = (kep, file, by) => by.includes('state') || isWritten(kep, file, by)
  const judge = judgeFor(options, catalogue, new Set(supposed.keys()), written)
  const keps = catalogue.keps.all.filter((kep) => supposed.has(kep.path))
  const problems = keps.flatMap((kep) => asked.flatMap((rule) => [...problemsIn(rule, kep, catalogue)]))
  return problems
    .flatMap(judge)
    .filter(({ severity }) => severity === 'error')
    .sort(inOrder)
}
