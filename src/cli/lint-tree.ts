import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type BaseCommit, commonCommit, readBase, tryBaseSetup } from '../host/base.js'
import { faultAt, fileReader, readSetup, type Setup, unreadConfigs } from '../host/config.js'
import { tuneForFiles } from '../host/engine-flags.js'
import { UsageError } from '../host/errors/usage-error.js'
import { type Checkout, checkoutOf } from '../host/git/checkout.js'
import { isId, shortId } from '../host/git/commit-id.js'
import { type Git, type NoGit, openGit } from '../host/git/objects.js'
import { repositoryOf } from '../host/repository.js'
import { realRoot, type Selection, selectionOf } from '../host/selection.js'
import { readWorkspace } from '../host/workspace.js'
import { type Base, type Baseline, type Config, lint } from '../lint/lint.js'
import type { Report } from '../lint/model/finding.js'
import type { Tree } from '../lint/model/tree.js'
import { profiles } from '../lint/profiles/index.js'
import { placesOf } from '../lint/profiles/layouts.js'
import { safeForTerminal } from '../lint/reporters/safe-text.js'
import { plural } from '../lint/reporters/tally.js'
import { type Host, line } from './host.js'
import type { BaselineOptions, CheckOptions } from './options.js'
import { startProgress } from './progress.js'

/** What `check` and `baseline` ask of a tree. */
export type TreeOptions = Omit<BaselineOptions, 'command' | 'grow'> &
  Pick<CheckOptions, 'paths' | 'nearCommand' | 'base' | 'scope'>

/** A tree, checked. */
export interface Checked {
  readonly root: string
  readonly setup: Setup
  readonly tree: Tree
  readonly report: Report
  /** What to say if there is no KEP where KEPs are wanted; null if there is one. */
  readonly noKeps: string | null
}

/** Reads what the repository says of itself, reads the tree and checks it. */
export function lintTree(options: TreeOptions, host: Host, baselineOf: (setup: Setup) => Baseline | null): Checked {
  const progress = startProgress(host.now, host.stderrIsTTY && !options.quiet ? host.stderr : null)
  try {
    const root = realRoot(resolve(host.cwd, options.root ?? '.'))
    const git = openGit(root)
    const checkout = checkoutOf(git)
    const setup = readSetup(fileReader(root, checkout), options)
    const selection = select(root, options, setup.config, checkout)
    const tree = readWorkspace({
      root,
      checkout,
      select: selection.select,
      alsoRead: setup.alsoRead,
      onReading: (files) => {
        tuneForFiles(files)
        progress.at(`reading ${plural(files, 'file')}…`)
      },
    })
    const only = selection.only(tree.selected)
    if (options.config === null && !options.quiet) {
      for (const notice of unreadConfigs(tree.files, setup.config.path)) host.stderr(line(notice))
    }
    if (options.base !== null) progress.at(`reading ${safeForTerminal(options.base)}…`)
    const commit = options.base === null ? null : commitToCompare(git, options.base)
    // In a part of a repository, whose URLs lead from its top, none of them is a path of the tree.
    const isWhole = checkout.git === null || checkout.git.prefix === ''
    const usual = isWhole ? host.env['GITHUB_REPOSITORY'] : undefined
    const repositoryIn = ({ config }: Setup): string | null =>
      repositoryOf(root, options.repository ?? config.repository, usual)
    const base = commit && baseOf(commit, tree, selection, setup, options, repositoryIn)
    progress.at(`checking ${plural(tree.texts.size, 'file')}…`)
    const report = lint(tree, {
      today: options.today ?? host.now().toISOString().slice(0, 10),
      profiles: setup.profiles,
      repository: repositoryIn(setup),
      config: setup.config,
      baseline: baselineOf(setup),
      rules: options.rule,
      only,
      base,
      scope: options.scope,
    })
    return {
      root,
      setup,
      tree,
      report,
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
  tree: Tree,
  { select }: Selection,
  now: Setup,
  options: TreeOptions,
  repositoryIn: (setup: Setup) => string | null,
): Base {
  const before = tryBaseSetup(commit, options)
  const setups = before && {
    before: { ...before, repository: repositoryIn(before) },
    now: { ...now, repository: repositoryIn(now) },
  }
  const alsoRead = [...now.alsoRead, ...(before?.alsoRead ?? [])]
  return readBase(commit, tree, { select, alsoRead }, setups, null)
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
