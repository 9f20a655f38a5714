import type { State } from '../model/profile.js'

/** A state of unknown meaning. */
export function freeState(name: string, states: readonly State[]): State {
  return {
    name,
    free: true,
    aliases: [],
    like: states[0]?.name ?? name,
    rank: null,
    standing: 'open',
    complete: false,
    superseded: false,
    live: true,
    numbered: false,
    empty: { owed: null, listed: null },
    approved: false,
    first: null,
    next: {},
  }
}
