import type { Change, Comparison } from '../model/change.js'
import type { Field } from '../model/fields.js'
import type { Finding } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import { type Place, topOf } from '../model/place.js'
import { type Reference, referenceFields } from '../model/references.js'
import { byUnits, pathOf, upwards } from '../text/paths.js'
import { approvalsOf } from './compare.js'

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
  /** By the paths of the files that approved them. */
  readonly byApproval: () => ReadonlyMap<string, Change>
  /** The references of a KEP of the base by where they are: `line:column`. */
  readonly referencesOf: (kep: Kep) => ReadonlyMap<string, Reference>
}

/**
 * Moves each finding that is in a file the change did not touch to the place of the change that brought it about:
 * a KEP that was moved, renumbered or removed, a file that is gone. What that place tells already is left out, and a
 * finding whose cause is not known stays where it is.
 */
export function attribute(findings: readonly Finding[], comparison: Comparison): readonly Finding[] {
  const lookups = lookUp(comparison)
  const shared = sharedFile(lookups)
  const told = new Set(
    findings.flatMap(({ rule, at, related = [] }) => related.map((each) => `${rule}\0${at.path}\0${each.at.path}`)),
  )
  return findings.flatMap((finding) => {
    if (lookups.changed.has(finding.at.path)) return [finding]
    const answer = changedRelation(finding, lookups)
    const target = brokenTarget(finding, lookups)
    // What a finding names beside its own place may be the cause, or a guess at what was meant.
    const isAnswered = answer !== null && (target === null || target.kep === answer.kep)
    const cause = isAnswered ? answer : (target ?? changedBasis(finding, lookups) ?? shared)
    // What a KEP breaks in itself is reported where it is to be fixed.
    if (cause === null || (cause.kep !== null && cause.kep === finding.kep)) return [finding]
    const isTold = isAnswered && told.has(`${finding.rule}\0${answer.at.path}\0${finding.at.path}`)
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
  const { base, changes } = comparison
  const older = changes.flatMap((change) => (change.before ? [{ change, before: change.before }] : []))
  let byApproval: ReadonlyMap<string, Change> | undefined
  const references = new Map<Kep, ReadonlyMap<string, Reference>>()
  return {
    ...comparison,
    changed: differingFiles(comparison),
    byPath: new Map(changes.map((change) => [pathOf(change), change])),
    byOldPath: new Map(older.map(({ change, before }) => [before.path, change])),
    byOldKep: new Map(older.map(({ change, before }) => [before, change])),
    byApproval: () =>
      (byApproval ??= new Map(
        older.flatMap(({ change, before }) => approvalsOf(before, base).map((path) => [path, change])),
      )),
    referencesOf: (kep) => {
      const all = () => referenceFields.flatMap((field) => base.references.of(kep, field))
      const known = references.get(kep) ?? new Map(all().map((each) => [spotOf(each.item.at), each]))
      references.set(kep, known)
      return known
    },
  }
}

/** Where a place begins in its file. */
function spotOf({ line, column }: Place): string {
  return `${line}:${column}`
}

function differingFiles({ base, head }: Comparison): ReadonlySet<string> {
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
  const { base, byApproval, byOldKep, referencesOf } = lookups
  const kep = finding.kep === null ? undefined : base.keps.byPath.get(finding.kep)
  const met = kep?.metadata.path === finding.at.path ? referencesOf(kep).get(spotOf(finding.at)) : undefined
  if (met?.target.kind === 'kep') return causeIn(byOldKep.get(met.target.kep))
  if (met?.target.kind === 'file') return causeAt(met.target.path, lookups)
  if (finding.destination !== undefined) return causeAt(finding.destination, lookups)
  return finding.kep === null ? causeIn(byApproval().get(finding.at.path)) : null
}

/** The other file that the finding was judged by, where that changed. */
function changedBasis({ basis }: Finding, { changed, byPath }: Lookups): Cause | null {
  return basis !== undefined && changed.has(basis) ? { at: topOf(basis), kep: ownerOf(basis, byPath) } : null
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

/** What all KEPs are read against: a template that changed; or the one file of no KEP, where nothing else changed. */
function sharedFile({ changed, changes, byPath, base, head }: Lookups): Cause | null {
  const outside = [...changed].filter((path) => ownerOf(path, byPath) === null).sort(byUnits)
  const templates = [...base.templates.paths, ...head.templates.paths]
  const template = outside.find((path) => [...upwards(path)].some((above) => templates.includes(above)))
  const isAlone = outside.length === 1 && changes.every(({ files }) => files.length === 0)
  const only = isAlone ? outside[0] : undefined
  const path = template ?? only
  return path === undefined ? null : { at: topOf(path), kep: null }
}

function ownerOf(path: string, byPath: ReadonlyMap<string, Change>): string | null {
  for (const each of upwards(path)) if (byPath.has(each)) return each
  return null
}
