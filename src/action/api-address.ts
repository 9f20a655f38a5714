import { shown } from '../lint/words/shown.js'

const given = process.env['GITHUB_API_URL'] ?? ''

// `@actions/github` reads the address as it is loaded, and throws where it is no URL.
if (given !== '' && !URL.canParse(given)) delete process.env['GITHUB_API_URL']

/** This machine, by the names that URLs have for it. */
const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/** Why the token may not go to the address of GitHub's API; null where it may. Plain http is for the loopback alone. */
export function addressFault(): string | null {
  if (given === '') return null
  if (!URL.canParse(given)) return `GITHUB_API_URL ${shown(given)} is not a URL`
  const { protocol, hostname } = new URL(given)
  if (protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))) return null
  return `GITHUB_API_URL ${shown(given)} would send the token unencrypted; use https`
}
