import type { Pointer, YamlDocument } from '../model/kep.js'
import type { ApprovalFiles, OwedPeople, Profile, SectionKind, State } from '../model/profile.js'
import { translated } from '../profiles/moves.js'
import { itemsIn, keysAt, valueAt } from './entries.js'
import { severityNamed } from './profile-keys.js'

/** The people that a profile may require, as profile files call them. */
export const owedPeople = ['authors', 'reviewers', 'approvers'] as const satisfies readonly OwedPeople['field'][]

/** The sections of a profile file: its own in place of the base's, and further ones after them. */
export function sectionsIn(
  document: YamlDocument,
  baseFormat: Profile,
  states: readonly State[],
): readonly SectionKind[] {
  const read = (key: string): SectionKind[] =>
    keysAt(document, [key]).map((name) => sectionAt(document, [key, name], name, states))
  const own =
    valueAt(document, ['sections']) === undefined
      ? baseFormat.sections.kinds.map((kind) => ({ ...kind, states: translated(kind.states, states) }))
      : read('sections')
  const further = keysAt(document, ['extra-sections']).map((name) => {
    const inBase = own.find((kind) => kind.name === name)
    const section = sectionAt(document, ['extra-sections', name], name, states)
    // Of a section of the base only the states change, and what the file says beside them.
    return inBase === undefined ? section : { ...inBase, ...section, aliases: [...inBase.aliases, ...section.aliases] }
  })
  const changed = new Map(further.map((kind) => [kind.name, kind]))
  const known = new Set(own.map(({ name }) => name))
  return [...own.map((kind) => changed.get(kind.name) ?? kind), ...further.filter(({ name }) => !known.has(name))]
}

function sectionAt(document: YamlDocument, pointer: Pointer, name: string, states: readonly State[]): SectionKind {
  const text = (key: string): string | undefined => document.text([...pointer, key])
  const since = text('since')
  const directory = text('directory')
  const empty = severityNamed(text('empty'))
  return {
    name,
    aliases: itemsIn(document, [...pointer, 'aliases']).map((item) => item.text),
    states: owingAt(document, pointer, states),
    ...(since === undefined ? {} : { since }),
    ...(directory === undefined ? {} : { directory }),
    ...(empty === null ? {} : { empty }),
  }
}

/**
 * The states that require what is at `pointer`: those in `states`, or from the one in `from` on, or from the one
 * that is there itself; `none` is none.
 */
function owingAt(document: YamlDocument, pointer: Pointer, states: readonly State[]): readonly string[] {
  const listed = itemsIn(document, [...pointer, 'states']).map((item) => item.text)
  const first = document.text([...pointer, 'from']) ?? document.text(pointer)
  const rank = states.find((state) => state.name === first)?.rank ?? null
  const from = rank === null ? [] : states.filter((state) => state.rank !== null && state.rank >= rank)
  const named = rank === null && first !== undefined ? states.filter((state) => state.name === first) : []
  return [...listed, ...[...from, ...named].map((state) => state.name)]
}

/** Who is required by a profile file: as in the base, apart from those it names. */
export function peopleIn(document: YamlDocument, baseFormat: Profile, states: readonly State[]): readonly OwedPeople[] {
  return owedPeople.flatMap((field): OwedPeople[] => {
    const pointer = ['people', field]
    const model = baseFormat.people.find((owed) => owed.field === field)
    if (valueAt(document, pointer) === undefined) {
      return model ? [{ ...model, states: translated(model.states, states) }] : []
    }
    const severity = severityNamed(document.text([...pointer, 'severity'])) ?? model?.severity ?? 'error'
    const owing = owingAt(document, pointer, states)
    return owing.length === 0 ? [] : [{ field, states: owing, severity }]
  })
}

/** The approvals of a profile file: as in the base, apart from what it changes. */
export function approvalsIn(
  document: YamlDocument,
  baseFormat: Profile,
  states: readonly State[],
): ApprovalFiles | null {
  const model = baseFormat.approvals
  if (valueAt(document, ['approvals']) === 'none') return null
  const owing = owingAt(document, ['approvals'], states)
  const groups = itemsIn(document, ['approvals', 'groups']).map((item) => item.text)
  const directory = document.text(['approvals', 'directory']) ?? model?.directory
  const since = document.text(['approvals', 'since']) ?? model?.since
  if (directory === undefined || since === undefined) return null
  return {
    directory,
    schema: model?.schema ?? 'prr',
    states: owing.length > 0 ? owing : translated(model?.states ?? [], states),
    since,
    groups: groups.length > 0 ? groups : (model?.groups ?? []),
  }
}

/** Which KEPs are current by a profile file. */
export function currentIn(document: YamlDocument, baseFormat: Profile, states: readonly State[]): Profile['current'] {
  if (valueAt(document, ['current']) === 'all') return null
  const latestMilestone = document.text(['current', 'since']) ?? baseFormat.current?.latestMilestone
  if (latestMilestone === undefined) return null
  const named = itemsIn(document, ['current', 'states']).map((item) => item.text)
  const withoutMilestones = named.length > 0 ? named : translated(baseFormat.current?.withoutMilestones ?? [], states)
  return { latestMilestone, withoutMilestones }
}
