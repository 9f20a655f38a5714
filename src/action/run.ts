import { type BaseCommit, readBase, readBaseSetup, tryBaseSetup } from '../host/base.js'
import { fileReader, type ReadFile, readSetup, type Setup, unreadConfigs } from '../host/config.js'
import { writeSite } from '../host/disk/site-directory.js'
import { pathWithin } from '../host/disk/walk.js'
import { tuneForFiles } from '../host/engine-flags.js'
import { UsageError } from '../host/errors/usage-error.js'
import { checkoutOf } from '../host/git/checkout.js'
import { type Git, type NoGit, openGit } from '../host/git/objects.js'
import { siteOf } from '../host/site.js'
import { readWorkspace } from '../host/workspace.js'
import { fixTree } from '../lint/fix/fix-tree.js'
import { unifiedDiff } from '../lint/fix/unified-diff.js'
import { asksForReviews, type Base, type LintOptions, lint, rules, withSince } from '../lint/lint.js'
import type { Reviews } from '../lint/model/change.js'
import type { Report } from '../lint/model/finding.js'
import { fails } from '../lint/model/severity.js'
import type { Tree } from '../lint/model/tree.js'
import { formatOfFile, reporters } from '../lint/reporters/formats.js'
import { plural } from '../lint/reporters/tally.js'
import { isRepository } from '../lint/text/repository.js'
import { parsePatterns } from '../settings/patterns.js'
import { version } from '../version.js'
import { findBase, leadOf, type NoBase, scopeOf, sentenceOf } from './base.js'
import { earlierReport } from './earlier-report.js'
import { type Event, readEvent } from './event.js'
import { type Inputs, readInputs } from './inputs.js'
import { quotePatterns, selectAbsentBy, selectBy } from './patterns.js'
import { placeOf, rootOf, usualPlaceIsMissing, workspacePlace } from './places.js'
import {
  attempt,
  hasSummaries,
  publishAnnotations,
  publishFailure,
  publishLog,
  publishOutputs,
  publishRemarks,
  publishSummary,
  type Run,
} from './publish.js'
import { siteDirectory, type WantedFile, wantedFile, writeWanted } from './report-file.js'

/** Runs the action. What cannot be done becomes one error annotation; the verdict is the process's exit code. */
export async function run(): Promise<void> {
  try {
    if (!(await check())) process.exitCode = 1
  } catch (error) {
    publishFailure(error)
    process.exitCode = 1
  }
}

