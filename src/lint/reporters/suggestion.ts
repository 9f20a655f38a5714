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

/** As many fixes of a finding are named. */
const most = 4

/** What the fixes of a finding do, where they are more than a suggestion: `set stage to stable, or …`; null for none. */
export function titlesOf({ fixes }: Problem): string | null {
  const titles = fixes?.().map(({ title }) => title) ?? []
  if (titles.length === 0) return null
  return [...titles.slice(0, most), ...(titles.length > most ? [`${titles.length - most} more`] : [])].join(', or ')
}
