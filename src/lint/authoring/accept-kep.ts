import { draftOf, withTexts } from '../fix/draft.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Field } from '../model/fields.js'
import type { Kep } from '../model/kep.js'
import { listed, shown } from '../text/quoting.js'
import { type MetadataText, withList, withScalar } from './metadata-text.js'
import { kepNamed } from './move-kep.js'
import { isRefusal, type Plan, type Refusal, refuse } from './outcome.js'

/** Who takes a KEP on. */
export interface AcceptRequest {
  readonly kep: string
  /** The SIG that owns it; null: as it is. */
  readonly sig: string | null
  /** Logins, with or without `@`; none: as they are. */
  readonly reviewers: readonly string[]
  readonly approvers: readonly string[]
}

/** The SIG takes a KEP on: it names its owner, its reviewers and its approvers. The state stays. */
export function acceptKep(catalogue: Catalogue, request: AcceptRequest): Plan | Refusal {
  const { keps, people, today, tree } = catalogue
  const kep = kepNamed(request.kep, keps)
  if (isRefusal(kep)) return kep
  const { path } = kep.metadata
  const text = tree.texts.get(path)
  if (text === undefined || kep.metadata.value === undefined) return refuse(`${path} cannot be read; fix that first`)
  const { sig } = request
  if (sig !== null && !people.roster.known.has(sig)) {
    const near = people.roster.near(sig)
    return refuse(
      `--sig ${shown(sig)} is no group that this tree knows${near === null ? '' : `; did you mean ${near}?`}`,
    )
  }
  const missing = [
    ...(sig === null && people.hasSigs && kep.text('owningSig') === undefined ? ['the owning SIG (--sig)'] : []),
    ...(request.reviewers.length === 0 && !names(kep, 'reviewers') ? ['a reviewer (--reviewer)'] : []),
    ...(request.approvers.length === 0 && !names(kep, 'approvers') ? ['an approver (--approver)'] : []),
  ]
  if (missing.length > 0) return refuse(`${kep.path} lacks ${listed(missing)}`)
  let file: MetadataText = { text, kind: kep.profile.layout.kind }
  if (sig !== null && kep.text('owningSig') !== sig) file = withScalar(file, kep.keyName('owningSig'), sig)
  file = withPeople(file, kep, 'reviewers', request.reviewers)
  file = withPeople(file, kep, 'approvers', request.approvers)
  if (file.text === text) return refuse(`${kep.path} names its SIG, reviewers and approvers already`)
  if (kep.has('lastUpdated')) file = withScalar(file, kep.keyName('lastUpdated'), today)
  return { draft: withTexts(draftOf(tree), new Map([[path, file.text]])), keps: [kep.path], notes: [], mayOwe: false }
}

/** The KEP names somebody: `TBD` is nobody. */
function names(kep: Kep, field: Field): boolean {
  return kep.items(field).some(({ text }) => !/^@?(?:tbd|todo)$/i.test(text))
}

/** The list with those who are not in it yet, and without what stands for nobody. */
function withPeople(file: MetadataText, kep: Kep, field: Field, logins: readonly string[]): MetadataText {
  if (logins.length === 0 || !kep.profile.keys[field]) return file
  const known = kep
    .items(field)
    .map(({ text }) => text)
    .filter((text) => !/^@?(?:tbd|todo)$/i.test(text))
  const folded = new Set(known.map((text) => text.replace(/^@/, '').toLowerCase()))
  const more = logins.map((login) => `@${login.replace(/^@/, '')}`)
  const added = more.filter((login) => !folded.has(login.slice(1).toLowerCase()))
  return added.length === 0 ? file : withList(file, kep.keyName(field), [...known, ...new Set(added)])
}
