import type { Exemption } from '../model/config.js'
import type { Finding } from '../model/finding.js'
import { type Coverage, coverer } from './path-matcher.js'

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
  const rules = new Set(holding.map(({ rule }) => rule))
  const cover = coverer(holding.map(({ path }) => path))
  const used = new Set<Exemption>()
  const answers = new Map<Coverage, Map<string, boolean>>()
  const isCovered = ({ rule, at, kep }: Finding): boolean => {
    if (!rules.has(rule)) return false
    const coverage = cover(at.path, kep)
    const known = answers.get(coverage) ?? new Map<string, boolean>()
    answers.set(coverage, known)
    if (!known.has(rule)) {
      const found = [...coverage.indices()].flatMap((i) => (holding[i]?.rule === rule ? [holding[i]] : []))
      for (const exemption of found) used.add(exemption)
      known.set(rule, found.length > 0)
    }
    return known.get(rule) ?? false
  }
  const left = findings.filter((finding) => {
    const { kep } = finding
    return !isCovered(finding) || (kep !== null && promoted.has(kep))
  })
  return {
    findings: left,
    taken: findings.length - left.length,
    idle: holding.filter((exemption) => !used.has(exemption)),
    lapsed: exemptions.filter((exemption) => !holding.includes(exemption)),
  }
}
