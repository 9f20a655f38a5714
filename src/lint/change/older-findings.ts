import type { Comparison } from '../model/change.js'
import type { Finding } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import { bySeverity } from '../model/severity.js'
import { sayingOf } from '../policy/fingerprint.js'
import { groupBy } from '../text/group-by.js'
import { approvalsOf, isTouched, movedTo } from './compare.js'
import { type PathNow, pathsNow } from './moves.js'
import { isReshaped } from './written.js'

/** The findings of a tree that its base has too, and how many the change fixed in the KEPs that it touches. */
export interface Older {
  readonly findings: ReadonlySet<Finding>
  /** Findings of the base that are gone; one that was only rewritten (the same fault, another value) is not counted. */
  readonly mended: number
}

/**
 * Tells by what fingerprints are made of which findings the base has too, as severe as they are or more so. What was
 * moved is compared where it is now; a KEP that has another format now, whatever file it is of. What the metadata of
 * such a KEP says was written by the change, so nothing in it is older. Of findings that are alike those are older
 * whose line the base has. A notice in a KEP that the change does not touch comes of the tree as a whole, as when the
 * change names the first milestone of a new release, and counts as older.
 */
export function olderOf(findings: readonly Finding[], before: readonly Finding[], comparison: Comparison): Older {
  const { changes } = comparison
  const reshaped = new Map<string, Kep>()
  for (const change of changes) if (change.now && isReshaped(change)) reshaped.set(change.now.path, change.now)
  const isAnew = (finding: Finding): boolean => saysOfMetadata(finding, reshaped.get(finding.kep ?? ''))
  const saying = (finding: Finding): string => {
    const { at, kep } = finding
    return sayingOf(kep !== null && reshaped.has(kep) ? { ...finding, at: { ...at, path: kep } } : finding)
  }
  const pathNow = pathsNow(comparison)
  const past = groupBy(
    before.map((finding) => atPresent(finding, pathNow)),
    saying,
  )
  const present = groupBy(findings, saying)
  const isKnown = lineFinder(comparison)
  const older = new Set<Finding>(hiddenBefore(findings, comparison))
  const untouched = new Set(changes.flatMap((change) => (isTouched(change) ? [] : [change.now?.path])))
  for (const finding of findings) {
    if (finding.severity === 'notice' && finding.kep !== null && untouched.has(finding.kep)) older.add(finding)
  }
  for (const [said, group] of present) {
    const was = past.get(said) ?? []
    const [gravest] = was.map(({ severity }) => severity).sort(bySeverity)
    const alike = group.filter(
      (finding) => gravest !== undefined && bySeverity(finding.severity, gravest) >= 0 && !isAnew(finding),
    )
    const isCrowded = alike.length > was.length
    const likeliest = isCrowded ? [...alike].sort((a, b) => Number(isKnown(b)) - Number(isKnown(a))) : alike
    for (const finding of likeliest.slice(0, was.length)) older.add(finding)
  }
  const canTell = readableIn(comparison)
  const balance = new Map<string, number>()
  for (const said of new Set([...past.keys(), ...present.keys()])) {
    const [was, is] = [past.get(said) ?? [], present.get(said) ?? []]
    const [one] = was.length > is.length ? was.filter(canTell) : is
    if (!one || was.length === is.length) continue
    const topic = topicOf(one, saying)
    balance.set(topic, (balance.get(topic) ?? 0) + was.length - is.length)
  }
  return { findings: older, mended: [...balance.values()].reduce((sum, gone) => sum + Math.max(0, gone), 0) }
}

/**
 * What a finding is about, whatever it says of it: its rule, its file, and what its message begins with, which is the
 * key. A link has no name of its own, so all of a file are one topic: a broken one for another fixes nothing.
 */
function topicOf(finding: Finding, saying: (finding: Finding) => string): string {
  const { destination, message, needs } = finding
  const [word = ''] = message.split(/[\s[]/, 1)
  return saying({ ...finding, subject: destination === undefined ? (needs ?? word) : '' })
}

/** It is of what the metadata says; what else its state calls for and is not there is at the state. */
function saysOfMetadata({ at, needs }: Finding, kep: Kep | undefined): boolean {
  if (kep?.metadata.path !== at.path) return false
  if (needs === undefined || !kep.has('state')) return true
  const state = kep.place('state')
  return at.line !== state.line || at.column !== state.column
}

/** A finding of the base as it would read where its KEP and its file are now. */
function atPresent(finding: Finding, pathNow: PathNow): Finding {
  const { kep, at } = finding
  return { ...finding, kep: kep === null ? null : pathNow(kep), at: { ...at, path: pathNow(at.path) } }
}

/**
 * What the base held too and was not known of it: what is in files that did not change, of KEPs whose metadata
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

/** Tells whether the line of a finding was in the same file of the base. */
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

/**
 * Tells whether a finding that is gone was fixed: the change touches its KEP, whose files can still be read. The files
 * of a KEP's approvals are elsewhere, and what is found in them is its KEP's all the same.
 */
function readableIn({ base, head, changes }: Comparison): (finding: Finding) => boolean {
  const readable = new Set<string>()
  for (const change of changes) {
    const { before, now } = change
    if (!before || !now?.metadata.value || !isTouched(change)) continue
    if (before.body && !now.body) continue
    for (const path of [now.path, ...approvalsOf(before, base), ...approvalsOf(now, head)]) readable.add(path)
  }
  return ({ kep, at }) => readable.has(kep ?? at.path) && head.tree.texts.has(at.path)
}
