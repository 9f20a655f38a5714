import { type Gate, gateAnswerOf, gatesOf } from '../facts/gates.js'
import { isNobody } from '../facts/handles.js'
import { stageOf } from '../facts/milestones.js'
import { lessWhenPast } from '../facts/past.js'
import type { Problem } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { Keps } from '../model/keps.js'
import type { Place } from '../model/place.js'
import type { Templates } from '../model/templates.js'
import type { Texts } from '../model/texts.js'
import { nearest } from '../text/nearest.js'
import { nameOf } from '../text/paths.js'
import { inQuotesOf, listed, shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** `MyGate`, and the variables that switch a client's features: `KUBECTL_MY_GATE`. */
const wellFormed = /^(?:[A-Z][A-Za-z0-9]*|[A-Z][A-Z0-9_]*)$/

/** A gate inside something else that people write for it: `` `Gate` ``, `Gate=true`, `--feature-gates=Gate`. */
const dressed = /^[`'"\s]*(?:--feature-gates=)?([A-Za-z]\w*)(?:\s*[=:]\s*(?:true|false))?[`'"\s,;.]*$/i

/** Operators search for the gate in the KEP, and for the KEP by its gate. */
export default defineRule({
  id: 'feature-gate',
  since: '1.0',
  summary: 'The feature gates of an accepted KEP are well formed, have components and are mentioned in its body',
  severity: 'warning',
  *check(kep, { keps, templates, texts }) {
    if (kep.state?.standing !== 'accepted') return
    const key = kep.keyName('featureGates')
    const gates = gatesOf(kep).filter(({ name }) => isGate(name, templates))
    const unmentioned: Gate[] = []
    const words = wordsIn(kep.body?.text ?? null, gates.length)
    for (const gate of gates) {
      const { name, pointer } = gate
      const at = kep.metadata.place(pointer)
      if (wellFormed.test(name)) {
        if (words && !words.has(name)) unmentioned.push(gate)
        continue
      }
      const complaint = malformed(name, at, words)
      yield { ...complaint, at, message: `${key} has ${shown(name)}, ${complaint.message}`, subject: name }
    }
    yield* unmentionedGates(kep, unmentioned, gates, texts)
    yield* withoutComponents(kep, gates, keps)
    yield* unnamedGate(kep, texts)
  },
})

/** A name that is meant as a gate: not empty, not a word for none, not the template's. */
function isGate(name: string, templates: Templates): boolean {
  return name.trim() !== '' && !isNobody(name) && !templates.hasValue(name)
}

/** The words of a text. */
type Words = Pick<ReadonlySet<string>, 'has'>

/** For so few words a text is searched for each, which is faster than to read all of its words. */
const few = 8

/** Answers for about `count` words whether a text has them; null where there is no text. */
function wordsIn(text: string | null, count: number): Words | null {
  if (text === null || count === 0) return null
  return count > few ? new Set(text.match(/\w+/g)) : { has: (word) => hasWord(text, word) }
}

/** The text has the word, whole and in this case. */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isInWord(text.charAt(at - 1)) && !isInWord(text.charAt(at + word.length))) return true
  }
  return false
}

const isInWord = (character: string): boolean => /^\w$/.test(character)

type Complaint = Pick<Problem, 'message' | 'suggestion'>

function malformed(name: string, at: Place, words: Words | null): Complaint {
  const bare = dressed.exec(name)?.[1] ?? name
  const better = wellFormed.test(bare) ? bare : nearName(bare, words)
  if (better === null) return { message: 'which is not a gate name; write letters and digits' }
  // A name that the text does not have either may be wrong in more than its form.
  const fix = better === bare || words?.has(better) ? { suggestion: inQuotesOf(at, name, better) } : {}
  if (bare !== name) return { ...fix, message: `which is more than a gate name; write ${better}` }
  const fault = /^[a-z][A-Za-z0-9]*$/.test(name) ? 'which begins with a lower-case letter' : 'which is not a gate name'
  return { ...fix, message: `${fault}; gates are CamelCase: write ${better}` }
}

/** No gate has a longer name, in UTF-16 units. */
const longest = 100

/**
 * A name in the form that gates have: `SpareDisks` of `spare-disks`, `KUBECTL_X` of `kubectl_x` where the text has it.
 * Null where it holds what no gate does.
 */
function nearName(name: string, words: Words | null): string | null {
  if (name.length > longest) return null
  const parts = name.trim().split(/[-_\s]+/)
  if (!parts.every((part) => /^[A-Za-z0-9]+$/.test(part)) || !/^[A-Za-z]/.test(name.trim())) return null
  const variable = parts.join('_').toUpperCase()
  if (words?.has(variable)) return variable
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('')
}

/** For so many gates of a KEP a near name is looked for. */
const mostNear = 20

