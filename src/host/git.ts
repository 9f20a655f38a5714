import { realpathSync } from 'node:fs'

import { isId } from './commit-id.js'
import { gitProgram, outputOf, type RunGit } from './git-program.js'
import { errorWords } from './system-error.js'
import { type TreeEntry, treeEntries } from './tree-entries.js'
import { UsageError } from './usage-error.js'

/** A repository's history, as far as this clone has it. Git's own failures are thrown as a UsageError. */
export interface Git {
  /** The checked-out directory whose path in commits is the root of trees: an absolute path without links. */
  readonly root: string
  readonly isShallow: boolean
  /**
   * The full id of the commit that a revision names, tags peeled; also that of a branch which only the remote
   * `origin` has. Null where this clone has none.
   */
  readonly commit: (revision: string) => string | null
  /** The parents that the commit itself names, the first one first, also those that a shallow clone lacks. */
  readonly parents: (commit: string) => readonly string[]
  /** The best common ancestor that this clone knows, or null. */
  readonly mergeBase: (a: string, b: string) => string | null
  /**
   * Tries to get a commit, by its full id, or a branch from the remote `origin`: whether `commit` finds it now. Takes
   * 30 seconds at most, asks nobody, adds no tags, and does not make a full clone shallow. A branch becomes that of
   * `origin`; no branch of the user's moves.
   */
  readonly fetch: (revision: string) => boolean
  /** All that a commit has at and below the root but directories. */
  readonly entries: (commit: string) => readonly TreeEntry[]
  /** The contents of files by their ids; a `limit` in bytes. */
  readonly read: (ids: Iterable<string>, limit: number) => ReadonlyMap<string, Blob>
}

/** A file's content. */
export interface Blob {
  /** In bytes. */
  readonly size: number
  /** None where they are more than the limit. */
  readonly bytes: Buffer
}

/** The repository around `root`, an absolute path; null where there is none, or no git program. */
export function openGit(root: string, environment: NodeJS.ProcessEnv = process.env): Git | null {
  const place = realPlace(root)
  if (place === null) return null
  const run = gitProgram(place, environment)
  const { exit, output } = run(['rev-parse', '--is-shallow-repository', '--show-prefix'])
  if (exit !== 0) return null
  const [, shallow, prefix = ''] = /^(\w+)\n(?:([^]*)\/)?/.exec(output.toString('utf8')) ?? []
  const isShallow = shallow === 'true'
  const commit = (revision: string): string | null => commitOf(run, revision)
  let latest: { readonly of: string; readonly entries: readonly TreeEntry[] } | null = null
  return {
    root: place,
    isShallow,
    commit,
    parents: id => parentsOf(outputOf(run, ['cat-file', 'commit', id])),
    mergeBase: (a, b) => mergeBase(run, a, b),
    fetch: revision => {
      if (commit(revision) !== null) return true
      const refspec = refspecOf(run, revision)
      if (refspec === null || !hasOrigin(run)) return false
      fetch(run, refspec, isShallow, environment)
      return commit(revision) !== null
    },
    entries: of => {
      if (latest?.of !== of) latest = { of, entries: entriesOf(run, of, prefix) }
      return latest.entries
    },
    read: (ids, limit) => read(run, [...new Set(ids)], limit),
  }
}

function realPlace(root: string): string | null {
  try {
    return realpathSync.native(root)
  } catch (error) {
    errorWords(error)
    return null
  }
}

/** The id of an object; null where git finds none or, as for `a..b`, more than one. */
function idOf(run: RunGit, name: string): string | null {
  // No name of an object begins with a hyphen, and options do.
  if (name.startsWith('-') || name.includes('\0')) return null
  const { exit, output } = run(['rev-parse', '--verify', '--quiet', name])
  const id = output.toString('latin1').trim()
  return exit === 0 && isId(id) ? id : null
}

