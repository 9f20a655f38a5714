import { type Field, fields, fieldWord } from '../model/fields.js'
import type { YamlDocument } from '../model/kep.js'
import type { Key, NumberFrom, Profile } from '../model/profile.js'
import { type Severity, severities } from '../model/severity.js'
import { directoryOf, nameOf } from '../text/paths.js'
import { itemsIn, valueAt } from './entries.js'

/** The field of a word, or undefined. */
export function fieldNamed(word: string): Field | undefined {
  return fields.find((field) => fieldWord(field) === word)
}

/** The keys of a profile file: the base's, apart from those that it names, and without those that it has not. */
export function keysIn(document: YamlDocument, baseFormat: Profile, numberFrom: NumberFrom): Profile['keys'] {
  const entries = fields.flatMap((field): [Field, Key][] => {
    if (field === 'number' && (numberFrom === 'name' || numberFrom === 'none')) return []
    const key = keyAt(document, field, baseFormat.keys[field])
    return key ? [[field, key]] : []
  })
  return Object.fromEntries(entries)
}

/** The key that a profile file gives a field, or the one that it has in its base; undefined for none. */
export function keyAt(document: YamlDocument, field: Field, inBase: Key | undefined): Key | undefined {
  const pointer = ['keys', fieldWord(field)]
  const value = valueAt(document, pointer)
  if (value === undefined) return inBase
  if (value === 'none') return undefined
  const name = document.text(pointer) ?? document.text([...pointer, 'name']) ?? ''
  const aliases = itemsIn(document, [...pointer, 'aliases']).map((item) => item.text)
  return valueAt(document, [...pointer, 'single']) === true ? { name, aliases, single: true } : { name, aliases }
}

/** Where the number is by a profile file: as in its base, and nowhere where it has no key for it. */
export function numberFromIn(document: YamlDocument, baseFormat: Profile): NumberFrom {
  const word = document.text(['number-from'])
  const named = (['both', 'key', 'name', 'none'] as const).find((each) => each === word)
  if (named) return named
  return keyAt(document, 'number', baseFormat.keys.number) ? baseFormat.numberFrom : 'none'
}

/** What a profile file is called that does not say its name: `profile.yaml` as its directory, others as the file. */
export function profileName(path: string): string {
  const bare = nameOf(path).replace(/\.ya?ml$/i, '')
  return bare === 'profile' && directoryOf(path) !== '.' ? nameOf(directoryOf(path)) : bare
}

/** The severity of a word, or null: `none` and `fine` are none. */
export function severityNamed(word: string | undefined): Severity | null {
  return severities.find((severity) => severity === word) ?? null
}
