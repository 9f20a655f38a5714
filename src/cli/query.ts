import { UsageError } from '../host/errors/usage-error.js'
import type { Git, NoGit } from '../host/git/objects.js'
import { selectionOf } from '../host/selection.js'
import { timelinesOf } from '../host/timelines.js'
import { supposedFor } from '../lint/authoring/supposed.js'
import { entriesOf, waitingFor } from '../lint/index/blocking.js'
import { type Column, columnNames, isColumn, sorted } from '../lint/index/columns.js'
import type { IndexEntry } from '../lint/index/entry.js'
import { filtered } from '../lint/index/filters.js'
import { renderIndex } from '../lint/index/render.js'
import { type IndexedTree, indexTree, type LintOptions, rules } from '../lint/lint.js'
import { severities } from '../lint/model/severity.js'
import { plural } from '../lint/reporters/tally.js'
import { nearest } from '../lint/text/nearest.js'
import { compareVersions, versionOf } from '../lint/text/versions.js'
import type { QueryOptions } from './asked.js'
import { exitCodes, type Host, line } from './host.js'
import { openTree } from './open-tree.js'
import { startProgress } from './progress.js'

const usual: readonly Column[] = ['number', 'title', 'sig', 'state', 'stage', 'milestone', 'errors']
const blocking: readonly Column[] = ['number', 'title', 'sig', 'state', 'stage', 'milestone', 'blocks']
const ofNext: readonly Column[] = ['number', 'title', 'sig', 'state', 'next', 'next-owes']

/** Lists the KEPs that meet what is asked. Throws a UsageError for a word that is none. */
export function query(options: QueryOptions, host: Host): number {
  const progress = startProgress(host.now, host.stderrIsTTY && !options.quiet ? host.stderr : null)
  try {
    const { git, root, setup, tree, asked } = openTree(options, host, progress, (at, checkout, { config }) =>
      selectionOf(at, options.paths, config.paths, checkout),
    )
    const wanted = columnsOf(options)
    const index = indexTree(tree, { ...asked, baseline: setup.baseline }, options.next || options.blocking !== null)
    if (index.entries.length === 0) throw new UsageError(`no KEP found in ${root}`)
    checkWords(options, index)
    const {
      number,
      sig,
      participatingSig,
      state,
      stage,
      milestone,
      author,
      reviewer,
      approver,
      prrApprover,
      text,
      has,
    } = options
    const found = filtered(index.entries, {
      number: number.flatMap((each) => each.split(',')),
      sig,
      participatingSig,
      state,
      stage,
      milestone,
      author,
      reviewer,
      approver,
      prrApprover,
      text,
      has,
    })
    const release = options.blocking
    const touched = options.olderThan === null ? null : touchedBy(index, git, asked.today, options.olderThan)
    const old = touched === null ? found : found.filter(({ path }) => touched(path))
    const shown = release === null ? old : blockedOf(old, release, index, { ...asked, baseline: setup.baseline })
    const by = options.sort ?? 'number'
    if (!isColumn(by)) throw unknownWord('--sort', by, columnNames)
    progress.end()
    host.stdout(renderIndex(sorted(shown, by), wanted, options.format))
    if (!options.quiet && options.format === 'table') {
      const free = shown.filter(({ owes, findings }) => owes.length === 0 && findings.error === 0).length
      const rest = release === null ? '' : `; ${free} of them owe nothing`
      host.stderr(line(`${plural(shown.length, 'KEP')} of ${index.entries.length}${rest}`))
      if (release !== null && shown.length === 0) host.stderr(line(noneFor(release, index.entries)))
    }
    return exitCodes.passed
  } finally {
    progress.end()
  }
}

/** A release that no KEP names may be a slip. */
function noneFor(release: string, entries: readonly IndexEntry[]): string {
  const known = [...new Set(entries.map(({ latestMilestone }) => latestMilestone))].filter(
    (each) => versionOf(each) !== null,
  )
  const latest = known.sort((a, b) => compareVersions(versionOf(b) ?? [0, 0], versionOf(a) ?? [0, 0])).slice(0, 3)
  return `no KEP is for ${release}${latest.length === 0 ? '' : `; the latest releases are ${latest.join(', ')}`}`
}

function columnsOf({ blocking: release, columns, next }: QueryOptions): readonly Column[] {
  if (columns === null) return release !== null ? blocking : next ? ofNext : usual
  return columns.split(',').map((each) => {
    const name = each.trim()
    if (isColumn(name)) return name
    throw unknownWord('--columns', name, columnNames)
  })
}

/** The KEPs of a release with what each waits for: also what it lacks in the state and the stage that it is to have. */
function blockedOf(
  entries: readonly IndexEntry[],
  release: string,
  { catalogue, standings }: IndexedTree,
  options: LintOptions,
): readonly IndexEntry[] {
  const own = entriesOf(entries, release, standings)
  const draft = supposedFor(catalogue, own, release, standings)
  const supposed = draft.now === draft.before ? [] : indexTree(draft.now, options, false).entries
  return waitingFor(own, release, standings, new Map(supposed.map((entry) => [entry.path, entry])))
}

/** Whether a KEP was last touched before a time that is so long ago. Throws a UsageError where there is no history. */
function touchedBy(
  { catalogue, profiles }: IndexedTree,
  git: Git | NoGit,
  today: string,
  days: number,
): (path: string) => boolean {
  const { byPath, why } = timelinesOf(git, catalogue.keps.all, profiles)
  if (why !== null)
    throw new UsageError(`--older-than needs the history: ${why.replace(/^There are no timelines: /, '')}`)
  const limit = new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10)
  return (path) => (byPath.get(path)?.touched ?? today) < limit
}

/** A word that no KEP can have is a slip, not an empty list. */
function checkWords({ sig, participatingSig, state, stage, has }: QueryOptions, index: IndexedTree): void {
  const known = (option: string, words: readonly string[], all: readonly string[]): void => {
    const lower = new Set(all.map((each) => each.toLowerCase()))
    const unknown = words.find((word) => !lower.has(word.toLowerCase()))
    if (unknown !== undefined) throw unknownWord(option, unknown, all)
  }
  known('--sig', sig, index.sigs)
  known('--participating-sig', participatingSig, index.sigs)
  known('--state', state, index.states)
  known('--stage', stage, index.stages)
  known('--has', has, [...severities, ...rules.map(({ id }) => id)])
}

function unknownWord(option: string, word: string, known: readonly string[]): UsageError {
  const near = nearest(word, known)
  const most = 12
  const list = known.length > most ? `${known.slice(0, most).join(', ')} …` : known.join(', ')
  const hint = near === null ? `it may be ${list}` : `did you mean ${near}?`
  return new UsageError(`${option} ${JSON.stringify(word)} is unknown; ${hint}`)
}
