import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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
  const origin = newRepository({ bare: true })
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true')
  origin.git('config', 'uploadpack.allowFilter', 'true')
  return { origin, work: origin.clone() }
}

/** A checkout as `actions/checkout` makes it: of one commit, its history cut at `depth`; 0: of all branches, whole. */
export function checkout(origin: Repository, commit: string, depth = 1): Repository {
  const workspace = newRepository()
  workspace.git('remote', 'add', 'origin', origin.url)
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
      return git('rev-parse', 'HEAD')
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
      return git('rev-parse', 'HEAD')
    },
    push: (refspec = 'HEAD', ...options) => void git('push', '--quiet', ...options, 'origin', refspec),
    clone: ({ depth, branch, bare = false } = {}) => {
      const place = temporaryDirectory()
      const words = [
        ...(depth === undefined ? [] : [`--depth=${depth}`]),
        ...(branch === undefined ? [] : [`--branch=${branch}`]),
        ...(bare ? ['--bare'] : []),
      ]
      runGit(place, ['-c', 'init.defaultBranch=main', 'clone', '--quiet', ...words, url, place])
      return repositoryAt(place)
    },
  }
}

function put(place: string, content: Content): void {
  rmSync(place, { recursive: true, force: true })
  if (content === null) return
  mkdirSync(dirname(place), { recursive: true })
  if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(place, content)
  else symlinkSync(content.link, place)
}

/** Warnings, such as that of an empty clone, are nobody's business. */
function runGit(directory: string, words: readonly string[]): string {
  const options = ['-c', 'advice.detachedHead=false', '-c', 'protocol.file.allow=always', '-c', 'gc.auto=0']
  return execFileSync('git', [...options, ...words], {
    cwd: directory,
    env: gitEnvironment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
  }).trimEnd()
}
