import { writeDraft } from '../host/disk/write.js'
import { UsageError } from '../host/errors/usage-error.js'
import { type Fixed, type FixedTree, fixTree } from '../lint/fix/fix-tree.js'
import { safeFixOf } from '../lint/fix/fixes-of.js'
import { unifiedDiff } from '../lint/fix/unified-diff.js'
import type { Finding } from '../lint/model/finding.js'
import type { Fix } from '../lint/model/fix.js'
import { fails, tally } from '../lint/model/severity.js'
import type { Tree } from '../lint/model/tree.js'
import { safeForTerminal } from '../lint/reporters/safe-text.js'
import { inWords, plural } from '../lint/reporters/tally.js'
import type { FixCommandOptions } from './asked.js'
import { chooser } from './choose.js'
import { exitCodes, type Host, line } from './host.js'
import { lintTree } from './lint-tree.js'

/** Fixes the tree, or prints what that would change. Throws a UsageError where no KEP is found. */
export function fix(options: FixCommandOptions, host: Host): number {
  const { root, tree, noKeps, check } = lintTree(options, host, ({ baseline }) => baseline)
  if (noKeps !== null) throw new UsageError(noKeps)
  const choose = options.interactive ? chooserFor(host) : safeFixOf
  const done = fixTree(tree, {
    check: (changed) => check(changed).findings,
    isAsked: ({ rule }) => options.only === null || options.only.has(rule),
    choose,
  })
  for (const { finding, after } of options.quiet ? [] : done.takenBack) {
    const found = `${after.rule} would report ${placed(after)} ${after.message}`
    host.stderr(line(`${placed(finding)} is not fixed (${finding.rule}): after it ${found}`))
  }
  if (options.diff) {
    const diff = unifiedDiff(done.draft)
    host.stdout(diff)
    return diff === '' ? exitCodes.passed : exitCodes.failed
  }
  const { refused } = writeDraft(root, done.draft)
  for (const sentence of refused) host.stderr(line(sentence))
  tell(done, refused, options, host, tree)
  if (refused.length > 0) return exitCodes.couldNotRun
  return fails(done.left, options.failOn) ? exitCodes.failed : exitCodes.passed
}

function chooserFor(host: Host): (finding: Finding, tree: Tree) => Fix | null {
  const { ask } = host
  if (ask === null) throw new UsageError('--interactive needs a terminal')
  return chooser(ask, host.stdout)
}

function tell(
  { fixed, left }: FixedTree,
  refused: readonly string[],
  { quiet }: FixCommandOptions,
  host: Host,
  tree: Tree,
): void {
  const isLeft = (path: string): boolean => refused.some((sentence) => sentence.startsWith(`${path} `))
  const made = fixed.filter(({ fix: { edits } }) => !edits.some(({ path }) => isLeft(path)))
  host.stdout(made.map(lineOf).join(''))
  if (quiet) return
  const choices = left.filter((finding) => finding.fixes !== undefined || finding.isChoice === true).length
  const files = new Set(made.flatMap(({ fix: { edits } }) => edits.map(({ path }) => path))).size
  const what =
    made.length === 0 ? 'nothing is fixed' : `${plural(made.length, 'finding')} fixed in ${plural(files, 'file')}`
  const rest = left.length === 0 ? 'nothing is left' : `${inWords(tally(left))} left`
  const ask =
    choices === 0 || tree.texts.size === 0 ? '' : `; ${choices} of them have fixes to choose from: add --interactive`
  host.stderr(line(`${what}; ${rest}${ask}`))
}

function lineOf({ finding, fix: { title } }: Fixed): string {
  return `${safeForTerminal(`${placed(finding)}  ${finding.message}`)}  ${finding.rule}\n  fixed: ${safeForTerminal(title)}\n`
}

function placed({ at: { path, line: row, column } }: Finding): string {
  return `${path}:${row}:${column}`
}
