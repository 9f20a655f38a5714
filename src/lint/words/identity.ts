import type { Kep } from '../model/kep.js'

/** A KEP's title as it is compared: in lower case, white space folded; null where it has none. */
export function titleOf(kep: Kep): string | null {
  return kep.text('title')?.replace(/\s+/g, ' ').toLowerCase() ?? null
}

/** The number that a KEP is known by. Metadata that cannot be read has none, and the name still does; 0 is none. */
export function numberOf({ number, nameNumber }: Kep): string | null {
  const known = number ?? (nameNumber === null ? 0 : Number(nameNumber))
  return known === 0 ? null : String(known)
}

/**
 * The others among the `sharers` of what only one KEP may have. One whose name still has a template's placeholder was
 * copied: it is the one at fault, and no other of the ones that have their number.
 */
export function othersOf(kep: Kep, sharers: readonly Kep[]): readonly Kep[] {
  const isNumbered = kep.unnumberedName === null
  return sharers.filter((other) => other !== kep && !(isNumbered && other.unnumberedName !== null))
}
