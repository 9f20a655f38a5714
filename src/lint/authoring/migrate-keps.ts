import { draftOf, filesAt, withMoves, withTexts } from '../fix/draft.js'
import { frontMatter } from '../markdown/front-matter.js'
import type { Catalogue } from '../model/catalogue.js'
import { type Field, fields } from '../model/fields.js'
import type { Kep, YamlValue } from '../model/kep.js'
import type { Profile } from '../model/profile.js'
import { join, nameOf, resolveFrom } from '../text/paths.js'
import { listed } from '../text/quoting.js'
import { followedTexts, movedBy, movesIn, type Renaming } from './following-references.js'
import { type MetadataText, metadataOf, withList, withScalar } from './metadata-text.js'
import { kepNamed } from './move-kep.js'
import { isRefusal, type Plan, type Refusal, refuse } from './outcome.js'
import { renamed } from './placing.js'

/** Which KEPs are to have which format. */
export interface MigrateRequest {
  /** Each a KEP, or a directory whose KEPs are all meant. */
  readonly paths: readonly string[]
  readonly to: Profile
  readonly repository: string | null
}

/** A KEP and where it goes. */
interface Migration {
  readonly kep: Kep
  /** Its new path: a directory, or a file. */
  readonly path: string
}

/**
 * Rewrites KEPs of one file as directories with a metadata file and a body, and the other way round. What links and
 * references of the whole tree lead to stays the same.
 */
export function migrateKeps(catalogue: Catalogue, { paths, repository, to }: MigrateRequest): Plan | Refusal {
  const { tree } = catalogue
  const found = kepsAt(paths, catalogue)
  if (isRefusal(found)) return found
  const asked = found.filter(({ profile }) => profile.layout.kind !== to.layout.kind)
  if (asked.length === 0) {
    const [first] = found
    const is = first?.profile.name === to.name ? `is of the format ${to.name} already` : `cannot become ${to.name}`
    return refuse(found.length === 1 ? `${first?.path} ${is}` : `no KEP there can become ${to.name}`)
  }
  const migrations: Migration[] = []
  const notes: string[] = []
  for (const kep of asked) {
    const path = pathFor(kep, to, catalogue)
    if (typeof path === 'string') {
      migrations.push({ kep, path })
      if (to.layout.kind === 'directory' && lacksNumber(kep)) {
        const was = `${kep.keyName('number')} ${kep.text('number')}`
        notes.push(`${path}: ${was} is no number and becomes ${numberOf(kep, catalogue)}`)
      }
    } else if (asked.length === 1) return path
    else notes.push(`${kep.path} stays: ${path.refused}`)
  }
  if (migrations.length === 0) return refuse('no KEP there can be rewritten', notes)
  const renaming = renamingOf(migrations, to, repository)
  const followed = followedTexts(catalogue, renaming)
  const moved = movedBy(renaming)
  const written = new Map<string, string | null>()
  for (const [from, text] of followed) written.set(moved(from), text)
  for (const { kep, path } of migrations) {
    const texts = rewritten({ kep, path }, to, catalogue, (file) => followed.get(file) ?? tree.texts.get(file) ?? '')
    if (isRefusal(texts)) return texts
    for (const [file, text] of texts) written.set(file, text)
  }
  const gone = migrations.flatMap(({ kep }) =>
    kep.profile.layout.kind === 'directory' ? [join(kep.path, kep.profile.layout.metadata)] : [],
  )
  const draft = withTexts(withMoves(draftOf(tree), movesIn(tree.files, moved)), written)
  const left = withTexts(draft, new Map(gone.map((file) => [moved(file), null])))
  return { draft: left, keps: migrations.map(({ path }) => path), notes, mayOwe: true, rewritten: renaming.keps }
}

/** The KEPs that words mean, each once: all below a directory that is no KEP. */
function kepsAt(words: readonly string[], { keps, tree }: Catalogue): readonly Kep[] | Refusal {
  const found = new Set<Kep>()
  for (const word of words) {
    const path = resolveFrom('.', word)
    const isGroup = path !== null && tree.directories.has(path) && !keps.byPath.has(path)
    const below = isGroup ? keps.all.filter((kep) => path === '.' || kep.path.startsWith(`${path}/`)) : []
    if (isGroup && below.length === 0) return refuse(`no KEP is in ${path}`)
    const one = isGroup ? null : kepNamed(word, keps)
    if (one !== null && isRefusal(one)) return one
    for (const kep of one === null ? below : [one]) found.add(kep)
  }
  return [...found]
}

