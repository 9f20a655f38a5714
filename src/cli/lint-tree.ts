import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type BaseCommit, commonCommit, readBase, tryBaseSetup } from '../host/base.js'
import { faultAt, type Setup } from '../host/config.js'
import { UsageError } from '../host/errors/usage-error.js'
import type { Checkout } from '../host/git/checkout.js'
import { isId, shortId } from '../host/git/commit-id.js'
import type { Git, NoGit } from '../host/git/objects.js'
import { type Selection, selectionOf } from '../host/selection.js'
import { type Base, type Baseline, type Config, lint } from '../lint/lint.js'
import type { Report } from '../lint/model/finding.js'
import type { Tree } from '../lint/model/tree.js'
import { profiles } from '../lint/profiles/index.js'
import { placesOf } from '../lint/profiles/layouts.js'
import { safeForTerminal } from '../lint/reporters/safe-text.js'
import { plural } from '../lint/reporters/tally.js'
import type { CheckOptions } from './asked.js'
import type { Host } from './host.js'
import { type OpenOptions, type OpenTree, openTree } from './open-tree.js'
import { startProgress } from './progress.js'

/** What `check` and `baseline` ask of a tree. */
export type TreeOptions = OpenOptions & Pick<CheckOptions, 'paths' | 'nearCommand' | 'base' | 'scope'>

/** A tree, checked. */
export interface Checked {
  readonly root: string
  readonly setup: Setup
  readonly tree: Tree
  readonly report: Report
  /** Checks what the tree has become, as it was checked. */
  readonly check: (tree: Tree) => Report
  /** What to say if there is no KEP where KEPs are wanted; null if there is one. */
  readonly noKeps: string | null
}

/** Reads what the repository says of itself, reads the tree and checks it. */
export function lintTree(options: TreeOptions, host: Host, baselineOf: (setup: Setup) => Baseline | null): Checked {
  const progress = startProgress(host.now, host.stderrIsTTY && !options.quiet ? host.stderr : null)
  try {
    const open = openTree(options, host, progress, (root, checkout, setup) =>
      select(root, options, setup.config, checkout),
    )
    const { root, git, setup, selection, tree, asked } = open
    const only = selection.only(tree.selected)
    if (options.base !== null) progress.at(`reading ${safeForTerminal(options.base)}…`)
    const commit = options.base === null ? null : commitToCompare(git, options.base)
    const base = commit && baseOf(commit, open, options)
    progress.at(`checking ${plural(tree.texts.size, 'file')}…`)
    const wanted = { ...asked, baseline: baselineOf(setup), only, base, scope: options.scope }
    const report = lint(tree, wanted)
    return {
      root,
      setup,
      tree,
      report,
      check: (changed) => lint(changed, wanted),
      noKeps: report.keps.length > 0 || only !== null ? null : noKepsIn(selection, root),
    }
  } finally {
    progress.end()
  }
}

function noKepsIn({ patterns }: Selection, root: string): string {
  return `no KEP found in ${patterns.join(', ')} of ${root}; a KEP is ${placesOf(profiles)}`
}

/** Where HEAD left the revision: what others merged into it since is no change of these files. */
function commitToCompare(git: Git | NoGit, revision: string): BaseCommit {
  const subject = `--base ${JSON.stringify(revision)}`
  if ('why' in git) throw new UsageError(`${subject}: ${git.why}${git.fix === null ? '' : `; ${git.fix}`}`)
  const named = git.commit(revision)
  if (named === null) {
    const hint = git.isShallow ? 'this clone is shallow: fetch it first' : 'write a branch, a tag or a commit id'
    throw new UsageError(`${subject} is not a commit in this repository; ${hint}`)
  }
  const commit = commonCommit(git, named)
  if (commit === null) {
    const hint =
      git.commit('HEAD') === null
        ? 'nothing is committed here yet'
        : git.isShallow
          ? 'this clone is shallow: git fetch --unshallow gets the rest of its history'
          : 'write a commit that HEAD comes from'
    throw new UsageError(`${subject} has no commit in common with HEAD; ${hint}`)
  }
  const name = isId(revision) ? shortId(revision) : revision
  return { git, commit, name: commit === named ? name : `${name} at ${shortId(commit)}` }
}

function baseOf(
  commit: BaseCommit,
  { tree, selection, setup: now, repositoryIn }: OpenTree,
  options: TreeOptions,
): Base {
  const before = tryBaseSetup(commit, options)
  const setups = before && {
    before: { ...before, repository: repositoryIn(before) },
    now: { ...now, repository: repositoryIn(now) },
  }
  const alsoRead = [...now.alsoRead, ...(before?.alsoRead ?? [])]
  return readBase(commit, tree, { select: selection.select, alsoRead }, setups, null)
}

/** Where the command line has no paths, those of the configuration are at fault, in their place. */
function select(root: string, { paths, nearCommand }: TreeOptions, config: Config, checkout: Checkout): Selection {
  const [first = ''] = paths
  if (nearCommand !== null && !existsSync(resolve(root, first)) && checkout.skippedAt(first) === null) {
    throw new UsageError(`unknown command ${first}, and no such path; did you mean ${nearCommand}?`)
  }
  try {
    return selectionOf(root, paths, config.paths, checkout)
  } catch (error) {
    throw paths.length === 0 && error instanceof UsageError ? faultAt(config.placeOf('paths'), error.message) : error
  }
}
