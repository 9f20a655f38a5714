import type { Place, Problem } from '../model/finding.js'
import type { Kep, Pointer } from '../model/kep.js'
import { metadataFaults } from '../parse/canonical.js'
import { isNone, type ShapeFault } from '../parse/shape.js'
import { nearest } from '../words/nearest.js'
import { inQuotesOf, listed, shown } from '../words/shown.js'
import { defineRule } from './rule.js'

/** What only a template says: alternatives, a date to fill in, a number to be given. */
const placeholder = /^[a-z]+(?:\s*\|\s*[a-z]+)+$|^yyyy-mm-dd$|^N{2,}$/i

/** A key that nobody reads and a value that nobody knows switch off whatever depends on them. */
export default defineRule({
  id: 'metadata-schema',
  summary: "A KEP's metadata has the keys and values of its format",
  severity: 'error',
  *check(kep, { hasSigs }) {
    if (!kep.metadata.value) return
    const misspelt = misspeltState(kep)
    if (misspelt) yield misspelt
    for (const fault of metadataFaults(kep)) {
      const lack = lackOf(fault, kep)
      if (isOfPeople(lack, kep)) continue
      yield { ...problemOf(fault, kep), subject: subjectOf(fault, kep), ...(lack === null ? {} : { needs: lack }) }
    }
    for (const field of hasSigs ? kep.profile.requiredWithSigs : []) {
      if (kep.text(field) !== undefined) continue
      const key = kep.keyName(field)
      yield { at: missedAt([], kep), message: `${key} is missing`, subject: `missing ${key}`, needs: key }
    }
  },
})

/** People that the state calls for and that are not named: `owners-assigned` says so. */
function isOfPeople(key: string | null, kep: Kep): boolean {
  const { state, profile } = kep
  if (state === null || key === null) return false
  return profile.people.some(({ field, states }) => kep.keyName(field) === key && states.includes(state.name))
}

/** The key that has no value and should have one; null where the fault is another. */
function lackOf({ on, key, pointer }: ShapeFault, { metadata }: Kep): string | null {
  const [name, inner] = on === 'missing' ? [...pointer, key] : pointer
  if (on === 'key' || typeof name !== 'string' || inner !== undefined) return null
  return isNone(metadata.value?.[name] ?? null) ? name : null
}

/** What stands in a list may move up and down in it. */
function subjectOf({ on, key, pointer }: ShapeFault, { metadata }: Kep): string {
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

function problemOf(fault: ShapeFault, kep: Kep): Problem {
  const { metadata } = kep
  if (fault.on === 'missing') return { at: missedAt(fault.pointer, kep), message: fault.message }
  const text = fault.on === 'key' ? fault.key : metadata.text(fault.pointer)
  const at = fault.on === 'key' ? metadata.keyPlace(fault.pointer) : metadata.place(fault.pointer)
  if (text === undefined) return { at, message: fault.message }
  if (fault.on === 'value' && placeholder.test(text.trim())) {
    const choice = fault.allowed ? `choose one of ${listed(fault.allowed, 'or')}` : 'fill it in'
    return { at, message: `${String(fault.pointer.at(-1))} is ${shown(text)}, the template's placeholder; ${choice}` }
  }
  const near = fault.allowed ? nearest(text, fault.allowed) : null
  if (near === null) return { at, message: fault.message }
  return { at, message: `${fault.message}; did you mean ${near}?`, suggestion: inQuotesOf(at, text, near) }
}

/** A key that is not there has no place: it is missed at its mapping's key, or in the first line of the file. */
function missedAt(pointer: Pointer, { metadata }: Kep): Place {
  if (pointer.length > 0) return metadata.keyPlace(pointer)
  const { line, column } = metadata.place([])
  return { path: metadata.path, line, column, endLine: line, endColumn: column }
}
