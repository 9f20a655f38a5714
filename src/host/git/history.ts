/** What one commit does to one file, against its first parent. */
export interface HistoryChange {
  /** `A` added, `M` modified, `D` deleted, `R` renamed, `T` another type, such as a link. */
  readonly status: 'A' | 'M' | 'D' | 'R' | 'T'
  /** The path after the commit; that of the deleted file. */
  readonly path: string
  /** The path before the commit, where that differs. */
  readonly from: string | null
  /** The id of the file's content after the commit; null where there is none. */
  readonly id: string | null
}

/** A commit of the first-parent history. */
export interface HistoryCommit {
  readonly id: string
  /** The day on which it was committed, `YYYY-MM-DD`. */
  readonly day: string
  readonly changes: readonly HistoryChange[]
}

/** The words of the git command whose output `parseHistory` reads: the newest commit first, paths from the root. */
export const historyWords = [
  'log',
  '--first-parent',
  '--diff-merges=first-parent',
  '--raw',
  '-z',
  '--no-abbrev',
  '--find-renames=50%',
  '-l4000',
  '--relative',
  '--format=%x01%H %cs',
  'HEAD',
  '--',
  '*.yaml',
  '*.yml',
  '*.md',
] as const

/** Reads what git says of a history: `\x01ID DAY`, then `:MODE MODE ID ID STATUS`, each with its paths, between NULs. */
export function parseHistory(output: string): readonly HistoryCommit[] {
  const commits: { id: string; day: string; changes: HistoryChange[] }[] = []
  const tokens = output.split('\0').map((token) => token.replace(/^\n+/, ''))
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? ''
    const [, id, day] = /^\x01([\da-f]+) (\S+)/.exec(token) ?? []
    if (id !== undefined && day !== undefined) {
      commits.push({ id, day, changes: [] })
      continue
    }
    const [, next, letter] = /^:\d+ \d+ [\da-f]+ ([\da-f]+) ([A-Z])\d*$/.exec(token) ?? []
    if (next === undefined || letter === undefined) continue
    const first = tokens[++at] ?? ''
    const hasTwo = letter === 'R' || letter === 'C'
    const path = hasTwo ? (tokens[++at] ?? '') : first
    const content = /^0+$/.test(next) ? null : next
    const from = letter === 'R' ? first : null
    commits.at(-1)?.changes.push({ status: statusOf(letter), path, from, id: content })
  }
  return commits
}

function statusOf(letter: string): HistoryChange['status'] {
  return letter === 'M' || letter === 'D' || letter === 'R' || letter === 'T' ? letter : 'A'
}
