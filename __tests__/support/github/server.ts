import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { Ajv } from 'ajv'
import formats from 'ajv-formats'

/** A review, as far as tests care. */
export interface WrittenReview {
  /** A login; null: the user is gone. */
  readonly user: string | null
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING'
  /** Null: the commit is gone. */
  readonly commit: string | null
  readonly body?: string
  /** RFC 3339; a minute after the one before it where it is not given. */
  readonly submitted?: string
}

/** What the server does instead of answering with reviews. */
export type Trouble =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly message?: string }
  /** It waits for so many milliseconds, then answers as it should. */
  | { readonly delay: number }
  /** It says that all is well, and then this. */
  | { readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  /** It sends half of the answer and then nothing, or hangs up at once. */
  | 'stops halfway'
  | 'hangs up'

/** A request that the server saw. */
export interface Seen {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
}

export interface GitHub {
  /** What `GITHUB_API_URL` is to be. */
  readonly url: string
  /** In order. */
  readonly requests: Seen[]
  /** Stops it: from then on connections are refused. */
  readonly close: () => Promise<void>
}

/** What the server knows. It may be changed while the server runs. */
export interface Options {
  /** The only token that it takes. */
  token: string
  /** The reviews of each pull request: `owner/name#7`. */
  reviews: Readonly<Record<string, readonly WrittenReview[]>>
  /** What happens to the first requests, one each; `null` is a good answer. Then all goes well. */
  troubles?: (Trouble | null)[]
}

const schema: object = JSON.parse(readFileSync(new URL('pull-request-review.schema.json', import.meta.url), 'utf8'))
const ajv = new Ajv({ strict: false, allErrors: true })
formats.default(ajv)
const isAnswer = ajv.compile(schema)

/**
 * A server on the loopback that answers for pull request reviews as GitHub's API does, pages and errors included.
 * What it sends as reviews matches GitHub's own description; where it would not, the server answers 599 with why.
 */
export async function startGitHub(options: Options): Promise<GitHub> {
  const requests: Seen[] = []
  const server = createServer((request, response) => {
    void answer(request, response, { url, options, requests }).catch((error: unknown) => {
      response.writeHead(599).end(JSON.stringify({ message: String(error) }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${portOf(server.address())}`
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, requests, close }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error(`the server has no port: ${address}`)
  return address.port
}

interface Server {
  readonly url: string
  readonly options: Options
  readonly requests: Seen[]
}

async function answer(request: IncomingMessage, response: ServerResponse, server: Server): Promise<void> {
  const { options, requests, url } = server
  const asked = new URL(request.url ?? '/', url)
  await text(request)
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  const query = Object.fromEntries(asked.searchParams)
  requests.push({ method: request.method ?? '', path: asked.pathname, query, headers })
  const trouble = options.troubles?.shift() ?? null
  if (trouble === 'hangs up') return void request.socket.destroy()
  if (trouble !== null && typeof trouble === 'object') {
    if ('status' in trouble) return refuse(response, trouble.status, trouble.message ?? 'Sorry', trouble.headers)
    if ('body' in trouble) return send(response, 200, trouble.body, trouble.headers)
    await new Promise((resolve) => setTimeout(resolve, trouble.delay))
  }
  if (headers['authorization'] !== `token ${options.token}`) return refuse(response, 401, 'Bad credentials')
  const [, subject, number] = /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)\/reviews$/.exec(asked.pathname) ?? []
  const reviews = options.reviews[`${subject}#${number}`]
  if (request.method !== 'GET' || reviews === undefined) return refuse(response, 404, 'Not Found')
  const size = Math.min(Number(asked.searchParams.get('per_page') ?? 30), 100)
  const page = Number(asked.searchParams.get('page') ?? 1)
  const whole = reviews.map((review, i) => described(review, i, `${subject}`, Number(number)))
  const body = JSON.stringify(whole.slice((page - 1) * size, page * size))
  if (!isAnswer(JSON.parse(body))) throw new Error(`not as GitHub describes it: ${ajv.errorsText(isAnswer.errors)}`)
  if (trouble === 'stops halfway') {
    response.writeHead(200, { 'content-type': json }).write(body.slice(0, body.length / 2))
    return
  }
  const link = linkTo(asked, page, Math.max(1, Math.ceil(reviews.length / size)))
  send(response, 200, body, link === '' ? {} : { link })
}

/** The header that names the other pages; empty where there is one page. */
function linkTo(asked: URL, page: number, last: number): string {
  const pages = { prev: page - 1, next: page + 1, last, first: 1 }
  const isThere = { prev: page > 1, next: page < last, last: page < last, first: page > 1 }
  const links = (['prev', 'next', 'last', 'first'] as const).filter((rel) => isThere[rel])
  const to = (number: number): string => {
    const url = new URL(asked)
    url.searchParams.set('page', String(number))
    return url.href
  }
  return links.map((rel) => `<${to(pages[rel])}>; rel="${rel}"`).join(', ')
}

const json = 'application/json; charset=utf-8'

type Headers = Readonly<Record<string, string>>

function send(response: ServerResponse, status: number, body: string, headers: Headers = {}): void {
  response.writeHead(status, { 'content-type': json, 'x-ratelimit-remaining': '4999', ...headers }).end(body)
}

function refuse(response: ServerResponse, status: number, message: string, headers?: Headers): void {
  const page = 'https://docs.github.com/rest/pulls/reviews#list-reviews-for-a-pull-request'
  send(response, status, JSON.stringify({ message, documentation_url: page, status: String(status) }), headers)
}

/** A review with all that GitHub tells of one. A pending one has no date. */
function described(review: WrittenReview, i: number, repository: string, number: number): object {
  const pull = `https://api.github.com/repos/${repository}/pulls/${number}`
  const page = `https://github.com/${repository}/pull/${number}#pullrequestreview-${i + 1}`
  const submitted = review.submitted ?? new Date(Date.UTC(2026, 0, 2, 0, i)).toISOString().replace('.000', '')
  return {
    id: i + 1,
    node_id: `PRR_${i + 1}`,
    user: review.user === null ? null : person(review.user),
    body: review.body ?? '',
    state: review.state,
    html_url: page,
    pull_request_url: pull,
    author_association: 'MEMBER',
    _links: { html: { href: page }, pull_request: { href: pull } },
    ...(review.state === 'PENDING' ? {} : { submitted_at: submitted }),
    commit_id: review.commit,
  }
}

function person(login: string): object {
  const api = `https://api.github.com/users/${encodeURIComponent(login)}`
  return {
    login,
    id: 1,
    node_id: 'U_1',
    avatar_url: 'https://avatars.githubusercontent.com/u/1?v=4',
    gravatar_id: '',
    url: api,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: 'User',
    site_admin: false,
  }
}
