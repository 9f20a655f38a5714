import { type Field, fields } from '../model/fields.js'
import type { Pointer, YamlDocument } from '../model/kep.js'
import type { Key, Layout, Profile } from '../model/profile.js'
import { parseYaml } from '../yaml/document.js'
import { type ConfigFault, faultsOf, type Read } from './config-file.js'
import { itemsIn, valueAt } from './entries.js'
import { profileFaults } from './profile-faults.js'
import { fieldNamed, keysIn, numberFromIn, profileName } from './profile-keys.js'
import { approvalsIn, currentIn, peopleIn, sectionsIn } from './profile-sections.js'
import { stagesIn, statesIn } from './profile-states.js'

/**
 * Reads a profile file as `schemas/profile.schema.json` describes it: one of the `builtIn` formats, and what is
 * different from it. The result is a format as any other. What is wrong comes in the order of the file.
 */
export function readProfile(path: string, text: string, builtIn: readonly Profile[]): Read<Profile> {
  const document = parseYaml(path, text)
  const baseFormat = builtIn.find((profile) => profile.name === document.text(['extends']))
  const faults = [...faultsOf('profile', document)]
  const all = faults.length === 0 ? [...profileFaults(document, baseFormat, builtIn)] : faults
  const [first, ...others] = all.sort(inOrder)
  if (first) return { faults: [first, ...others] }
  // A document without faults names a base; there is no profile without one.
  if (!baseFormat) throw new Error(`${path} extends nothing and has no fault`)
  return { value: profileOf(document, baseFormat) }
}

function profileOf(document: YamlDocument, baseFormat: Profile): Profile {
  const states = statesIn(document, baseFormat)
  const numberFrom = numberFromIn(document, baseFormat)
  const keys = withAnyShape(keysIn(document, baseFormat, numberFrom), document)
  const texts = (...pointer: Pointer): readonly string[] => itemsIn(document, pointer).map((item) => item.text)
  const named = texts('required').flatMap((word) => fieldNamed(word) ?? [])
  const isAsInBase = valueAt(document, ['required']) === undefined
  const required = isAsInBase ? baseFormat.required : named
  return {
    name: document.text(['name']) ?? profileName(document.path),
    schema: baseFormat.schema,
    baseFormat,
    layout: layoutOf(document, baseFormat.layout),
    keys,
    extraKeys: [...baseFormat.extraKeys, ...texts('extra-keys')],
    toleratedKeys: baseFormat.toleratedKeys,
    required,
    expected: expectedIn(document, baseFormat, required).filter((field) => keys[field] !== undefined),
    numberFrom,
    prefix: document.text(['prefix']) ?? baseFormat.prefix,
    states,
    sections: { as: baseFormat.sections.as, kinds: sectionsIn(document, baseFormat, states) },
    tocDepth: baseFormat.tocDepth,
    unlisted: valueAt(document, ['unlisted']) === undefined ? baseFormat.unlisted : texts('unlisted'),
    current: currentIn(document, baseFormat, states),
    // What the file requires is all that is required, the SIG included.
    requiredWithSigs: isAsInBase ? baseFormat.requiredWithSigs.filter((field) => keys[field]) : [],
    stages: stagesIn(document, baseFormat),
    people: peopleIn(document, baseFormat, states).filter(({ field }) => keys[field] !== undefined),
    approvals: approvalsIn(document, baseFormat, states),
    questionnaire: baseFormat.questionnaire,
    // A format of its own is another project's, which has its own releases.
    releases: {},
    template: { ...baseFormat.template, paths: texts('templates').map((path) => path.replace(/^\.\/|\/+$/g, '')) },
  }
}

/** The fields that should be there: those that the file names, else those of the base, as far as it says what is required. */
function expectedIn(document: YamlDocument, baseFormat: Profile, required: Profile['required']): readonly Field[] {
  if (valueAt(document, ['expected']) !== undefined) {
    return itemsIn(document, ['expected']).flatMap(({ text }) => fieldNamed(text) ?? [])
  }
  return required === null ? baseFormat.expected : []
}

/** The keys, with those of any shape that the file names. */
function withAnyShape(keys: Profile['keys'], document: YamlDocument): Profile['keys'] {
  const named = new Set(itemsIn(document, ['any-shape']).flatMap(({ text }) => fieldNamed(text) ?? []))
  if (named.size === 0) return keys
  const entries = fields.flatMap((field): [Field, Key][] => {
    const key = keys[field]
    return key === undefined ? [] : [[field, named.has(field) ? { ...key, anyShape: true } : key]]
  })
  return Object.fromEntries(entries)
}

function layoutOf(document: YamlDocument, baseFormat: Layout): Layout {
  if (baseFormat.kind === 'file') return baseFormat
  const required = valueAt(document, ['files', 'body-required'])
  return {
    kind: 'directory',
    metadata: document.text(['files', 'metadata']) ?? baseFormat.metadata,
    body: {
      file: document.text(['files', 'body']) ?? baseFormat.body.file,
      required: typeof required === 'boolean' ? required : baseFormat.body.required,
    },
  }
}

function inOrder(a: ConfigFault, b: ConfigFault): number {
  return a.at.line - b.at.line || a.at.column - b.at.column
}
