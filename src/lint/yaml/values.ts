import type { Pointer, YamlDocument, YamlValue } from '../model/kep.js'
import { isNothing } from '../text/nothing-words.js'

/**
 * What is at `pointer` in one word, for comparing: the same for values that differ only in their quotes, in the
 * order of what they hold, or in a list around one entry. What says that there is nothing is the empty word.
 */
export function wordOf(document: YamlDocument, pointer: Pointer, value: YamlValue): string {
  if (typeof value !== 'object' || value === null) {
    const text = document.text(pointer)?.trim() ?? ''
    return isNothing(text) ? '' : JSON.stringify(text)
  }
  const entries: readonly (readonly [string | number, YamlValue])[] = Array.isArray(value)
    ? value.map((each: YamlValue, i) => [i, each])
    : Object.entries(value)
  const words = entries.flatMap(([key, each]) => {
    const word = wordOf(document, [...pointer, key], each)
    return word === '' ? [] : [typeof key === 'number' ? word : `${JSON.stringify(key)}:${word}`]
  })
  const [only = ''] = words
  if (Array.isArray(value) && words.length < 2) return only
  return words.length === 0 ? '' : `{${words.sort().join()}}`
}
