import type { Comparison } from '../model/change.js'
import type { Finding } from '../model/finding.js'
import { byGravity } from '../words/gravity.js'
import { groupBy } from '../words/groups.js'
import { isTouched, movedTo } from './comparison.js'
import { sayingOf } from './fingerprint.js'
import { pathsNow, type PathNow } from './moves.js'
import { isReshaped } from './written.js'

/** The findings of a tree that its base has too, and how many are gone of the KEPs that the change touches. */
export interface Older {
  readonly findings: ReadonlySet<Finding>
  readonly mended: number
}

/**
 * Tells by what fingerprints are made of which findings the base has too, as grave as they are or graver. What was
 * moved is compared where it stands now; a KEP that has another format now, whatever file it is of. What the metadata of
 * such a KEP says the change wrote, so nothing in it is older. Of findings that are alike those are older whose line the
 * base has.
 */
export function olderOf(findings: readonly Finding[], before: readonly Finding[], comparison: Comparison): Older {
  const { changes } = comparison
  const reshaped = new Map(changes.filter(isReshaped).map(({ now }) => [now?.path, now?.metadata.path]))
  const isAnew = ({ at, kep }: Finding): boolean => kep !== null && reshaped.get(kep) === at.path
  const saying = (finding: Finding): string => {
    const { at, kep } = finding
    return sayingOf(kep !== null && reshaped.has(kep) ? { ...finding, at: { ...at, path: kep } } : finding)
  }
  const pathNow = pathsNow(comparison)
  const past = groupBy(before.map((finding) => atPresent(finding, pathNow)), saying)
  const present = groupBy(findings, saying)
  const isKnown = lineFinder(comparison)
  const older = new Set<Finding>(hiddenBefore(findings, comparison))
  for (const [said, group] of present) {
    const was = past.get(said) ?? []
    const [gravest] = was.map(({ severity }) => severity).sort(byGravity)
    const alike = group.filter(
      (finding) => gravest !== undefined && byGravity(finding.severity, gravest) >= 0 && !isAnew(finding),
    )
    const isCrowded = alike.length > was.length
    const likeliest = isCrowded ? [...alike].sort((a, b) => Number(isKnown(b)) - Number(isKnown(a))) : alike
    for (const finding of likeliest.slice(0, was.length)) older.add(finding)
  }
  const canTell = readableIn(comparison)
  let mended = 0
  for (const [said, was] of past) {
    const gone = was.length - (present.get(said)?.length ?? 0)
    if (gone > 0 && was.some(canTell)) mended += gone
  }
  return { findings: older, mended }
}

/** A finding of the base as it would read where its KEP and its file stand now. */
function atPresent(finding: Finding, pathNow: PathNow): Finding {
  const { kep, at } = finding
  return { ...finding, kep: kep === null ? null : pathNow(kep), at: { ...at, path: pathNow(at.path) } }
}

/**
 * What the base held too and could not be told of it: what stands in files that did not change, of KEPs whose metadata
 * or state nobody could read, or that had none.
 */
function* hiddenBefore(findings: readonly Finding[], { base, head, changes }: Comparison): Generator<Finding> {
  const hidden = new Map<string, string>()
  for (const { before, now } of changes) {
    const couldBeRead = before?.metadata.value !== undefined && (before.state !== null || !now?.state)
    if (now && !couldBeRead) hidden.set(now.path, before?.path ?? now.path)
  }
  for (const finding of findings) {
    const { path } = finding.at
    const was = finding.kep === null ? undefined : hidden.get(finding.kep)
    if (finding.kep === null || was === undefined) continue
    const text = head.tree.texts.get(path)
    if (text !== undefined && base.tree.texts.get(movedTo(path, finding.kep, was)) === text) yield finding
  }
}

/** Tells whether the line of a finding stood in the same file of the base. */
function lineFinder({ base, head, changes }: Comparison): (finding: Finding) => boolean {
  const moves = new Map(changes.map(({ before, now }) => [now?.path, before?.path]))
  const lines = new Map<string, ReadonlySet<string>>()
  const linesOf = (path: string): ReadonlySet<string> => {
    const known = lines.get(path) ?? new Set(base.tree.texts.get(path)?.split(/\r\n|\n|\r/))
    lines.set(path, known)
    return known
  }
  const texts = new Map<string, readonly string[]>()
  return ({ at, kep }) => {
    const was = kep === null ? undefined : moves.get(kep)
    const text = texts.get(at.path) ?? head.tree.texts.get(at.path)?.split(/\r\n|\n|\r/) ?? []
    texts.set(at.path, text)
    const path = kep === null || was === undefined ? at.path : movedTo(at.path, kep, was)
    return linesOf(path).has(text[at.line - 1] ?? '')
  }
}

/** Tells whether a finding that is gone was mended: the change touches its KEP, whose files can still be read. */
function readableIn({ head, changes }: Comparison): (finding: Finding) => boolean {
  const readable = new Set<string>()
  for (const change of changes) {
    const { before, now } = change
    if (!before || !now?.metadata.value || !isTouched(change)) continue
    if (!before.body || now.body) readable.add(now.path)
  }
  return ({ kep, at }) => kep !== null && readable.has(kep) && head.tree.texts.has(at.path)
}
