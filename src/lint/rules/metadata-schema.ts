import { stageMeantBy, stageNamed } from '../facts/milestones.js'
import { peopleFields, personIn } from '../facts/people.js'
import { removeLines, replaceAt } from '../fix/replace.js'
import type { Field } from '../model/fields.js'
import type { Problem } from '../model/finding.js'
import type { Fix } from '../model/fix.js'
import type { Kep, Pointer } from '../model/kep.js'
import type { Place } from '../model/place.js'
import type { Key, Profile } from '../model/profile.js'
import type { Templates } from '../model/templates.js'
import type { Tree } from '../model/tree.js'
import { metadataFaults } from '../schema/base-format.js'
import { isNone, type SchemaFault } from '../schema/faults.js'
import { mistakeFor } from '../schema/key-mistakes.js'
import { dayMeant } from '../text/dates.js'
import { nearestWord } from '../text/nearest.js'
import { inQuotesOf, listed, shown } from '../text/quoting.js'
import { withoutRemark } from '../text/remarks.js'
import { versionOf } from '../text/versions.js'
import { defineRule } from './rule.js'

/** A key that nobody reads and a value that nobody knows switch off whatever depends on them. */
export default defineRule({
  id: 'metadata-schema',
  since: '1.0',
  summary: "A KEP's metadata has the keys and values of its format",
  severity: 'error',
  *check(kep, { people, templates, tree }) {
    if (!kep.metadata.value) return
    const misspelt = misspeltState(kep)
    if (misspelt) yield misspelt
    for (const fault of metadataFaults(kep)) {
      const lack = lackOf(fault, kep)
      if (isOfPeople(lack, kep) || isOfTemplate(fault, kep, templates)) continue
      const problem = problemOf(fault, kep, templates)
      const fixes = problem.suggestion === undefined ? { fixes: () => fixesOf(fault, kep, templates, tree) } : {}
      yield { ...problem, subject: subjectOf(fault, kep), ...(lack === null ? {} : { needs: lack }), ...fixes }
    }
    for (const field of people.hasSigs ? kep.profile.requiredWithSigs : []) {
      if (kep.text(field) !== undefined) continue
      const key = kep.keyName(field)
      yield { at: missedAt([], kep), message: `${key} is missing`, subject: `missing ${key}`, needs: key }
    }
    for (const field of kep.profile.expected) {
      const key = kep.keyName(field)
      if (!isNone(kep.metadata.value[key] ?? null)) continue
      const [at, is] = kep.has(field) ? [kep.place(field), 'empty'] : [missedAt([], kep), 'missing']
      const whenChanged = { severity: 'error', by: [field] } as const
      yield { at, severity: 'warning', whenChanged, message: `${key} is ${is}`, subject: `missing ${key}` }
    }
  },
})

/** The words that a placeholder stands for, or the key taken away with its value. */
function fixesOf(fault: SchemaFault, kep: Kep, templates: Templates, tree: Tree): readonly Fix[] {
  const { metadata, profile } = kep
  const { on, pointer, key = '', allowed = [] } = fault
  const [name = ''] = pointer.map(String)
  if (on === 'value' && pointer.length === 1 && isPlaceholder(metadata.text(pointer) ?? '', name, kep, templates)) {
    const at = metadata.place(pointer)
    const words =
      templates
        .keysOf(profile)
        .words.get(name)
        ?.filter((word) => allowed.includes(word)) ?? allowed
    return words.map((word) => ({
      title: `write ${word}`,
      kind: 'choice',
      edits: [replaceAt(tree, at, inQuotesOf(at, metadata.text(pointer) ?? '', word))],
    }))
  }
  if (on === 'value' && name === kep.keyName('lastUpdated') && kep.profile.keys.latestMilestone) {
    const release = versionOf(metadata.text(pointer) ?? '')
    const latest = versionOf(kep.text('latestMilestone') ?? '')
    // Nothing is lost where the release is in its own key too.
    if (release !== null) return [removal(pointer, latest?.join() === release.join() ? 'safe' : 'choice', kep, tree)]
  }
  if (on !== 'key' || pointer.length !== 1) return []
  return [removal(pointer, profile.toleratedKeys.includes(key) ? 'safe' : 'choice', kep, tree)]
}

/** Takes a key of the top level away with its value. */
function removal(pointer: Pointer, kind: Fix['kind'], { metadata }: Kep, tree: Tree): Fix {
  const { path, line } = metadata.keyPlace(pointer)
  const { endLine, endColumn } = metadata.place(pointer)
  const last = endColumn === 1 && endLine > line ? endLine - 1 : endLine
  return { title: `remove ${pointer.join('.')}`, kind, edits: [removeLines(tree, path, line, last)] }
}

/** People that the state requires and that are not named: `owners-assigned` reports them. */
function isOfPeople(key: string | null, kep: Kep): boolean {
  const { state, profile } = kep
  if (state === null || key === null) return false
  return profile.people.some(({ field, states }) => kep.keyName(field) === key && states.includes(state.name))
}

