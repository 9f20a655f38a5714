import type { WrittenKep, YamlValue } from '../model/kep.js'
import type { Profile } from '../model/profile.js'
import type { TemplateKeys } from '../model/templates.js'

/** Alternatives to choose one of: `alpha|beta|stable`. */
const choice = /^[\w-]+(?:\s*\|\s*[\w-]+)+$/

/** What the metadata of each format's templates has, read when a format is first asked for. */
export function templateKeysOf(templates: readonly WrittenKep[]): (profile: Profile) => TemplateKeys {
  const known = new Map<Profile, TemplateKeys>()
  return (profile) => {
    const read = known.get(profile) ?? readTemplateKeys(templates.filter((each) => each.profile === profile))
    known.set(profile, read)
    return read
  }
}

/** What these templates have: the first that has a key says what its value is. */
function readTemplateKeys(templates: readonly WrittenKep[]): TemplateKeys {
  const known = new Set<string>()
  const words = new Map<string, readonly string[]>()
  const values = new Map<string, string>()
  for (const { metadata } of templates) {
    for (const key of keysIn(metadata.value ?? null, '')) known.add(key)
    for (const key of Object.keys(metadata.value ?? {})) {
      const text = metadata.text([key])?.trim()
      if (text === undefined) continue
      if (!values.has(key)) values.set(key, text)
      if (choice.test(text) && !words.has(key))
        words.set(
          key,
          text.split('|').map((word) => word.trim()),
        )
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
