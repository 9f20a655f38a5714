import { compareVersions, versionOf } from '../text/versions.js'
import type { IndexEntry } from './entry.js'
import { isIn } from './filters.js'

/** Which states are on the way, and which are only kept for the record, by their names. */
export interface Standings {
  readonly open: ReadonlySet<string>
  readonly record: ReadonlySet<string>
}

/**
 * The KEPs of a release, each owing what it still needs for it: a state that may be implemented, the stage that is
 * planned for the release, and the release as its latest. KEPs that are only kept for the record wait for nothing.
 */
export function waitingFor(
  entries: readonly IndexEntry[],
  release: string,
  { open, record }: Standings,
): readonly IndexEntry[] {
  return entries
    .filter((entry) => isIn(entry, release) && !record.has(entry.status))
    .map((entry) => {
      const { latestMilestone, milestone, next, owes, stage, status } = entry
      const planned = Object.entries(milestone).filter(([, each]) => isSame(each, release))
      const own = planned.some(([name]) => name === stage) ? undefined : planned.at(-1)
      const isOpen = open.has(status) && next !== null
      return {
        ...entry,
        owes: [
          ...(isOpen ? [`state ${next.state}`] : []),
          ...(own === undefined ? [] : [`stage ${own[0]}`]),
          ...(own === undefined || isSame(latestMilestone, release) ? [] : [`latest milestone ${own[1]}`]),
          ...new Set([...owes, ...(isOpen ? next.owes : [])]),
        ],
      }
    })
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [versionOf(a), versionOf(b)]
  return one !== null && other !== null ? compareVersions(one, other) === 0 : a === b
}
