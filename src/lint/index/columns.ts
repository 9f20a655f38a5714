import type { IndexEntry } from './entry.js'

/** The columns of a list of KEPs, by name: what a cell says. */
export const columns = {
  number: ({ kepNumber }) => kepNumber,
  name: ({ name }) => name,
  title: ({ title }) => title,
  sig: ({ owningSig }) => owningSig,
  'participating-sigs': ({ participatingSigs }) => participatingSigs.join(', '),
  state: ({ status }) => status,
  stage: ({ stage }) => stage,
  milestone: ({ latestMilestone }) => latestMilestone,
  milestones: ({ milestone }) =>
    Object.entries(milestone)
      .map(([stage, release]) => `${stage} ${release}`)
      .join(', '),
  authors: ({ authors }) => authors.join(', '),
  reviewers: ({ reviewers }) => reviewers.join(', '),
  approvers: ({ approvers }) => approvers.join(', '),
  'prr-approvers': ({ prrApprovers }) => prrApprovers.join(', '),
  editor: ({ editor }) => editor,
  created: ({ creationDate }) => creationDate,
  'last-updated': ({ lastUpdated }) => lastUpdated,
  errors: ({ findings }) => String(findings.error),
  warnings: ({ findings }) => String(findings.warning),
  owes: ({ owes }) => owes.join(', '),
  /** All that a release waits for. */
  blocks: ({ owes, errors }) => [...owes, ...errors].join('; '),
  next: ({ next }) => (next === null ? '' : next.state),
  'next-owes': ({ next }) =>
    next === null ? '' : [...next.owes, ...(next.errors > 0 ? [`${next.errors} other errors`] : [])].join(', '),
  'superseded-by': ({ supersededBy }) => supersededBy.join(', '),
  replaces: ({ replaces }) => replaces.join(', '),
  path: ({ path }) => path,
  url: ({ url }) => url ?? '',
  uuid: ({ uuid }) => uuid ?? '',
} as const satisfies Readonly<Record<string, (entry: IndexEntry) => string>>

export type Column = keyof typeof columns

/** The names of the columns. */
export const columnNames: readonly Column[] = Object.keys(columns).filter(isColumn)

/** Whether it is the name of a column. */
export function isColumn(name: string): name is Column {
  return Object.hasOwn(columns, name)
}

const digits = /^\D*?(\d+)(?:\.(\d+))?/

/** Entries by a column: numbers and releases by their value, all else by letters; equal ones by path. */
export function sorted<E extends IndexEntry>(entries: readonly E[], by: Column): readonly E[] {
  const keyOf = (entry: E): readonly [number, number, string] => {
    const cell = columns[by](entry)
    const [, whole, part = '0'] = (/^v?\d/.test(cell) && digits.exec(cell)) || []
    return whole === undefined ? [Infinity, 0, cell.toLowerCase()] : [Number(whole), Number(part), cell]
  }
  const keyed = entries.map((entry) => ({ entry, key: keyOf(entry) }))
  keyed.sort(({ key: a, entry: one }, { key: b, entry: other }) => {
    if (a[0] !== b[0]) return a[0] - b[0]
    if (a[1] !== b[1]) return a[1] - b[1]
    return compare(a[2], b[2]) || compare(one.path, other.path)
  })
  return keyed.map(({ entry }) => entry)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
