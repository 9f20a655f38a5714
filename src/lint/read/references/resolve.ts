import { leadingNumber } from '../../facts/identity.js'
import type { Item, Kep } from '../../model/kep.js'
import type { Target } from '../../model/references.js'
import type { Tree } from '../../model/tree.js'
import { directoryOf, join, nameOf, resolveFrom, upwards } from '../../text/paths.js'
import { type Known, slugOf, strip } from './known.js'

const markdownLink = /^!?\[[^\]]*\]\(\s*<?([^\s)>]*)>?[^)]*\)$|^<([^>\s]*)>$/
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const nothing = /^(?:n\/?a|n\.a|not applicable|none|no|nil|null|nothing|tba|tbc|tbd|todo|-+|–|—|\?+)\.?$/i
const thisTree = new Set(['master', 'main', 'HEAD'])

const numberForms = new Map<string, RegExp>()

/** A number, alone or after `#` or the format's prefix, with or without a title: `KEP-42: Spare disks`. */
function numberedBy(prefix: string): RegExp {
  const known = numberForms.get(prefix)
  if (known !== undefined) return known
  const words = [...new Set([prefix, 'kep'])].join('|')
  const made = new RegExp(`^(?:(?:${words})[-\\s]*#?|#)?0*(\\d{1,7})(?:\\s*[:(–—-]\\s.*)?$`, 'i')
  numberForms.set(prefix, made)
  return made
}

/** Finds what one entry of a reference field means. */
export function resolveReference(item: Item, kep: Kep, known: Known): Target {
  const link = markdownLink.exec(item.text.trim())
  const text = (link?.[1] ?? link?.[2] ?? item.text).trim()
  if (nothing.test(text)) return { kind: 'placeholder' }
  if (/^[a-z-]+$/i.test(text) && !known.tree.files.has(text) && !known.tree.directories.has(text)) {
    return byName(text, known) ?? { kind: 'word' }
  }
  if (uuid.test(text)) return first(known.byUuid.get(text.toLowerCase()), kep) ?? { kind: 'missing', near: null }
  const number = numberedBy(kep.profile.prefix).exec(text)
  if (number) return byNumber(Number(number[1]), text, kep, known)
  const url = urlOf(text)
  const target = url ? resolveUrl(url, item, kep, known) : resolvePath(text, item, kep, known)
  return target.kind === 'missing' && isExample(text, kep, known) ? { kind: 'example' } : target
}

/** An example of the format's template or of one in the tree, which the tree may yet have. */
function isExample(text: string, kep: Kep, { examples }: Known): boolean {
  const path = strip(text)
  return examples.has(path) || kep.profile.template.references.some((example) => strip(example) === path)
}

/** A KEP by the name of its directory, where that has no number. */
function byName(text: string, known: Known): Target | null {
  const kep = only(known.bySlug.get(text.toLowerCase()))
  return kep && slugOf(nameOf(kep.path)) === nameOf(kep.path).toLowerCase() ? { kind: 'kep', kep } : null
}

/** `#12` may be an issue or a pull request that is no KEP; `12` and `KEP-12` are not. 0 means no number. */
function byNumber(number: number, text: string, kep: Kep, known: Known): Target {
  const found = first(known.byNumber.get(number), kep)
  if (found && (number !== 0 || found.kep !== kep)) return found
  if (number === 0) return { kind: 'placeholder' }
  return text.startsWith('#') ? { kind: 'external' } : { kind: 'missing', near: null }
}

function urlOf(text: string): URL | null {
  const full = /^(?:www\.)?(?:github\.com|raw\.githubusercontent\.com)\//i.test(text) ? `https://${text}` : text
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(full) && URL.canParse(full) ? new URL(full) : null
}

/**
 * The path that a GitHub URL means in this repository: only for this repository, and only on the branch that
 * a tree is of. Null for all else: commits, tags, other branches and other sites are not in this tree.
 */
export function pathOfUrl(url: URL, repository: string | null): string | null {
  const host = url.hostname.replace(/^www\./, '')
  let segments: string[]
  try {
    segments = url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return null
  }
  const [owner = '', name = '', ...rest] = segments
  if (repository === null || `${owner}/${name}`.toLowerCase() !== repository) return null
  const kind = host === 'github.com' ? rest.shift() : host === 'raw.githubusercontent.com' ? 'raw' : undefined
  if (kind === undefined || !['blob', 'tree', 'raw'].includes(kind)) return null
  if (host === 'raw.githubusercontent.com' && rest[0] === 'refs' && rest[1] === 'heads') rest.splice(0, 2)
  const branch = rest.shift()
  return branch !== undefined && thisTree.has(branch) ? rest.join('/') || '.' : null
}