/** Gates that the body does not have as a word, in this case. */
function* unmentionedGates(
  kep: Kep,
  unmentioned: readonly Gate[],
  gates: readonly Gate[],
  { commentsOf }: Texts,
): Generator<Problem> {
  const { body, metadata } = kep
  if (!body || unmentioned.length === 0) return
  const words = [...new Set(body.text.match(/\b[A-Z][A-Za-z]*[A-Z_0-9]\w*\b/g))]
  const answered = gateAnswerOf(body, commentsOf(body))?.gates ?? []
  const named = new Set(gates.map(({ name }) => name))
  const others = unmentioned.length === 1 ? answered.filter((each) => !named.has(each)) : []
  for (const [i, { name, pointer }] of unmentioned.entries()) {
    const near = i < mostNear && name.length <= longest ? (nearestIn(words, name) ?? onlyOf(others)) : null
    const fix = near === null ? 'describe the gate there' : `did you mean ${near}?`
    const lack = `which ${nameOf(body.path)} does not mention`
    const message = `${kep.keyName('featureGates')} has ${shown(name)}, ${lack}; ${fix}`
    yield { at: metadata.place(pointer), ...lessWhenPast(kep, ['featureGates']), message, subject: name }
  }
}

function onlyOf(words: readonly string[]): string | null {
  return words.length === 1 ? (words[0] ?? null) : null
}

/** How much longer or shorter than the gate the word is not, underscores included. */
const slips = 8

/** The word that was probably meant: one that has capitals inside, or underscores, as gates have, and begins so. */
function nearestIn(words: readonly string[], gate: string): string | null {
  const lower = gate.toLowerCase()
  const alike = words.filter((word) => Math.abs(word.length - gate.length) < slips)
  return nearest(gate, alike) ?? words.find((word) => word.toLowerCase().startsWith(lower)) ?? null
}

/** Gates for which nothing says where they are set, as one finding: they are one list. */
function* withoutComponents(kep: Kep, gates: readonly Gate[], keps: Keps): Generator<Problem> {
  const bare = gates.filter(({ lacksComponents }) => lacksComponents)
  const [first, ...more] = bare
  if (!first || !namesComponents(keps, kep)) return
  const { metadata } = kep
  const key = kep.keyName('featureGates')
  const related = more.map(({ name, pointer }) => ({ at: metadata.place(pointer), message: `${shown(name)} is here` }))
  yield {
    at: metadata.place(first.pointer),
    ...lessWhenPast(kep, ['featureGates']),
    message:
      `${key} has ${listed(bare.map(({ name }) => shown(name)))} without components; ` +
      'list the components that use it',
    related,
    subject: 'components',
  }
}

/**
 * A current KEP on its way to stable that names no gate, where its questionnaire says that there is one, or leaves
 * open whether there is. Other wording is not checked.
 */
function* unnamedGate(kep: Kep, { commentsOf, placeIn }: Texts): Generator<Problem> {
  const { body } = kep
  const stage = stageOf(kep)
  if (!body || !stage || stage.rank === null || stage.complete || !kep.isCurrent || !isSilent(kep)) return
  const answer = gateAnswerOf(body, commentsOf(body))
  if (!answer || (!answer.ticked && !answer.open)) return
  const [key, readme] = [kep.keyName('featureGates'), nameOf(body.path)]
  const lack = `${key} is ${kep.has('featureGates') ? 'empty' : 'missing'}`
  const named = answer.gates.length > 0 ? listed(answer.gates) : 'it here'
  const message = answer.ticked
    ? `${lack}, but ${readme} ticks the box for a feature gate; name ${named}`
    : `${lack}, and ${readme} ticks no box for how the feature is enabled; name the gate, or tick another box`
  const related = [{ at: placeIn(body, answer.box), message: 'the box is here' }]
  const at = kep.place(kep.has('featureGates') ? 'featureGates' : 'stage')
  yield { at, message, related, subject: 'gate' }
}

/** No gate is named, and no word for none either. */
function isSilent({ has, keyName, metadata, profile }: Kep): boolean {
  const value = has('featureGates') ? metadata.value?.[keyName('featureGates')] : null
  if (value === null || value === undefined || value === '') return true
  return Array.isArray(value) && gatesOf({ metadata, profile }).every(({ name }) => name.trim() === '')
}

/** How many KEPs name the components of all their gates, and which do not. */
interface Usage {
  readonly naming: number
  readonly lacking: ReadonlySet<Kep>
}

const usages = new WeakMap<Keps, Usage>()

/**
 * Whether the tree says which components have a gate: of the other KEPs with gates no more leave that out than not. A
 * project that is one component has nothing to name.
 */
function namesComponents(keps: Keps, kep: Kep): boolean {
  const usage = usages.get(keps) ?? readUsage(keps)
  usages.set(keps, usage)
  return usage.naming >= usage.lacking.size - (usage.lacking.has(kep) ? 1 : 0)
}

function readUsage({ all }: Keps): Usage {
  const gated = all.filter((kep) => gatesOf(kep).length > 0)
  const lacking = new Set(gated.filter((kep) => gatesOf(kep).some(({ lacksComponents }) => lacksComponents)))
  return { naming: gated.length - lacking.size, lacking }
}
