import type { Place, Problem } from '../model/finding.js'
import type { Kep, Pointer } from '../model/kep.js'
import { isNobody } from '../words/handles.js'
import { nearest } from '../words/nearest.js'
import { nameOf } from '../words/paths.js'
import { inQuotesOf, shown } from '../words/shown.js'
import { defineRule } from './rule.js'

/** `MyGate`, and the variables that switch a client's features: `KUBECTL_MY_GATE`. */
const wellFormed = /^(?:[A-Za-z][A-Za-z0-9]*|[A-Z][A-Z0-9_]*)$/

/** A gate inside something else that people write for it: `` `Gate` ``, `Gate=true`, `--feature-gates=Gate`. */
const dressed = /^[`'"\s]*(?:--feature-gates=)?([A-Za-z]\w*)(?:\s*[=:]\s*(?:true|false))?[`'"\s,;.]*$/i

/** The gate is what operators switch: they look for it in the KEP, and for the KEP by it. */
export default defineRule({
  id: 'feature-gate',
  summary: 'Feature gates of an accepted KEP are well formed and mentioned in its body',
  severity: 'warning',
  *check(kep, { template }) {
    if (kep.state?.standing !== 'accepted') return
    for (const { name, pointer } of gatesOf(kep)) {
      if (name.trim() === '' || isNobody(name) || template.hasValue(name)) continue
      const problem = wellFormed.test(name) ? unmentioned(name, kep) : malformed(name, kep.metadata.place(pointer))
      if (problem === null) continue
      const message = `${kep.keyName('featureGates')} has ${shown(name)}, ${problem.message}`
      yield { ...problem, at: kep.metadata.place(pointer), message, subject: name }
    }
  },
})

type Complaint = Pick<Problem, 'message' | 'suggestion'>

function malformed(name: string, at: Place): Complaint {
  const bare = dressed.exec(name)?.[1]
  if (bare === undefined) return { message: "which is no gate's name; write letters and digits" }
  return { message: `which is more than a gate's name; write ${bare}`, suggestion: inQuotesOf(at, name, bare) }
}

function unmentioned(name: string, { body }: Kep): Complaint | null {
  if (!body || mentions(body.text, name)) return null
  const near = nearestIn(body.text, name)
  const mend = near === null ? 'say there what it switches' : `did you mean ${near}?`
  return { message: `which ${nameOf(body.path)} does not mention; ${mend}` }
}

/** The gates of the metadata: mappings with a name, or mere names. */
function gatesOf({ metadata, profile }: Kep): readonly { readonly name: string; readonly pointer: Pointer }[] {
  const key = profile.keys.featureGates?.name ?? ''
  const gates = key === '' ? undefined : metadata.value?.[key]
  if (!Array.isArray(gates)) return []
  return gates.flatMap((gate: unknown, i) => {
    if (typeof gate === 'string') return { name: gate, pointer: [key, i] }
    return isNamed(gate) ? { name: gate.name, pointer: [key, i, 'name'] } : []
  })
}

function isNamed(gate: unknown): gate is { readonly name: string } {
  return typeof gate === 'object' && gate !== null && 'name' in gate && typeof gate.name === 'string'
}

/** The text has the word, whole and in this case. */
function mentions(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isInWord(text.charAt(at - 1)) && !isInWord(text.charAt(at + word.length))) return true
  }
  return false
}

const isInWord = (character: string): boolean => /^\w$/.test(character)

/** How much longer or shorter than the gate the word is not, underscores included. */
const slips = 8

/** The word that was probably meant: one that has capitals inside, or underscores, as gates have. */
function nearestIn(text: string, gate: string): string | null {
  const folded = gate.toLowerCase()
  const words = [...new Set(text.match(/\b[A-Za-z]+[A-Z_0-9]\w*\b/g))]
  const alike = words.filter((word) => Math.abs(word.length - gate.length) < slips)
  return nearest(gate, alike) ?? words.find((word) => word.toLowerCase().startsWith(folded)) ?? null
}
