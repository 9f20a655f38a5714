import { frontMatter } from '../markdown/front-matter.js'
import type { Field } from '../model/fields.js'
import type { Profile } from '../model/profile.js'
import { directoryOf, join } from '../text/paths.js'
import { parseYaml } from '../yaml/document.js'

/** What a KEP was from one day on. */
export interface TimelineEntry {
  /** `YYYY-MM-DD`. */
  readonly day: string
  /** The full id of the commit. */
  readonly commit: string
  /** As written; null where there is none. */
  readonly state: string | null
  readonly stage: string | null
  readonly milestone: string | null
}

/** A KEP's way through its history, the oldest entry first, and the day of its last change. */
export interface Timeline {
  readonly entries: readonly TimelineEntry[]
  readonly touched: string
}

/** A commit, as `host/git` reads it: the newest comes first. */
export interface PastCommit {
  readonly id: string
  readonly day: string
  readonly changes: readonly PastChange[]
}

interface PastChange {
  readonly status: 'A' | 'M' | 'D' | 'R' | 'T'
  readonly path: string
  readonly from: string | null
  readonly id: string | null
}

/** One text that a KEP's metadata had. */
export interface PastVersion {
  readonly commit: string
  readonly day: string
  readonly path: string
  /** The id of the file's content. */
  readonly id: string
}

/** A KEP and the file that has its metadata. */
export interface Followed {
  readonly path: string
  readonly metadata: string
  /** Its body, where that is another file. */
  readonly body: string | null
}

interface At {
  readonly commit: number
  readonly change: PastChange
}

/**
 * The texts that the metadata of each KEP had, the newest first, by the KEP's path. Renames are followed, and the change
 * from one file to a directory.
 */
export function versionsOf(
  commits: readonly PastCommit[],
  keps: readonly Followed[],
): ReadonlyMap<string, readonly PastVersion[]> {
  const byPath = new Map<string, At[]>()
  for (const [commit, { changes }] of commits.entries()) {
    for (const change of changes) {
      const known = byPath.get(change.path)
      if (known === undefined) byPath.set(change.path, [{ commit, change }])
      else known.push({ commit, change })
    }
  }
  return new Map(keps.map((kep) => [kep.path, versionsOfOne(kep, commits, byPath)]))
}

function versionsOfOne(
  kep: Followed,
  commits: readonly PastCommit[],
  byPath: ReadonlyMap<string, readonly At[]>,
): readonly PastVersion[] {
  const versions: PastVersion[] = []
  let path: string | null = kep.metadata
  let from = 0
  while (path !== null) {
    const current: string = path
    const found: At | undefined = byPath.get(current)?.find(({ commit }) => commit >= from)
    const commit = found && commits[found.commit]
    if (found === undefined || commit === undefined || found.change.status === 'D') break
    if (found.change.id !== null && found.change.status !== 'T') {
      versions.push({ commit: commit.id, day: commit.day, path: current, id: found.change.id })
    }
    from = found.commit + 1
    if (found.change.status === 'R') path = found.change.from
    else if (found.change.status === 'A') path = predecessorOf(current, commit.changes)
  }
  return versions
}

/** The file that a metadata file took the place of in its first commit: that of one file, or of a moved directory. */
function predecessorOf(metadata: string, changes: readonly PastChange[]): string | null {
  const directory = directoryOf(metadata)
  const moved = changes.find(
    ({ from, path }) => from !== null && path === join(directory, 'README.md') && !from.endsWith('/README.md'),
  )
  if (moved?.from) return moved.from
  const flat = `${directory}.md`
  const gone = changes.find(({ path, status }) => path === flat && (status === 'D' || status === 'T'))
  return gone === undefined ? null : flat
}

/** What was said at each step, the oldest first; what cannot be read is left out, and so is what changes nothing. */
export function timelineOf(
  versions: readonly PastVersion[],
  textOf: (id: string) => string | undefined,
  profiles: readonly Profile[],
): Timeline | null {
  const [last] = versions
  if (last === undefined) return null
  const entries: TimelineEntry[] = []
  for (const { commit, day, id, path } of versions.toReversed()) {
    const text = textOf(id)
    const said = text === undefined ? null : saidIn(text, path, profiles)
    const before = entries.at(-1)
    if (said === null) continue
    const isSame =
      before !== undefined &&
      before.state === said.state &&
      before.stage === said.stage &&
      before.milestone === said.milestone
    if (!isSame) entries.push({ day, commit, ...said })
  }
  return { entries, touched: last.day }
}

function saidIn(
  text: string,
  path: string,
  profiles: readonly Profile[],
): Pick<TimelineEntry, 'state' | 'stage' | 'milestone'> | null {
  const range = /\.(?:md|markdown)$/i.test(path) ? frontMatter(text) : undefined
  if (range === null) return null
  const document = parseYaml(path, text, range)
  if (document.value === undefined) return null
  const said = (field: Field): string | null => {
    for (const { keys } of profiles) {
      const key = keys[field]
      for (const name of key ? [key.name, ...key.aliases] : []) {
        const written = document.text([name])?.trim()
        if (written !== undefined && written !== '' && written !== 'null') return written
      }
    }
    return null
  }
  return { state: said('state'), stage: said('stage'), milestone: said('latestMilestone') }
}
