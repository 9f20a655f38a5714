import { createHash } from 'node:crypto'
import { indexTree, type LintOptions, lint, rules } from '../lint/lint.js'
import type { Kep } from '../lint/model/kep.js'
import { tally } from '../lint/model/severity.js'
import type { Tree } from '../lint/model/tree.js'
import type { TrendPoint } from '../lint/site/data.js'
import { siteDataOf } from '../lint/site/data-of.js'
import { monthsBetween } from '../lint/site/pages/health.js'
import { renderSite } from '../lint/site/site.js'
import { version } from '../version.js'
import { readBaseTree } from './base-tree.js'
import type { Wanted } from './disk/tree.js'
import { GitError } from './errors/usage-error.js'
import type { HistoryCommit } from './git/history.js'
import type { Git, NoGit } from './git/objects.js'
import { timelinesOf } from './timelines.js'

/** A tree, and what of its repository the site shows. */
export interface SiteOf {
  readonly tree: Tree
  readonly git: Git | NoGit
  readonly options: LintOptions
  /** How the tree was on the first of each of so many months; null: it is not asked. */
  readonly trend: number | null
  /** What of the tree of a commit is read. */
  readonly wanted: Wanted
  /** Told what is being done. */
  readonly at: (what: string) => void
}

/** The files of a site by their paths in its directory. */
export interface Site {
  readonly files: ReadonlyMap<string, string>
  readonly keps: readonly Kep[]
  /** Why there are no timelines, as a sentence without a full stop; null where there are. */
  readonly noHistory: string | null
}

/** Checks a tree, reads its history and renders its site. The same tree and history give the same bytes. */
export function siteOf({ at, git, options, tree, trend, wanted }: SiteOf): Site {
  at('checking…')
  const index = indexTree(tree, options, true)
  const keps = index.catalogue.keps.all
  at('reading the history…')
  const { byPath: timelines, commits, why: noHistory } = timelinesOf(git, keps, index.profiles)
  const points = trend === null || 'why' in git ? [] : trendOf(git, commits, trend, { options, tree, wanted, at })
  at('writing the pages…')
  const data = siteDataOf(index, {
    version,
    repository: options.repository,
    commit: 'why' in git ? null : git.commit('HEAD'),
    timelines,
    noHistory,
    rules: rules.map(({ id, summary }) => ({ id, summary })),
    trend: points,
  })
  return { files: renderSite(data, { hash: sha256 }), keps, noHistory }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

/** The tree as it was on the first of each month, checked with the rules and the configuration of today. */
function trendOf(
  git: Git,
  commits: readonly HistoryCommit[],
  months: number,
  { at, options, tree, wanted }: Pick<SiteOf, 'options' | 'tree' | 'wanted' | 'at'>,
): readonly TrendPoint[] {
  const { today } = options
  const oldest = commits.at(-1)?.day ?? today
  const days = monthsBetween(oldest, today).slice(-months)
  return days.flatMap((day): readonly TrendPoint[] => {
    const commit = commits.find((each) => each.day < day)
    if (commit === undefined) return []
    at(`checking ${day}…`)
    try {
      const then = readBaseTree(git, commit.id, { ...wanted, head: tree })
      const { findings, keps } = lint(then, { ...options, baseline: null, today: day })
      const { error, notice, warning } = tally(findings)
      return [{ day, keps: keps.length, errors: error, warnings: warning, notices: notice }]
    } catch (error) {
      // A partial clone may lack what was there then.
      if (!(error instanceof GitError)) throw error
      return []
    }
  })
}
