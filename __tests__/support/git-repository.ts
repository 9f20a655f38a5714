import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { afterAll } from 'vitest'

/** What git may know of its surroundings: nothing of the user, and nothing that changes from run to run. */
export const gitEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  TZ: 'UTC',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
}

/** What stands at a path: a text, bytes, a symbolic link, or nothing. */
export type Content = string | Uint8Array | { readonly link: string } | null

/** A real repository in a temporary directory, which goes when the file's tests have ended. */
export interface Repository {
  /** Its top level: an absolute path without links. */
  readonly root: string
  /** Its URL with file://, from which a shallow clone can be made. */
  readonly url: string
  /** Runs git in it: what that prints, without white space at the end. Throws where git fails. */
  readonly git: (...words: readonly string[]) => string
  /** Puts files into the working tree. */
  readonly write: (files: Readonly<Record<string, Content>>) => void
  /** Puts files into the working tree and commits all that stands there, also nothing new: the commit's id. */
  readonly commit: (files?: Readonly<Record<string, Content>>, message?: string) => string
  /** Moves a file or directory; `commit` is still to be called. */
  readonly move: (from: string, to: string) => void
  readonly remove: (path: string) => void
  /** The branch from here on, or from `start` on, checked out. */
  readonly branch: (name: string, start?: string) => void
  readonly checkout: (revision: string) => void
  /** A merge commit, whatever could be fast-forwarded: its id. */
  readonly merge: (revision: string) => string
  /** Sends a branch, or any refspec, to the remote `origin`. */
  readonly push: (refspec?: string, ...options: readonly string[]) => void
  /** A clone that has this repository as its `origin`; `depth` makes it shallow. */
  readonly clone: (options?: CloneOptions) => Repository
}

export interface CloneOptions {
  readonly depth?: number
  readonly branch?: string
  readonly bare?: boolean
}

/** A new repository with the branch `main` and no commit. */
export function newRepository({ bare = false, objects = 'sha1' } = {}): Repository {
  const root = temporaryDirectory()
  runGit(root, ['init', '--quiet', '--initial-branch=main', `--object-format=${objects}`, ...(bare ? ['--bare'] : [])])
  return repositoryAt(root)
}

/** A bare repository that serves what is asked of it by id, as GitHub does, and a clone whose `origin` it is. */
export function newRemote(): { readonly origin: Repository; readonly work: Repository } {
  const origin = newOrigin()
  const work = newRepository()
  const branch = '[branch "main"]\n\tremote = origin\n\tmerge = refs/heads/main\n'
  appendFileSync(join(work.root, '.git/config'), remoteOf(origin) + branch)
  return { origin, work }
}

function newOrigin(): Repository {
  const origin = newRepository({ bare: true })
  appendFileSync(join(origin.root, 'config'), '[uploadpack]\n\tallowAnySHA1InWant = true\n\tallowFilter = true\n')
  return origin
}

/** What `git remote add origin` writes. */
function remoteOf({ url }: Repository): string {
  return `[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`
}

/** A commit that is to be made, and what becomes of files in it. */
export interface Planned {
  /** Where its parents are in the list of commits. */
  readonly parents: readonly number[]
  readonly files: Readonly<Record<string, Content>>
  /** `YYYY-MM-DD`, at noon; by itself the day of all commits. */
  readonly day?: string
}

/**
 * A remote as `newRemote` makes it, with commits and refs, each by where its commit is in the list, and the commits'
 * ids. One process makes it all, where a commit in a clone takes two.
 */
export function newHistory(
  commits: readonly Planned[],
  refs: Readonly<Record<string, number>>,
): { readonly origin: Repository; readonly ids: readonly string[] } {
  const origin = newOrigin()
  const stream = [
    ...commits.flatMap((commit, i) => [...importOf(commit, i), `get-mark :${i + 1}\n`]),
    ...Object.entries(refs).map(([ref, i]) => `reset ${ref}\nfrom :${i + 1}\n\n`),
    'done\n',
  ]
  const input = Buffer.concat(stream.map((part) => Buffer.from(part)))
  return { origin, ids: runGit(origin.root, ['fast-import', '--quiet', '--done'], input).split('\n') }
}

