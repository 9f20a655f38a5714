import type { Key } from '../model/profile.js'

/** The mistake that people make who write `word` for a key; undefined where it is none. */
export function mistakeFor(key: Key, word: string): NonNullable<Key['mistakes']>[number] | undefined {
  const folded = fold(word)
  return key.mistakes?.find(({ name }) => fold(name) === folded)
}

function fold(word: string): string {
  return word.toLowerCase().replace(/_/g, '-')
}
