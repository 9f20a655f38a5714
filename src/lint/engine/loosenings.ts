import { approvalsOf } from '../change/compare.js'
import { looseningsIn, movesIn } from '../change/loosening/loosening.js'
import type { Surroundings } from '../change/loosening/surroundings.js'
import { movedForwardIn } from '../facts/progress.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Base, Comparison, WrittenSetup } from '../model/change.js'
import type { Kep } from '../model/kep.js'
import type { Loosening } from '../model/loosening.js'
import type { Group, Roster } from '../model/people.js'
import { bySeverity } from '../model/severity.js'
import { rosterFile } from '../profiles/root-files.js'
import { readRoster } from '../read/people/roster.js'
import { rules } from '../rules/index.js'
import type { Needs, Rule } from '../rules/rule.js'
import { problemsOf, problemsOfChange } from './run-rules.js'

/**
 * What the setup of a change asks less than that of its base. `groups` are those that a tree without a roster knows,
 * `neededBy` what a rule needs to be run on the change.
 */
export function looseningsBetween(
  { before, now }: NonNullable<Base['setups']>,
  comparison: Comparison,
  groups: readonly Group[],
  neededBy: (rule: Rule) => Needs,
): readonly Loosening[] {
  const { base, changes, head } = comparison
  const formats = [...before.profiles, ...now.profiles]
  const rosterOf = ({ config }: WrittenSetup, { tree }: Catalogue): Roster | null => {
    const path = config.roster ?? rosterFile
    const text = tree.texts.get(path)
    return config.roster !== null && text === undefined ? null : readRoster(path, text, groups)
  }
  const own = [before, now].flatMap(({ config, baseline }) => [config.path ?? [], baseline?.path ?? []].flat())
  return looseningsIn(before, now, {
    severities: new Map(rules.map((rule) => [rule.id, rule.severity])),
    spanOf: (id) => {
      const rule = rules.find((each) => each.id === id)
      return rule ? spanIn(comparison, rule, neededBy) : ['off', 'off']
    },
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
  comparison: Comparison,
  rule: Rule,
  neededBy: (rule: Rule) => Needs,
): ReturnType<Surroundings['spanOf']> {
  const { severity } = rule
  if (severity === 'off') return [severity, severity]
  const everywhere = (): boolean => true
  const problems = [
    ...problemsOf(rule, comparison.head, everywhere),
    ...problemsOfChange(rule, comparison, neededBy(rule), everywhere),
  ]
  const found = problems.flatMap(({ problem }) => [
    problem.severity ?? severity,
    ...(problem.whenChanged ? [problem.whenChanged.severity] : []),
  ])
  const inOrder = [severity, ...found].sort(bySeverity)
  return [inOrder.at(-1) ?? severity, inOrder[0] ?? severity]
}

/** The files that most findings of a KEP are in. */
function filesToAsk(kep: Kep, catalogue: Catalogue): Surroundings['files'] {
  const { path, metadata, body } = kep
  const files = [metadata.path, ...(body ? [body.path] : []), ...approvalsOf(kep, catalogue)]
  return files.map((file) => ({ file, kep: path }))
}