/** https://git-scm.com/docs/git-fast-import#_input_format */
function* importOf({ day, parents, files }: Planned, i: number): Generator<string | Uint8Array> {
  const when = day === undefined ? gitEnvironment['GIT_COMMITTER_DATE'] : `${day}T12:00:00Z`
  const seconds = Date.parse(when ?? '') / 1000
  yield `commit refs/made/${i}\nmark :${i + 1}\ncommitter Ada <ada@example.com> ${seconds} +0000\ndata 6\nchange\n`
  for (const [order, parent] of parents.entries()) yield `${order === 0 ? 'from' : 'merge'} :${parent + 1}\n`
  for (const [path, content] of Object.entries(files)) {
    const name = `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
    yield `D ${name}\n`
    if (content === null) continue
    const isLink = typeof content === 'object' && 'link' in content
    const bytes = Buffer.from(isLink ? content.link : content)
    yield `M ${isLink ? '120000' : '100644'} inline ${name}\ndata ${bytes.length}\n`
    yield bytes
    yield '\n'
  }
  yield '\n'
}

/** A checkout as `actions/checkout` makes it: of one commit, its history cut at `depth`; 0: of all branches, whole. */
export function checkout(origin: Repository, commit: string, depth = 1): Repository {
  const workspace = newRepository()
  appendFileSync(join(workspace.root, '.git/config'), remoteOf(origin))
  const refspecs = depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*'] : []
  const cut = depth === 0 ? [] : [`--depth=${depth}`]
  workspace.git('fetch', '--quiet', '--no-tags', ...cut, 'origin', ...refspecs, `+${commit}:refs/remotes/checkout`)
  workspace.git('checkout', '--quiet', '--detach', 'refs/remotes/checkout')
  return workspace
}

const made: string[] = []
afterAll(() => {
  for (const place of made.splice(0)) rmSync(place, { recursive: true, force: true })
}, 120_000)

/** An empty directory, by its path without links. It goes when the file's tests have ended. */
export function temporaryDirectory(): string {
  const place = realpathSync.native(mkdtempSync(join(tmpdir(), 'keplint-git-')))
  made.push(place)
  return place
}

function repositoryAt(root: string): Repository {
  const git = (...words: readonly string[]): string => runGit(root, words)
  const url = pathToFileURL(root).href
  const write: Repository['write'] = (files) => {
    for (const [path, content] of Object.entries(files)) put(join(root, path), content)
  }
  return {
    root,
    url,
    git,
    write,
    commit: (files = {}, message = 'change') => {
      write(files)
      git('add', '--all', '--force')
      git('commit', '--quiet', '--allow-empty', '--message', message)
      return headOf(root)
    },
    move: (from, to) => {
      mkdirSync(dirname(join(root, to)), { recursive: true })
      git('mv', from, to)
    },
    remove: (path) => void git('rm', '-r', '--quiet', '--force', path),
    branch: (name, start = 'HEAD') => void git('checkout', '--quiet', '-b', name, start),
    checkout: (revision) => void git('checkout', '--quiet', revision),
    merge: (revision) => {
      git('merge', '--quiet', '--no-ff', '--no-edit', revision)
      return headOf(root)
    },
    push: (refspec = 'HEAD', ...options) => void git('push', '--quiet', ...options, 'origin', refspec),
    clone: ({ depth, branch, bare = false } = {}) => {
      const place = temporaryDirectory()
      const words = [
        ...(depth === undefined ? [] : [`--depth=${depth}`]),
        ...(branch === undefined ? [] : [`--branch=${branch}`]),
        ...(bare ? ['--bare'] : []),
      ]
      runGit(place, ['clone', '--quiet', ...words, url, place])
      return repositoryAt(place)
    },
  }
}

/** The commit that has just been made. */
function headOf(root: string): string {
  const read = (path: string): string => readFileSync(join(root, '.git', path), 'utf8').trimEnd()
  const head = read('HEAD')
  return head.startsWith('ref: ') ? read(head.slice('ref: '.length)) : head
}

function put(place: string, content: Content): void {
  rmSync(place, { recursive: true, force: true })
  if (content === null) return
  mkdirSync(dirname(place), { recursive: true })
  if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(place, content)
  else symlinkSync(content.link, place)
}

/** As a configuration of the user, it also holds for the other side of a push or a fetch. */
const fixtureEnvironment = { ...gitEnvironment, GIT_CONFIG_GLOBAL: join(import.meta.dirname, 'gitconfig') }

/** Warnings, such as that of an empty clone, are nobody's business. */
function runGit(directory: string, words: readonly string[], input?: Uint8Array): string {
  return execFileSync('git', words, {
    cwd: directory,
    env: fixtureEnvironment,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
  }).trimEnd()
}
