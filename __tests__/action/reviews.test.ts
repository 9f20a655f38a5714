import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { type Options, startGitHub, type Trouble } from '../support/github/server.js'

const head = '1234567890abcdef1234567890abcdef12345678'
const older = 'fedcba0987654321fedcba0987654321fedcba09'
const token = 'ghs_secretsecretsecret'

const options: Options = { token, reviews: {} }
const github = await startGitHub(options)
// The client reads its address when it is loaded.
vi.stubEnv('GITHUB_API_URL', github.url)
const { faultOf } = await import('../../src/action/reviews/api-address.js')
const { readReviews } = await import('../../src/action/reviews/index.js')

const question = { token, repository: 'example/enhancements', number: 7, author: 'mona', head }
/** So short that a test may wait for them. */
const limits = { attempt: 200, second: 10 } as const

const written: string[] = []
for (const stream of [process.stdout, process.stderr]) {
  vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0)
}
for (const name of ['debug', 'info', 'log', 'warn', 'error'] as const) {
  vi.spyOn(console, name).mockImplementation((...words) => void written.push(words.join(' ')))
}
afterAll(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  return github.close()
})

beforeEach(() => {
  options.reviews = { 'example/enhancements#7': [{ user: 'hubot', state: 'APPROVED', commit: head }] }
  options.troubles = []
  github.requests.length = 0
  written.length = 0
})

const approval = { list: [{ author: 'hubot', verdict: 'approval', commit: head }], author: 'mona', head }

/** Reads with these troubles: what comes of it, and how often GitHub was asked. */
async function askAfter(...troubles: readonly (Trouble | null)[]): Promise<unknown> {
  options.troubles = [...troubles]
  const reviews = await readReviews(question, limits)
  expect(written).toEqual([])
  return { reviews, requests: github.requests.length }
}

describe('what reviews say', () => {
  test('each state is a verdict, and what nobody says is left out', async () => {
    options.reviews = {
      'example/enhancements#7': [
        { user: 'hubot', state: 'CHANGES_REQUESTED', commit: older },
        { user: 'Octo-Cat', state: 'COMMENTED', commit: older, body: '::error::no\n##[error]no' },
        { user: null, state: 'APPROVED', commit: head },
        { user: 'gone[bot]', state: 'DISMISSED', commit: null },
        { user: 'mona', state: 'PENDING', commit: head },
        { user: 'hubot', state: 'APPROVED', commit: head, body: token },
      ],
    }
    expect(await readReviews(question, limits)).toEqual({
      list: [
        { author: 'hubot', verdict: 'objection', commit: older },
        { author: 'Octo-Cat', verdict: 'comment', commit: older },
        { author: 'gone[bot]', verdict: 'dismissed', commit: null },
        { author: 'hubot', verdict: 'approval', commit: head },
      ],
      author: 'mona',
      head,
    })
    expect(written).toEqual([])
  })

  test('a review that was begun early and submitted late is late', async () => {
    options.reviews = {
      'example/enhancements#7': [
        { user: 'hubot', state: 'CHANGES_REQUESTED', commit: head, submitted: '2026-01-03T00:00:00Z' },
        { user: 'hubot', state: 'APPROVED', commit: head, submitted: '2026-01-02T00:00:00Z' },
      ],
    }
    const reviews = await readReviews(question, limits)
    expect('list' in reviews && reviews.list.map(({ verdict }) => verdict)).toEqual(['approval', 'objection'])
  })

  test('a pull request without reviews', async () => {
    options.reviews = { 'example/enhancements#7': [] }
    expect(await askAfter()).toEqual({ reviews: { list: [], author: 'mona', head }, requests: 1 })
  })

  test('all pages are read, a hundred reviews each, and each request has the token', async () => {
    const names = Array.from({ length: 250 }, (_, i) => `reviewer-${i}`)
    options.reviews = { 'example/enhancements#7': names.map((user) => ({ user, state: 'APPROVED', commit: head })) }
    const reviews = await readReviews(question, limits)
    expect('list' in reviews && reviews.list.map(({ author }) => author)).toEqual(names)
    expect(github.requests.map(({ method, path, query }) => `${method} ${path} ${JSON.stringify(query)}`)).toEqual([
      'GET /repos/example/enhancements/pulls/7/reviews {"per_page":"100"}',
      'GET /repos/example/enhancements/pulls/7/reviews {"per_page":"100","page":"2"}',
      'GET /repos/example/enhancements/pulls/7/reviews {"per_page":"100","page":"3"}',
    ])
    expect(new Set(github.requests.map(({ headers }) => headers['authorization']))).toEqual(new Set([`token ${token}`]))
  })
})

