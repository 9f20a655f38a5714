import { type Followed, type Timeline, timelineOf, versionsOf } from '../lint/index/timeline.js'
import type { Kep } from '../lint/model/kep.js'
import type { Profile } from '../lint/model/profile.js'
import { join } from '../lint/text/paths.js'
import { decode, largestLimit } from './disk/text-file.js'
import { GitError } from './errors/usage-error.js'
import type { HistoryCommit } from './git/history.js'
import type { Git, NoGit } from './git/objects.js'

/** The timelines of KEPs by their paths, or why there are none: a sentence without a full stop. */
export interface Timelines {
  readonly byPath: ReadonlyMap<string, Timeline>
  /** The history, the newest commit first. */
  readonly commits: readonly HistoryCommit[]
  readonly why: string | null
}

/** Reads the timeline of each KEP from the first-parent history of HEAD. */
export function timelinesOf(git: Git | NoGit, keps: readonly Kep[], profiles: readonly Profile[]): Timelines {
  const none = (why: string): Timelines => ({ byPath: new Map(), commits: [], why })
  // The site is public: it does not say where on a disk it was made.
  if ('why' in git)
    return none(
      `There are no timelines: ${git.isNone ? 'the tree is not in a git repository' : 'git cannot read the repository'}`,
    )
  if (git.isShallow) {
    return none(
      'There are no timelines: this clone is shallow (set fetch-depth: 0 for actions/checkout, or run git fetch --unshallow)',
    )
  }
  if (git.commit('HEAD') === null) return none('There are no timelines: nothing is committed yet')
  try {
    const followed = keps.map(
      ({ metadata, path, profile: { layout } }): Followed => ({
        path,
        metadata: metadata.path,
        body: layout.kind === 'directory' ? join(path, layout.body.file) : null,
      }),
    )
    const commits = git.history()
    const versions = versionsOf(commits, followed)
    const ids = new Set([...versions.values()].flatMap((some) => some.map(({ id }) => id)))
    const blobs = git.read(ids, largestLimit)
    const texts = new Map<string, string>()
    for (const [id, { bytes }] of blobs) {
      const decoded = decode(bytes)
      if ('text' in decoded) texts.set(id, decoded.text)
    }
    const timelines = Array.from(
      versions,
      ([path, some]) => [path, timelineOf(some, (id) => texts.get(id), profiles)] as const,
    )
    return {
      commits,
      byPath: new Map(timelines.flatMap(([path, own]) => (own === null ? [] : [[path, own]]))),
      why: null,
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    return none(`There are no timelines: ${error.message}`)
  }
}
