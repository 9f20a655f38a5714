import { type Field, fields, fieldWord } from '../model/fields.js'
import type { Profile } from '../model/profile.js'

/**
 * A profile file that says what a format changes of its base, as `readProfile` reads it: one line for each key. Its lines
 * are YAML in flow style.
 */
export function profileText(profile: Profile, base: Profile): string {
  // Where a file says what is required, nothing else is expected unless it says so too.
  const usual = profile.required === base.required ? base.expected : []
  const lines = [
    `extends: ${base.name}`,
    filesLine(profile, base),
    keysLine(profile, base),
    listLine(
      'extra-keys',
      profile.extraKeys.filter((key) => !base.extraKeys.includes(key)),
    ),
    profile.required === base.required ? null : listLine('required', (profile.required ?? []).map(fieldWord)),
    sameWords(profile.expected, usual) ? null : listLine('expected', profile.expected.map(fieldWord), true),
    listLine('any-shape', fields.filter((field) => profile.keys[field]?.anyShape === true).map(fieldWord)),
    profile.numberFrom === base.numberFrom ? null : `number-from: ${profile.numberFrom}`,
    profile.prefix === base.prefix ? null : `prefix: ${profile.prefix}`,
    statesLine(profile, base),
    mapLine('extra-sections', freeSections(profile, base)),
    mapLine('people', freePeople(profile, base)),
  ]
  return lines.flatMap((line) => (line === null ? [] : [`${line}\n`])).join('')
}

function filesLine({ layout }: Profile, base: Profile): string | null {
  if (layout.kind !== 'directory' || base.layout.kind !== 'directory') return null
  const { metadata, body } = layout
  if (metadata === base.layout.metadata && body.file === base.layout.body.file) return null
  return `files: { metadata: ${scalar(metadata)}, body: ${scalar(body.file)}, body-required: ${body.required} }`
}

function keysLine({ keys }: Profile, base: Profile): string | null {
  const renamed = fields.flatMap((field): [Field, string][] => {
    const [is, was] = [keys[field], base.keys[field]]
    return is === undefined || is.name === was?.name ? [] : [[field, keyText(is)]]
  })
  return mapLine('keys', new Map(renamed.map(([field, name]) => [fieldWord(field), name])))
}

function keyText({ name, aliases }: NonNullable<Profile['keys'][Field]>): string {
  return aliases.length === 0 ? scalar(name) : `{ name: ${scalar(name)}, aliases: ${flow(aliases)} }`
}

function statesLine({ states }: Profile, base: Profile): string | null {
  if (states === base.states) return null
  const entries = states.map((state): [string, string] => {
    if (state.free === true) return [state.name, '{ like: any }']
    const isOwn = state.like === undefined || state.like === state.name
    return [state.name, isOwn ? '{}' : `{ like: ${scalar(state.like ?? '')} }`]
  })
  return mapLine('states', new Map(entries))
}

/** The sections that no state requires any more. */
function freeSections({ sections }: Profile, base: Profile): ReadonlyMap<string, string> {
  const owed = new Set(base.sections.kinds.filter(({ states }) => states.length > 0).map(({ name }) => name))
  const free = sections.kinds.filter(({ name, states }) => states.length === 0 && owed.has(name))
  return new Map(free.map(({ name }) => [name, 'none']))
}

function freePeople({ people }: Profile, base: Profile): ReadonlyMap<string, string> {
  const owed = new Set(people.map(({ field }) => field))
  return new Map(base.people.filter(({ field }) => !owed.has(field)).map(({ field }) => [field, 'none']))
}

function mapLine(key: string, entries: ReadonlyMap<string, string>): string | null {
  if (entries.size === 0) return null
  return `${key}: { ${Array.from(entries, ([name, value]) => `${scalar(name)}: ${value}`).join(', ')} }`
}

function listLine(key: string, words: readonly string[], isSaidEmpty = false): string | null {
  return words.length === 0 && !isSaidEmpty ? null : `${key}: ${flow(words)}`
}

function flow(words: readonly string[]): string {
  return `[${words.map(scalar).join(', ')}]`
}

/** A word as YAML reads it as a string. */
function scalar(text: string): string {
  return /^[A-Za-z][\w./-]*(?: [\w./-]+)*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text)
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((word, i) => word === others[i])
}