describe('what passes is asked again', () => {
  const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  test.each<readonly [string, Trouble]>([
    ['a bad gateway', { status: 502 }],
    ['an error page', { status: 503, headers: { 'content-type': 'text/html' }, message: '<h1>Unicorn!</h1>' }],
    ['a secondary rate limit', { status: 403, headers: { 'retry-after': '1' }, message: secondary }],
    ['a pause without words', { status: 403, headers: { 'retry-after': '1' } }],
    ['a secondary rate limit without a time', { status: 403, message: secondary }],
    ['too many requests', { status: 429, headers: { 'retry-after': '1' }, message: 'Too many requests' }],
    ['a broken connection', 'hangs up'],
    ['an answer that stops halfway', 'stops halfway'],
    ['an answer that is no JSON', { body: '[{"id":1},' }],
    ['a slow answer', { delay: 600 }],
  ])('%s', async (_, trouble) => {
    expect(await askAfter(trouble)).toEqual({ reviews: approval, requests: 2 })
    expect(await askAfter(trouble, trouble)).toEqual({ reviews: approval, requests: 5 })
  })

  test('a page in the middle', async () => {
    const reviews = Array.from({ length: 150 }, () => ({ user: 'hubot', state: 'APPROVED', commit: head }) as const)
    options.reviews = { 'example/enhancements#7': reviews }
    options.troubles = [null, { status: 502 }]
    const read = await readReviews(question, limits)
    expect('list' in read && read.list.length).toBe(150)
    expect(github.requests.map(({ query }) => query['page'])).toEqual([undefined, '2', '2'])
  })
})

describe('what does not pass is told', () => {
  const limited = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1767323045' }
  const secondary = 'You have exceeded a secondary rate limit.'
  test.each<readonly [string, Trouble, number, string]>([
    [
      'a token that may not read reviews',
      { status: 403, message: 'Resource not accessible by integration' },
      1,
      'the token of input github-token may not read reviews; give the job the permission pull-requests: read',
    ],
    [
      'another refusal, in its own words',
      { status: 403, message: `no ${token}\n::error::no` },
      1,
      'GitHub answers with status 403: "no ***\\n::error::no"',
    ],
    [
      'a rate limit that is used up',
      { status: 403, headers: limited, message: 'API rate limit exceeded for installation ID 1.' },
      1,
      'the token of input github-token has used up its rate limit until 2026-01-02T03:04:05Z',
    ],
    [
      'the same with the other status',
      { status: 429, headers: { ...limited, 'x-ratelimit-reset': '?' } },
      1,
      'the token of input github-token has used up its rate limit until the next hour',
    ],
    [
      'a pause that is too long',
      { status: 403, headers: { 'retry-after': '61' }, message: secondary },
      1,
      'GitHub asks for a pause of 61 seconds (secondary rate limit); run the job again later',
    ],
    [
      'a pause that never ends',
      { status: 429, headers: { 'retry-after': '1' } },
      3,
      'GitHub asks for a pause of 1 second (secondary rate limit); run the job again later',
    ],
    ['a conflict, which is no empty page', { status: 409 }, 1, 'GitHub answers with status 409: "Sorry"'],
    ['a failing server', { status: 502 }, 3, 'GitHub keeps answering with status 502'],
    ['no list', { body: '{"message":"hello"}' }, 3, 'GitHub did not answer with a list of reviews'],
    ['no reviews in it', { body: '[1]' }, 1, 'GitHub did not answer with a list of reviews'],
    ['half of a list', 'stops halfway', 3, 'GitHub did not answer with a list of reviews'],
    ['a connection that breaks off', 'hangs up', 3, 'GitHub cannot be reached: the connection was closed'],
    ['no answer in time', { delay: 600 }, 3, 'GitHub is too slow to answer'],
  ])('%s', async (_, trouble, requests, unknown) => {
    expect(await askAfter(trouble, trouble, trouble, trouble)).toEqual({ reviews: { unknown }, requests })
  })

  test('a token that GitHub does not know', async () => {
    const reviews = await readReviews({ ...question, token: 'ghs_other' }, limits)
    expect(reviews).toEqual({ unknown: 'GitHub does not accept the token of input github-token' })
    expect(github.requests.length).toBe(1)
  })

  test('a pull request that is not there', async () => {
    const reviews = await readReviews({ ...question, number: 8 }, limits)
    const mend = 'give the job the permission pull-requests: read'
    const subject = 'pull request 8 of example/enhancements'
    expect(reviews).toEqual({ unknown: `the token of input github-token cannot find ${subject}; ${mend}` })
    expect(github.requests.length).toBe(1)
  })

  test('no token: nothing is asked', async () => {
    const mend = 'set it to ${{ github.token }} and give the job the permission pull-requests: read'
    expect(await readReviews({ ...question, token: '' }, limits)).toEqual({
      unknown: `input github-token is missing; ${mend}`,
    })
    expect(github.requests).toEqual([])
  })

  test('a token that no header can hold is not shown', async () => {
    const reviews = await readReviews({ ...question, token: 'ghs_a\nb' }, limits)
    expect(reviews).toEqual({ unknown: 'GitHub cannot be reached: the request cannot be sent' })
  })

  test('a run that has waited long enough asks no more', async () => {
    options.troubles = [{ delay: 600 }, { delay: 600 }]
    const reviews = await readReviews(question, { second: 1, whole: 100 })
    expect(reviews).toEqual({ unknown: 'GitHub is too slow to answer' })
    expect(github.requests.length).toBe(1)
  })
})

