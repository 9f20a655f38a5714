import { type Steps, slipsBetween, unlimited } from './distance.js'

/** A longer word, in UTF-16 units, is a near miss of nothing. */
const longest = 400

/** A candidate, and what of it is compared. */
interface Known {
  readonly name: string
  readonly folded: string
}

/**
 * The name that was probably meant, or null when none is near enough. Case, hyphens, underscores and spaces count for
 * nothing; otherwise up to one slip in three letters, three at most, counting a swap of two neighbours as one. Of
 * several that are as near the first is meant.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  return nearestOf(word, knownOf(candidates), unlimited, isAny)
}

/**
 * The word of a vocabulary that was probably meant: as `nearest`, where it is the same word with a slip in it. A
 * longer word (`unimplemented`, `not stable`) and another form of the word (`implementing`) mean something else, and
 * what several words begin with (`implement`) may mean each of them.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | null {
  const all = [...knownOf(candidates)]
  const near = nearestOf(word, all, unlimited, isSameWord)
  const wanted = fold(word)
  if (near === null || fold(near) === wanted || !fold(near).startsWith(wanted)) return near
  return all.filter(({ folded }) => folded.startsWith(wanted)).length > 1 ? null : near
}

/**
 * Finds, as `nearest` does, the near misses of many words among the same names. `steps` bounds the work of all of them together; when it
 * is used up, words have no near miss. Use it where both the words and the names come from the tree.
 */
export function nearIn(candidates: Iterable<string>, steps: Steps): (word: string) => string | null {
  const byLength = new Map<number, Known[]>()
  for (const known of knownOf(candidates)) {
    const group = byLength.get(known.folded.length)
    if (group) group.push(known)
    else byLength.set(known.folded.length, [known])
  }
  const found = new Map<string, string | null>()
  return (word) => {
    let near = found.get(word)
    if (near === undefined) {
      const wanted = word.length > longest ? '' : fold(word)
      const alike = [0, -1, 1, -2, 2, -3, 3].flatMap((by) => byLength.get(wanted.length + by) ?? [])
      near = nearestOf(word, alike, steps, isAny)
      found.set(word, near)
    }
    return near
  }
}

function* knownOf(candidates: Iterable<string>): Generator<Known> {
  for (const name of candidates) {
    if (name.length <= longest) yield { name, folded: fold(name) }
  }
}

function nearestOf(
  word: string,
  candidates: Iterable<Known>,
  steps: Steps,
  isMeant: (wanted: string, known: string, slips: number) => boolean,
): string | null {
  const wanted = word.length > longest ? '' : fold(word)
  if (wanted === '') return null
  let best: string | null = null
  let least = Infinity
  for (const { name, folded } of candidates) {
    if (steps.left <= 0) return null
    const most = Math.min(3, Math.floor(Math.max(folded.length, wanted.length) / 3), least - 1)
    if (most < 0) break
    const slips = slipsBetween(wanted, folded, most, steps)
    if (slips > most || !isMeant(wanted, folded, slips)) continue
    best = name
    least = slips
  }
  return best
}

const isAny = (): boolean => true

function fold(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[-_\s]+/g, '')
}

/** How many letters more make another word: one is a slip, `drafts` or `betta`. */
const moreLetters = [2, 3]
/** An ending is not longer. */
const longestEnding = 4

/** The slips are within the word: neither letters put before or after it, nor another ending. */
function isSameWord(wanted: string, known: string, slips: number): boolean {
  if (slips < 2) return true
  const isLonger = moreLetters.some((more) => {
    const most = slips - more
    if (most < 0 || wanted.length <= more) return false
    return [wanted.slice(more), wanted.slice(0, -more)].some((part) => slipsBetween(part, known, most) <= most)
  })
  if (isLonger) return false
  let stem = 0
  while (stem < wanted.length && wanted[stem] === known[stem]) stem += 1
  const [own, other] = [wanted.slice(stem), known.slice(stem)]
  const isEnding = own !== '' && other !== '' && Math.max(own.length, other.length) <= longestEnding
  return !isEnding || (own.length < other.length + 2 && [...own].some((letter) => other.includes(letter)))
}
