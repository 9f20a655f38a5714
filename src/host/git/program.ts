import { spawnSync } from 'node:child_process'
import { devNull } from 'node:os'
import { dirname } from 'node:path'

import { errorCode } from '../errors/system-error.js'
import { GitError } from '../errors/usage-error.js'

/** What a run of git said and how it ended. */
export interface GitRun {
  /** Its exit code; null where it did not end by itself, or did not start. */
  readonly exit: number | null
  readonly output: Buffer
  /** Why it failed, completing the sentence `git log …`: `failed: bad object`. */
  readonly trouble: string
}

export interface GitRunOptions {
  readonly input?: string
  /** In seconds. */
  readonly within?: number
  /** May reach `origin`. Otherwise git neither fetches nor runs what would fetch, whatever its configuration says. */
  readonly network?: boolean
  readonly env?: Readonly<Record<string, string>>
}

/** Runs git with these words, the command first. */
export type RunGit = (words: readonly string[], options?: GitRunOptions) => GitRun

type Environment = Readonly<Record<string, string | undefined>>

/** What would lead git to another repository, as hooks set it: https://git-scm.com/docs/git#_environment_variables */
const redirections: ReadonlySet<string> = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_DIR',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
])

/** Nobody is asked for anything, nothing is locked, a commit has its own parents, and messages are in English. */
const manners = {
  GCM_INTERACTIVE: 'never',
  GIT_ASKPASS: '',
  GIT_GRAFT_FILE: devNull,
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
  SSH_ASKPASS_REQUIRE: 'never',
}

/**
 * A partial clone fetches what it lacks as soon as that is read. The first forbids it, and where git is older than
 * the first (2.39.4, 2.45), no protocol is left that it could use.
 */
const offline = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' }

/**
 * No hook, monitor or pager is run, and an id means its own object. How `origin` is reached is left to the
 * repository's configuration, which is no part of the tree.
 */
const caution = [
  '--no-pager',
  '--no-replace-objects',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.quotePath=false',
  '-c',
  'protocol.ext.allow=never',
]

// In a container of GitHub's runner the checkout belongs to another user, and git would not touch it. On other
// machines such a directory may be a trap, and git's own judgement holds.
const ofRunner = ['-c', 'safe.directory=*']

/** More than any tree that can be checked out. */
const largestOutput = 2 ** 30

/** Runs the program `git` of the environment's PATH in the repository around `root`, an absolute path. */
export function gitProgram(root: string, environment: Environment): RunGit {
  const kept = Object.entries(environment).filter(([name]) => !redirections.has(name))
  const base = { ...Object.fromEntries(kept), ...manners }
  const options = [...caution, ...(environment['GITHUB_ACTIONS'] === 'true' ? ofRunner : [])]
  return (words, { input = '', within = 120, network = false, env = {} } = {}) => {
    const ran = spawnSync('git', ['-C', root, ...options, ...words], {
      // Windows looks for programs in the working directory first, and the tree is hostile.
      cwd: dirname(process.execPath),
      env: { ...base, ...(network ? {} : offline), ...env },
      input,
      timeout: within * 1000,
      maxBuffer: largestOutput,
      windowsHide: true,
    })
    const trouble = ran.error === undefined ? `failed: ${complaint(ran.stderr)}` : obstacle(ran.error, within)
    // A program that did not start has said nothing, whatever its type says.
    return { exit: ran.error === undefined ? ran.status : null, output: ran.stdout ?? Buffer.alloc(0), trouble }
  }
}

/** What git said. Throws a GitError where it failed. */
export function outputOf(run: RunGit, words: readonly string[], options?: GitRunOptions): Buffer {
  const { exit, output, trouble } = run(words, options)
  if (exit === 0) return output
  throw new GitError(`git ${words[0] ?? ''} ${trouble}`)
}

function obstacle(error: Error, within: number): string {
  const code = errorCode(error)
  if (code === 'ETIMEDOUT') return `timed out after ${within} seconds`
  if (code === 'ENOBUFS') return `printed more than ${largestOutput / 2 ** 20} MiB`
  if (code === null) throw error
  return code === 'ENOENT' ? 'is not installed' : `could not be started: ${code}`
}

function complaint(said: Buffer): string {
  const lines = said
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const line = lines.find((text) => /^(?:fatal|error): /.test(text)) ?? lines[0] ?? 'it gave no reason'
  return line.replace(/^(?:fatal|error): /, '')
}
