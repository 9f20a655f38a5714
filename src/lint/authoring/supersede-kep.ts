import { leadTo } from '../facts/references.js'
import { draftOf, withTexts } from '../fix/draft.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Kep } from '../model/kep.js'
import type { ReferenceField } from '../model/references.js'
import { type MetadataText, withItem, withList, withScalar } from './metadata-text.js'
import { kepNamed } from './move-kep.js'
import { isRefusal, type Plan, type Refusal, refuse } from './outcome.js'

/** Which KEP is replaced by which. */
export interface SupersedeRequest {
  readonly old: string
  readonly by: string
}

/** Says in both KEPs that one replaces the other: the state of the old one, the references of both, and their dates. */
export function supersedeKep(catalogue: Catalogue, request: SupersedeRequest): Plan | Refusal {
  const { keps, references, tree } = catalogue
  const old = kepNamed(request.old, keps)
  if (isRefusal(old)) return old
  const by = kepNamed(request.by, keps)
  if (isRefusal(by)) return by
  if (old === by) return refuse(`${old.path} cannot replace itself`)
  for (const { metadata } of [old, by]) {
    if (metadata.value === undefined) return refuse(`${metadata.path} cannot be read; fix that first`)
  }
  const state = old.profile.states.find(({ superseded }) => superseded)
  if (state === undefined) return refuse(`the format ${old.profile.name} has no state for what is replaced`)
  if (by.state?.live === false) return refuse(`${by.path} is ${by.state.name}: it cannot replace another KEP`)
  const isNamed = leadTo(references.of(old, 'supersededBy'), by) && leadTo(references.of(by, 'replaces'), old)
  if (old.state === state && isNamed) return refuse(`${old.path} is replaced by ${by.path} already`)

  const texts = new Map<string, string>()
  const rewrite = (kep: Kep, change: (file: MetadataText) => MetadataText): void => {
    const { path } = kep.metadata
    const text = texts.get(path) ?? tree.texts.get(path) ?? ''
    texts.set(path, change({ text, kind: kep.profile.layout.kind }).text)
  }
  rewrite(old, (file) => {
    const stated = old.state === state ? file : withScalar(file, old.keyName('state'), state.name)
    return dated(referring(stated, 'supersededBy', old, by, catalogue), old, catalogue)
  })
  rewrite(by, (file) => dated(referring(file, 'replaces', by, old, catalogue), by, catalogue))
  return { draft: withTexts(draftOf(tree), texts), keps: [old.path, by.path], notes: [], mayOwe: false }
}

/** The metadata with an entry that leads from a KEP to another; as it is where one does already. */
function referring(
  file: MetadataText,
  field: ReferenceField,
  from: Kep,
  to: Kep,
  { references }: Catalogue,
): MetadataText {
  const key = from.profile.keys[field]
  const known = references.of(from, field)
  if (!key || leadTo(known, to)) return file
  const name = from.keyName(field)
  const entry = to.uuid !== null && from.profile.keys.uuid ? to.uuid : `/${to.path}`
  if (key.single === true) return withScalar(file, name, entry)
  // What stands for none goes.
  const kept = known.filter(({ target: { kind } }) => kind !== 'placeholder' && kind !== 'example')
  if (kept.length < known.length) return withList(file, name, [...kept.map(({ item }) => item.text), entry])
  return withItem(file, name, entry)
}

function dated(file: MetadataText, kep: Kep, { today }: Catalogue): MetadataText {
  return kep.has('lastUpdated') ? withScalar(file, kep.keyName('lastUpdated'), today) : file
}
