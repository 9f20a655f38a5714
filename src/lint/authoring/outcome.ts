import type { Draft } from '../fix/draft.js'

/** What a command would do. */
export interface Plan {
  readonly draft: Draft
  /** The path, in the draft, of each KEP that the command is about. */
  readonly keps: readonly string[]
  /** What was decided for the user, or is left to them: a sentence each, without a full stop. */
  readonly notes: readonly string[]
  /** The KEPs may lack what their state asks for: somebody still has to write it. */
  readonly mayOwe: boolean
  /** The rules that report what the command is for: their findings do not stop it. */
  readonly expects?: readonly string[]
  /**
   * The new path of each KEP that gets other files, by the old one: what is found in it before and after is compared by
   * rule, as the places are others.
   */
  readonly rewritten?: ReadonlyMap<string, string>
}

/** Why a command does nothing: one line, and what could be meant. */
export interface Refusal {
  readonly refused: string
  readonly instead: readonly string[]
}

/** Makes a refusal. */
export function refuse(refused: string, instead: readonly string[] = []): Refusal {
  return { refused, instead }
}

/** Whether it is a refusal. */
export function isRefusal<T extends object>(outcome: T | Refusal): outcome is Refusal {
  return 'refused' in outcome
}
