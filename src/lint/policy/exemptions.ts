import type { Exemption } from '../model/config.js'
import type { Finding } from '../model/finding.js'
import { groupBy } from '../words/groups.js'
import { pathMatcher } from './globs.js'

/** What is left when exemptions have taken away what they cover. */
export interface Exempted {
  readonly findings: readonly Finding[]
  readonly taken: number
  readonly idle: readonly Exemption[]
  readonly lapsed: readonly Exemption[]
}

/** Takes away the findings that an exemption covers today; `promoted` are KEPs that none covers. */
export function exempt(
  findings: readonly Finding[],
  exemptions: readonly Exemption[],
  today: string,
  promoted: ReadonlySet<string>,
): Exempted {
  const holding = exemptions.filter(({ until }) => until === null || until >= today)
  const byRule = groupBy(
    holding.map((exemption) => ({ exemption, matches: pathMatcher([exemption.path]) })),
    ({ exemption }) => exemption.rule,
  )
  const used = new Set<Exemption>()
  const left = findings.filter((finding) => {
    const { rule, kep, at } = finding
    const found = byRule.get(rule)?.filter(({ matches }) => kep === null ? matches(at.path) : matches(at.path, kep)) ?? []
    for (const { exemption } of found) used.add(exemption)
    return found.length === 0 || (kep !== null && promoted.has(kep))
  })
  return {
    findings: left,
    taken: findings.length - left.length,
    idle: holding.filter((exemption) => !used.has(exemption)),
    lapsed: exemptions.filter((exemption) => !holding.includes(exemption)),
  }
}
