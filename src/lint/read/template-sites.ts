import { leadingNumber } from '../facts/identity.js'
import { hasBlank, isAlternatives, isBracketed, isExample } from '../facts/placeholders.js'
import type { Field } from '../model/fields.js'
import type { YamlDocument, YamlValue } from '../model/kep.js'
import type { Profile } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { isNothing } from '../text/nothing-words.js'
import { nameOf } from '../text/paths.js'
import type { Cache } from './cache.js'
import type { KepSite } from './site.js'
import { foldedTitle, scalars } from './template-contents.js'

/** What a KEP says of itself beside its title: a template has placeholders there, and no KEP keeps them. */
const identifying: readonly Field[] = [
  'number',
  'uuid',
  'state',
  'stage',
  'authors',
  'reviewers',
  'approvers',
  'editors',
  'owningSig',
  'participatingSigs',
  'created',
  'lastUpdated',
]

/**
 * Distinguishes templates from KEPs. A template is what a profile names, or what has a template's name and still has
 * placeholders. What has such a name and no placeholder is a KEP without a number.
 */
export function templateFinder(tree: Tree, profiles: readonly Profile[], cache: Cache): (site: KepSite) => boolean {
  const titles = new Set(profiles.flatMap(({ template }) => template.titles.map(foldedTitle)))
  return (site) => {
    const { profile, path, file } = site
    const { paths } = profile.template
    if (paths.includes(path) || paths.includes(file)) return true
    const least = leastPlaceholders(site)
    if (least === null) return false
    const text = tree.texts.get(tree.links.get(file) ?? file)
    if (text === undefined) return true
    const document = (profile.layout.kind === 'file' ? cache.frontMatter : cache.yaml)(file, text)
    return document.value === undefined ? hasBlank(text) : placeholdersOf(document, profile, titles) >= least
  }
}

/** The part of a path that still means a number or a date: `NNNN-spare-disks`; null where none does. */
export function unnumberedName(path: string, { template }: Profile): string | null {
  const { number, date } = template.names
  return nameThatOpensWith(path, [number, date])
}

/** A name that has a number and mentions a template is that of a KEP about templates, unless this many are left. */
const leastOfNumbered = 3

/** How many of the identifying values hold placeholders where a site is a template; null where its name is a KEP's. */
function leastPlaceholders({ path, profile }: KepSite): number | null {
  const { opening, holding } = profile.template.names
  const name = nameOf(path).replace(/\.md$/i, '')
  if (unnumberedName(path, profile) !== null || opensWith(name, opening)) return 1
  if (!holding.some((word) => name.toLowerCase().includes(word))) return null
  return Number(leadingNumber(name) ?? 0) === 0 ? 1 : leastOfNumbered
}

/** The first name of a path, from the root, that opens with one of these words (in lower case); null where none does. */
export function nameThatOpensWith(path: string, words: readonly string[]): string | null {
  return path.split('/').find((name) => opensWith(name, words)) ?? null
}

function opensWith(name: string, words: readonly string[]): boolean {
  const lower = name.toLowerCase()
  return words.some((word) => lower.startsWith(word))
}

/** How many of the values that identify a KEP are placeholders; a title that is none counts too. */
function placeholdersOf({ value = {} }: YamlDocument, profile: Profile, titles: ReadonlySet<string>): number {
  const examples = new Set((profile.template.values ?? []).map((each) => each.toLowerCase()))
  const isTitle = (text: string): boolean =>
    isNothing(text) || hasBlank(text) || isAlternatives(text) || isBracketed(text) || titles.has(foldedTitle(text))
  const isPlaceholder = (text: string): boolean =>
    hasBlank(text) || isAlternatives(text) || examples.has(text.toLowerCase()) || isExample(text)
  const valuesOf = (field: Field): readonly YamlValue[] => {
    const key = profile.keys[field]
    const names = key ? [key.name, ...key.aliases] : []
    return names.flatMap((name) => (Object.hasOwn(value, name) ? [value[name] ?? null] : []))
  }
  const [title = null] = valuesOf('title')
  const untitled = title === null || (typeof title === 'string' && isTitle(title)) ? 1 : 0
  const left = identifying.filter((field) => valuesOf(field).some((each) => [...scalars(each)].some(isPlaceholder)))
  return untitled + left.length
}