/** Where a KEP goes, or why it cannot. */
function pathFor(kep: Kep, to: Profile, catalogue: Catalogue): string | Refusal {
  const { keps, tree } = catalogue
  const { path } = kep
  const text = catalogue.tree.texts.get(kep.metadata.path)
  if (text === undefined || kep.metadata.value === undefined)
    return refuse(`${kep.metadata.path} cannot be read; fix that first`)
  if (kep.profile.layout.kind === 'file' && frontMatter(text) === null) {
    return refuse(`${path} does not open with its metadata`)
  }
  const lost = fields.filter((field) => kep.has(field) && kep.text(field) !== undefined && !to.keys[field])
  if (lost.length > 0) {
    const names = listed(lost.map((field) => kep.keyName(field)))
    return refuse(`${path} has ${names}, which the format ${to.name} does not have; remove what is not needed first`)
  }
  if (to.layout.kind === 'directory') {
    const named = path.replace(/\.(?:md|markdown)$/i, '')
    const isNumbered = kep.nameNumber !== null && lacksNumber(kep) && isTaken(kep, catalogue)
    const next = isNumbered ? renamed(path, nameOf(named).replace(/^\d+[-_]*/, '')) : named
    const inTheWay = [next, ...[to.layout.metadata, to.layout.body.file].map((name) => join(next, name))]
    const taken = inTheWay.find((each) => tree.files.has(each))
    return taken === undefined ? next : refuse(`${taken} is there already`)
  }
  const next = `${path}.md`
  if (tree.files.has(next)) return refuse(`${next} is there already`)
  const { layout } = kep.profile
  const own = layout.kind === 'directory' ? [layout.metadata, layout.body.file] : []
  const others = filesAt(path, tree).filter((file) => !own.some((name) => file === join(path, name)))
  if (others.length > 0)
    return refuse(
      `${path} has ${listed(others.map((file) => file.slice(path.length + 1)))}; a KEP of one file cannot hold that`,
    )
  return keps.byPath.has(next) ? refuse(`${next} is there already`) : next
}

function renamingOf(migrations: readonly Migration[], to: Profile, repository: string | null): Renaming {
  const files = new Map<string, string>()
  for (const { kep, path } of migrations) {
    const { layout } = kep.profile
    if (to.layout.kind === 'directory') files.set(kep.path, join(path, to.layout.body.file))
    else if (layout.kind === 'directory') files.set(join(kep.path, layout.body.file), path)
  }
  return { keps: new Map(migrations.map(({ kep, path }) => [kep.path, path])), files, numbers: new Map(), repository }
}

/** The files of a KEP in its new format, by their new paths. */
function rewritten(
  { kep, path }: Migration,
  to: Profile,
  catalogue: Catalogue,
  textOf: (file: string) => string,
): ReadonlyMap<string, string> | Refusal {
  if (to.layout.kind === 'directory') {
    const text = textOf(kep.path)
    const range = frontMatter(text)
    if (range === null) return refuse(`${kep.path} does not open with its metadata`)
    const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
    const body = text.slice(range.body).replace(/^(?:[ \t]*\r?\n)+/, '')
    const metadata = converted({ text: text.slice(range.start, range.end), kind: 'directory' }, kep, catalogue)
    return new Map([
      [join(path, to.layout.metadata), mark + metadata.text],
      [join(path, to.layout.body.file), body],
    ])
  }
  const { layout } = kep.profile
  if (layout.kind !== 'directory') return new Map()
  const metadata = textOf(join(kep.path, layout.metadata))
  const body = textOf(join(kep.path, layout.body.file))
  const newline = metadata.includes('\r\n') ? '\r\n' : '\n'
  const yaml = metadata.replace(/^\ufeff?(?:---[ \t]*\r?\n)?/, '').replace(/(?:\r?\n---[ \t]*)?(?:\r?\n)*$/, '')
  return new Map([[path, `---${newline}${yaml}${newline}---${newline}${newline}${body.replace(/^\ufeff/, '')}`]])
}

const people = ['authors', 'reviewers', 'approvers', 'editors'] as const satisfies readonly Field[]

/** The number that a KEP of a directory has whose metadata has none: that of its name, else 0, which means none. */
function numberOf(kep: Kep, catalogue: Catalogue): number {
  return kep.nameNumber === null || isTaken(kep, catalogue) ? 0 : Number(kep.nameNumber)
}

/** Another KEP has the number of its name. */
function isTaken(kep: Kep, { keps }: Catalogue): boolean {
  const number = Number(kep.nameNumber)
  return keps.all.some((each) => each !== kep && (each.number === number || Number(each.nameNumber ?? NaN) === number))
}

/** The metadata says something for the number that is none: `TBD`, `draft-20180412`. */
function lacksNumber(kep: Kep): boolean {
  const number = kep.text('number')
  return number !== undefined && !/^\d+$/.test(number)
}

/** The metadata as a directory has it: people by their logins alone, and no number that is none. */
function converted(file: MetadataText, kep: Kep, catalogue: Catalogue): MetadataText {
  let now = file
  for (const field of people) {
    const key = kep.keyName(field)
    const value = metadataOf(now).value?.[key]
    const items: readonly YamlValue[] = Array.isArray(value) ? value : value === undefined ? [] : [value]
    if (!items.some(isMapping)) continue
    const logins = items
      .map((each) => (isMapping(each) ? each['name'] : each))
      .filter((each) => typeof each === 'string')
    if (logins.length < items.length) continue
    const [only = ''] = logins
    now = Array.isArray(value) ? withList(now, key, logins) : withScalar(now, key, only)
  }
  return lacksNumber(kep) ? withScalar(now, kep.keyName('number'), numberOf(kep, catalogue)) : now
}

function isMapping(value: YamlValue): value is { readonly [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
