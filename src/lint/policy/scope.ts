import type { Comparison } from '../model/change.js'
import type { Finding, Severity } from '../model/finding.js'
import { isTouched, movedTo } from './comparison.js'
import { fingerprints } from './fingerprint.js'

/** The findings of a tree that its base has too, and how many are gone of the KEPs that the change touches. */
export interface Older {
  readonly findings: ReadonlySet<Finding>
  readonly mended: number
}

/**
 * Tells by their fingerprints which findings the base has too. Those of a KEP that was moved are compared at the path
 * that it has now; where its format keeps it in other files now, whatever file they stand in.
 */
export function olderOf(
  findings: readonly Finding[],
  before: readonly Finding[],
  { changes }: Pick<Comparison, 'changes'>,
): Older {
  const moves = new Map<string, string>()
  const reshaped = new Set<string>()
  const touched = new Set<string>()
  for (const change of changes) {
    const { before: was, now } = change
    if (!was || !now) continue
    if (isTouched(change)) touched.add(now.path)
    if (was.path !== now.path) moves.set(was.path, now.path)
    if (was.profile.layout.kind !== now.profile.layout.kind) reshaped.add(now.path)
  }
  const flat = (finding: Finding): Finding => {
    const { at, kep } = finding
    return kep !== null && reshaped.has(kep) ? { ...finding, at: { ...at, path: kep } } : finding
  }
  const present = before.map((each) => flat(atPresent(each, moves)))
  const gone = new Map(fingerprints(present).map((each) => [keyOf(each), each]))
  const older = new Set<Finding>()
  fingerprints(findings.map(flat)).forEach((each, i) => {
    const finding = findings[i]
    if (finding && gone.delete(keyOf(each))) older.add(finding)
  })
  return { findings: older, mended: [...gone.values()].filter(({ kep }) => touched.has(kep)).length }
}

/** A finding of the base as it would read where its KEP stands now. */
function atPresent(finding: Finding, moves: ReadonlyMap<string, string>): Finding {
  const { kep, at } = finding
  const now = kep === null ? undefined : moves.get(kep)
  if (kep === null || now === undefined) return finding
  return { ...finding, kep: now, at: { ...at, path: movedTo(at.path, kep, now) } }
}

function keyOf({ finding, kep, fingerprint }: ReturnType<typeof fingerprints>[number]): string {
  return `${kep}\0${finding.rule}\0${fingerprint}`
}

/** How many findings there are of each severity. */
export function tally(findings: Iterable<Finding>): Record<Severity, number> {
  const counts = { error: 0, warning: 0, notice: 0 } satisfies Record<Severity, number>
  for (const { severity } of findings) counts[severity]++
  return counts
}
