import type { KepSummary } from '../../model/finding.js'
import { stateOrder } from '../../profiles/states.js'
import { byUnits } from '../../text/paths.js'
import { codeForSummary, cut, safeForSummary } from '../safe-text.js'

/** Beyond so many the rest share one row or column, so that no tree makes a table that nobody can read. */
const mostSigs = 60
const mostUnknownStates = 4
const longestName = 60

/** One row or column: what its head shows, and the values that it counts. */
interface Group {
  readonly head: string
  readonly values: ReadonlySet<string | null>
}

const heading = 'KEPs by SIG and state'

/** How many KEPs there are by SIG and state, as an HTML table, `folded` or open; empty where there is none. */
export function renderStatesBySig(keps: readonly KepSummary[], folded: boolean): string {
  if (keps.length === 0) return ''
  const states = stateGroups(new Set(keps.map(({ state }) => state)))
  const sigs = sigGroups(keps)
  const row = (head: string, counts: readonly number[], cell: 'td' | 'th') => {
    const cells = counts.map((count) => `<${cell} align="right">${count === 0 ? '' : count}</${cell}>`)
    return `<tr><${cell} align="left">${head}</${cell}>${cells.join('')}</tr>`
  }
  const counts = new Map<string | null, Map<string | null, number>>()
  for (const { sig, state } of keps) {
    const ofSig = counts.get(sig) ?? new Map<string | null, number>()
    counts.set(sig, ofSig.set(state, (ofSig.get(state) ?? 0) + 1))
  }
  const table = sigs.map((sig) => states.map((state) => count(counts, sig, state)))
  const total = states.map((_, column) => sum(table.map((cells) => cells[column] ?? 0)))
  return [
    ...(folded ? ['<details>', `<summary>${heading}</summary>`] : [`### ${heading}`]),
    '',
    '<table>',
    `<tr><th align="left">SIG</th>${[...states.map(({ head }) => head), 'all'].map(th).join('')}</tr>`,
    ...sigs.map(({ head }, index) => row(head, [...(table[index] ?? []), sum(table[index] ?? [])], 'td')),
    ...(sigs.length > 1 ? [row('all', [...total, sum(total)], 'th')] : []),
    '</table>',
    ...(folded ? ['', '</details>'] : []),
    '',
  ].join('\n')
}

function stateGroups(present: ReadonlySet<string | null>): readonly Group[] {
  const known = stateOrder.filter((state) => present.has(state))
  const unknown = [...present].filter((state) => state !== null && !stateOrder.includes(state)).sort(byName)
  const named = unknown.length > mostUnknownStates ? [] : unknown
  return [
    ...[...known, ...named].map(group),
    ...(unknown.length > named.length ? [{ head: 'unknown', values: new Set(unknown) }] : []),
    ...(present.has(null) ? [{ head: 'none', values: new Set([null]) }] : []),
  ]
}

function sigGroups(keps: readonly KepSummary[]): readonly Group[] {
  const sizes = new Map<string | null, number>()
  for (const { sig } of keps) sizes.set(sig, (sizes.get(sig) ?? 0) + 1)
  const sigs = [...sizes.keys()].filter((sig) => sig !== null)
  const bySize = sigs.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || byUnits(a, b))
  const rest = bySize.slice(mostSigs)
  return [
    ...bySize.slice(0, mostSigs).sort(byUnits).map(group),
    ...(rest.length > 0 ? [{ head: `${rest.length} others`, values: new Set(rest) }] : []),
    ...(sizes.has(null) ? [{ head: 'none', values: new Set([null]) }] : []),
  ]
}

function group(value: string | null): Group {
  const name = cut(value ?? '', longestName)
  // A value that calls itself as a head of ours does is shown as code, like all that are no plain words.
  const ours = ['all', 'none', 'unknown'].includes(name)
  return { head: ours ? codeForSummary(name, 'html') : safeForSummary(name, 'html'), values: new Set([value]) }
}

function byName(a: string | null, b: string | null): number {
  return byUnits(a ?? '', b ?? '')
}

type Counts = ReadonlyMap<string | null, ReadonlyMap<string | null, number>>

function count(counts: Counts, sig: Group, state: Group): number {
  let all = 0
  for (const one of sig.values) {
    const ofSig = counts.get(one)
    if (ofSig === undefined) continue
    for (const [value, many] of ofSig) if (state.values.has(value)) all += many
  }
  return all
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

function th(head: string): string {
  return `<th align="right">${head}</th>`
}
