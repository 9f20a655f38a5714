import type { Finding, KepSummary, SinceReport } from '../model/finding.js'
import { byUnits } from '../text/paths.js'

/** What changed of one SIG, or of one rule. */
export interface SinceRow {
  readonly name: string | null
  readonly fresh: number
  readonly fixed: number
}

/** What is new and what is fixed by SIG: the SIG of a finding is that of its KEP. */
export function sinceBySig({ fresh, fixed }: SinceReport, keps: readonly KepSummary[]): readonly SinceRow[] {
  const sigs = new Map(keps.map(({ path, sig }) => [path, sig]))
  const sigOf = ({ kep }: Finding): string | null => (kep === null ? null : (sigs.get(kep) ?? null))
  return rows(
    Array.from(fresh, sigOf),
    fixed.map(({ sig }) => sig),
  )
}

/** What is new and what is fixed by rule. */
export function sinceByRule({ fresh, fixed }: SinceReport): readonly SinceRow[] {
  return rows(
    Array.from(fresh, ({ rule }) => rule),
    fixed.map(({ rule }) => rule),
  )
}

function rows(fresh: readonly (string | null)[], fixed: readonly (string | null)[]): readonly SinceRow[] {
  const counts = new Map<string | null, { fresh: number; fixed: number }>()
  const add = (name: string | null, what: 'fresh' | 'fixed'): void => {
    const row = counts.get(name) ?? { fresh: 0, fixed: 0 }
    row[what]++
    counts.set(name, row)
  }
  for (const name of fresh) add(name, 'fresh')
  for (const name of fixed) add(name, 'fixed')
  return Array.from(counts, ([name, row]) => ({ name, ...row })).sort(
    (a, b) => b.fresh - a.fresh || b.fixed - a.fixed || byUnits(a.name ?? '', b.name ?? ''),
  )
}

/** `2 new, 5 fixed, 40 still there`: what became of the findings of an earlier report. */
export function sinceInWords({ fresh, fixed, still }: SinceReport): string {
  return `${fresh.size} new, ${fixed.length} fixed, ${still} still there`
}
