import { oncePerText } from '../text/memo.js'
import { headingName } from './document.js'

/** What is compared of a question or a heading: its letters and digits, and its words. */
export interface Phrase {
  readonly key: string
  readonly words: ReadonlySet<string>
}

/** Of longer ones only the beginning is compared, in words. */
const mostWords = 60

/** Case, punctuation, markup, a number before it and `(Optional)` do not count. */
export const phraseOf = oncePerText(readPhrase)

function readPhrase(text: string): Phrase {
  const words =
    headingName(text)
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, mostWords) ?? []
  return { key: words.join(''), words: new Set(words) }
}

/** Twice the words that two phrases share, over the words that they have: 1 where they have the same. */
function likeness(a: Phrase, b: Phrase): number {
  let shared = 0
  for (const word of a.words) if (b.words.has(word)) shared++
  return (2 * shared) / (a.words.size + b.words.size || 1)
}

/** From this likeness on, two phrases are the same question in other words. */
const near = 0.6

/** So many phrases that are nothing else's are compared at most. */
const mostCompared = 1000

/** So many that say the very same are kept. */
const mostSame = 10

/**
 * Which of the `others` say what each phrase says: those with its very words, else the one that is nearest and no
 * other phrase has. What nothing says is not in the map.
 */
export function alike<A extends Phrase, B extends Phrase>(
  phrases: readonly A[],
  others: readonly B[],
): ReadonlyMap<A, readonly B[]> {
  const byKey = new Map(phrases.map((phrase) => [phrase.key, phrase]))
  const found = new Map<A, B[]>()
  const free: B[] = []
  for (const other of others) {
    const same = byKey.get(other.key)
    if (!same) {
      if (free.length < mostCompared) free.push(other)
      continue
    }
    const known = found.get(same)
    if (known && known.length < mostSame) known.push(other)
    else if (!known) found.set(same, [other])
  }
  const pairs = phrases
    .filter((phrase) => !found.has(phrase))
    .flatMap((phrase) => free.map((other) => ({ phrase, other, score: likeness(phrase, other) })))
    .filter(({ score }) => score >= near)
    .sort((a, b) => b.score - a.score)
  const taken = new Set<B>()
  for (const { phrase, other } of pairs) {
    if (found.has(phrase) || taken.has(other)) continue
    found.set(phrase, [other])
    taken.add(other)
  }
  return found
}
