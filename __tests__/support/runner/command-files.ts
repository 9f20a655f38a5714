const summaryLimit = 1024 * 1024

/**
 * The `name=value` and `name<<delimiter` entries of a file such as `GITHUB_OUTPUT`. Throws an `Error` on what
 * the runner would refuse: a line that is neither, or a delimiter that never comes.
 */
export function parseEntries(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>()
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals > 0 && (heredoc < 0 || equals < heredoc)) {
      entries.set(line.slice(0, equals), line.slice(equals + 1))
      continue
    }
    const delimiter = line.slice(heredoc + 2)
    if (heredoc < 1 || delimiter === '') throw new Error(`Invalid format '${line}'`)
    const end = lines.indexOf(delimiter, i + 1)
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
    entries.set(line.slice(0, heredoc), lines.slice(i + 1, end).join('\n'))
    i = end
  }
  return entries
}

/** The summary that GitHub shows, and the error that stands in its place when it is past 1 MiB. */
export function uploadSummary(text: string): { readonly summary: string; readonly error: string | null } {
  const bytes = Buffer.byteLength(text)
  if (bytes <= summaryLimit) return { summary: text, error: null }
  const size = `supports content up to a size of ${summaryLimit / 1024}k, got ${Math.floor(bytes / 1024)}k`
  return { summary: '', error: `$GITHUB_STEP_SUMMARY upload aborted, ${size}` }
}