function resolveUrl(url: URL, item: Item, kep: Kep, known: Known): Target {
  const issue = /^\/([^/]+\/[^/]+)\/issues\/(\d{1,7})\/?$/.exec(url.pathname)
  if (issue && url.hostname === 'github.com' && issue[1]?.toLowerCase() === known.repository) {
    return first(known.byNumber.get(Number(issue[2])), kep) ?? { kind: 'external' }
  }
  const path = pathOfUrl(url, known.repository)
  if (path === null) return { kind: 'external' }
  return at(path, known) ?? { kind: 'missing', near: near(path, item, kep, known) }
}

function resolvePath(text: string, item: Item, kep: Kep, known: Known): Target {
  const path = strip(text)
  const directory = known.tree.files.has(kep.path) ? directoryOf(kep.path) : kep.path
  const bases = text.startsWith('/') ? ['.', ...known.bases] : [directory, directoryOf(directory), '.', ...known.bases]
  for (const base of bases) {
    const resolved = resolveFrom(base, path)
    const target = resolved === null || path === '' ? null : at(resolved, known)
    if (target) return target
  }
  if (!/^(?:\/|\.\.?\/)/.test(text) && isElsewhere(path, known)) return { kind: 'external' }
  return { kind: 'missing', near: near(path, item, kep, known) }
}

/**
 * A path whose first directory this tree does not have is one of another repository: `kubernetes/…`. One that
 * begins as a KEP's or a SIG's directory does is not.
 */
function isElsewhere(path: string, known: Known): boolean {
  const [top = '', second] = path.split('/')
  if (second === undefined || leadingNumber(top) !== null || /^(?:sig|wg)-/.test(top)) return false
  return ['.', ...known.bases].every((base) => !known.tree.directories.has(join(base, top)))
}

/** What is at a path of the tree: the KEP it belongs to, else the file or directory, else nothing. */
function at(path: string, known: Known): Target | null {
  const { tree } = known
  const real = behindLinks(path, tree)
  if (!tree.files.has(real) && !tree.directories.has(real)) return null
  for (const directory of upwards(real)) {
    if (known.templates.has(directory)) return { kind: 'example' }
    const kep = known.byPath.get(directory)
    if (kep) return { kind: 'kep', kep }
  }
  return { kind: 'file', path: real }
}

/**
 * A path with the symbolic link in it, where there is one, followed. A link is in a directory of the tree, so that
 * no more of a path is looked at than the tree has.
 */
export function behindLinks(path: string, { directories, links }: Pick<Tree, 'directories' | 'links'>): string {
  if (links.size === 0) return path
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const start = end < 0 ? path : path.slice(0, end)
    const target = links.get(start)
    if (target) return resolveFrom(target, path.slice(start.length)) ?? path
    if (end < 0 || !directories.has(start)) return path
  }
}

/** The KEP that was probably meant, and how this reference would name it. */
function near(path: string, item: Item, kep: Kep, known: Known): Extract<Target, { kind: 'missing' }>['near'] {
  const meant = nearKep(path, known)
  if (!meant || meant === kep) return null
  const slash = item.text.startsWith('/') ? '/' : ''
  return { kep: meant, suggestion: `${slash}${meant.path}` }
}

/** The only KEP with the path's number or name, elsewhere, or with the same path but for case. */
export function nearKep(path: string, known: Known): Kep | null {
  const segment = path.split('/').findLast((each) => /\D/.test(each) && !/^readme\.md$/i.test(each)) ?? ''
  const number = leadingNumber(path.split('/').at(-1) ?? '') ?? leadingNumber(segment)
  return (
    only(known.byLowerPath.get(path.toLowerCase())) ??
    (number === null ? null : only(known.byNumber.get(Number(number)))) ??
    only(known.bySlug.get(slugOf(segment)))
  )
}

/** The first of several that share a number or a uuid: rather another than the KEP that refers to it. */
function first(keps: readonly Kep[] | undefined, from: Kep): Extract<Target, { kind: 'kep' }> | null {
  const kep = keps?.find((each) => each !== from) ?? keps?.[0]
  return kep ? { kind: 'kep', kep } : null
}

function only(keps: readonly Kep[] | undefined): Kep | null {
  return keps?.length === 1 ? (keps[0] ?? null) : null
}
