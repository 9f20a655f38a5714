import type { Catalogue } from '../model/catalogue.js'
import type { Kep } from '../model/kep.js'
import type { Approval } from '../model/people.js'
import type { ApprovalFiles } from '../model/profile.js'
import { groupBy } from '../text/group-by.js'
import { directoryOf, join, upwards } from '../text/paths.js'
import { compareVersions, versionOf } from '../text/versions.js'

/** A value that can be a directory's name. */
const segment = /^[\w][\w.-]{0,100}$/

/** The place of the approval that a KEP needs. */
export interface Search {
  readonly approval: Approval | undefined
  /** Where it belongs; null where it is not known. */
  readonly path: string | null
  /** Files that are the KEP's by a number, and are elsewhere. */
  readonly others: readonly Approval[]
}

/** Looks for the approval that a KEP needs by its profile; null where it needs none. */
export function approvalOf(kep: Kep, catalogue: Catalogue): Search | null {
  const { approvals } = kep.profile
  const root = approvals && isOwed(kep, approvals) ? rootOf(kep, approvals, catalogue) : null
  const numbers = numbersOf(kep)
  if (approvals === null || root === null || numbers.length === 0) return null
  const { byNumber } = catalogue.people.approvals(approvals.directory)
  const misfiled = misfiledIn(approvals.directory, catalogue)
  const candidates = numbers
    .flatMap((number) => [byNumber.get(number) ?? [], misfiled.byOwnNumber.get(number) ?? []].flat())
    .filter((each) => each.root === root)
  const sig = segment.exec(catalogue.people.owningSig(kep) ?? '')?.[0]
  if (sig === undefined) return { approval: candidates[0], path: null, others: candidates }
  const named = candidates.filter((each) => isRead(each.path) && !misfiled.files.has(each))
  const at = (name: string): Approval | undefined => named.find(({ path }) => directoryOf(path) === `${root}/${name}`)
  // Where the approval is in the SIG directory of the KEP, the two agree, and the metadata is wrong.
  const approval = at(sig) ?? at(catalogue.people.sigDirectory(kep) ?? sig)
  return { approval, path: `${root}/${sig}/${numberText(kep)}.yaml`, others: candidates }
}

/** Approval files whose number no KEP has. */
export interface Misfiled {
  readonly files: ReadonlySet<Approval>
  /** The one that gives a number itself, by that number; none where several give it. */
  readonly byOwnNumber: ReadonlyMap<number, Approval>
}

const misfiledOf = new WeakMap<Catalogue, Map<string, Misfiled>>()

/** The approval files below directories of this name whose number no KEP has, found once. */
export function misfiledIn(directory: string, catalogue: Catalogue): Misfiled {
  const known = misfiledOf.get(catalogue) ?? new Map<string, Misfiled>()
  misfiledOf.set(catalogue, known)
  const read = known.get(directory) ?? readMisfiled(directory, catalogue)
  known.set(directory, read)
  return read
}

function readMisfiled(directory: string, catalogue: Catalogue): Misfiled {
  const numbers = new Set(catalogue.keps.all.flatMap(numbersOf))
  const files = catalogue.people.approvals(directory).files.filter(({ number }) => !numbers.has(number))
  const byOwnNumber = new Map<number, Approval>()
  for (const [number, [file, ...more]] of groupBy(files, ownNumberOf)) {
    if (file && more.length === 0) byOwnNumber.set(number, file)
  }
  return { files: new Set(files), byOwnNumber }
}

/**
 * Whether a stray file is the approval that a KEP looks for, under a wrong number: it gives the KEP's own. The KEP's
 * finding names it.
 */
export function isMisnamed(approval: Approval, catalogue: Catalogue): boolean {
  const [kep] = catalogue.keps.byNumber.get(ownNumberOf(approval) ?? -1) ?? []
  const search = kep && approvalOf(kep, catalogue)
  return search?.approval === undefined && search?.others.includes(approval) === true
}

/** The number that an approval file gives; null where it gives none. */
export function ownNumberOf({ document }: Approval): number | null {
  const text = document?.text(['kep-number'])
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** The ending that tools look for. */
function isRead(path: string): boolean {
  return path.endsWith('.yaml')
}

/** The state needs one, and the latest milestone is not from before there were any. */
function isOwed(kep: Kep, { states, since }: ApprovalFiles): boolean {
  const { state } = kep
  if (state === null || !states.includes(state.name)) return false
  // Milestones that are the template's say nothing: the KEP is as new as one without any.
  if (kep.keepsTemplateMilestones) return true
  const [latest, first] = [versionOf(kep.text('latestMilestone') ?? ''), versionOf(since)]
  return latest !== null && first !== null && compareVersions(latest, first) >= 0
}

/** The directory of approvals beside the KEP, or beside the nearest directory it is in that has one. */
function rootOf({ path }: Kep, { directory }: ApprovalFiles, { tree }: Catalogue): string | null {
  for (const above of upwards(path)) {
    if (tree.directories.has(join(above, directory))) return join(above, directory)
  }
  return null
}

/**
 * The number that the KEP is known by; where nothing decides between the metadata's and the one of its directory's or
 * file's name, either: both may be right.
 */
function numbersOf(kep: Kep): readonly number[] {
  const { number, nameNumber } = kep
  const named = nameNumber === null ? null : Number(nameNumber)
  return [...new Set(isDecided(kep) ? [number] : [number, named])].filter((each) => each !== null)
}

/** The first heading agrees with the metadata or with the name. */
function isDecided({ number, writtenNumber, headingNumber }: Kep): boolean {
  return number !== null && (number !== writtenNumber || headingNumber?.number === number)
}

/** As written, which is how files are looked for; as the name has it where nothing decides. */
function numberText(kep: Kep): string {
  const { number, writtenNumber, nameNumber } = kep
  const isWritten = number === writtenNumber && (isDecided(kep) || nameNumber === null || Number(nameNumber) === number)
  return (isWritten ? kep.text('number') : nameNumber) ?? ''
}
