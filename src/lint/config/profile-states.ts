import type { YamlDocument } from '../model/kep.js'
import type { Profile, Stage, State } from '../model/profile.js'
import type { Severity } from '../model/severity.js'
import { freeState } from '../profiles/free-state.js'
import { severityOf } from '../profiles/moves.js'
import { itemsIn, keysAt, valueAt } from './entries.js'
import { severityNamed } from './profile-keys.js'

/** What a state is like whose meaning keplint does not know. */
export const anyState = 'any'

/**
 * The states that a profile file names, in its order, which is the way forward; those of its base where it names
 * none. The words in it are known to be right.
 */
export function statesIn(document: YamlDocument, baseFormat: Profile): readonly State[] {
  const names = keysAt(document, ['states'])
  if (names.length === 0) return baseFormat.states
  let rank = 0
  const states = names.flatMap((name): State[] => {
    const like = document.text(['states', name, 'like']) ?? name
    if (like === anyState) return [freeState(name, baseFormat.states)]
    const model = baseFormat.states.find((state) => state.name === like)
    if (!model) return []
    const flag = (key: string, otherwise: boolean): boolean => {
      const value = valueAt(document, ['states', name, key])
      return typeof value === 'boolean' ? value : otherwise
    }
    const standing = standingOf(document.text(['states', name, 'standing'])) ?? model.standing
    const own: State = {
      ...model,
      name,
      aliases: [...(like === name ? model.aliases : []), ...textsIn(document, name, 'aliases')],
      rank: standing === 'record' ? null : rank,
      standing,
      complete: flag('complete', model.complete),
      superseded: flag('superseded', model.superseded),
      live: flag('live', model.live),
      numbered: flag('numbered', model.numbered),
      first: firstOf(document.text(['states', name, 'first']), model.first),
    }
    if (own.rank !== null) rank += 1
    return [like === name ? own : { ...own, like }]
  })
  return states.map((state) => ({ ...state, next: nextOf(document, state, states) }))
}

function standingOf(word: string | undefined): State['standing'] | undefined {
  return (['open', 'accepted', 'record'] as const).find((standing) => standing === word)
}

/** The severity of a new KEP in a state: what the file says, as in the state that it is like where it says nothing. */
function firstOf(word: string | undefined, otherwise: Severity | null): Severity | null {
  return word === undefined ? otherwise : severityNamed(word)
}

/** The moves that the file names; those of the states that this one and the others are like where it names none. */
function nextOf(document: YamlDocument, state: State, states: readonly State[]): State['next'] {
  const moves: [string, Severity | null][] = []
  if (valueAt(document, ['states', state.name, 'next']) === undefined) {
    for (const other of states) {
      const severity = other === state ? undefined : severityOf(state, other)
      if (severity !== undefined) moves.push([other.name, severity])
    }
  }
  for (const name of textsIn(document, state.name, 'next')) moves.push([name, null])
  for (const name of textsIn(document, state.name, 'next-warned')) moves.push([name, 'warning'])
  return Object.fromEntries(moves)
}

function textsIn(document: YamlDocument, state: string, key: string): readonly string[] {
  return itemsIn(document, ['states', state, key]).map((item) => item.text)
}

/** The stages that a profile file names, in its order, which is the way forward; else those of its base. */
export function stagesIn(document: YamlDocument, baseFormat: Profile): readonly Stage[] {
  const names = keysAt(document, ['stages'])
  if (names.length === 0) return valueAt(document, ['stages']) === 'none' ? [] : baseFormat.stages
  let rank = 0
  return names.map((name): Stage => {
    const like = document.text(['stages', name, 'like']) ?? name
    const model = baseFormat.stages.find((stage) => stage.name === like)
    const step = valueAt(document, ['stages', name, 'step']) ?? (model ? model.rank !== null : true)
    const complete = valueAt(document, ['stages', name, 'complete']) ?? model?.complete ?? false
    const own = { name, rank: step === false ? null : rank, complete: complete === true }
    if (own.rank !== null) rank += 1
    return model && like !== name ? { ...own, like } : own
  })
}
