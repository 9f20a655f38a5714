import type { Catalogue } from '../model/catalogue.js'
import type { Profile } from '../model/profile.js'
import type { KepSite } from '../read/site.js'
import { directoryOf, join, nameOf, resolveFrom } from '../text/paths.js'

/** Where a tree without KEPs has them. */
const usualHome = 'keps'

/** The directory that a new KEP goes to: that of its SIG where the tree has such. Null: outside of the tree. */
export function homeFor(
  asked: string | null,
  sig: string | null,
  profile: Profile,
  template: KepSite | null,
  catalogue: Catalogue,
): string | null {
  const top =
    asked === null ? homeOf(profile, template, catalogue) : asked.startsWith('/') ? null : resolveFrom('.', asked)
  if (top === null || sig === null) return top
  const { keps, people } = catalogue
  const sorts = keps.all.length === 0 || keps.all.some((kep) => people.sigDirectory(kep) !== null)
  return sorts && !top.split('/').includes(sig) ? join(top, sig) : top
}

/** Where most KEPs of the format are, or their SIG directories; else beside the template. */
function homeOf(profile: Profile, template: KepSite | null, { keps, people }: Catalogue): string {
  const counts = new Map<string, number>()
  for (const kep of keps.all.filter((each) => each.profile === profile)) {
    const sig = people.sigDirectory(kep)
    const path = sig === null ? directoryOf(kep.path) : pathAbove(kep.path, sig)
    counts.set(path, (counts.get(path) ?? 0) + 1)
  }
  const [[most] = []] = [...counts].sort(([, a], [, b]) => b - a)
  return most ?? (template === null ? usualHome : directoryOf(template.path))
}

function pathAbove(path: string, name: string): string {
  const segments = path.split('/')
  return segments.slice(0, segments.indexOf(name)).join('/') || '.'
}

/** What the directory or the file of a new KEP is called. */
export function nameFor(title: string, number: number | null, profile: Profile, catalogue: Catalogue): string {
  const slug = slugFor(title)
  const isFile = profile.layout.kind === 'file'
  const ending = isFile ? '.md' : ''
  if (profile.numberFrom === 'none' || profile.numberFrom === 'key') return slug + ending
  if (number !== null) return `${paddedLike(number, profile, catalogue)}-${slug}${ending}`
  if (isFile) return `${catalogue.today.replaceAll('-', '')}-${slug}${ending}`
  const first = profile.states.find(({ rank }) => rank === 0)
  return first?.numbered === true ? `${profile.template.names.number.toUpperCase()}-${slug}` : slug
}

/** A number as names have it: with zeros before it where most KEPs of the format have them. */
export function paddedLike(number: number, profile: Profile, { keps }: Pick<Catalogue, 'keps'>): string {
  const written = keps.all.flatMap((kep) => (kep.profile === profile ? (kep.nameNumber ?? []) : []))
  const padded = written.filter((each) => each.startsWith('0'))
  const width = padded.length * 2 > written.length ? padded.reduce((most, { length }) => Math.max(most, length), 0) : 0
  return String(number).padStart(width, '0')
}

/** A title as names have it: small letters and digits of ASCII, with hyphens. */
export function slugFor(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const slug = plain
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return slug.slice(0, longestSlug).replace(/-+$/, '') || 'untitled'
}

const longestSlug = 80

/** The path of a KEP under another name in the same directory. */
export function renamed(path: string, name: string): string {
  return join(directoryOf(path), name)
}

/** The name of a KEP's directory or file with another number before it. */
export function renumberedName(path: string, was: string | null, now: string): string {
  const name = nameOf(path)
  return was !== null && name.toLowerCase().includes(was.toLowerCase()) ? name.replace(was, now) : `${now}-${name}`
}
