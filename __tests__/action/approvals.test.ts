import { afterAll, beforeEach, describe, expect, test } from 'vitest'

import { checkout } from '../support/git-repository.js'
import { type Options, startGitHub, type Trouble, type WrittenReview } from '../support/github/server.js'
import { pullRequest, push } from '../support/payloads.js'
import { implementable, proposal } from '../support/proposals.js'
import { act, actBuilt, propose, type Told } from '../support/proposed.js'

const path = 'keps/sig-node/one'
const token = 'ghs_0123456789abcdefghij'
const on = { '.keplint.yml': 'rules: {transition-approved: error}\n' }
const people = { reviewers: '["@bob"]', approvers: '["@carol"]' }
const before = { ...on, ...proposal(path, 1, people) }
const agreed = implementable(path, 1, { ...people, last_updated: '2026-01-02' })

const { origin, ids } = propose(before, agreed)
const workspace = checkout(origin, ids.merge, 2)
const sent = pullRequest({ ...ids, author: 'ada' })

const options: Options = { token, reviews: {} }
const github = await startGitHub(options)
afterAll(() => github.close())
const approval: WrittenReview = { user: 'Carol', state: 'APPROVED', commit: ids.head }
beforeEach(() => {
  options.reviews = { 'example/enhancements#7': [approval] }
  options.troubles = []
  github.requests.length = 0
})

async function run(
  inputs: Readonly<Record<string, string>> = { 'github-token': token },
  url = github.url,
  start = act,
): Promise<Told> {
  const told = await start(
    { workspace: workspace.root, inputs, ...sent, env: { ...sent.env, GITHUB_API_URL: url } },
    ids,
  )
  expect(JSON.stringify(told)).not.toContain(token)
  return told
}

const place = { file: `${path}/metadata.yaml`, line: 3, endLine: 3, column: 8, endColumn: 21 }
const page = 'https://github.com/keplint/keplint/blob/v1/src/lint/rules/transition-approved.md'
const unapproved = (message: string) => [
  { level: 'error', title: 'transition-approved', ...place, message: `${message}\n${page}` },
]

describe('a pull request that makes a KEP implementable', () => {
  test.each([
    ['its sources', act],
    ['the build', actBuilt],
  ])('is green with the approval of the approver that the base lists, by %s', async (_, start) => {
    expect(await run(undefined, github.url, start)).toMatchObject({
      exitCode: 0,
      annotations: [],
      outputs: { conclusion: 'success' },
    })
    expect(github.requests.map(({ method, path: of, query }) => ({ method, of, query }))).toEqual([
      { method: 'GET', of: '/repos/example/enhancements/pulls/7/reviews', query: { per_page: '100' } },
    ])
    expect(github.requests[0]?.headers['authorization']).toBe(`token ${token}`)
  })

  test('finds the approval on the last of three pages', async () => {
    const others = Array.from(
      { length: 249 },
      (_, i): WrittenReview => ({ user: `user-${i}`, state: 'COMMENTED', commit: ids.head }),
    )
    options.reviews = { 'example/enhancements#7': [...others, approval] }
    expect(await run()).toMatchObject({ exitCode: 0, annotations: [] })
    expect(github.requests.map(({ query }) => query['page'] ?? '1')).toEqual(['1', '2', '3'])
  })

  test.each<readonly [string, readonly WrittenReview[], string]>([
    ['without a review', [], ''],
    ['with the approval of an older commit', [{ ...approval, commit: ids.base }], '; @carol approved an older commit'],
    [
      'with an approval that was taken back',
      [approval, { user: 'carol', state: 'CHANGES_REQUESTED', commit: ids.head }],
      '; @carol requested changes',
    ],
    ['with an approval that was dismissed', [{ ...approval, state: 'DISMISSED' }], '; @carol had a review dismissed'],
    ['with the approval of somebody else', [{ ...approval, user: 'dave' }], ''],
  ])('is red %s', async (_, reviews, more) => {
    options.reviews = { 'example/enhancements#7': reviews }
    const { exitCode, annotations } = await run()
    const lack = 'implementable has no approving review of @carol on the current head'
    expect([exitCode, annotations]).toEqual([1, unapproved(lack + more)])
  })
})

