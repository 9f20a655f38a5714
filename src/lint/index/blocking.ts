import { compareVersions, versionOf } from '../text/versions.js'
import type { IndexEntry } from './entry.js'
import { isIn } from './filters.js'

/** Which states are only kept for the record, and which are on the way, by their names. */
export interface Standings {
  readonly open: ReadonlySet<string>
  readonly record: ReadonlySet<string>
}

/** What a KEP still has to come to for a release; null where it is there. */
export interface Planned {
  readonly state: string | null
  readonly stage: string | null
  readonly milestone: string | null
}

/** The KEPs of a release. Those that are only kept for the record wait for nothing. */
export function entriesOf(
  entries: readonly IndexEntry[],
  release: string,
  { record }: Standings,
): readonly IndexEntry[] {
  return entries.filter((entry) => isIn(entry, release) && !record.has(entry.status))
}

/** The state that comes next, where it is still open; the stage that is planned for the release; and the release. */
export function plannedFor(entry: IndexEntry, release: string, { open }: Standings): Planned {
  const { latestMilestone, milestone, next, stage, status } = entry
  const planned = Object.entries(milestone).filter(([, each]) => isSame(each, release))
  const own = planned.some(([name]) => name === stage) ? undefined : planned.at(-1)
  return {
    state: next !== null && open.has(status) ? next.state : null,
    stage: own?.[0] ?? null,
    milestone: own === undefined || isSame(latestMilestone, release) ? null : own[1],
  }
}

/**
 * The KEPs of a release, each owing what it still has to come to, and what it then lacks. `supposed` are the entries of
 * the tree in which each has come to that, by path.
 */
export function waitingFor(
  entries: readonly IndexEntry[],
  release: string,
  standings: Standings,
  supposed: ReadonlyMap<string, IndexEntry>,
): readonly IndexEntry[] {
  return entries.map((entry) => {
    const { milestone, stage, state } = plannedFor(entry, release, standings)
    const then = supposed.get(entry.path) ?? entry
    return {
      ...entry,
      owes: [
        ...(state === null ? [] : [`state ${state}`]),
        ...(stage === null ? [] : [`stage ${stage}`]),
        ...(milestone === null ? [] : [`latest milestone ${milestone}`]),
        ...new Set([...entry.owes, ...then.owes]),
      ],
    }
  })
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [versionOf(a), versionOf(b)]
  return one !== null && other !== null ? compareVersions(one, other) === 0 : a === b
}
