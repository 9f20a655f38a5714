import { draftOf, withMoves, withTexts } from '../fix/draft.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Kep } from '../model/kep.js'
import type { Approval } from '../model/people.js'
import { directoryOf, join } from '../text/paths.js'
import { followedTexts, movedBy, movesIn, type Renaming } from './following-references.js'
import { type MetadataText, rangeOf, withScalar } from './metadata-text.js'
import { kepNamed } from './move-kep.js'
import { isRefusal, type Plan, type Refusal, refuse } from './outcome.js'
import { paddedLike, renamed, renumberedName } from './placing.js'

/** Which KEP gets which number. */
export interface RenumberRequest {
  readonly kep: string
  readonly number: number
  readonly repository: string | null
}

/**
 * Gives a KEP another number: in its metadata, its name, its first heading and its approval file; references and links in
 * the whole tree follow.
 */
export function renumberKep(catalogue: Catalogue, { kep: word, number, repository }: RenumberRequest): Plan | Refusal {
  const { keps, tree, today } = catalogue
  const kep = kepNamed(word, keps)
  if (isRefusal(kep)) return kep
  const { profile, path } = kep
  if (profile.numberFrom === 'none') return refuse(`${path} is of the format ${profile.name}, which has no numbers`)
  const file = kep.metadata.path
  if (kep.metadata.value === undefined || !tree.texts.has(file)) return refuse(`${file} cannot be read; fix that first`)
  const taken = [...(keps.byNumber.get(number) ?? [])].find((each) => each !== kep)
  if (taken) return refuse(`number ${number} is that of ${taken.path}`)
  const isNamed = profile.numberFrom !== 'key'
  const digits = paddedLike(number, profile, catalogue)
  const next = isNamed ? renamed(path, nameWith(kep, digits)) : path
  if (next !== path && (tree.files.has(next) || tree.directories.has(next))) return refuse(`${next} is there already`)
  if (next === path && kep.writtenNumber === number && !hasOtherHeading(kep, number)) {
    return refuse(`${path} has the number ${number} already`)
  }

  const approvals = approvalsOf(kep, catalogue)
  const approvalPaths = new Map(approvals.map((each) => [each.path, join(directoryOf(each.path), `${number}.yaml`)]))
  const occupied = [...approvalPaths.values()].find((each) => tree.files.has(each) && !approvalPaths.has(each))
  if (occupied !== undefined) return refuse(`${occupied} is there already`)
  const renaming: Renaming = {
    keps: next === path ? new Map() : new Map([[path, next]]),
    files: approvalPaths,
    numbers: new Map([[path, number]]),
    repository,
  }
  const texts = new Map(followedTexts(catalogue, renaming))
  const textOf = (each: string): string => texts.get(each) ?? tree.texts.get(each) ?? ''
  let metadata: MetadataText = { text: textOf(file), kind: profile.layout.kind }
  if (profile.keys.number && profile.numberFrom !== 'name')
    metadata = withScalar(metadata, kep.keyName('number'), number)
  if (kep.has('lastUpdated')) metadata = withScalar(metadata, kep.keyName('lastUpdated'), today)
  texts.set(file, metadata.text)
  const { headingNumber: heading } = kep
  if (heading && kep.body) {
    const now = textOf(kep.body.path)
    texts.set(kep.body.path, withHeading(now, kep, /^0\d/.test(heading.text) ? digits : String(number)))
  }
  for (const { path: each, document } of approvals) {
    if (document?.value && Object.hasOwn(document.value, 'kep-number')) {
      texts.set(each, withScalar({ text: textOf(each), kind: 'directory' }, 'kep-number', number).text)
    }
  }
  const moved = movedBy(renaming)
  const now = new Map(Array.from(texts, ([each, text]) => [moved(each), text]))
  const draft = withTexts(withMoves(draftOf(tree), movesIn(tree.files, moved)), now)
  return {
    draft,
    keps: [next],
    notes: [],
    mayOwe: true,
    expects: ['identity-immutable'],
  }
}

function nameWith(kep: Kep, digits: string): string {
  const { nameNumber, unnumberedName, path, profile } = kep
  const placeholder = unnumberedName === null ? null : profile.template.names.number
  return renumberedName(path, nameNumber ?? placeholder, digits)
}

function hasOtherHeading({ headingNumber }: Kep, number: number): boolean {
  return headingNumber !== null && headingNumber.number !== number
}

/** The approval files of its number that are in its SIG's directory; all of them where none is. */
function approvalsOf(kep: Kep, { people }: Catalogue): readonly Approval[] {
  const { approvals } = kep.profile
  if (approvals === null || kep.number === null) return []
  const all = people.approvals(approvals.directory).byNumber.get(kep.number) ?? []
  const sig = people.owningSig(kep)
  const own = all.filter(({ path }) => sig !== null && path.split('/').includes(sig))
  return own.length > 0 ? own : all
}

/** The body with another number in its first heading: the lines before it stay. */
function withHeading(text: string, { headingNumber, body, metadata }: Kep, digits: string): string {
  if (headingNumber === null || body === null) return text
  const { said, text: was } = headingNumber
  if (body.path !== metadata.path) {
    const { start } = rangeOf(text, headingNumber.at)
    if (text.startsWith(was, start)) return text.slice(0, start) + digits + text.slice(start + was.length)
  }
  const at = text.indexOf(said, body.path === metadata.path ? Math.max(0, text.indexOf('\n---')) : 0)
  const start = at + said.length - was.length
  return at < 0 ? text : text.slice(0, start) + digits + text.slice(start + was.length)
}