describe('the token goes nowhere else', () => {
  // Another origin on the same machine: what is sent there would show.
  const other: Options = { token, reviews: { 'example/enhancements#7': [] } }
  const unknown = 'GitHub names a next page on another host, which is not requested'

  test.each([
    ['another port', (url: string) => `${url}/x?page=2`],
    ['another name of the machine', (url: string) => `${url.replace('127.0.0.1', 'localhost')}/x?page=2`],
    ['another scheme', (url: string) => `${url.replace('http:', 'https:')}/x?page=2`],
    [
      'a name before an @',
      (url: string) => `${github.url.replace('http://', 'http://127.0.0.1@')}.example${new URL(url).pathname}`,
    ],
    ['the same port of another host', (_: string) => `${github.url.replace('127.0.0.1', '127.0.0.2')}/x?page=2`],
  ])('a next page of %s', async (_, pageOf) => {
    const stranger = await startGitHub(other)
    try {
      const link = `<${pageOf(stranger.url)}>; rel="next"`
      expect(await askAfter({ body: '[]', headers: { link } })).toEqual({ reviews: { unknown }, requests: 1 })
      expect(stranger.requests).toEqual([])
    } finally {
      await stranger.close()
    }
  })

  test('a redirection to another origin is followed without it', async () => {
    const stranger = await startGitHub(other)
    try {
      const location = `${stranger.url}/repos/example/enhancements/pulls/7/reviews`
      await askAfter({ status: 302, headers: { location } })
      expect(stranger.requests.map(({ headers }) => headers['authorization'])).toEqual([undefined])
    } finally {
      await stranger.close()
    }
  })

  const unencrypted = (url: string): string => `GITHUB_API_URL "${url}" would send the token unencrypted; use https`
  test.each([
    ['https://api.github.com', null],
    ['https://github.example.com/api/v3', null],
    ['http://127.0.0.1:8080', null],
    ['http://localhost/api', null],
    ['http://[::1]:8080', null],
    ['http://github.example.com/api/v3', unencrypted('http://github.example.com/api/v3')],
    ['http://127.0.0.1.example.com', unencrypted('http://127.0.0.1.example.com')],
    ['http://localhost.example.com', unencrypted('http://localhost.example.com')],
    ['http://localhost@example.com', unencrypted('http://localhost@example.com')],
    ['ftp://127.0.0.1', unencrypted('ftp://127.0.0.1')],
    ['api.github.com', 'GITHUB_API_URL "api.github.com" is not a URL'],
    ['', null],
  ])('GITHUB_API_URL %j', (address, fault) => {
    expect(faultOf(address)).toBe(fault)
  })
})

test('a warning about the interface stays out of the log', async () => {
  const reviews = Array.from({ length: 101 }, () => ({ user: 'hubot', state: 'APPROVED', commit: head }) as const)
  options.reviews = { 'example/enhancements#7': reviews }
  const deprecation = { deprecation: 'Sat, 01 Jan 2028 00:00:00 GMT', sunset: 'Sat, 01 Jan 2028 00:00:00 GMT' }
  const trouble = { status: 502, headers: deprecation }
  expect(await askAfter(trouble, trouble, trouble)).toEqual({
    reviews: { unknown: 'GitHub keeps answering with status 502' },
    requests: 3,
  })
})

// The last, for it ends the server.
test('nobody listens', async () => {
  await github.close()
  expect(await askAfter()).toEqual({
    reviews: { unknown: 'GitHub cannot be reached: connection refused' },
    requests: 0,
  })
})
