import { writeDraft } from '../../host/disk/write.js'
import { UsageError } from '../../host/errors/usage-error.js'
import { uncommittedAmong } from '../../host/git/uncommitted.js'
import { selectionOf } from '../../host/selection.js'
import { type Judged, judged } from '../../lint/authoring/judged.js'
import { isRefusal, type Plan, type Refusal } from '../../lint/authoring/outcome.js'
import { editsOf } from '../../lint/fix/draft.js'
import { unifiedDiff } from '../../lint/fix/unified-diff.js'
import { catalogueOf, type LintOptions } from '../../lint/lint.js'
import type { Catalogue } from '../../lint/model/catalogue.js'
import type { Finding } from '../../lint/model/finding.js'
import type { Edit } from '../../lint/model/fix.js'
import type { Profile } from '../../lint/model/profile.js'
import { safeForTerminal } from '../../lint/reporters/safe-text.js'
import { plural } from '../../lint/reporters/tally.js'
import type { AuthoringOptions } from '../asked.js'
import { exitCodes, type Host, line } from '../host.js'
import { openTree } from '../open-tree.js'
import { startProgress } from '../progress.js'

/** What a command that changes KEPs is given. */
export interface Given {
  readonly catalogue: Catalogue
  readonly profiles: readonly Profile[]
  readonly repository: string | null
  readonly root: string
  /** What the tree is checked with. */
  readonly options: LintOptions
}

/**
 * Runs a command that changes KEPs: plans the change, checks the tree that it would make, and writes it, or prints it
 * as a diff. Throws a UsageError where it cannot be what is asked.
 */
export function author(options: AuthoringOptions, host: Host, plan: (given: Given) => Plan | Refusal): number {
  const progress = startProgress(host.now, host.stderrIsTTY && !options.quiet ? host.stderr : null)
  try {
    const open = openTree(options, host, progress, (root, checkout, { config }) =>
      selectionOf(root, [], config.paths, checkout),
    )
    const { root, setup, tree } = open
    const asked = { ...open.asked, baseline: setup.baseline }
    const catalogue = catalogueOf(tree, asked)
    const planned = plan({ catalogue, profiles: setup.profiles, repository: asked.repository, root, options: asked })
    if (isRefusal(planned)) {
      host.stderr(line(planned.refused))
      for (const each of planned.instead) host.stderr(`  ${safeForTerminal(each)}\n`)
      return exitCodes.couldNotRun
    }
    progress.at('checking the result…')
    const found = judged(planned, asked)
    progress.end()
    const edits = editsOf(planned.draft)
    if (!options.force) {
      const lacking = planned.mayOwe ? found.worse : [...found.owed, ...found.worse]
      if (lacking.length > 0) return refused(lacking, host)
      const paths = edits.map(({ path }) => path)
      const [first] = uncommittedAmong(root, paths, host.env)
      if (first !== undefined) {
        throw new UsageError(`${first} has changes that are not committed; commit them, or add --force`)
      }
    }
    if (options.dryRun) host.stdout(unifiedDiff(planned.draft))
    else {
      const [why] = writeDraft(root, planned.draft).refused
      if (why !== undefined) throw new UsageError(why)
    }
    tell(planned, edits, found, options, host)
    return exitCodes.passed
  } finally {
    progress.end()
  }
}

function refused(worse: readonly Finding[], host: Host): number {
  const count = plural(worse.length, 'error')
  host.stderr(
    line(`nothing is written: ${count} would be in the tree that ${worse.length === 1 ? 'is' : 'are'} not now`),
  )
  host.stderr(linesOf(worse))
  host.stderr(line('put that right first, or add --force'))
  return exitCodes.failed
}

/** What was done, and what is left to do. */
function tell(
  plan: Plan,
  edits: readonly Edit[],
  { owed, more }: Judged,
  { dryRun, quiet }: AuthoringOptions,
  host: Host,
): void {
  // A diff is all that standard output has, so that `git apply` takes it.
  const say = dryRun ? host.stderr : host.stdout
  if (!dryRun) say(edits.map((edit) => `${safeForTerminal(doneBy(edit))}\n`).join(''))
  if (quiet) return
  for (const note of plan.notes) say(`${safeForTerminal(note)}\n`)
  const left = [...owed, ...more.filter(({ kep }) => kep !== null && plan.keps.includes(kep))]
  if (left.length > 0) say(`left to do:\n${linesOf(left)}`)
}

function doneBy(edit: Edit): string {
  if ('create' in edit) return `created ${edit.path}`
  if ('rename' in edit) return `moved   ${edit.path} to ${edit.rename}`
  return 'remove' in edit ? `removed ${edit.path}` : `changed ${edit.path}`
}

function linesOf(findings: readonly Finding[]): string {
  return findings
    .map(({ at, message, rule }) => `  ${safeForTerminal(`${at.path}:${at.line}:${at.column} ${message}`)}  ${rule}\n`)
    .join('')
}
