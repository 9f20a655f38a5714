import { isId, isZero, shortId } from '../host/commit-id.js'
import { type BaseCommit, commonCommit } from '../host/base.js'
import type { Git, NoGit } from '../host/git.js'
import { UsageError } from '../host/usage-error.js'
import type { Event, PullRequestEvent, PushEvent } from './event.js'
import type { Inputs } from './inputs.js'

/** The commit to compare with, or why there is none. */
export type FoundBase = BaseCommit | NoBase

export interface NoBase {
  /** Why there is none: `the base 1234567 is not in this clone and could not be fetched`. */
  readonly why: string
  /** What would help, if anything does: `give actions/checkout fetch-depth: 2`. */
  readonly mend: string | null
  /** A base was to be expected: whoever keeps the workflow is to be told. Else a line of the log says enough. */
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
        why: `no base is taken from ${event.name === '' ? 'no event' : `the event ${event.name}`}`,
        mend: demanded ? 'name one with input base, or leave out scope: changed' : null,
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
    return { why: 'input base is all zeros, which is no commit', mend: null, notice: false }
  }
  if ('why' in git) return noRepository(git, true)
  const commit = obtain(git, input)
  if (commit !== null) return whereLeft(git, commit, isId(input) ? null : input)
  if (isId(input)) return lacking(git, input)
  const what = `input base ${JSON.stringify(input)}`
  if (git.isShallow) return { why: `${what} names no commit of this clone`, mend: deepen(0), notice: true }
  throw new UsageError(
    `${what} names no commit of this repository: write a branch, a tag or a commit id, as in origin/main`,
  )
}

/**
 * The first parent of GitHub's trial merge is the branch as it was merged into, so nobody is blamed for what others
 * merged since. Where something else is checked out, it is where that left the branch.
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
  why: 'nothing is checked out in the workspace', mend: 'run actions/checkout before keplint', notice: true,
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
  const where = `no commit is both in the history of ${shortId(checkedOut)} and in that of the base ${called}`
  return git.isShallow
    ? { why: `${where} as far as this clone has them`, mend: deepen(0), notice: true }
    : { why: where, mend: 'name one to compare with with input base', notice: true }
}

function ofPush(git: Git | NoGit, event: PushEvent, demanded: boolean): FoundBase {
  const { before, deleted, forced } = event
  if (before === null) return unnamed(event, demanded)
  if (isZero(before)) return { why: 'the push makes its branch, which has no base', mend: null, notice: false }
  if (deleted) return { why: 'the push takes its branch away, which leaves no base', mend: null, notice: false }
  if ('why' in git) return noRepository(git, demanded)
  const commit = obtain(git, before)
  if (commit !== null) return { git, commit, name: shortId(commit) }
  if (!forced) return lacking(git, before)
  const why = `the push replaced the base ${shortId(before)}, which cannot be fetched any more`
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
  const mend = 'it has to be a commit of the repository that is checked out'
  if (!git.isShallow) return { why, mend, notice: true }
  const checkedOut = git.commit('HEAD')
  const isParent = checkedOut !== null && git.parents(checkedOut).includes(id)
  return { why, mend: deepen(isParent ? 2 : 0), notice: true }
}

function deepen(depth: 0 | 2): string {
  return `give actions/checkout fetch-depth: ${depth}`
}

function noRepository({ isNone, why, fix }: NoGit, notice: boolean): NoBase {
  if (!isNone) return { why, mend: fix, notice }
  const mend = 'actions/checkout makes one where git is installed'
  return { why: 'the workspace has no git repository that git could read', mend, notice }
}

function unnamed({ name }: Event, notice: boolean): NoBase {
  return { why: `the payload of the event ${name} names no base`, mend: 'name one with input base', notice }
}
