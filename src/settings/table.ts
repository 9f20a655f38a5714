import type { Command } from './commands.js'
import type { Kind } from './kinds.js'

/** What `--help` puts above options; the options without a title come last. */
export const groups = ['The tree', 'What counts', 'Fixing', 'Lists of KEPs', 'Writing KEPs', 'The report', ''] as const

/** Who has options: a subcommand, or the action, whose options are its inputs. */
export type Place = Command | 'action'

/** One option, as all its readers need it. It has a `command`, an `input`, or both. */
export interface Option {
  /** How its value is read. */
  readonly takes: Kind<unknown>
  /** Who takes something else. */
  readonly takesIn?: { readonly [P in Place]?: Kind<unknown> }
  readonly command?: CommandOption
  readonly input?: Input
}

/** An option of the command. */
export interface CommandOption {
  /** The subcommands that have it. None: it stands in place of a subcommand. */
  readonly of: readonly Command[]
  readonly group: (typeof groups)[number]
  /** What `--help` calls its value: `DIR`. A flag has none. */
  readonly value?: string
  /** One letter: `h`. */
  readonly short?: string
  /** What `--help` and the README say; a phrase, which is wrapped. */
  readonly help: string
}

/** An input of the action. */
export interface Input {
  /** What `action.yml` says; sentences. */
  readonly description: string
  /** What the README says; a phrase of Markdown. */
  readonly meaning: string
  /** What the README says of its default, in Markdown, where `takes` has none. */
  readonly usual?: string
}

/** The options by key. A key is the name in camel case: `failOn` is `--fail-on`, and the input `fail-on`. */
export type Table = Readonly<Record<string, Option>>

/** The name of an option as it is written, without hyphens before it. */
export function nameOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** Whether a place has an option. */
export function isOf({ command, input }: Option, place: Place): boolean {
  return place === 'action' ? input !== undefined : (command?.of.includes(place) ?? false)
}
