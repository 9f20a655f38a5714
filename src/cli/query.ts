import { UsageError } from '../host/errors/usage-error.js'
import { selectionOf } from '../host/selection.js'
import { waitingFor } from '../lint/index/blocking.js'
import { type Column, columnNames, isColumn, sorted } from '../lint/index/columns.js'
import { filtered } from '../lint/index/filters.js'
import { renderIndex } from '../lint/index/render.js'
import { type IndexedTree, indexTree, rules } from '../lint/lint.js'
import { severities } from '../lint/model/severity.js'
import { plural } from '../lint/reporters/tally.js'
import { nearest } from '../lint/text/nearest.js'
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
    const { root, setup, tree, asked } = openTree(options, host, progress, (at, checkout, { config }) =>
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
    const shown = release === null ? found : waitingFor(found, release, index.standings)
    const by = options.sort ?? 'number'
    if (!isColumn(by)) throw unknownWord('--sort', by, columnNames)
    progress.end()
    host.stdout(renderIndex(sorted(shown, by), wanted, options.format))
    if (!options.quiet && options.format === 'table') {
      const free = shown.filter(({ owes, findings }) => owes.length === 0 && findings.error === 0).length
      const rest = release === null ? '' : `; ${free} of them owe nothing`
      host.stderr(line(`${plural(shown.length, 'KEP')} of ${index.entries.length}${rest}`))
    }
    return exitCodes.passed
  } finally {
    progress.end()
  }
}

function columnsOf({ blocking: release, columns, next }: QueryOptions): readonly Column[] {
  if (columns === null) return release !== null ? blocking : next ? ofNext : usual
  return columns.split(',').map((each) => {
    const name = each.trim()
    if (isColumn(name)) return name
    throw unknownWord('--columns', name, columnNames)
  })
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
