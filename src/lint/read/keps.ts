import type {
  HeadingNumber,
  Item,
  Kep,
  ListedSection,
  Markdown,
  OwedSection,
  Pointer,
  YamlDocument,
} from '../model/kep.js'
import type { Field, Key, State } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { misspeltKeys } from '../schema/misspelt-keys.js'
import { nearestWord } from '../text/nearest.js'
import { isNotApplicable, isNothing } from '../text/nothing-words.js'
import { join, nameOf } from '../text/paths.js'
import { withoutRemark } from '../text/remarks.js'
import { parseYaml } from '../yaml/document.js'
import { lazily } from '../yaml/item.js'
import type { Cache } from './cache.js'
import { isCurrent } from './currency.js'
import { agreedNumber, headingNumber } from './heading-numbers.js'
import { leadingNumber } from './references/references.js'
import { listedSections, owedSections, type SectionContext, type Unsectioned } from './sections.js'
import type { KepSite } from './site.js'
import { keepsTemplateMilestones } from './template-milestones.js'
import { unnumberedName } from './template-sites.js'

/**
 * Reads one KEP. What is costly and not always asked for, its sections, is read on first use. `supposed` is a state
 * that it is to be in, whatever its metadata says; `inTemplate` are keys that are known besides those of its format.
 */
export function readKep(
  site: KepSite,
  tree: Tree,
  cache: Cache,
  context: () => SectionContext,
  supposed: State | null = null,
  inTemplate: ReadonlySet<string> = new Set(),
): Kep {
  const { path, profile, file } = site
  const text = tree.texts.get(tree.links.get(file) ?? file)
  const metadata = site.low
    ? parseYaml(file, text ?? '', site.low.range)
    : (profile.layout.kind === 'file' ? cache.frontMatter : cache.yaml)(file, text ?? '')
  const nameNumber = profile.numberFrom === 'both' || profile.numberFrom === 'name' ? leadingNumber(nameOf(path)) : null
  const misspelt = misspeltKeys(metadata.value, profile, inTemplate)
  const meant = new Map([...misspelt].map(([key, field]) => [field, key]))
  const keyOf = (field: Field): string | undefined => presentKey(metadata, profile.keys[field]) ?? meant.get(field)
  const has = (field: Field): boolean => keyOf(field) !== undefined
  const scalar = (field: Field): string | undefined => {
    if (field === 'number' && profile.numberFrom === 'name') return nameNumber ?? undefined
    const key = keyOf(field)
    const written = key === undefined ? undefined : scalarAt(metadata, [key])
    return written === undefined || isNotApplicable(written) ? undefined : written
  }
  const items = (field: Field): readonly Item[] => {
    const key = keyOf(field)
    return key === undefined ? [] : itemsAt(metadata, key)
  }
  const place = (field: Field) => {
    const key = keyOf(field) ?? keyOf('state')
    return metadata.place(key === undefined ? [] : [key])
  }
  const stateText = supposed?.name ?? scalar('state') ?? null
  const state = supposed ?? (stateText === null ? null : stateNamed(stateText, profile.states))
  const numberText = scalar('number')
  const uuidText = scalar('uuid')
  const body = bodyOf(site, tree, context)
  const writtenNumber = numberText !== undefined && /^\d{1,15}$/.test(numberText) ? Number(numberText) : null
  let inHeading: HeadingNumber | null | undefined
  const numberOfHeading = (): HeadingNumber | null => {
    if (inHeading === undefined) {
      const heading = body?.headings[0]
      inHeading = heading ? headingNumber(heading, profile.prefix) : null
    }
    return inHeading
  }
  const unsectioned = (kep: Kep): Unsectioned => ({
    path,
    profile,
    state,
    body,
    latestMilestone: scalar('latestMilestone'),
    current: kep.isCurrent,
    keepsTemplateMilestones: kep.keepsTemplateMilestones,
    items: profile.sections.as === 'files' ? items('sections') : [],
  })
  let keepsMilestones: boolean | undefined
  let listed: readonly ListedSection[] | undefined
  let owed: readonly OwedSection[] | undefined
  return {
    path,
    profile,
    metadata,
    unread: text === undefined,
    body,
    state,
    stateText,
    number: agreedNumber(writtenNumber, nameNumber, numberOfHeading),
    writtenNumber,
    get headingNumber() {
      return numberOfHeading()
    },
    misspeltKeys: misspelt,
    nameNumber,
    unnumberedName: unnumberedName(path, profile),
    uuid: uuidText !== undefined && isUuid(uuidText) ? uuidText.toLowerCase() : null,
    get keepsTemplateMilestones() {
      return (keepsMilestones ??= keepsTemplateMilestones(this, context().templateMilestones(profile)))
    },
    get isCurrent() {
      return isCurrent(this, context())
    },
    get listed() {
      return (listed ??= listedSections(unsectioned(this), context()))
    },
    get owed() {
      return (owed ??= owedSections(unsectioned(this), context(), this.listed))
    },
    text: scalar,
    items,
    place,
    keyPlace: (field) => {
      const key = keyOf(field)
      return key === undefined ? place(field) : metadata.keyPlace([key])
    },
    has,
    keyName: (field) => keyOf(field) ?? profile.keys[field]?.name ?? field,
  }
}

/** RFC 4122's text form; the nil uuid identifies nothing. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) && !/^[0-]+$/.test(text)
}

/**
 * The state that a word means: itself, an alias, or a near miss, with or without a remark in brackets. A
 * typo thus never switches off what the state requires.
 */
export function stateNamed(text: string, states: readonly State[]): State | null {
  const words = states.flatMap((state) => [state.name, ...state.aliases])
  const bare = withoutRemark(text)
  const word = words.includes(text) ? text : nearestWord(bare, words)
  return states.find((state) => state.name === word || state.aliases.some((alias) => alias === word)) ?? null
}

function presentKey(metadata: YamlDocument, key: Key | undefined): string | undefined {
  const { value } = metadata
  if (!key || !value) return undefined
  if (Object.hasOwn(value, key.name)) return key.name
  return key.aliases.find((alias) => Object.hasOwn(value, alias))
}

function scalarAt(metadata: YamlDocument, pointer: Pointer): string | undefined {
  const text = metadata.text(pointer)?.trim()
  return text === undefined || isNothing(text) ? undefined : text
}

function itemsAt(metadata: YamlDocument, key: string): readonly Item[] {
  const value = metadata.value?.[key]
  const pointers: Pointer[] = Array.isArray(value) ? value.map((_, i) => [key, i]) : [[key]]
  return pointers.flatMap((pointer) => {
    const text = scalarAt(metadata, pointer)
    return text === undefined ? [] : [lazily(text, () => metadata.place(pointer))]
  })
}

/** The body under its own name, else under one that differs in case: `README.MD`. */
function bodyOf(site: KepSite, tree: Tree, context: () => SectionContext): Markdown | null {
  const { layout } = site.profile
  if (layout.kind === 'file') return context().markdown(site.path)
  return lookUp(join(site.path, layout.body.file), tree, context)
}

function lookUp(path: string, tree: Tree, context: () => SectionContext): Markdown | null {
  const exact = tree.texts.has(path) ? path : tree.links.get(path)
  const found = exact ?? context().pathsByLower.get(path.toLowerCase())
  return found === undefined || found === null ? null : context().markdown(found)
}
