import type { Place } from '../model/place.js'

/** A value as messages show it: in double quotes, line breaks as `\n`, at most 100 characters of it. */
export function shown(text: string): string {
  const characters = [...text]
  const cut = characters.length > 100 ? `${characters.slice(0, 99).join('')}…` : text
  return `"${cut.replace(/\r\n?|\n/g, '\\n')}"`
}

/**
 * `a`, `a and b`, `a, b and c`; past eight words: `a, b and 3 more`. Where `words` are only the first of more, `count`
 * says how many there are.
 */
export function listed(words: readonly string[], joint: 'and' | 'or' = 'and', count = words.length): string {
  const most = 8
  const kept = count > most ? [...words.slice(0, most - 1), `${count - most + 1} more`] : words
  const last = kept.at(-1) ?? ''
  return kept.length < 2 ? last : `${kept.slice(0, -1).join(', ')} ${joint} ${last}`
}

/** What to write in place of a scalar whose range is `at` and whose text is `text`: `word`, quoted as that was. */
export function inQuotesOf(at: Place, text: string, word: string): string {
  const quoted = at.line === at.endLine && at.endColumn - at.column === text.length + 2
  return quoted ? `"${word}"` : word
}
