import { createRequire } from 'node:module'

import type { Step } from './runner/run-action.js'

/** An event as a runner hands it to a step: what `runAction` takes of it. */
export interface Sent {
  readonly event: NonNullable<Step['event']>
  readonly env: { readonly GITHUB_REF: string; readonly GITHUB_SHA: string }
}

/** The id that stands for no commit. */
export const zeros = '0'.repeat(40)

type Payload = Record<string, unknown>

/** What GitHub's documentation shows of each event; the last is of the public site. */
const definitions = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly {
  readonly name: string
  readonly examples: readonly Payload[]
}[]

/** The first example of an event, with other values at the paths that it has. Throws where it has no such path. */
export function example(name: string, values: Readonly<Record<string, unknown>>, action?: string): Payload {
  const examples = definitions.find((definition) => definition.name === name)?.examples ?? []
  const found = examples.find((each) => action === undefined || each['action'] === action)
  if (found === undefined) throw new Error(`there is no example of ${name} ${action ?? ''}`)
  const payload = structuredClone(found)
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const parent = keys.reduce<unknown>((outer, key) => (outer as Payload | undefined)?.[key], payload)
    if (typeof parent !== 'object' || parent === null || !(last in parent)) throw new Error(`${name} has no ${path}`)
    Object.assign(parent, { [last]: value })
  }
  return payload
}

export interface PullRequest {
  /** The head of the pull request. */
  readonly head: string
  /** The head of the branch that it is to be merged into. */
  readonly base: string
  /** GitHub's trial merge of the two, on which the workflow runs; without it a commit that is nowhere. */
  readonly merge?: string
  /** `opened`, `synchronize`, `reopened`, `closed` …; a `synchronize` also has the head before it. */
  readonly action?: string
  readonly before?: string
  readonly number?: number
  readonly author?: string
  /** It comes from a fork. */
  readonly fork?: boolean
}

/** A pull request, by default one that was just opened. */
export function pullRequest(pull: PullRequest): Sent {
  const { action = 'opened', head, before, number = 7 } = pull
  const values = { ...valuesOf(pull), number, ...(before === undefined ? {} : { before, after: head }) }
  return sentOf('pull_request', example('pull_request', values, action), pull)
}

/** A review of a pull request. */
export function pullRequestReview(pull: PullRequest): Sent {
  const values = { ...valuesOf(pull), 'review.commit_id': pull.head }
  return sentOf('pull_request_review', example('pull_request_review', values, 'submitted'), pull)
}

/** The same pull request where the workflow asks for `pull_request_target`. */
export function pullRequestTarget(pull: PullRequest): Sent {
  const { event } = pullRequest(pull)
  return sent('pull_request_target', event.payload, 'refs/heads/main', pull.base)
}

const nowhere = '1'.repeat(40)

function sentOf(name: string, payload: Payload, { number = 7, merge = nowhere }: PullRequest): Sent {
  return sent(name, payload, `refs/pull/${number}/merge`, merge)
}

function valuesOf(pull: PullRequest): Payload {
  const { head, base, merge = nowhere, number = 7, author = 'octocat', fork = false } = pull
  const owner = fork ? author : 'example'
  return {
    'pull_request.number': number,
    'pull_request.user.login': author,
    'pull_request.head.sha': head,
    'pull_request.head.ref': 'topic',
    'pull_request.head.label': `${owner}:topic`,
    'pull_request.head.user.login': owner,
    'pull_request.head.repo.full_name': `${owner}/enhancements`,
    'pull_request.head.repo.owner.login': owner,
    'pull_request.head.repo.fork': fork,
    'pull_request.base.sha': base,
    'pull_request.base.ref': 'main',
    'pull_request.base.label': 'example:main',
    'pull_request.base.repo.full_name': 'example/enhancements',
    'pull_request.merge_commit_sha': merge,
    'repository.full_name': 'example/enhancements',
    'repository.owner.login': 'example',
    'repository.default_branch': 'main',
    'sender.login': author,
  }
}

/** The merge queue: `head` is what would be on the branch, `base` what it comes on top of. */
export function mergeGroup({ head, base }: { readonly head: string; readonly base: string }): Sent {
  const ref = `refs/heads/gh-readonly-queue/main/pr-7-${base}`
  const payload = example(
    'merge_group',
    {
      'merge_group.head_sha': head,
      'merge_group.head_ref': ref,
      'merge_group.head_commit.id': head,
      'merge_group.base_sha': base,
      'merge_group.base_ref': 'refs/heads/main',
      'repository.full_name': 'example/enhancements',
    },
    'checks_requested',
  )
  return sent('merge_group', payload, ref, head)
}

export interface Push {
  /** What the branch was; all zeros: the push makes it. */
  readonly before: string
  /** What the branch is; all zeros: the push takes it away. */
  readonly after: string
  readonly forced?: boolean
  readonly branch?: string
  /** On what the workflow runs, where the branch is gone. */
  readonly sha?: string
}

export function push({ before, after, forced = false, branch = 'main', sha = after }: Push): Sent {
  const ref = `refs/heads/${branch}`
  const payload = example('push', {
    ref,
    before,
    after,
    forced,
    created: before === zeros,
    deleted: after === zeros,
    'repository.full_name': 'example/enhancements',
  })
  return sent('push', payload, ref, sha)
}

/** The scheduled runs' payload is no webhook's: it has the cron line and the repository. */
export function schedule(sha: string): Sent {
  const { repository } = example('push', { 'repository.full_name': 'example/enhancements' })
  return sent('schedule', { repository, schedule: '17 4 * * *' }, 'refs/heads/main', sha)
}

export function workflowDispatch(sha: string): Sent {
  return sent('workflow_dispatch', example('workflow_dispatch', { ref: 'refs/heads/main' }), 'refs/heads/main', sha)
}

/** An event that says nothing of commits: a label was made. */
export function label(sha: string): Sent {
  return sent('label', example('label', {}, 'created'), 'refs/heads/main', sha)
}

function sent(name: string, payload: unknown, ref: string, sha: string): Sent {
  return { event: { name, payload }, env: { GITHUB_REF: ref, GITHUB_SHA: sha } }
}
