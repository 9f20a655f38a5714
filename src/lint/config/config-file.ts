import type { Config, Exemption, Override, Settings } from '../model/config.js'
import type { Pointer, YamlDocument, YamlValue } from '../model/kep.js'
import type { Place } from '../model/place.js'
import { type Setting, severities } from '../model/severity.js'
import { schemaFaults } from '../schema/faults.js'
import { nearest } from '../text/nearest.js'
import { shown } from '../text/quoting.js'
import { parseYaml } from '../yaml/document.js'

/** What is wrong with a file that a user wrote for keplint. */
export interface ConfigFault {
  readonly at: Place
  readonly message: string
}

/** A file that was read, or all that is wrong with it, in the order of the file. */
export type Read<T> = { readonly value: T } | { readonly faults: readonly [ConfigFault, ...ConfigFault[]] }

const settings: readonly string[] = ['off', ...severities]

/**
 * Reads `.keplint.yml` as `schemas/config.schema.json` describes it. An empty file has no settings. `rules` are
 * the ids that exist, `states` the names that states have; null: any.
 */
export function readConfig(
  path: string,
  text: string,
  rules: readonly string[],
  states: readonly string[] | null,
): Read<Config> {
  const empty = text.split('\n').every((line) => /^\s*(?:#|---\s*(?:#|$)|$)/.test(line))
  const document = parseYaml(path, empty ? '{}' : text)
  const faults = [...faultsOf('config', document), ...unknownWords(document, rules, states)].sort(inOrder)
  const [first, ...others] = faults
  return first ? { faults: [first, ...others] } : { value: configOf(document) }
}

/** What keeps a document from being read as the schema describes it. */
export function faultsOf(schema: 'config' | 'profile', document: YamlDocument): readonly ConfigFault[] {
  const name = { config: 'the configuration', profile: 'the profile' }[schema]
  const renamed = (message: string): string =>
    message.replace(/^(?:the )?metadata (?=is |has )|(?<=which |; )metadata (?=may |is one )/, `${name} `)
  const broken = document.problems.filter((problem) => problem.severity === 'error')
  if (broken.length > 0 || !document.value)
    return broken.map((fault) => ({ ...fault, message: renamed(fault.message) }))
  return schemaFaults(schema, document.value).map((fault) => {
    const onKey = fault.on === 'key'
    const at = onKey ? document.keyPlace(fault.pointer) : document.place(fault.pointer)
    const word = onKey ? fault.key : document.text(fault.pointer)
    const near = word !== undefined && fault.allowed ? nearest(word, fault.allowed) : null
    return { at, message: renamed(fault.message) + (near === null ? '' : `; did you mean ${near}?`) }
  })
}

/** Rules and states that do not exist: the schema cannot know them. */
function* unknownWords(
  document: YamlDocument,
  rules: readonly string[],
  states: readonly string[] | null,
): Generator<ConfigFault> {
  const unknown = (kind: string, word: string, known: readonly string[], at: Place): ConfigFault[] => {
    if (known.includes(word)) return []
    const near = nearest(word, known)
    return [{ at, message: `${kind} ${shown(word)} does not exist${near === null ? '' : `; did you mean ${near}?`}` }]
  }
  const maps: Pointer[] = [['rules'], ...indices(document, 'overrides').map((i) => ['overrides', i, 'rules'] as const)]
  for (const pointer of maps) {
    for (const id of Object.keys(mappingAt(document.value, pointer))) {
      yield* unknown('rule', id, rules, document.keyPlace([...pointer, id]))
    }
  }
  for (const i of indices(document, 'exemptions')) {
    const id = document.text(['exemptions', i, 'rule'])
    if (id !== undefined) yield* unknown('rule', id, rules, document.place(['exemptions', i, 'rule']))
  }
  for (const i of indices(document, 'overrides')) {
    const words = at(document.value, ['overrides', i, 'states'])
    for (const j of Array.isArray(words) ? words.keys() : []) {
      const pointer = ['overrides', i, 'states', j]
      const word = document.text(pointer)
      if (word !== undefined && states) yield* unknown('state', word, states, document.place(pointer))
    }
  }
}

function configOf(document: YamlDocument): Config {
  const text = (...pointer: Pointer): string | null => document.text(pointer) ?? null
  return {
    path: document.path,
    profile: profileOf(document),
    paths: document.value && 'paths' in document.value ? texts(document, ['paths']) : null,
    repository: text('repository'),
    roster: text('roster'),
    rules: settingsAt(document, ['rules']),
    overrides: indices(document, 'overrides').map(
      (i): Override => ({
        paths: texts(document, ['overrides', i, 'paths']),
        states: texts(document, ['overrides', i, 'states']),
        rules: settingsAt(document, ['overrides', i, 'rules']),
      }),
    ),
    exemptions: indices(document, 'exemptions').map(
      (i): Exemption => ({
        rule: text('exemptions', i, 'rule') ?? '',
        path: text('exemptions', i, 'path') ?? '',
        reason: text('exemptions', i, 'reason') ?? '',
        until: text('exemptions', i, 'until'),
        at: document.place(['exemptions', i, 'rule']),
      }),
    ),
    baseline: text('baseline'),
    placeOf: (...pointer) => (at(document.value, pointer) === undefined ? null : document.place(pointer)),
  }
}

/** The formats that are named, as one or as a list. */
function profileOf(document: YamlDocument): readonly string[] | null {
  const one = document.text(['profile'])
  if (one !== undefined) return [one]
  return document.value && 'profile' in document.value ? texts(document, ['profile']) : null
}

function settingsAt(document: YamlDocument, pointer: Pointer): Settings {
  const read = new Map<string, Setting>()
  for (const id of Object.keys(mappingAt(document.value, pointer))) {
    const word = document.text([...pointer, id])
    if (isSetting(word)) read.set(id, word)
  }
  return read
}

function isSetting(word: string | undefined): word is Setting {
  return word !== undefined && settings.includes(word)
}

function texts(document: YamlDocument, pointer: Pointer): readonly string[] {
  const value = at(document.value, pointer)
  return Array.isArray(value) ? value.flatMap((_, i) => document.text([...pointer, i]) ?? []) : []
}

function indices(document: YamlDocument, key: string): readonly number[] {
  const value = at(document.value, [key])
  return Array.isArray(value) ? [...value.keys()] : []
}

function mappingAt(root: YamlValue | undefined, pointer: Pointer): object {
  const value = at(root, pointer)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

/** The value at a pointer; undefined where there is none. */
export function at(root: YamlValue | undefined, pointer: Pointer): YamlValue | undefined {
  let value: YamlValue | undefined = root
  for (const step of pointer) {
    if (typeof value !== 'object' || value === null) return undefined
    const own: unknown = Object.getOwnPropertyDescriptor(value, step)?.value
    value = isYaml(own) ? own : undefined
  }
  return value
}

/** What came out of a YAML value is one again. */
function isYaml(value: unknown): value is YamlValue {
  return value === null || ['boolean', 'number', 'string', 'object'].includes(typeof value)
}

function inOrder(a: ConfigFault, b: ConfigFault): number {
  return a.at.line - b.at.line || a.at.column - b.at.column
}
