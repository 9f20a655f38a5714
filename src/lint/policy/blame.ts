import type { Change, Comparison } from '../model/change.js'
import type { Finding, Place } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { Field } from '../model/profile.js'
import { groupBy } from '../words/groups.js'
import { directoryOf, resolveFrom, upwards } from '../words/paths.js'
import { approvalsOf } from './comparison.js'
import { pathOf } from './matching.js'

const references = ['replaces', 'supersededBy', 'seeAlso'] as const
/** What others may know a KEP by, the surest first. */
const names: readonly Field[] = ['uuid', 'number', 'title']

/** Where the change did what a finding elsewhere comes of. */
interface Cause {
  readonly at: Place
  readonly kep: string | null
}

/** Two trees, and what is looked up in them. */
interface Lookups extends Comparison {
  /** Files of either tree that the other does not have, or has with another text. */
  readonly changed: ReadonlySet<string>
  readonly byPath: ReadonlyMap<string, Change>
  readonly byOldPath: ReadonlyMap<string, Change>
  readonly byOldKep: ReadonlyMap<Kep, Change>
}

/**
 * Moves each finding that stands in a file the change did not touch to the place of the change that brought it about:
 * a KEP that was moved, renumbered or removed, a file that is gone. What that place tells already is left out, and a
 * finding whose cause is not known stays where it is.
 */
export function blame(findings: readonly Finding[], comparison: Comparison): readonly Finding[] {
  const lookups = lookUp(comparison)
  const shared = sharedFile(lookups)
  const byRuleAndFile = groupBy(findings, ({ rule, at }) => `${rule}\0${at.path}`)
  return findings.flatMap((finding) => {
    if (lookups.changed.has(finding.at.path)) return [finding]
    const answer = changedRelation(finding, lookups)
    const cause = answer ?? brokenTarget(finding, lookups) ?? shared
    // What a KEP breaks in itself is told where it is to be mended.
    if (cause === null || (cause.kep !== null && cause.kep === finding.kep)) return [finding]
    const there = answer ? (byRuleAndFile.get(`${finding.rule}\0${answer.at.path}`) ?? []) : []
    const isTold = there.some(({ related = [] }) => related.some((each) => each.at.path === finding.at.path))
    return isTold ? [] : [moved(finding, cause)]
  })
}

function moved(finding: Finding, { at, kep }: Cause): Finding {
  const { suggestion: _, related = [], ...rest } = finding
  return {
    ...rest,
    at,
    kep,
    message: `breaks ${finding.kep ?? finding.at.path}: ${finding.message}`,
    related: [{ at: finding.at, message: 'it breaks here' }, ...related.filter((each) => each.at.path !== at.path)],
  }
}

function lookUp(comparison: Comparison): Lookups {
  const { changes } = comparison
  const older = changes.flatMap((change) => (change.before ? [{ change, before: change.before }] : []))
  return {
    ...comparison,
    changed: changedFiles(comparison),
    byPath: new Map(changes.map((change) => [pathOf(change), change])),
    byOldPath: new Map(older.map(({ change, before }) => [before.path, change])),
    byOldKep: new Map(older.map(({ change, before }) => [before, change])),
  }
}

function changedFiles({ base, head }: Comparison): ReadonlySet<string> {
  const changed = new Set<string>()
  for (const [path, text] of head.tree.texts) if (base.tree.texts.get(path) !== text) changed.add(path)
  for (const path of base.tree.files) if (!head.tree.files.has(path)) changed.add(path)
  for (const path of head.tree.files) if (!base.tree.files.has(path)) changed.add(path)
  return changed
}

/** The first place that the finding names beside its own which is in a changed file. */
function changedRelation({ related }: Finding, { changed, head, byPath }: Lookups): Cause | null {
  const found = related?.find(({ at }) => changed.has(at.path) && head.tree.files.has(at.path))
  return found ? { at: found.at, kep: ownerOf(found.at.path, byPath) } : null
}

/** What became of that which a reference or a link at this place led to, or which an approval file approved. */
function brokenTarget(finding: Finding, lookups: Lookups): Cause | null {
  const { base, byOldKep, changes } = lookups
  const kep = finding.kep === null ? undefined : base.byPath.get(finding.kep)
  for (const field of kep ? references : []) {
    const met = kep && base.references(kep, field).find(({ item }) => isSame(item.at, finding.at))
    if (met?.target.kind === 'kep') return causeIn(byOldKep.get(met.target.kep))
    if (met?.target.kind === 'file') return causeAt(met.target.path, lookups)
  }
  const path = finding.destination === undefined ? null : targetOf(finding.destination, finding.at.path)
  if (path !== null) return causeAt(path, lookups)
  if (finding.kep !== null) return null
  const { path: file } = finding.at
  return causeIn(changes.find(({ before }) => before && approvalsOf(before, base).includes(file)))
}

/** What a link means, where it is one to a file: without its fragment, read from its text's directory. */
function targetOf(destination: string, file: string): string | null {
  const path = destination.replace(/[?#].*$/s, '')
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path)) return null
  return path.startsWith('/') ? resolveFrom('.', path) : resolveFrom(directoryOf(file), path)
}

/** The change of the KEP that had the path, or of the file itself. */
function causeAt(path: string, { base, byOldPath, byPath, changed }: Lookups): Cause | null {
  for (const each of upwards(path)) {
    const cause = causeIn(byOldPath.get(each))
    if (cause) return cause
  }
  if (!changed.has(path) || !base.tree.files.has(path)) return null
  return { at: topOf(path), kep: ownerOf(path, byPath) }
}

/** Where a KEP shows that it is not what it was: a name that changed, else the metadata file that is new or gone. */
function causeIn(change: Change | undefined): Cause | null {
  if (!change?.before) return null
  const { before, now } = change
  if (now === null) return { at: topOf(before.metadata.path), kep: before.path }
  const field = names.find((each) => now.text(each) !== before.text(each))
  if (field === undefined && now.path === before.path) return null
  return { at: field === undefined ? topOf(now.metadata.path) : now.place(field), kep: now.path }
}

/** The one file of no KEP that changed, such as a roster, where nothing else did. */
function sharedFile({ changed, byPath }: Lookups): Cause | null {
  const [path, another] = changed
  if (path === undefined || another !== undefined || ownerOf(path, byPath) !== null) return null
  return { at: topOf(path), kep: null }
}

function ownerOf(path: string, byPath: ReadonlyMap<string, Change>): string | null {
  for (const each of upwards(path)) if (byPath.has(each)) return each
  return null
}

function topOf(path: string): Place {
  return { path, line: 1, column: 1, endLine: 1, endColumn: 1 }
}

function isSame(a: Place, b: Place): boolean {
  return a.path === b.path && a.line === b.line && a.column === b.column
}
