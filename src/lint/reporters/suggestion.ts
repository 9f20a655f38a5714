import type { Problem } from '../model/finding.js'

/** What to say of a finding's suggestion, or null where there is none or the message has said it. */
export function suggestionText({ message, suggestion }: Problem): string | null {
  if (suggestion === undefined) return null
  if (suggestion === '') return 'remove it'
  const start = message.lastIndexOf(suggestion)
  const within = /[\w/-]/
  const said =
    start >= 0 && !within.test(message.charAt(start - 1)) && !within.test(message.charAt(start + suggestion.length))
  return said ? null : suggestion
}
