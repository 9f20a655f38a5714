import { shown } from '../../lint/text/quoting.js'

const given = process.env['GITHUB_API_URL'] ?? ''

// `@actions/github` reads the address as it is loaded, and throws where it is no URL.
if (given !== '' && !URL.canParse(given)) delete process.env['GITHUB_API_URL']

/** This machine, by the names that URLs have for it. */
const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/** Why the token may not go to the address that the runner gives; null where it may. */
export function addressFault(): string | null {
  return faultOf(given)
}

/** Why the token may not go to an address, empty for GitHub's own; null where it may: plain http is for the loopback. */
export function faultOf(address: string): string | null {
  if (address === '') return null
  if (!URL.canParse(address)) return `GITHUB_API_URL ${shown(address)} is not a URL`
  const { protocol, hostname } = new URL(address)
  if (protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))) return null
  return `GITHUB_API_URL ${shown(address)} would send the token unencrypted; use https`
}
