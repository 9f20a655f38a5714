import type { Kep } from '../model/kep.js'
import type { Keps } from '../model/keps.js'
import { nearest } from '../text/nearest.js'
import { nameOf, resolveFrom, upwards } from '../text/paths.js'

/** The KEP that a word means; or those that it may mean, and how many there are; or one that is written like it. */
export type FoundKep = { readonly kep: Kep } | { readonly several: readonly Kep[] } | { readonly near: Kep | null }

/**
 * Finds a KEP by its path or that of a file of it, its uuid, its number (`42`, with or without the format's prefix), or
 * a part of its name or title that no other has. What is sure comes first: a word that is a number means no title.
 */
export function findKep(word: string, { all, byPath, byUuid }: Keps): FoundKep {
  const text = word.trim()
  const path = resolveFrom('.', text)
  for (const each of path === null ? [] : upwards(path)) {
    const kep = byPath.get(each)
    if (kep) return { kep }
  }
  const sure = [byUuid.get(text.toLowerCase()) ?? [], numberedLike(text, all)].find((keps) => keps.length > 0)
  if (sure) return oneOf(sure)
  const part = text.toLowerCase()
  const named = part === '' ? [] : all.filter((kep) => namesOf(kep).some((name) => name.includes(part)))
  const whole = named.filter((kep) => namesOf(kep).includes(part))
  if (named.length > 0) return oneOf(whole.length === 1 ? whole : named)
  const byName = new Map(all.map((kep) => [nameOf(kep.path).toLowerCase(), kep]))
  return { near: byName.get(nearest(part, byName.keys()) ?? '') ?? null }
}

function oneOf(keps: readonly Kep[]): FoundKep {
  const [kep, ...more] = keps
  return kep && more.length === 0 ? { kep } : { several: keps }
}

/** Those that have the number in their metadata; where there are none, in their name. */
function numberedLike(text: string, all: readonly Kep[]): readonly Kep[] {
  const [, prefix, digits] = /^([a-z]+)?[-\s]*#?0*(\d{1,7})$/i.exec(text) ?? []
  if (digits === undefined) return []
  const fits = all.filter(
    ({ profile }) => prefix === undefined || prefix.toLowerCase() === profile.prefix.toLowerCase(),
  )
  const known = fits.filter((kep) => kep.number === Number(digits))
  return known.length > 0 ? known : fits.filter(({ nameNumber }) => nameNumber !== null && +nameNumber === +digits)
}

/** What a KEP may be asked for by, in lower case: its name, that without the ending, and its title. */
function namesOf(kep: Kep): readonly string[] {
  const name = nameOf(kep.path).toLowerCase()
  return [name, name.replace(/\.md$/, ''), kep.text('title')?.toLowerCase() ?? '']
}
