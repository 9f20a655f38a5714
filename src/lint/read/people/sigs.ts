import type { Kep } from '../../model/kep.js'
import type { Roster } from '../../model/people.js'
import { groupKinds } from '../../profiles/sigs.js'
import { isNotApplicable } from '../../text/nothing-words.js'
import { directoryOf } from '../../text/paths.js'

/** A directory that is named as groups are, whether or not there is such a group. */
const named = new RegExp(`^(?:${groupKinds.join('|')})-.`)

/** The name of the SIG directory that a KEP is in, the outermost one; null where it is in none. */
export function sigDirectoryOf({ path }: Kep, { known }: Roster): string | null {
  return (
    directoryOf(path)
      .split('/')
      .find((name) => known.has(name) || named.test(name)) ?? null
  )
}

/**
 * The group that a KEP's owning SIG means, so that a typo in it is one finding and not one of every rule: what is
 * written where the roster knows it; else its near miss; else the SIG directory that the KEP is in; else what is
 * written. Null where the KEP names no owning SIG, or several.
 */
export function owningSigOf(kep: Kep, roster: Roster): string | null {
  const [item, ...more] = kep.items('owningSig')
  if (item === undefined || more.length > 0 || isNotApplicable(item.text)) return null
  const { text } = item
  if (roster.known.has(text)) return text
  const near = roster.near(text)
  if (near !== null && !roster.everybody.has(near)) return near
  return sigDirectoryOf(kep, roster) ?? text
}