/** Whether every finding is below `fail-on`. Throws a `UsageError` if the workflow must be fixed. */
async function check(): Promise<boolean> {
  const inputs = readInputs()
  const workspace = workspacePlace(process.env)
  const root = rootOf(workspace, inputs.root)
  const wanted = wantedFiles(inputs, workspace)
  const pages = inputs.site === null ? null : siteDirectory(inputs.site, workspace, process.env['RUNNER_TEMP'])
  const event = readEvent(process.env)
  const git = openGit(root, { fetchesMissing: true })
  const checkout = checkoutOf(git)
  const base = baseOf(git, inputs, event)
  const treePlace = placeOf(root, git, inputs, process.env)
  const repositoryIn = ({ config }: Setup): string | null =>
    inputs.repository ?? config.repository ?? treePlace.ownRepository
  const setup = setupOf(fileReader(root, checkout), inputs, base, repositoryIn)
  const asked = inputs.paths ?? (setup.config.paths && parsePatterns(setup.config.paths.join('\n')))
  const patterns = asked ?? parsePatterns('keps')
  const missing = asked === null ? usualPlaceIsMissing(root, checkout) : null
  const name = inputs.root === null ? 'the workspace' : inputs.root
  const select = missing === null ? await selectBy(patterns, root, { checkout, name }) : () => false
  const tree = readWorkspace({ root, checkout, select, alsoRead: setup.alsoRead, onReading: tuneForFiles })
  for (const { input, file, place } of wanted) {
    const overwritten = pathWithin(root, place)
    if (overwritten !== null && tree.texts.has(overwritten)) {
      throw new UsageError(`input ${input} ${JSON.stringify(file)} is a file of the tree that is checked`)
    }
  }
  const repository = repositoryIn(setup)
  const options: LintOptions = {
    today: new Date().toISOString().slice(0, 10),
    profiles: setup.profiles,
    repository,
    config: setup.config,
    baseline: setup.baseline,
    rules: new Map(),
    only: null,
  }
  const before =
    base.commit &&
    readBase(
      base.commit,
      tree,
      { select: inBase(tree, select, selectAbsentBy(patterns)), alsoRead: setup.alsoRead },
      setup.setups,
      asksForReviews(options) ? await reviewsOf(event, inputs.githubToken) : null,
    )
  const checkTree = (now: Tree): Report =>
    lint(now, { ...options, base: before, scope: before ? scopeOf(inputs.scope, event) : 'all' })
  const earlier = earlierReport(inputs.since, workspace)
  const checked = checkTree(tree)
  const report = earlier?.findings ? withSince(checked, earlier.name, earlier.findings) : checked
  if (report.keps.length === 0 && missing === null) {
    const files = plural(tree.selected.size, 'file')
    throw new UsageError(`no KEP found in the ${files} that input paths selects: ${quotePatterns(patterns)}`)
  }

  const { failOn } = inputs
  const passed = !fails(report.findings, failOn)
  const first = before && changedPaths(before.tree, tree)
  // A base that nobody expected is a matter for the log.
  const reasons = base.none ? [sentenceOf(base.none)] : []
  const [expected, remarks] = base.none?.notice ? [reasons, []] : [[], reasons]
  const unread = inputs.config === null ? unreadConfigs(tree.files, setup.config.path) : []
  const uncompared = earlier?.missing ? [earlier.missing] : []
  const notes = [...(missing === null ? [] : [missing]), ...expected, ...unread, ...uncompared]
  const run = {
    failOn,
    lead: leadOf(event),
    passed,
    notes,
    remarks,
    first,
    place: treePlace,
    text: (path: string) => tree.texts.get(path),
  }
  publishLog(report, tree, run)
  const reportFor = (file: string): string =>
    reporters[formatOfFile(file) ?? 'json'].render(report, {
      version,
      color: false,
      text: run.text,
      failOn,
      rules: new Map(rules.map((rule) => [rule.id, rule.summary])),
    })
  const textFor = ({ input, file }: WantedFile): string =>
    input === 'patch-file' ? patchOf(tree, checkTree) : reportFor(file)
  const unmade = pages === null ? [] : makeSite(pages, { tree, git, options, select, alsoRead: setup.alsoRead })
  const files = wanted.map((file) => ({ ...file, text: textFor(file) }))
  publish(report, { ...run, notes: [...notes, ...unmade] }, inputs, files)
  return passed
}

/** Writes the site. Returns the sentence that says that it could not be written, if so. */
function makeSite(
  directory: string,
  {
    alsoRead,
    git,
    options,
    select,
    tree,
  }: {
    readonly tree: Tree
    readonly git: Git | NoGit
    readonly options: LintOptions
    readonly select: (path: string) => boolean
    readonly alsoRead: readonly string[]
  },
): readonly string[] {
  const { files } = siteOf({ tree, git, options, trend: null, wanted: { select, alsoRead }, at: () => {} })
  const fault = attempt('the site', () => writeSite(directory, 'input site', files))
  return fault === null ? [] : [fault]
}

/** The files that the inputs ask for. Throws a `UsageError` for the first that cannot be where it is wanted. */
function wantedFiles({ reportFile, patchFile }: Inputs, workspace: string): readonly WantedFile[] {
  const temp = process.env['RUNNER_TEMP']
  const wanted = [
    ...reportFile.map((file) => wantedFile({ input: 'report-file', file }, workspace, temp)),
    ...(patchFile === null ? [] : [wantedFile({ input: 'patch-file', file: patchFile }, workspace, temp)]),
  ]
  const twice = wanted.find(({ place }, at) => wanted.findIndex((other) => other.place === place) < at)
  if (twice !== undefined) throw new UsageError(`input ${twice.input} ${JSON.stringify(twice.file)} is asked for twice`)
  return wanted
}

