import type { Catalogue } from '../model/catalogue.js'
import type { Problem } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { State } from '../model/profile.js'
import type { Severity } from '../model/severity.js'
import { join } from '../text/paths.js'
import { listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** The lifecycle is a table of the format: which states a KEP may open in, and which may follow each. */
export default defineRule({
  id: 'transition-legal',
  since: '1.0',
  summary: 'A KEP starts in an early state and follows the lifecycle',
  severity: 'error',
  *checkChange({ before, now }, { base }) {
    if (!now?.state) return
    if (before?.state) yield* moveProblems(now, before.state, now.state)
    // Metadata that is added to an existing text records its state; the KEP is not new.
    else if (!before && !wasThere(now, base)) yield* openingProblems(now, now.state)
  },
})

/** Its text or its metadata was at its path, whether or not it could be read. */
function wasThere({ path, profile: { layout } }: Kep, { tree }: Catalogue): boolean {
  const own = layout.kind === 'file' ? [path] : [join(path, layout.body.file), join(path, layout.metadata)]
  return own.some((file) => tree.files.has(file) || tree.refused.some((refusal) => refusal.path === file))
}

function* openingProblems(kep: Kep, { name, first, standing, superseded }: State): Generator<Problem> {
  if (first === null) return
  // A rejected proposal is kept with its reasons; a replaced one must have existed before.
  if (standing === 'record' && !superseded && first === 'notice') {
    yield { at: kep.place('state'), severity: first, message: `a new KEP starts as ${name}, as a record` }
    return
  }
  const early = kep.profile.states.filter((state) => state.first === null).map((state) => state.name)
  const fix = early.length === 0 ? '' : `; start with ${listed(early, 'or')}`
  yield { at: kep.place('state'), severity: first, message: `a new KEP starts as ${name}${fix}` }
}

function* moveProblems(kep: Kep, from: State, to: State): Generator<Problem> {
  const { states } = kep.profile
  // A KEP that changed its format may come from a state that has no place in the new one.
  if (from.name === to.name || !states.some((state) => state.name === from.name)) return
  const severity: Severity | null = Object.hasOwn(from.next, to.name) ? (from.next[to.name] ?? null) : 'error'
  if (severity === null) return
  const message = `${kep.keyName('state')} ${wordsFor(from, to, severity, states)}`
  yield { at: kep.place('state'), severity, message }
}

/** What is wrong with a move, and what may be done in its place. */
function wordsFor(from: State, to: State, severity: Severity, states: readonly State[]): string {
  const next = states.map((state) => state.name).filter((name) => Object.hasOwn(from.next, name))
  if (next.length === 0) return `moved from ${from.name} to ${to.name}; ${from.name} is final`
  const skipped = states.filter(({ rank }) => isBetween(from.rank, rank, to.rank)).map((state) => state.name)
  if (skipped.length > 0) return `skips ${listed(skipped)}: ${from.name} to ${to.name}`
  const turnsBack = from.rank !== null && to.rank !== null && to.rank < from.rank
  const move = `${turnsBack ? 'moved back' : 'moved'} from ${from.name} to ${to.name}`
  if (severity !== 'error') return turnsBack ? move : `${move}, which is unusual`
  return `${move}; ${from.name} may become ${listed(next, 'or')}`
}

function isBetween(from: number | null, rank: number | null, to: number | null): boolean {
  return from !== null && rank !== null && to !== null && from < rank && rank < to
}
