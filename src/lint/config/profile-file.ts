import type { Pointer, YamlDocument } from '../model/kep.js'
import type { Layout, Profile } from '../model/profile.js'
import { parseYaml } from '../yaml/document.js'
import { type Fault, faultsOf, type Read } from './config-file.js'
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
  const base = builtIn.find((profile) => profile.name === document.text(['extends']))
  const faults = [...faultsOf('profile', document)]
  const all = faults.length === 0 ? [...profileFaults(document, base, builtIn)] : faults
  const [first, ...others] = all.sort(inOrder)
  if (first) return { faults: [first, ...others] }
  // A document without faults names a base; there is no profile without one.
  if (!base) throw new Error(`${path} extends nothing and has no fault`)
  return { value: profileOf(document, base) }
}

function profileOf(document: YamlDocument, base: Profile): Profile {
  const states = statesIn(document, base)
  const numberFrom = numberFromIn(document, base)
  const keys = keysIn(document, base, numberFrom)
  const texts = (...pointer: Pointer): readonly string[] => itemsIn(document, pointer).map((item) => item.text)
  const named = texts('required').flatMap((word) => fieldNamed(word) ?? [])
  const required = valueAt(document, ['required']) === undefined ? base.required : named
  return {
    name: document.text(['name']) ?? profileName(document.path),
    schema: base.schema,
    base,
    layout: layoutOf(document, base.layout),
    keys,
    extraKeys: [...base.extraKeys, ...texts('extra-keys')],
    toleratedKeys: base.toleratedKeys,
    required,
    expected: required === null ? base.expected.filter((field) => keys[field]) : [],
    numberFrom,
    prefix: base.prefix,
    states,
    sections: { as: base.sections.as, kinds: sectionsIn(document, base, states) },
    tocDepth: base.tocDepth,
    unlisted: valueAt(document, ['unlisted']) === undefined ? base.unlisted : texts('unlisted'),
    current: currentIn(document, base, states),
    requiredWithSigs: base.requiredWithSigs.filter((field) => keys[field] && !required?.includes(field)),
    stages: stagesIn(document, base),
    people: peopleIn(document, base, states).filter(({ field }) => keys[field] !== undefined),
    approvals: approvalsIn(document, base, states),
    questionnaire: base.questionnaire,
    // A format of its own is another project's, which has its own releases.
    releases: {},
    template: { ...base.template, paths: texts('templates').map((path) => path.replace(/^\.\/|\/+$/g, '')) },
  }
}

function layoutOf(document: YamlDocument, base: Layout): Layout {
  if (base.kind === 'file') return base
  const required = valueAt(document, ['files', 'body-required'])
  return {
    kind: 'directory',
    metadata: document.text(['files', 'metadata']) ?? base.metadata,
    body: {
      file: document.text(['files', 'body']) ?? base.body.file,
      required: typeof required === 'boolean' ? required : base.body.required,
    },
  }
}

function inOrder(a: Fault, b: Fault): number {
  return a.at.line - b.at.line || a.at.column - b.at.column
}
