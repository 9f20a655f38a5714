import { resolve } from 'node:path'
import { fileReader, readSetup, type Setup, unreadConfigs } from '../host/config.js'
import { tuneForFiles } from '../host/engine-flags.js'
import { type Checkout, checkoutOf } from '../host/git/checkout.js'
import { type Git, type NoGit, openGit } from '../host/git/objects.js'
import { repositoryOf } from '../host/repository.js'
import { realRoot, type Selection } from '../host/selection.js'
import { readWorkspace } from '../host/workspace.js'
import type { LintOptions } from '../lint/lint.js'
import type { Tree } from '../lint/model/tree.js'
import { plural } from '../lint/reporters/tally.js'
import type { BaselineOptions } from './asked.js'
import { type Host, line } from './host.js'
import type { Progress } from './progress.js'

/** What every subcommand that reads a tree is told of it. */
export type OpenOptions = Omit<BaselineOptions, 'command' | 'grow'>

/** A tree, read, and what its repository says of it. */
export interface OpenTree {
  readonly root: string
  readonly git: Git | NoGit
  readonly setup: Setup
  readonly selection: Selection
  readonly tree: Tree
  /** The repository whose URLs a setup has checked, `owner/name`; null where it is not known. */
  readonly repositoryIn: (setup: Setup) => string | null
  /** What a run over all of the tree is asked for; neither baseline nor base is. */
  readonly asked: LintOptions
}

/** Reads what the repository says of itself, and the tree. */
export function openTree(
  options: OpenOptions,
  host: Host,
  progress: Progress,
  select: (root: string, checkout: Checkout, setup: Setup) => Selection,
): OpenTree {
  const root = realRoot(resolve(host.cwd, options.root ?? '.'))
  const git = openGit(root)
  const checkout = checkoutOf(git)
  const setup = readSetup(fileReader(root, checkout), options)
  const selection = select(root, checkout, setup)
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
  if (options.config === null && !options.quiet) {
    for (const notice of unreadConfigs(tree.files, setup.config.path)) host.stderr(line(notice))
  }
  // In a part of a repository, whose URLs lead from its top, none of them is a path of the tree.
  const isWhole = checkout.git === null || checkout.git.prefix === ''
  const usual = isWhole ? host.env['GITHUB_REPOSITORY'] : undefined
  const repositoryIn = ({ config }: Setup): string | null =>
    repositoryOf(root, options.repository ?? config.repository, usual)
  const asked: LintOptions = {
    today: options.today ?? host.now().toISOString().slice(0, 10),
    profiles: setup.profiles,
    repository: repositoryIn(setup),
    config: setup.config,
    rules: options.rule,
    only: null,
  }
  return { root, git, setup, selection, tree, repositoryIn, asked }
}
