import type { State } from '../model/profile.js'
import { freeState } from '../profiles/free-state.js'
import { severityOf } from '../profiles/moves.js'
import { stateLike } from '../profiles/state-synonyms.js'
import { nearestWord } from '../text/nearest.js'
import { withoutRemark } from '../text/remarks.js'
import type { Learned } from './keys.js'
import { thresholds } from './thresholds.js'
import { type Counts, type Group, textAt } from './witnesses.js'

/** Words to choose from, wherever a template offers them: in a value or in a comment beside it. */
const offered = /[\w-]+(?:\s*[|]\s*[\w-]+)+/

/**
 * The states of the format, and those that the template offers or enough proposals are in. One of a known meaning is
 * like a state of the format; any other owes nothing, and may follow and be followed by any.
 */
export function learnStates(group: Group, counts: Counts): Learned<readonly State[]> {
  const { states, keys } = group.profile
  const key = keys.state?.name
  if (key === undefined) return { part: states, said: [] }
  const written = new Map<string, number>()
  for (const proposal of group.proposals) {
    const text = textAt(proposal, key)
    if (text !== null) written.set(withoutRemark(text), (written.get(withoutRemark(text)) ?? 0) + 1)
  }
  const fromTemplate = new Set(group.templates.flatMap((template) => wordsOffered(textAt(template, key) ?? '')))
  const known = new Set(states.flatMap(({ name, aliases }) => [name, ...aliases]))
  const isAccepted = (word: string): boolean => {
    if (fromTemplate.has(word)) return true
    const count = written.get(word) ?? 0
    const { least, share } = thresholds.unknownState
    if (count < least || count < share * counts.proposals || !/^[\w -]{2,40}$/.test(word)) return false
    const used = [...written].filter(([, often]) => often > count).map(([other]) => other)
    const near = nearestWord(word, [...used, ...fromTemplate, ...states.map(({ name }) => name)])
    // The same word with capitals is another spelling of it: the more frequent one is right.
    return near === null || (near.toLowerCase() === word.toLowerCase() && (written.get(near) ?? 0) <= count)
  }
  const spelt = isCapital(written) ? states.map(({ name }) => name.charAt(0).toUpperCase() + name.slice(1)) : []
  const learned = [...new Set([...fromTemplate, ...written.keys()])].filter(
    (word) => !known.has(word) && isAccepted(word),
  )
  const words = [...new Set([...learned, ...spelt])].sort()
  if (words.length === 0) return { part: states, said: [] }
  return {
    part: withStates(states, words),
    said: [
      ...(spelt.length === 0 ? [] : ['states begin with a capital']),
      ...words.filter((word) => !spelt.includes(word)).map(saidOf),
    ],
  }
}

/** Most of the proposals begin their state with a capital: then all states begin with one. */
function isCapital(written: ReadonlyMap<string, number>): boolean {
  let all = 0
  let capitals = 0
  for (const [word, count] of written) {
    all += count
    if (/^[A-Z]/.test(word)) capitals += count
  }
  return all > 0 && capitals >= thresholds.required * all
}

/** The words of a template's value: `provisional|implementable`. */
function wordsOffered(text: string): readonly string[] {
  return (
    offered
      .exec(text)?.[0]
      .split('|')
      .map((word) => word.trim()) ?? []
  )
}

function saidOf(word: string): string {
  const like = stateLike(word)
  if (like === null) return `state ${word}`
  return like === word.toLowerCase() ? `state ${word} for ${like}` : `state ${word}, like ${like}`
}

/** The states with those of these words in the order of the lifecycle; the moves are those of the states they are like. */
function withStates(states: readonly State[], words: readonly string[]): readonly State[] {
  const spelt = new Map(words.map((word) => [word.toLowerCase(), word]))
  const own = states.map((state): State => {
    const name = spelt.get(state.name)
    return name === undefined ? state : { ...state, name, like: state.name }
  })
  const free: State[] = []
  const alike = new Map<string, State[]>()
  for (const word of words) {
    if (states.some(({ name }) => name === word.toLowerCase())) continue
    const like = stateLike(word)
    const model = states.find(({ name }) => name === like)
    if (like === null || model === undefined) free.push(freeState(word, states))
    else alike.set(like, [...(alike.get(like) ?? []), { ...model, name: word, aliases: [], like, first: null }])
  }
  const withoutNames = (state: State): State => ({
    ...state,
    aliases: state.aliases.filter((alias) => !spelt.has(alias.toLowerCase())),
  })
  const ordered = [
    ...own.flatMap((state) => [withoutNames(state), ...(alike.get(state.like ?? state.name) ?? [])]),
    ...free,
  ]
  return ordered.map((state) => ({ ...state, next: nextOf(state, ordered) }))
}

function nextOf(state: State, all: readonly State[]): State['next'] {
  const moves = all.flatMap((other): [string, State['next'][string]][] => {
    if (other === state) return []
    if ((state.like ?? state.name) === (other.like ?? other.name)) {
      return [[other.name, null]]
    }
    const severity = severityOf(state, other)
    return severity === undefined ? [] : [[other.name, severity]]
  })
  return Object.fromEntries(moves)
}
