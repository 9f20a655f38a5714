import type { getOctokit } from '@actions/github'
import { retry } from '@octokit/plugin-retry'

import { plural } from '../../lint/reporters/tally.js'
import { shown } from '../../lint/text/quoting.js'

/** How long a run waits for GitHub. */
export interface Limits {
  /** How often one page is asked for. */
  readonly attempts: number
  /** How long GitHub may take to answer once, in milliseconds. */
  readonly attempt: number
  /** The longest pause that GitHub may ask for, in seconds. */
  readonly pause: number
  /** No attempt goes on for longer than so many milliseconds from the first. */
  readonly whole: number
  /** How long a second of a pause lasts, in milliseconds. */
  readonly second: number
}

const patience: Limits = { attempts: 3, attempt: 10_000, pause: 60, whole: 120_000, second: 1000 }

/** What is asked, as messages name it, and with which token. */
export interface Asking {
  readonly subject: string
  readonly token: string
  readonly limits: Partial<Limits>
}

/** Octokit's own log: what it writes is for the authors of programs. */
export const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** There is no answer, and nobody asks again. The message says why, in words that hold nothing secret. */
export class Unanswered extends Error {}

/** Where `plugin-retry` looks for whether to ask again: a status, or what is noted in `request`. */
class NotYet extends Unanswered {
  readonly request: { readonly request: { retries?: number; retryAfter?: number } }
  readonly status: number | undefined

  constructor({ words, passes, pause }: Failure, attempts: number) {
    super(words)
    this.status = passes ? 500 : undefined
    this.request = { request: pause === undefined ? {} : { retries: attempts - 1, retryAfter: pause } }
  }
}

/**
 * Asks for lists within limits, and fails with `Unanswered` alone. `plugin-retry` asks again on 5xx and when the
 * network fails; the rest is handled here. `plugin-throttling` would know the rate limits only by their words,
 * not by `retry-after`, and on 429 its attempts and those of `plugin-retry` multiply.
 */
export function untilAnswered(asking: Asking): Parameters<typeof getOctokit>[2] {
  const limits = { ...patience, ...asking.limits }
  const end = Date.now() + limits.whole
  return (octokit, options) => {
    // The first hook is the innermost: it runs at each attempt. Only what it changes in place reaches the request.
    octokit.hook.before('request', ({ request, baseUrl, url }) => {
      // The answer itself names the next page.
      const target = /^http/.test(url) ? url : baseUrl + url
      if (originOf(target) !== originOf(baseUrl)) throw new NotYet({ words: elsewhere }, limits.attempts)
      const left = end - Date.now()
      if (left <= 0) throw new NotYet({ words: tooSlow }, limits.attempts)
      request['log'] = silent
      request['signal'] = AbortSignal.timeout(Math.min(limits.attempt, left))
    })
    // An answer that breaks off is given as an empty text, and pagination would make an empty page of it.
    octokit.hook.after('request', ({ data }) => {
      if (!Array.isArray(data)) throw new NotYet({ words: unreadable, passes: true }, limits.attempts)
    })
    // GitHub's status goes no further: pagination would make an empty page of a 409.
    octokit.hook.error('request', (error) => {
      if (error instanceof Unanswered) throw error
      const answer = answerIn(error)
      throw new NotYet(answer ? refusal(answer, asking, limits) : silence(error), limits.attempts)
    })
    return retry(octokit, {
      ...options,
      retry: { retries: limits.attempts - 1, retryAfterBaseValue: limits.second, doNotRetry: [] },
    })
  }
}

/** Why there is no answer. */
interface Failure {
  readonly words: string
  /** It may be over soon. */
  readonly passes?: boolean
  /** It is over after so many seconds. */
  readonly pause?: number
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly message: string
}

/** What GitHub answered instead of a list; null where nothing came. */
function answerIn(error: unknown): Answer | null {
  const { status, response } = fieldsOf(error)
  const { headers, data } = fieldsOf(response)
  if (typeof status !== 'number' || headers === undefined) return null
  const { message } = fieldsOf(data)
  return { status, headers: fieldsOf(headers), message: typeof message === 'string' ? message : '' }
}

/** The fields of what came from outside; none where it has none. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** What GitHub answers is not what was asked for. */
export const unreadable = 'GitHub did not answer with a list of reviews'

const elsewhere = 'GitHub names a next page on another host, which is not requested'

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null
}

const tooSlow = 'GitHub is too slow to answer'

const permission = 'give the job the permission pull-requests: read'

/** What these answers mean. */
const meanings: Readonly<Record<number, (subject: string) => string>> = {
  401: () => 'GitHub does not accept the token of input github-token',
  404: (subject) => `the token of input github-token cannot find ${subject}; ${permission}`,
}

function refusal({ status, headers, message }: Answer, { subject, token }: Asking, limits: Limits): Failure {
  const limited = status === 403 || status === 429
  const secondary = /secondary rate limit/i.test(message)
  if (limited && headers['x-ratelimit-remaining'] === '0' && !secondary) {
    return { words: `the token of input github-token has used up its rate limit until ${resetIn(headers)}` }
  }
  const after = headers['retry-after']
  if (status === 429 || (limited && (secondary || after !== undefined))) {
    // GitHub asks for a minute where it names no time.
    const pause = typeof after === 'string' && /^\d{1,9}$/.test(after) ? Number(after) : 60
    const asked = `a pause of ${plural(pause, 'second')} (secondary rate limit)`
    const words = `GitHub asks for ${asked}; run the job again later`
    return pause > limits.pause ? { words } : { words, pause }
  }
  if (status === 403 && /^resource not accessible/i.test(message)) {
    return { words: `the token of input github-token may not read reviews; ${permission}` }
  }
  if (status >= 500) return { words: `GitHub keeps answering with status ${status}`, passes: true }
  const said = message === '' ? '' : `: ${shown(message.replaceAll(token, '***'))}`
  return { words: meanings[status]?.(subject) ?? `GitHub answers with status ${status}${said}` }
}

/** When a rate limit begins anew, `YYYY-MM-DDTHH:MM:SSZ`. */
function resetIn(headers: Answer['headers']): string {
  const date = new Date(Number(headers['x-ratelimit-reset']) * 1000)
  return Number.isNaN(date.getTime()) ? 'the next hour' : date.toISOString().replace('.000', '')
}

/** Failures of the network, by their codes. */
const troubles: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'the DNS lookup failed',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was closed',
  ENOTFOUND: 'the host name is not known',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_SOCKET: 'the connection was closed',
}

/** Why nothing came. The error's own words are left out: they may quote what was sent, and so the token. */
function silence(error: unknown): Failure {
  const causes = causesOf(error)
  if (causes.some((cause) => cause.name === 'TimeoutError')) return { words: tooSlow, passes: true }
  const code = causes.map((cause) => fieldsOf(cause)['code']).find((word) => typeof word === 'string')
  const trouble = code === undefined ? 'the request cannot be sent' : (troubles[code] ?? code)
  return { words: `GitHub cannot be reached: ${trouble}`, passes: true }
}

function causesOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : []
}
