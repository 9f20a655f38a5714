import { type BaseCommit, commonCommit } from '../host/base.js'
import { UsageError } from '../host/errors/usage-error.js'
import { isId, isZero, shortId } from '../host/git/commit-id.js'
import type { Git, NoGit } from '../host/git/objects.js'
import type { Event, PullRequestEvent, PushEvent } from './event.js'
import type { Inputs } from './inputs.js'

/** The commit to compare with, or why there is none. */
export type FoundBase = BaseCommit | NoBase

export interface NoBase {
  /** Why there is none: `the base 1234567 is not in this clone and could not be fetched`. */
  readonly why: string
  /** How to fix it, if that is known: `set fetch-depth: 2 for actions/checkout`. */
  readonly mend: string | null
  /** A base was expected: the run shows a notice. Otherwise a line in the log is enough. */
  readonly notice: boolean
}

export interface Search {
  /** The repository that is checked out, or why there is none. */
  readonly git: Git | NoGit
  /** What the workflow asks for. */
  readonly inputs: Pick<Inputs, 'base' | 'scope'>
  readonly event: Event
}

/** What `auto` is on each event. */
const usualScope = {
  'pull request': 'changed',
  'merge group': 'changed',
  push: 'all',
  other: 'all',
} as const satisfies Record<Event['kind'], 'all' | 'changed'>

/** Which findings count; where no base is found, all do all the same. */
export function scopeOf(scope: Inputs['scope'], { kind }: Event): 'all' | 'changed' {
  return scope === 'auto' ? usualScope[kind] : scope
}

/** What a summary is first about: what a pull request does, or how the tree is. */
export function leadOf({ kind }: Event): 'change' | 'tree' {
  return usualScope[kind] === 'changed' ? 'change' : 'tree'
}

/**
 * The commit that the checked-out one is compared with: what the input says, else what the event does. It is one that
 * both have in common, unless the event names what its branch was before. A commit that the clone lacks is fetched,
 * where that can be done. Throws a `UsageError` where the input names nothing although the clone has the whole history.
 */
export function findBase({ git, inputs, event }: Search): FoundBase {
  if (inputs.base !== null) return ofInput(git, inputs.base)
  const demanded = inputs.scope === 'changed'
  switch (event.kind) {
    case 'pull request':
      return 'why' in git ? noRepository(git, true) : ofPullRequest(git, event)
    case 'merge group':
      if ('why' in git) return noRepository(git, true)
      return event.base === null ? unnamed(event, true) : ofId(git, event.base)
    case 'push':
      return ofPush(git, event, demanded)
    case 'other':
      return {
        why: event.name === '' ? 'there is no event to take a base from' : `the event ${event.name} has no base`,
        mend: demanded ? 'set input base, or remove scope: changed' : null,
        notice: demanded,
      }
  }
}

/** What a run says that has no base, in one sentence. */
export function sentenceOf({ why, mend }: NoBase): string {
  return `${why}, so the whole tree counts${mend === null ? '' : `; ${mend}`}`
}

function ofInput(git: Git | NoGit, input: string): FoundBase {
  // What github.event.before is where the push makes its branch.
  if (isId(input) && isZero(input)) {
    return { why: 'input base is all zeros, which is not a commit', mend: null, notice: false }
  }
  if ('why' in git) return noRepository(git, true)
  const commit = obtain(git, input)
  if (commit !== null) return whereLeft(git, commit, isId(input) ? null : input)
  if (isId(input)) return lacking(git, input)
  const what = `input base ${JSON.stringify(input)}`
  if (git.isShallow) return { why: `${what} is not a commit in this clone`, mend: deepen(0), notice: true }
  throw new UsageError(
    `${what} is not a commit in this repository: write a branch, a tag or a commit id, as in origin/main`,
  )
}

/**
 * The first parent of GitHub's trial merge is the branch as it was merged into, so a pull request is not
 * charged with what others merged since. Where something else is checked out, it is where that left the branch.
 */
function ofPullRequest(git: Git, event: PullRequestEvent): FoundBase {
  const checkedOut = git.commit('HEAD')
  if (checkedOut === null) return nothingCheckedOut
  const [first, second] = git.parents(checkedOut)
  const isTrial = second !== undefined && (second === event.head || checkedOut === event.merge)
  if (isTrial && first !== undefined) return ofId(git, first)
  if (event.base === null) return unnamed(event, true)
  const base = obtain(git, event.base)
  return base === null ? lacking(git, event.base) : whereLeft(git, base, null)
}

const nothingCheckedOut: NoBase = {
  why: 'nothing is checked out in the workspace',
  mend: 'run actions/checkout before keplint',
  notice: true,
}

/** The commit where the checked-out one left another; `name` is what that is called, null: by its id. */
function whereLeft(git: Git, other: string, name: string | null): FoundBase {
  const checkedOut = git.commit('HEAD')
  if (checkedOut === null) return nothingCheckedOut
  const commit = commonCommit(git, other)
  if (commit !== null) {
    const short = shortId(commit)
    return { git, commit, name: name === null ? short : commit === other ? name : `${name} at ${short}` }
  }
  const called = name ?? shortId(other)
  const where = `${shortId(checkedOut)} and the base ${called} have no commit in common`
  return git.isShallow
    ? { why: `${where} in this clone`, mend: deepen(0), notice: true }
    : { why: where, mend: 'set input base to the commit to compare with', notice: true }
}

function ofPush(git: Git | NoGit, event: PushEvent, demanded: boolean): FoundBase {
  const { before, deleted, forced } = event
  if (before === null) return unnamed(event, demanded)
  if (isZero(before)) return { why: 'the push creates the branch, which has no base', mend: null, notice: false }
  if (deleted) return { why: 'the push deletes the branch, which leaves no base', mend: null, notice: false }
  if ('why' in git) return noRepository(git, demanded)
  const commit = obtain(git, before)
  if (commit !== null) return { git, commit, name: shortId(commit) }
  if (!forced) return lacking(git, before)
  const why = `the force push replaced the base ${shortId(before)}, which can no longer be fetched`
  return { why, mend: null, notice: false }
}

function ofId(git: Git, id: string): FoundBase {
  const commit = obtain(git, id)
  return commit === null ? lacking(git, id) : { git, commit, name: shortId(commit) }
}

function obtain(git: Git, revision: string): string | null {
  return git.commit(revision) ?? (git.fetch(revision) ? git.commit(revision) : null)
}

function lacking(git: Git, id: string): NoBase {
  const why = `the base ${shortId(id)} is not in this clone and could not be fetched`
  const mend = 'it must be a commit of the checked-out repository'
  if (!git.isShallow) return { why, mend, notice: true }
  const checkedOut = git.commit('HEAD')
  const isParent = checkedOut !== null && git.parents(checkedOut).includes(id)
  return { why, mend: deepen(isParent ? 2 : 0), notice: true }
}

function deepen(depth: 0 | 2): string {
  return `set fetch-depth: ${depth} for actions/checkout`
}

function noRepository({ isNone, why, fix }: NoGit, notice: boolean): NoBase {
  if (!isNone) return { why, mend: fix, notice }
  const mend = 'actions/checkout creates one if git is installed'
  return { why: 'the workspace has no git repository that can be read', mend, notice }
}

function unnamed({ name }: Event, notice: boolean): NoBase {
  return { why: `the payload of the event ${name} has no base`, mend: 'set input base', notice }
}
