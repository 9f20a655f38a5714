import { realpathSync, type Stats, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorCode, errorWords } from '../errors/system-error.js'
import { GitError } from '../errors/usage-error.js'
import { type Blob, readBlobs } from './blobs.js'
import { isId } from './commit-id.js'
import { type HistoryCommit, historyWords, parseHistory } from './history.js'
import { type IndexEntry, indexEntries } from './index-entries.js'
import { gitProgram, outputOf, type RunGit } from './program.js'
import { type TreeEntry, treeEntries } from './tree-entries.js'

/** A repository's history, as far as this clone has it. Git's own failures are thrown as a GitError. */
export interface Git {
  /** The checked-out directory whose path in commits is the root of trees: an absolute path without links. */
  readonly root: string
  /** The root's path in commits, with `/`; empty where it is the top of the repository. */
  readonly prefix: string
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
  /** The first-parent history of HEAD, the newest commit first: what each does to the files that may be of KEPs. */
  readonly history: () => readonly HistoryCommit[]
  /** All that a commit has at and below the root but directories. */
  readonly entries: (commit: string) => readonly TreeEntry[]
  /** All that the index has at and below the root; nothing where git cannot read one. */
  readonly index: () => readonly IndexEntry[]
  /** Whether git makes symbolic links when it checks out, and not files that hold their targets. */
  readonly makesLinks: () => boolean
  /** The contents of files by their ids; a `limit` in bytes. */
  readonly read: (ids: Iterable<string>, limit: number) => ReadonlyMap<string, Blob>
}

/** Why a repository cannot be read. */
export interface NoGit {
  /** A sentence: `/work is not in a git repository`. */
  readonly why: string
  /** What would help, if anything is known: `allow it with git config …`. */
  readonly fix: string | null
  /** There is nothing to read; else git cannot, or will not. */
  readonly isNone: boolean
}

export interface GitOptions {
  readonly environment?: NodeJS.ProcessEnv
  /** What a partial clone lacks may be fetched from `origin` when it is read. Default: false. */
  readonly fetchesMissing?: boolean
}

/** In seconds. No honest repository takes that long to open; a pipe in place of one of git's files never ends. */
const longestOpening = 10

/** In seconds. Ten thousand commits take some ten. */
const longestHistory = 300

/** The repository around `root`, an absolute path, or why there is none to read. Never throws. */
export function openGit(root: string, options: GitOptions = {}): Git | NoGit {
  const { environment = process.env, fetchesMissing = false } = options
  const place = realPlace(root)
  const nearest = place === null ? null : nearestGit(place)
  if (place === null || nearest === null) return { why: `${root} is not in a git repository`, fix: null, isNone: true }
  const pipe = pipeIn(nearest)
  if (pipe !== null) {
    return { why: `${join(nearest, pipe)} is a named pipe, not a git file`, fix: null, isNone: false }
  }
  const run = gitProgram(place, environment)
  const opened = run(['rev-parse', '--is-shallow-repository', '--show-prefix'], { within: longestOpening })
  if (opened.exit !== 0) return whyUnread(place, opened.trouble)
  const [, shallow, prefix = ''] = /^(\w+)\n(?:([^]*)\/)?/.exec(opened.output.toString('utf8')) ?? []
  const isShallow = shallow === 'true'
  const commit = (revision: string): string | null => commitOf(run, revision)
  let latest: { readonly of: string; readonly entries: readonly TreeEntry[] } | null = null
  let index: readonly IndexEntry[] | null = null
  return {
    root: place,
    prefix,
    isShallow,
    commit,
    parents: (id) => parentsOf(outputOf(run, ['cat-file', 'commit', id])),
    mergeBase: (a, b) => mergeBase(run, a, b),
    fetch: (revision) => {
      if (commit(revision) !== null) return true
      const refspec = refspecOf(run, revision)
      if (refspec === null || !hasOrigin(run)) return false
      fetch(run, refspec, isShallow, environment)
      return commit(revision) !== null
    },
    history: () => parseHistory(outputOf(run, historyWords, { within: longestHistory }).toString('utf8')),
    entries: (of) => {
      if (latest?.of !== of) latest = { of, entries: entriesOf(run, of, prefix, fetchesMissing) }
      return latest.entries
    },
    index: () => (index ??= indexOf(run)),
    makesLinks: () => run(['config', '--type=bool', '--get', 'core.symlinks']).output.toString().trim() !== 'false',
    read: (ids, limit) => {
      return readBlobs(run, [...new Set(ids)], { limit, mayFetch: () => fetchesMissing && hasOrigin(run) })
    },
  }
}

/** What may be a repository, in a directory or the nearest one above it; null: nothing. */
function nearestGit(directory: string): string | null {
  for (let at = directory; ; at = dirname(at)) {
    const place = join(at, '.git')
    if (statOf(place) !== null) return place
    if (at === dirname(at)) return null
  }
}

/** Files of git's own that it would wait for if they were pipes. */
const filesOfGit = ['HEAD', 'config', 'config.worktree', 'commondir', 'index', 'packed-refs', 'shallow']

function pipeIn(git: string): string | null {
  const isPipe = (name: string): boolean => statOf(join(git, name))?.isFIFO() === true
  return filesOfGit.find(isPipe) ?? null
}

function statOf(place: string): Stats | null {
  try {
    return statSync(place, { throwIfNoEntry: false }) ?? null
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}

function whyUnread(root: string, trouble: string): NoGit {
  if (/failed: not a git repository/i.test(trouble)) {
    return { why: `${root} is not in a git repository`, fix: null, isNone: true }
  }
  const [, top] = /(?:dubious ownership in repository at|unsafe repository \()\s*'(.*?)'/.exec(trouble) ?? []
  if (top === undefined) {
    return { why: `the repository of ${root} cannot be read: git ${trouble}`, fix: null, isNone: false }
  }
  const word = /^[\w@%+=:,./-]+$/.test(top) ? top : `'${top.replaceAll("'", "'\\''")}'`
  return {
    why: `git refuses the repository ${top}, which belongs to another user`,
    fix: `allow it with git config --global --add safe.directory ${word}`,
    isNone: false,
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
  if (exit !== 0) throw new GitError(`git merge-base ${trouble}`)
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
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    '--no-auto-gc',
    '--no-prune',
    ...(isShallow ? ['--depth=1'] : []),
  ]
  // Only the plain ssh is known to understand the option that keeps it from asking.
  const { GIT_SSH: program, GIT_SSH_COMMAND: command } = environment
  const isOwn = program !== undefined || command !== undefined || run(['config', '--get', 'core.sshCommand']).exit === 0
  const env: Readonly<Record<string, string>> = isOwn ? {} : { GIT_SSH_COMMAND: 'ssh -oBatchMode=yes' }
  run(['fetch', ...options, 'origin', refspec], { within: 30, network: true, env })
}

function entriesOf(run: RunGit, commit: string, prefix: string, network: boolean): readonly TreeEntry[] {
  const words = ['ls-tree', '-r', '-z', '--full-tree', commit]
  if (prefix === '') return treeEntries(outputOf(run, words, { network }))
  const above = `${prefix}/`
  const output = outputOf(run, [...words, '--', above], { network, env: { GIT_LITERAL_PATHSPECS: '1' } })
  return treeEntries(output).flatMap((entry) =>
    entry.path.startsWith(above) ? { ...entry, path: entry.path.slice(above.length) } : [],
  )
}

function indexOf(run: RunGit): readonly IndexEntry[] {
  const { exit, output } = run(['ls-files', '-v', '--stage', '--debug', '-z'], { within: 30 })
  return exit === 0 ? indexEntries(output) : []
}
