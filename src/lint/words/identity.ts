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
