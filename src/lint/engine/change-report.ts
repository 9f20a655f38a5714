import { attribute } from '../change/attribute.js'
import { approvalsOf, isTouched } from '../change/compare.js'
import { olderOf } from '../change/older-findings.js'
import { nextStates, progressReport } from '../change/progress-report.js'
import type { Written } from '../change/written.js'
import type { Base, Comparison } from '../model/change.js'
import type { Finding, Report } from '../model/finding.js'
import type { State } from '../model/profile.js'
import { tally } from '../model/severity.js'
import type { Tree } from '../model/tree.js'
import { readCatalogue } from '../read/catalogue.js'
import type { Checked } from './check.js'
import { applyPolicy, configFindingsOf, inOrder, judgeFor } from './judge.js'
import type { Run } from './run.js'
import { problemsIn, problemsOf } from './run-rules.js'

/** What counts of what is left, reported where the change is, and what the change does. */
export function changeReport(
  base: Base,
  comparison: Comparison,
  checked: Checked,
  run: Run,
): Pick<Report, 'findings' | 'change'> {
  const { configFindings, found, left, promoted } = checked
  const { asked, isAsked, options } = run
  const { scope = 'all' } = options
  const older = olderOf([...found, ...configFindings], findingsOfBase(comparison, checked, run), comparison)
  const isLeftOut = (finding: Finding): boolean =>
    scope === 'changed' && older.findings.has(finding) && !promoted.has(finding.kep ?? '')
  const counted = left.filter((finding) => !isLeftOut(finding))
  const isOfBase = new Set(asked.filter(({ decidedBy: settledBy }) => settledBy === 'base').map(({ id }) => id))
  const reported = [...(scope === 'changed' ? attribute(counted, comparison) : counted)].sort(inOrder)
  const leftOut = left.filter(isLeftOut)
  const next = nextStates(comparison.changes, isAsked)
  const errorsNext = next.size === 0 ? [] : errorsIn(comparison.head.tree, next, checked, run)
  return {
    findings: reported,
    change: {
      base: base.name,
      keps: progressReport(comparison.changes, { found, left: [...reported, ...leftOut] }, isAsked, next, errorsNext),
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
function findingsOfBase({ base, changes }: Comparison, checked: Checked, run: Run): readonly Finding[] {
  const { configFindings, found } = checked
  const { asked, isAsked, options } = run
  const outcome = configFindings.length === 0 ? null : checked.outcome
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
export function errorsIn(
  tree: Tree,
  supposed: ReadonlyMap<string, State>,
  { isWritten }: Pick<Checked, 'isWritten'>,
  { asked, options, reading }: Run,
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
