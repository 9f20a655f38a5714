import { leadingNumber } from '../facts/identity.js'
import type { Field } from '../model/fields.js'
import type { Item, Markdown, Pointer, WrittenKep, YamlDocument } from '../model/kep.js'
import type { Key, State } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { misspeltKeys } from '../schema/misspelt-keys.js'
import { nearestWord } from '../text/nearest.js'
import { isNotApplicable, isNothing } from '../text/nothing-words.js'
import { join, nameOf } from '../text/paths.js'
import { withoutRemark } from '../text/remarks.js'
import { parseYaml } from '../yaml/document.js'
import { lazily } from '../yaml/item.js'
import type { Cache } from './cache.js'
import { agreedNumber, headingNumberIn } from './heading-numbers.js'
import type { MarkdownFiles } from './markdown-files.js'
import type { KepSite } from './site.js'
import { unnumberedName } from './template-sites.js'

/** The files that KEPs are read from. */
export interface KepFiles {
  readonly tree: Tree
  readonly cache: Cache
  readonly markdown: MarkdownFiles
}

/**
 * Reads what the files of one KEP say by themselves. `inTemplate` are keys that are known besides those of its format;
 * `supposed` is a state that it is to be in, whatever its metadata says.
 */
export function readWrittenKep(
  site: KepSite,
  { tree, cache, markdown }: KepFiles,
  inTemplate: ReadonlySet<string> = new Set(),
  supposed: State | null = null,
): WrittenKep {
  const { path, profile, file } = site
  const text = tree.texts.get(tree.links.get(file) ?? file)
  const metadata = site.low
    ? parseYaml(file, text ?? '', site.low.range)
    : (profile.layout.kind === 'file' ? cache.frontMatter : cache.yaml)(file, text ?? '')
  const isInName = profile.numberFrom === 'both' || profile.numberFrom === 'name'
  const nameNumber = isInName ? leadingNumber(nameOf(path), profile.prefix) : null
  const misspelt = misspeltKeys(metadata.value, profile, inTemplate)
  const meant = new Map([...misspelt].map(([key, field]) => [field, key]))
  // Rules ask for the same fields again and again.
  const keys = new Map<Field, string | undefined>()
  const keyOf = (field: Field): string | undefined => {
    if (!keys.has(field)) keys.set(field, presentKey(metadata, profile.keys[field]) ?? meant.get(field))
    return keys.get(field)
  }
  const scalars = new Map<Field, string | undefined>()
  const scalar = (field: Field): string | undefined => {
    if (!scalars.has(field)) scalars.set(field, scalarOf(field))
    return scalars.get(field)
  }
  const scalarOf = (field: Field): string | undefined => {
    if (field === 'number' && profile.numberFrom === 'name') return nameNumber ?? undefined
    const key = keyOf(field)
    const written = key === undefined ? undefined : scalarAt(metadata, [key])
    return written === undefined || isNotApplicable(written) ? undefined : written
  }
  const place = (field: Field) => {
    const key = keyOf(field) ?? keyOf('state')
    return metadata.place(key === undefined ? [] : [key])
  }
  const stateText = supposed?.name ?? scalar('state') ?? null
  const numberText = scalar('number')
  const uuidText = scalar('uuid')
  const body = bodyOf(site, markdown)
  const writtenNumber = numberText !== undefined && /^\d{1,15}$/.test(numberText) ? Number(numberText) : null
  return {
    path,
    profile,
    metadata,
    unread: text === undefined,
    body,
    state: supposed ?? (stateText === null ? null : stateNamed(stateText, profile.states)),
    stateText,
    number: agreedNumber(writtenNumber, nameNumber, () => headingNumberIn(body, profile)),
    writtenNumber,
    misspeltKeys: misspelt,
    nameNumber,
    unnumberedName: unnumberedName(path, profile),
    uuid: uuidText !== undefined && isUuid(uuidText) ? uuidText.toLowerCase() : null,
    text: scalar,
    items: (field) => {
      const key = keyOf(field)
      return key === undefined ? [] : itemsAt(metadata, key)
    },
    place,
    keyPlace: (field) => {
      const key = keyOf(field)
      return key === undefined ? place(field) : metadata.keyPlace([key])
    },
    has: (field) => keyOf(field) !== undefined,
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
function bodyOf({ path, profile: { layout } }: KepSite, files: MarkdownFiles): Markdown | null {
  return layout.kind === 'file' ? files.at(path) : files.like(join(path, layout.body.file))
}
