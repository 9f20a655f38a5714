import type { TemplateKeys } from '../model/catalogue.js'
import type { Kep, YamlValue } from '../model/kep.js'

/** Alternatives to choose one of: `alpha|beta|stable`. */
const choice = /^[\w-]+(?:\s*\|\s*[\w-]+)+$/

/** What the metadata of these templates has: the first template that has a key says what its value is. */
export function readTemplateKeys(templates: readonly Kep[]): TemplateKeys {
  const known = new Set<string>()
  const words = new Map<string, readonly string[]>()
  const values = new Map<string, string>()
  for (const { metadata } of templates) {
    for (const key of keysIn(metadata.value ?? null, '')) known.add(key)
    for (const key of Object.keys(metadata.value ?? {})) {
      const text = metadata.text([key])?.trim()
      if (text === undefined) continue
      if (!values.has(key)) values.set(key, text)
      if (choice.test(text) && !words.has(key)) words.set(key, text.split('|').map((word) => word.trim()))
    }
  }
  return { known, words, values }
}

/** The keys of a value at any depth; entries of a list count for nothing. */
function* keysIn(value: YamlValue, above: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const each of value) yield* keysIn(each, above)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      yield `${above}${key}`
      yield* keysIn(each, `${above}${key}.`)
    }
  }
}
