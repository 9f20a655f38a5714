import type { Kep } from '../model/kep.js'

/** A KEP's title as it is compared: in lower case, white space folded; null where it has none. */
export function titleOf(kep: Kep): string | null {
  return kep.text('title')?.replace(/\s+/g, ' ').toLowerCase() ?? null
}