function commitOf(run: RunGit, revision: string): string | null {
  const own = idOf(run, `${revision}^{commit}`)
  // Else a commit that is missing here, as HEAD~1, would be looked for in another branch's history.
  const mayBeBranch = /^(?!HEAD$)[^~^:@{]+$/.test(revision) && !isId(revision)
  if (own !== null || !mayBeBranch) return own
  return idOf(run, `refs/remotes/origin/${revision.replace(/^refs\/heads\//, '')}^{commit}`)
}

// Read from the object itself: a shallow clone pretends that its oldest commits have no parents.
function parentsOf(commit: Buffer): readonly string[] {
  const [head = ''] = commit.toString('latin1').split('\n\n', 1)
  return [...head.matchAll(/^parent ([\da-f]+)$/gm)].map(([, id = '']) => id)
}

function mergeBase(run: RunGit, a: string, b: string): string | null {
  const [first, second] = [commitOf(run, a), commitOf(run, b)]
  if (first === null || second === null) return null
  const { exit, output, trouble } = run(['merge-base', first, second])
  if (exit === 1) return null
  if (exit !== 0) throw new UsageError(`git merge-base ${trouble}`)
  return output.toString('latin1').trim()
}

/** What to ask `origin` for, and where to put it; null where the revision is neither a full id nor a branch's name. */
function refspecOf(run: RunGit, revision: string): string | null {
  if (isId(revision)) return revision
  const branch = revision.replace(/^(?:refs\/heads\/|(?:refs\/remotes\/)?origin\/)/, '')
  const isBranch = !branch.includes('\0') && run(['check-ref-format', `refs/heads/${branch}`]).exit === 0
  return isBranch ? `+refs/heads/${branch}:refs/remotes/origin/${branch}` : null
}

/** Without a remote of that name git would take `origin` for a directory of the tree, which is hostile. */
function hasOrigin(run: RunGit): boolean {
  return run(['remote', 'get-url', 'origin']).exit === 0
}

/** The result is looked at afterwards: what cannot be had, for whatever reason, is not there. */
function fetch(run: RunGit, refspec: string, isShallow: boolean, environment: NodeJS.ProcessEnv): void {
  const options = [
    '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-gc', '--no-prune',
    ...(isShallow ? ['--depth=1'] : []),
  ]
  // Only the plain ssh is known to understand the option that keeps it from asking.
  const { GIT_SSH: program, GIT_SSH_COMMAND: command } = environment
  const isOwn = program !== undefined || command !== undefined
    || run(['config', '--get', 'core.sshCommand']).exit === 0
  const env: Readonly<Record<string, string>> = isOwn ? {} : { GIT_SSH_COMMAND: 'ssh -oBatchMode=yes' }
  run(['fetch', ...options, 'origin', refspec], { within: 30, env })
}

function entriesOf(run: RunGit, commit: string, prefix: string): readonly TreeEntry[] {
  if (prefix === '') return treeEntries(outputOf(run, ['ls-tree', '-r', '-z', '--full-tree', commit]))
  const id = idOf(run, `${commit}:${prefix}`)
  // What is no directory in that commit has nothing below it.
  const tree = id === null ? null : idOf(run, `${id}^{tree}`)
  return tree === null ? [] : treeEntries(outputOf(run, ['ls-tree', '-r', '-z', '--full-tree', tree]))
}

function read(run: RunGit, ids: readonly string[], limit: number): ReadonlyMap<string, Blob> {
  const blobs = new Map<string, Blob>()
  if (ids.length === 0) return blobs
  // The sizes first, as one file may be larger than what can be held.
  const heads = outputOf(run, ['cat-file', '--batch-check'], { input: lines(ids) }).toString('latin1').split('\n')
  const small = ids.filter((id, i) => {
    const size = sizeOf(id, heads[i] ?? '')
    blobs.set(id, { size, bytes: nothing })
    return size <= limit
  })
  if (small.length === 0) return blobs
  const output = outputOf(run, ['cat-file', '--batch'], { input: lines(small) })
  let at = 0
  for (const id of small) {
    const end = output.indexOf('\n', at)
    const size = sizeOf(id, output.toString('latin1', at, end))
    blobs.set(id, { size, bytes: output.subarray(end + 1, end + 1 + size) })
    at = end + size + 2
  }
  return blobs
}

const nothing = Buffer.alloc(0)
const lines = (ids: readonly string[]): string => `${ids.join('\n')}\n`

/** In bytes, from the line that `git cat-file` gives: https://git-scm.com/docs/git-cat-file#_batch_output */
function sizeOf(id: string, head: string): number {
  const [, size] = /^[\da-f]+ blob (\d+)$/.exec(head) ?? []
  if (size === undefined) throw new UsageError(`git cat-file failed: this clone lacks the file with the id ${id}`)
  return Number(size)
}
