import type { Command } from './commands.js'
import type { Kind } from './kinds.js'
import { isOf, type Option, type Place, type Table } from './table.js'

type IsOf<O extends Option, P extends Place> = P extends Command
  ? O extends { readonly command: { readonly of: readonly (infer C)[] } }
    ? P extends C
      ? true
      : false
    : false
  : O extends { readonly input: object }
    ? true
    : false

type ValueIn<O extends Option, P extends Place> = O extends {
  readonly takesIn: { readonly [Q in P]: Kind<infer V> }
}
  ? V
  : O extends { readonly takes: Kind<infer V> }
    ? V
    : never

/** The values of all options that a place has, by key. */
export type ValuesIn<T extends Table, P extends Place> = {
  readonly [K in keyof T as IsOf<T[K], P> extends true ? K : never]: ValueIn<T[K], P>
}

/** Reads the values of all options that a place has, in the table's order. `read` gets each option's key. */
export function readValues<T extends Table, P extends Place>(
  table: T,
  place: P,
  read: <V>(key: string, takes: Kind<V>) => V,
): ValuesIn<T, P>
// The compiler cannot follow which value belongs to which key: the type above says it, and a test holds it.
export function readValues(table: Table, place: Place, read: (key: string, takes: Kind<unknown>) => unknown): object {
  const own = Object.entries(table).filter(([, option]) => isOf(option, place))
  return Object.fromEntries(own.map(([key, { takes, takesIn }]) => [key, read(key, takesIn?.[place] ?? takes)]))
}