/** A key that the format does not know, and a template of the tree has. */
function isOfTemplate({ on, pointer }: SchemaFault, { profile, misspeltKeys }: Kep, templates: Templates): boolean {
  if (on !== 'key' || misspeltKeys.has(String(pointer[0]))) return false
  return templates.keysOf(profile).known.has(pointer.filter((step) => typeof step === 'string').join('.'))
}

/** The key that has no value and should have one; null where the fault is another. */
function lackOf({ on, key, pointer }: SchemaFault, { metadata }: Kep): string | null {
  const [name, inner] = on === 'missing' ? [...pointer, key] : pointer
  if (on === 'key' || typeof name !== 'string' || inner !== undefined) return null
  return isNone(metadata.value?.[name] ?? null) ? name : null
}

/** The entries of a list may move in it. */
function subjectOf({ on, key, pointer }: SchemaFault, { metadata }: Kep): string {
  const way = (on === 'missing' ? [...pointer, key] : pointer).map((step) => (typeof step === 'number' ? '[]' : step))
  return [on, way.join('.'), on === 'value' ? (metadata.text(pointer) ?? '') : ''].join(' ').trimEnd()
}

/** A state that is read as another word than it is. */
function misspeltState(kep: Kep): Problem | null {
  const { state, stateText } = kep
  if (!state || stateText === null || state.name === stateText) return null
  const at = kep.place('state')
  const verdict = state.aliases.includes(stateText) ? 'which is written' : 'not a known state; did you mean'
  const end = state.aliases.includes(stateText) ? '' : '?'
  return {
    at,
    message: `${kep.keyName('state')} is ${shown(stateText)}, ${verdict} ${state.name}${end}`,
    suggestion: inQuotesOf(at, stateText, state.name),
  }
}

function problemOf(fault: SchemaFault, kep: Kep, templates: Templates): Problem {
  const { metadata } = kep
  if (fault.on === 'missing') return { at: missedAt(fault.pointer, kep), message: fault.message }
  if (fault.on === 'key') return keyProblem(fault, kep)
  const at = metadata.place(fault.pointer)
  const text = metadata.text(fault.pointer)
  if (text !== undefined) return { at, ...valueComplaint(fault, text, at, kep, templates) }
  const person = personAt(fault.pointer, kep)
  if (person === null) return { at, message: fault.message }
  const written = fault.pointer.length > 1 ? person : `[${person}]`
  return { at, message: `${fault.message}; write ${written}`, suggestion: written }
}

/** The person whom a mapping at this place names, as the file would have it; null where it names none. */
function personAt([key, i, ...further]: Pointer, kep: Kep): string | null {
  if (further.length > 0 || !peopleFields.some((each) => kep.keyName(each) === key)) return null
  const value = kep.metadata.value?.[String(key)]
  return personIn(typeof i === 'number' && Array.isArray(value) ? value[i] : value)
}

type Complaint = Pick<Problem, 'message' | 'suggestion'>

/** What is wrong with a scalar, and what was meant: a word of another key before one that is spelt alike. */
function valueComplaint(fault: SchemaFault, text: string, at: Place, kep: Kep, templates: Templates): Complaint {
  const { profile } = kep
  const [key = '', inner] = fault.pointer.map(String)
  const name = String(fault.pointer.at(-1))
  const template = templates.keysOf(profile)
  const inTemplate = template.words.get(key)?.filter((word) => fault.allowed?.includes(word)) ?? []
  const offered = inTemplate.length > 0 && inner === undefined ? inTemplate : (fault.allowed ?? [])
  if (isPlaceholder(text, inner === undefined ? key : '', kep, templates)) {
    const choice = offered.length > 0 ? `choose one of ${listed(offered, 'or')}` : 'fill it in'
    return { message: `${name} is ${shown(text)}, the template's placeholder; ${choice}` }
  }
  const write = (message: string, word: string): Complaint => ({ message, suggestion: inQuotesOf(at, text, word) })
  const hint = (word: string): Complaint => write(`${fault.message}; did you mean ${word}?`, word)
  if (fault.meant !== undefined) return hint(fault.meant)
  const field = inner === undefined ? fieldOf(key, kep) : null
  if (field === 'state') {
    const stage = stageNamed(text, profile.stages)
    const state =
      stage &&
      profile.states.find(({ standing, complete }) => {
        return standing === 'accepted' && complete === stage.complete
      })
    if (stage && state) {
      const own = kep.keyName('stage')
      const place = kep.text('stage') === stage.name ? `${own} has it already` : `write ${own}: ${stage.name}`
      return write(
        `${key} is ${shown(text)}, a stage and not a state; ${place}; ${key} is probably ${state.name}`,
        state.name,
      )
    }
  }
  if (field === 'stage') {
    const state = nearestWord(
      withoutRemark(text),
      profile.states.map((each) => each.name),
    )
    if (state !== null && stageNamed(text, profile.stages) === null) {
      return { message: `${key} is ${shown(text)}, a state and not a stage; choose one of ${listed(offered, 'or')}` }
    }
  }
  if (field === 'created' || field === 'lastUpdated') {
    const release = profile.keys.latestMilestone
    if (release && /^v/i.test(text) && versionOf(text) !== null) {
      return { message: `${key} is ${shown(text)}, a release and not a date; releases belong in ${release.name}` }
    }
    const day = dayMeant(text)
    return day === null ? { message: fault.message } : hint(day)
  }
  const near = fault.allowed ? nearestWord(field === 'stage' ? withoutRemark(text) : text, fault.allowed) : null
  return near === null ? { message: offering(fault, offered) } : hint(near)
}