/** What the safe fixes of the findings that count would change. */
function patchOf(tree: Tree, checkTree: (tree: Tree) => Report): string {
  const { draft } = fixTree(tree, { check: (now) => checkTree(now).findings, isAsked: () => true })
  return unifiedDiff(draft)
}

/** A file that an input asks for, and its text. */
interface WantedText extends WantedFile {
  readonly text: string
}

/** Publishes all but the log. What cannot be written does not change the verdict, and is reported in what can. */
function publish(report: Report, run: Run, { annotations, summary }: Inputs, files: readonly WantedText[]): void {
  const unwritten: string[] = []
  const noted = (fault: string | null): boolean => fault !== null && unwritten.push(fault) > 0
  const written = files.filter((file) => !noted(writeWanted(file, file.text)))
  noted(publishOutputs(report, run.passed, written))
  const withNotes = (): Run => ({ ...run, notes: [...run.notes, ...unwritten] })
  const hasSummary = summary && !noted(publishSummary(report, withNotes())) && hasSummaries()
  if (annotations) publishAnnotations(report, withNotes(), hasSummary)
  else publishRemarks(unwritten)
}

/** The commit to compare with, and what there is to say where there is none. */
type FoundCommit =
  | { readonly commit: BaseCommit; readonly none: null }
  | { readonly commit: null; readonly none: NoBase }

function baseOf(git: Git | NoGit, inputs: Inputs, event: Event): FoundCommit {
  const found = findBase({ git, inputs, event })
  return 'why' in found ? { commit: null, none: found } : { commit: found, none: null }
}

/** The setup that holds, and, where there is a base, that of either tree. What either has read is read. */
function setupOf(
  read: ReadFile,
  inputs: Inputs,
  { commit, none }: FoundCommit,
  repositoryIn: (setup: Setup) => string | null,
): Setup & Pick<Base, 'setups'> {
  const now = readSetup(read, inputs)
  // Where a base was to be expected, the change would have its own way with the configuration.
  if (inputs.configFrom === 'base' && none?.notice) {
    const mend = none.mend === null ? '' : `; ${none.mend}`
    throw new UsageError(`input config-from is base, but there is no base: ${none.why}${mend}`)
  }
  const before = commit && (inputs.configFrom === 'base' ? readBaseSetup : tryBaseSetup)(commit, inputs)
  if (!before) return { ...now, setups: null }
  return {
    ...(inputs.configFrom === 'base' ? before : now),
    alsoRead: [...now.alsoRead, ...before.alsoRead],
    setups: {
      before: { ...before, repository: repositoryIn(before) },
      now: { ...now, repository: repositoryIn(now) },
    },
  }
}

function inBase(
  { files }: Tree,
  select: (path: string) => boolean,
  selectAbsent: (path: string) => boolean,
): (path: string) => boolean {
  return (path) => (files.has(path) ? select(path) : selectAbsent(path))
}

async function reviewsOf(event: Event, token: string | null): Promise<Reviews | null> {
  if (event.kind !== 'pull request') return null
  const { author, head, number } = event
  const repository = process.env['GITHUB_REPOSITORY'] ?? ''
  if (author === null || head === null || number === null || !isRepository(repository)) {
    return { unknown: `the payload of the event ${event.name} does not name the pull request` }
  }
  // GitHub's client is most of the action's code, and few runs need it.
  const { readReviews } = await import(/* webpackIgnore: true */ './reviews/index.js')
  return readReviews({ token: token ?? '', repository, number, author, head })
}

/** Files whose text is new or another one. */
function changedPaths(before: Tree, now: Tree): ReadonlySet<string> {
  return new Set([...now.texts].flatMap(([path, text]) => (before.texts.get(path) === text ? [] : [path])))
}