describe('where GitHub', () => {
  test.each<readonly [string, Trouble, number]>([
    ['fails once', { status: 502, message: 'Bad Gateway' }, 2],
    ['wants fewer requests', { status: 429, headers: { 'retry-after': '1' }, message: 'Too many requests' }, 2],
    [
      'limits what is sent at once',
      { status: 403, headers: { 'retry-after': '1' }, message: 'You have exceeded a secondary rate limit' },
      2,
    ],
    ['is slow', { delay: 2000 }, 1],
    ['hangs up', 'hangs up', 2],
  ])('%s the run waits and is green', async (_, trouble, requests) => {
    options.troubles = [trouble]
    expect(await run()).toMatchObject({ exitCode: 0, annotations: [] })
    expect(github.requests).toHaveLength(requests)
  })

  test('does not let the token read reviews one line says so', async () => {
    options.troubles = [{ status: 403, message: 'Resource not accessible by integration' }]
    const { exitCode, annotations } = await run()
    expect([exitCode, annotations]).toEqual([
      1,
      unapproved(
        'approvals are not checked: the token of input github-token may not read reviews; ' +
          'give the job the permission pull-requests: read',
      ),
    ])
    expect(github.requests).toHaveLength(1)
  })

  test('cannot be reached one line says so, and all else is as ever', async () => {
    const closed = await startGitHub({ token, reviews: {} })
    await closed.close()
    const { exitCode, annotations, outputs } = await run(undefined, closed.url, actBuilt)
    expect([exitCode, annotations]).toEqual([
      1,
      unapproved('approvals are not checked: GitHub cannot be reached: connection refused'),
    ])
    expect(outputs).toMatchObject({ errors: '1', warnings: '0', notices: '0' })
  })
})

test('without a token one line says so, and nothing is asked', async () => {
  const { exitCode, annotations } = await run({})
  expect([exitCode, annotations]).toEqual([
    1,
    unapproved(
      'approvals are not checked: input github-token is missing; ' +
        'set it to ${{ github.token }} and give the job the permission pull-requests: read',
    ),
  ])
  expect(github.requests).toEqual([])
})

test('nobody approves by adding themselves', async () => {
  options.reviews = { 'example/enhancements#7': [{ ...approval, user: 'dave' }] }
  const other = propose(
    before,
    implementable(path, 1, { ...people, approvers: '["@dave"]', last_updated: '2026-01-02' }),
  )
  const event = pullRequest({ ...other.ids, author: 'ada' })
  options.reviews = { 'example/enhancements#7': [{ ...approval, user: 'dave', commit: other.ids.head }] }
  const env = { ...event.env, GITHUB_API_URL: github.url }
  const clone = checkout(other.origin, other.ids.merge, 2)
  const { exitCode, annotations } = await act(
    { workspace: clone.root, inputs: { 'github-token': token }, ...event, env },
    other.ids,
  )
  expect([exitCode, annotations]).toEqual([
    1,
    unapproved(
      'implementable has no approving review of @carol on the current head; @dave approved, but only this change lists them',
    ),
  ])
})

test('GitHub is not asked where the rule is off, nor where there is no pull request', async () => {
  const off = propose(proposal(path, 1, people), agreed)
  for (const event of [
    pullRequest({ ...off.ids, author: 'ada' }),
    push({ before: off.ids.base, after: off.ids.merge }),
  ]) {
    const env = { ...event.env, GITHUB_API_URL: github.url }
    const clone = checkout(off.origin, off.ids.merge, 2)
    await act({ workspace: clone.root, inputs: { 'github-token': token }, ...event, env }, off.ids)
  }
  const pushed = push({ before: ids.base, after: ids.merge })
  const env = { ...pushed.env, GITHUB_API_URL: github.url }
  await act({ workspace: workspace.root, inputs: { 'github-token': token }, ...pushed, env }, ids)
  expect(github.requests).toEqual([])
})