/** The value is the template's own, or has the shape of one. */
function isPlaceholder(text: string, key: string, { profile }: Kep, templates: Templates): boolean {
  const isOwn = templates.keysOf(profile).values.get(key) === text.trim()
  return isOwn || profile.template.blanks.some((blank) => blank.test(text.trim()))
}

/** The message of a fault with the words that the template offers in place of all that would do. */
function offering({ message, allowed = [] }: SchemaFault, offered: readonly string[]): string {
  const all = listed(allowed, 'or')
  return all !== '' && message.endsWith(all) ? message.slice(0, -all.length) + listed(offered, 'or') : message
}

function fieldOf(key: string, kep: Kep): Field | null {
  const dated = ['state', 'stage', 'created', 'lastUpdated'] as const satisfies readonly Field[]
  return dated.find((field) => kep.keyName(field) === key) ?? null
}

/** What is wrong with a key, and what to do with it. A key that is there already is never meant. */
function keyProblem(fault: SchemaFault, kep: Kep): Problem {
  const { metadata, profile, misspeltKeys } = kep
  const { pointer, key = '', allowed, message } = fault
  const at = metadata.keyPlace(pointer)
  const field = pointer.length === 1 ? misspeltKeys.get(key) : undefined
  const name = field && profile.keys[field]?.name
  if (name !== undefined) return { at, message: `${message}; did you mean ${name}?`, suggestion: name }
  // Another name of a key that is there too.
  if (!allowed) return { at, message }
  const rest = metadata.place(pointer).endLine === at.line ? 'delete the line' : 'delete it and its value'
  if (pointer.length === 1 && profile.toleratedKeys.includes(key)) {
    const whose = `${key} is not a key of the format, though the program that reads it accepts it`
    return { at, severity: 'warning', message: `${whose}; ${rest}` }
  }
  const isOfTop = pointer.length > 1 && Object.values(profile.keys).some((each) => each.name === key)
  const near = keyMeant(fault, kep)
  if (near === null && isOfTop) return { at, message: `${message}; ${key} belongs at the top level` }
  const taken =
    pointer.length === 1 ? [...misspeltKeys].find((each) => profile.keys[each[1]]?.name === near)?.[0] : null
  if (taken != null) return { at, message: `${message}, and ${taken} is already read as ${near}; ${rest}` }
  if (near !== null && Object.hasOwn(mappingAbove(pointer, kep), near)) {
    return { at, message: `${message}, and ${near} is already there; ${rest}` }
  }
  if (near !== null) return { at, message: `${message}; did you mean ${near}?`, suggestion: near }
  return { at, message: `${message}; ${rest}` }
}

/** The known key that an unknown one means: by what people call it, else by its letters. */
function keyMeant({ pointer, key = '', allowed = [] }: SchemaFault, kep: Kep): string | null {
  if (pointer.length === 1) return mistakenKey(key, kep.profile) ?? nearestWord(key, allowed)
  return pointer[0] === kep.keyName('milestones') ? stageMeantBy(key, kep) : nearestWord(key, allowed)
}

/** The key that people mean who write this one, whatever its value. */
function mistakenKey(word: string, { keys }: Profile): string | null {
  const isIt = (key: Key): boolean => {
    const mistake = mistakeFor(key, word)
    return mistake !== undefined && mistake.value === undefined
  }
  return Object.values(keys).find(isIt)?.name ?? null
}

/** The mapping that a key is in. */
function mappingAbove(pointer: Pointer, { metadata }: Kep): object {
  let value: unknown = metadata.value
  for (const step of pointer.slice(0, -1)) {
    value =
      typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, step)?.value : undefined
  }
  return typeof value === 'object' && value !== null ? value : {}
}

/** A key that is not there has no place: it is missed at its mapping's key, or in the first line of the file. */
function missedAt(pointer: Pointer, { metadata }: Kep): Place {
  if (pointer.length > 0) return metadata.keyPlace(pointer)
  const { line, column } = metadata.place([])
  return { path: metadata.path, line, column, endLine: line, endColumn: column }
}
