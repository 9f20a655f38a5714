import type { Item, Pointer, YamlDocument, YamlValue } from '../model/kep.js'
import { at } from './config-file.js'

/** The value at a pointer; undefined where there is none. */
export function valueAt(document: YamlDocument, pointer: Pointer): YamlValue | undefined {
  return at(document.value, pointer)
}

/** The keys of the mapping at a pointer, in the order of the file; none where there is no mapping. */
export function keysAt(document: YamlDocument, pointer: Pointer): readonly string[] {
  const value = valueAt(document, pointer)
  return isMapping(value) ? Object.keys(value) : []
}

/** The scalars of the list at a pointer, or the one that is there. */
export function itemsIn(document: YamlDocument, pointer: Pointer): readonly Item[] {
  const value = valueAt(document, pointer)
  const pointers = Array.isArray(value) ? value.map((_, i) => [...pointer, i]) : [pointer]
  return pointers.flatMap((each) => {
    const text = document.text(each)
    return text === undefined ? [] : [{ text, at: document.place(each) }]
  })
}

function isMapping(value: YamlValue | undefined): value is { readonly [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
