import type { Item, Kep } from '../model/kep.js'
import { isNobody } from '../words/handles.js'
import { nearest } from '../words/nearest.js'
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
    for (const { text, at } of gatesOf(kep)) {
      if (isNobody(text) || template.hasValue(text)) continue
      const gate = `${kep.keyName('featureGates')} has ${shown(text)}`
      if (!wellFormed.test(text)) {
        const bare = dressed.exec(text)?.[1]
        if (bare === undefined) yield { at, message: `${gate}, which is not the name of a gate; write letters and digits` }
        else yield { at, message: `${gate}; write ${bare}`, suggestion: inQuotesOf(at, text, bare) }
        continue
      }
      if (!kep.body || mentions(kep.body.text, text)) continue
      const near = nearestIn(kep.body.text, text)
      const body = kep.body.path.slice(kep.body.path.lastIndexOf('/') + 1)
      yield near === null
        ? { at, message: `${gate}, which ${body} does not mention; say there what it switches` }
        : { at, message: `${gate}, which ${body} does not mention; it has ${near}` }
    }
  },
})

/** The gates of the metadata: mappings with a name, or mere names. */
function gatesOf({ metadata, profile }: Kep): readonly Item[] {
  const key = profile.keys.featureGates?.name ?? ''
  const gates = key === '' ? undefined : metadata.value?.[key]
  if (!Array.isArray(gates)) return []
  return gates.flatMap((gate: unknown, i) => {
    const pointer = typeof gate === 'string' ? [key, i] : [key, i, 'name']
    const name = typeof gate === 'string' || isNamed(gate) ? metadata.text(pointer) : undefined
    return name === undefined || name.trim() === '' ? [] : [{ text: name, at: metadata.place(pointer) }]
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

/** The word that was probably meant: one that has capitals inside, or underscores, as gates have. */
function nearestIn(text: string, gate: string): string | null {
  const words = new Set(text.match(/\b[A-Za-z]+(?:[A-Z_0-9]\w*)\b/g))
  return nearest(gate, words)
}
