import { fields, fieldTable, fieldWord } from '../model/fields.js'
import type { Pointer, YamlDocument } from '../model/kep.js'
import type { Profile } from '../model/profile.js'
import { nearest, nearIn } from '../text/nearest.js'
import { listed, shown } from '../text/quoting.js'
import type { ConfigFault } from './config-file.js'
import { itemsIn, keysAt, valueAt } from './entries.js'
import { fieldNamed, keyAt, numberFromIn, profileName } from './profile-keys.js'
import { anyState } from './profile-states.js'

/** What is wrong with a profile file that its schema cannot know: words that mean nothing, and contradictions. */
export function* profileFaults(
  document: YamlDocument,
  baseFormat: Profile | undefined,
  builtIn: readonly Profile[],
): Generator<ConfigFault> {
  const names = builtIn.map((profile) => profile.name)
  if (!baseFormat) {
    yield* unknown('built-in profile', document, ['extends'], names)
    return
  }
  const name = document.text(['name']) ?? profileName(document.path)
  if (names.includes(name)) {
    const message = `name ${shown(name)} is that of a built-in profile; choose another`
    yield { at: document.place(['name']), message }
  }
  if (baseFormat.layout.kind === 'file' && valueAt(document, ['files']) !== undefined) {
    const message = `files has no meaning: in ${baseFormat.name} a proposal is one file`
    yield { at: document.keyPlace(['files']), message }
  }
  yield* keyFaults(document, baseFormat)
  yield* numberFaults(document, baseFormat)
  yield* stateFaults(document, baseFormat)
  yield* stageFaults(document, baseFormat)
  yield* stateWords(document, baseFormat)
  const approvals = valueAt(document, ['approvals'])
  if (approvals !== undefined && approvals !== 'none' && !baseFormat.approvals) {
    const parts = ['directory', 'since', 'groups']
    const missing = parts.filter((part) => valueAt(document, ['approvals', part]) === undefined)
    const message = `approvals has no ${listed(missing)}, and ${baseFormat.name} has none to inherit`
    if (missing.length > 0) yield { at: document.keyPlace(['approvals']), message }
  }
}

/** A scalar that is none of the known words. */
function* unknown(
  kind: string,
  document: YamlDocument,
  pointer: Pointer,
  known: readonly string[],
  nearTo: (word: string) => string | null = (word) => nearest(word, known),
): Generator<ConfigFault> {
  for (const { text, at } of itemsIn(document, pointer)) {
    if (known.includes(text)) continue
    const near = nearTo(text)
    const hint = near === null ? `there are ${listed(known)}` : `did you mean ${near}?`
    yield { at, message: `${kind} ${shown(text)} does not exist; ${hint}` }
  }
}

/** No key means two things, and what is required has a key. */
function* keyFaults(document: YamlDocument, baseFormat: Profile): Generator<ConfigFault> {
  const meanings = new Map<string, { readonly word: string; readonly pointer: Pointer | null }>()
  for (const field of fields) {
    // A number that is not in the metadata has no key.
    const isNowhere = field === 'number' && /^(?:name|none)$/.test(document.text(['number-from']) ?? '')
    const key = isNowhere ? undefined : keyAt(document, field, baseFormat.keys[field])
    const word = fieldWord(field)
    const own = valueAt(document, ['keys', word]) === undefined ? null : ['keys', word]
    if (own && key?.single && fieldTable[field].holds !== 'list') {
      yield { at: document.keyPlace([...own, 'single']), message: `${word} always holds one value; remove single` }
    }
    for (const name of key ? [key.name, ...key.aliases] : []) {
      const other = meanings.get(name)
      const pointer = own ?? other?.pointer
      const message = `key ${shown(name)} is both ${other?.word ?? word} and ${word}`
      if (other && pointer) yield { at: document.place(pointer), message }
      else meanings.set(name, { word, pointer: own })
    }
  }
  for (const { text, at } of itemsIn(document, ['extra-keys'])) {
    const other = meanings.get(text)
    if (other) yield { at, message: `key ${shown(text)} is ${other.word} already; it is no extra key` }
  }
  for (const { text, at } of itemsIn(document, ['required'])) {
    const field = fieldNamed(text)
    if (!field || keyAt(document, field, baseFormat.keys[field])) continue
    yield { at, message: `${text} is required, but has no key; name one under keys` }
  }
}

function* numberFaults(document: YamlDocument, baseFormat: Profile): Generator<ConfigFault> {
  const from = numberFromIn(document, baseFormat)
  const key = keyAt(document, 'number', baseFormat.keys.number)
  const own = valueAt(document, ['keys', 'number']) !== undefined
  if ((from === 'name' || from === 'none') && key && own) {
    const message = `number has a key, but number-from is ${from}; remove one of them`
    yield { at: document.place(['keys', 'number']), message }
  }
  if ((from === 'both' || from === 'key') && !key) {
    yield { at: document.place(['number-from']), message: `number-from is ${from}, but number has no key` }
  }
}

/** Each state is one of the base's or like one, and no word means two states. */
function* stateFaults(document: YamlDocument, baseFormat: Profile): Generator<ConfigFault> {
  const known = baseFormat.states.map((state) => state.name)
  const names = keysAt(document, ['states'])
  const meanings = new Map(names.map((name) => [name, name]))
  for (const name of names) {
    const pointer = ['states', name]
    yield* unknown(`state of ${baseFormat.name}`, document, [...pointer, 'like'], [...known, anyState])
    if (!known.includes(name) && document.text([...pointer, 'like']) === undefined) {
      const message = `state ${shown(name)} is new; say which state of ${baseFormat.name} it is like: ${listed(known, 'or')}, or ${anyState}`
      yield { at: document.keyPlace(pointer), message }
    }
    for (const { text, at } of itemsIn(document, [...pointer, 'aliases'])) {
      const other = meanings.get(text)
      if (other !== undefined) yield { at, message: `word ${shown(text)} is both ${other} and ${name}` }
      else meanings.set(text, name)
    }
  }
}

function* stageFaults(document: YamlDocument, baseFormat: Profile): Generator<ConfigFault> {
  const known = baseFormat.stages.map((stage) => stage.name)
  for (const name of keysAt(document, ['stages'])) {
    const pointer = ['stages', name, 'like']
    if (known.length > 0) yield* unknown(`stage of ${baseFormat.name}`, document, pointer, known)
    else if (document.text(pointer) !== undefined) {
      yield { at: document.place(pointer), message: `${baseFormat.name} has no stages; remove like` }
    }
  }
}

/** Everywhere that a state is named. */
function* stateWords(document: YamlDocument, baseFormat: Profile): Generator<ConfigFault> {
  const own = keysAt(document, ['states'])
  const states = own.length > 0 ? own : baseFormat.states.map((state) => state.name)
  const near = nearIn(states, { left: 1_000_000 })
  for (const name of own) {
    for (const key of ['next', 'next-warned']) yield* unknown('state', document, ['states', name, key], states, near)
  }
  const owing: readonly Pointer[] = [
    ...['sections', 'extra-sections', 'people'].flatMap((key) => keysAt(document, [key]).map((name) => [key, name])),
    ['approvals'],
    ['current'],
  ]
  for (const pointer of owing) {
    const alone = document.text(pointer)
    const isWord = pointer.length > 1 && alone !== 'none'
    if (alone !== undefined && isWord) yield* unknown('state', document, pointer, states, near)
    yield* unknown('state', document, [...pointer, 'from'], states, near)
    yield* unknown('state', document, [...pointer, 'states'], states, near)
  }
}
