import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { type BaseCommit, commonCommit, readBase, tryBaseSetup } from '../host/base.js'
import { baselinePath, faultAt, fileReader, readSetup, type Setup, unreadConfigs } from '../host/config.js'
import { errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import { type Checkout, checkoutOf } from '../host/git/checkout.js'
import { isId, shortId } from '../host/git/commit-id.js'
import { type Git, type NoGit, openGit } from '../host/git/objects.js'
import { repositoryOf } from '../host/repository.js'
import { realRoot, type Selection, selectionOf } from '../host/selection.js'
import { readWorkspace } from '../host/workspace.js'
import { pages } from '../lint/generated/pages.js'
import {
  type Base,
  type Baseline,
  type Config,
  lint,
  movedForwardIn,
  RuleError,
  rules,
  writeBaseline,
} from '../lint/lint.js'
import type { Report } from '../lint/model/finding.js'
import { fails } from '../lint/model/severity.js'
import type { Tree } from '../lint/model/tree.js'
import { verdictOf } from '../lint/reporters/change.js'
import { reporters } from '../lint/reporters/formats.js'
import { rulePage } from '../lint/reporters/rule-page.js'
import { safeForTerminal } from '../lint/reporters/safe-text.js'
import { plural } from '../lint/reporters/tally.js'
import { version } from '../version.js'
import { help } from './help.js'
import { type CheckOptions, parseOptions } from './options.js'
import { startProgress } from './progress.js'

/** All that the command takes from the machine it runs on, besides the disk. */
export interface Host {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly stdoutIsTTY: boolean
  readonly stderrIsTTY: boolean
  readonly now: () => Date
}

const ok = 0
const failed = 1
const couldNotRun = 2

/** Runs the command and returns its exit code. `argv` is without Node's own two words. Never throws. */
export function run(argv: readonly string[], host: Host): number {
  try {
    const options = parseOptions(argv, { rules: rules.map((rule) => rule.id) })
    switch (options.command) {
      case 'check':
        return check(options, host)
      case 'baseline':
        return baseline(options, host)
      case 'rules':
        host.stdout(options.format === 'json' ? rulesAsJson() : rulesAsText())
        return ok
      case 'explain':
        host.stdout(pages[options.rule] ?? '')
        return ok
      case 'help':
        host.stdout(help)
        return ok
      case 'version':
        host.stdout(`${version}\n`)
        return ok
    }
  } catch (error) {
    host.stderr(error instanceof UsageError ? line(error.message) : crash(error))
    return couldNotRun
  }
}

/** A tree, checked. */
interface Checked {
  readonly root: string
  readonly setup: Setup
  readonly tree: Tree
  readonly report: Report
}

function check(options: CheckOptions, host: Host): number {
  const { tree, report } = lintTree(options, host, (setup) => setup.baseline)
  publish(render(report, tree, options, host), report, options, host)
  return fails(report.findings, options.failOn) ? failed : ok
}

function baseline(options: CheckOptions, host: Host): number {
  const { root, setup, report } = lintTree(options, host, () => null)
  const path = baselinePath(setup.config)
  // Findings of the configuration itself are never taken into the baseline.
  const findings = report.findings.filter((finding) => finding.at.path !== setup.config.path)
  const text = writeBaseline(findings, report.keps, setup.baseline, options.grow, movedForwardIn(setup.profiles))
  writeFile(join(root, path), path, text)
  const held = text.match(/"[0-9a-f]{16}": "/g)?.length ?? 0
  const rest = findings.length - held
  const advice = `fix ${rest === 1 ? 'it' : 'them'}, or use --grow`
  const hint = rest === 0 ? '' : `, ${plural(rest, 'new finding')} not added: ${advice}`
  if (!options.quiet) host.stderr(line(`${path} holds ${plural(held, 'finding')}${hint}`))
  return ok
}

/** Reads what the repository says of itself, reads the tree and checks it. Throws where no KEP is found. */
function lintTree(options: CheckOptions, host: Host, baselineOf: (setup: Setup) => Baseline | null): Checked {
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
      onReading: (files) => progress.at(`reading ${plural(files, 'file')}…`),
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
      rules: options.rules,
      only,
      base,
      scope: options.scope,
    })
    progress.end()
    if (report.keps.length === 0 && only === null) {
      if (report.findings.length > 0 && options.command === 'check') {
        publish(render(report, tree, options, host), report, options, host)
      }
      throw new UsageError(`no KEP found in ${selection.patterns.join(', ')} of ${root}; ${whatKepsAre}`)
    }
    return { root, setup, tree, report }
  } finally {
    progress.end()
  }
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
  options: CheckOptions,
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
function select(root: string, { paths, nearCommand }: CheckOptions, config: Config, checkout: Checkout): Selection {
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

const whatKepsAre =
  'a KEP is a directory with metadata.yaml or kep.yaml, or a Markdown file that opens with YAML front matter'

function render(report: Report, tree: Tree, options: CheckOptions, host: Host): string {
  return reporters[options.format].render(report, {
    version,
    color: wantsColor(options, host),
    text: (path) => tree.texts.get(path),
    failOn: options.failOn,
    rules: new Map(rules.map((rule) => [rule.id, rule.summary])),
  })
}

function publish(text: string, report: Report, { output, quiet }: CheckOptions, host: Host): void {
  if (output === null) {
    host.stdout(text)
    return
  }
  writeFile(resolve(host.cwd, output), `--output ${output}`, text)
  if (!quiet) host.stderr(line(`${verdictOf(report)}; the report is in ${output}`))
}

function writeFile(path: string, name: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${errorWords(error)}`)
  }
}

/** https://no-color.org: set and not empty. */
function wantsColor({ color, output }: CheckOptions, { env, stdoutIsTTY }: Host): boolean {
  return color && output === null && stdoutIsTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
}

function rulesAsText(): string {
  const widest = rules.reduce((most, { id }) => Math.max(most, id.length), 0)
  return rules.map((rule) => `${rule.id.padEnd(widest)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`).join('')
}

function rulesAsJson(): string {
  const list = rules.map(({ id, severity, summary }) => ({ id, severity, summary, url: rulePage(id) }))
  return `${JSON.stringify(list, null, 2)}\n`
}

/** A message may hold names from the tree, and the log of a workflow may be what reads it. */
function line(message: string): string {
  return `keplint: ${safeForTerminal(message)}\n`
}

function crash(error: unknown): string {
  const { message, cause } = error instanceof RuleError ? error : { message: String(error), cause: error }
  const stack = cause instanceof Error && cause.stack !== undefined ? cause.stack.split('\n').slice(1) : []
  return [line(`internal error: ${message}`), ...stack.map((text) => `${safeForTerminal(text)}\n`)].join('')
}
