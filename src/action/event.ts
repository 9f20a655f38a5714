import { readFileSync } from 'node:fs'
import { errorCode } from '../host/errors/system-error.js'
import { isId } from '../host/git/commit-id.js'

/** What started the workflow, as far as keplint asks. */
export type Event = PullRequestEvent | MergeGroupEvent | PushEvent | OtherEvent

/** The whole id of a commit. Null: the payload has none there, as one that was made by hand may not. */
type Id = string | null

/** On a pull request; a review of one has the same checkout. */
export interface PullRequestEvent {
  readonly kind: 'pull request'
  readonly name: string
  readonly number: number | null
  /** The login of who opened it. */
  readonly author: string | null
  /** What is to be merged. */
  readonly head: Id
  /** The branch that it is to be merged into, as it was then. */
  readonly base: Id
  /** GitHub's trial merge of the two, where the workflow runs on it. */
  readonly merge: Id
}

export interface MergeGroupEvent {
  readonly kind: 'merge group'
  readonly name: string
  readonly base: Id
}

export interface PushEvent {
  readonly kind: 'push'
  readonly name: string
  /** What the branch was; all zeros where it was not. */
  readonly before: Id
  /** The branch is gone. */
  readonly deleted: boolean
  /** What the branch was is no part of what it is. */
  readonly forced: boolean
}

/** Any other event, or none, as outside of a workflow; its name may be empty. */
export interface OtherEvent {
  readonly kind: 'other'
  readonly name: string
}

/** The environment's variables. */
type Environment = Readonly<Record<string, string | undefined>>

/**
 * What keplint asks of each event's payload. `pull_request_target` is left out on purpose: it has the payload of a pull
 * request and the checkout of its base, which no pull request has changed.
 */
const readers = new Map<string, (name: string, payload: unknown, env: Environment) => Event>([
  ['pull_request', pullRequest],
  ['pull_request_review', pullRequest],
  ['merge_group', mergeGroup],
  ['push', push],
])

/**
 * Reads the event from `GITHUB_EVENT_NAME`, `GITHUB_EVENT_PATH`, `GITHUB_REF` and `GITHUB_SHA`. Never throws: what is
 * not there, or not of the form it should have, is null or false.
 * See https://docs.github.com/en/webhooks/webhook-events-and-payloads.
 */
export function readEvent(env: Environment): Event {
  const name = env['GITHUB_EVENT_NAME'] ?? ''
  const read = readers.get(name)
  return read === undefined ? { kind: 'other', name } : read(name, payloadAt(env['GITHUB_EVENT_PATH']), env)
}

function pullRequest(name: string, payload: unknown, env: Environment): PullRequestEvent {
  const pull = at(payload, 'pull_request')
  const number = at(pull, 'number')
  const author = at(at(pull, 'user'), 'login')
  const onMerge = /^refs\/pull\/\d+\/merge$/.test(env['GITHUB_REF'] ?? '')
  return {
    kind: 'pull request',
    name,
    number: typeof number === 'number' ? number : null,
    author: typeof author === 'string' ? author : null,
    head: idOf(at(at(pull, 'head'), 'sha')),
    base: idOf(at(at(pull, 'base'), 'sha')),
    merge: onMerge ? idOf(env['GITHUB_SHA']) : null,
  }
}

function mergeGroup(name: string, payload: unknown): MergeGroupEvent {
  return { kind: 'merge group', name, base: idOf(at(at(payload, 'merge_group'), 'base_sha')) }
}

function push(name: string, payload: unknown): PushEvent {
  return {
    kind: 'push',
    name,
    before: idOf(at(payload, 'before')),
    deleted: at(payload, 'deleted') === true,
    forced: at(payload, 'forced') === true,
  }
}

/** What the event's file holds; null where it is not there, or is not JSON, as with some replacements of the runner. */
export function payloadAt(path: string | undefined): unknown {
  if (!path) return null
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) !== null) return null
    throw error
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : null
}

function idOf(value: unknown): Id {
  return typeof value === 'string' && isId(value) ? value : null
}
