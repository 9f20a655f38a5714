import type { Finding, KepSummary, Report } from '../../model/finding.js'
import { bySeverity, type Severity, severities, tally } from '../../model/severity.js'
import { byUnits, nameOf } from '../../text/paths.js'
import { codeForSummary, cut, safeForSummary } from '../safe-text.js'
import { plural } from '../tally.js'
import { linkTo, type Source } from './finding.js'

/** So many KEPs are named of each SIG, and so many SIGs. */
const mostWorst = 3
const mostSigs = 60
const longestName = 60
const longestTitle = 50

/** The findings of one KEP, or of all that belong to no KEP: the most severe first. */
export interface KepFindings {
  readonly kep: string | null
  readonly findings: readonly [Finding, ...Finding[]]
}

/** The KEPs of one SIG that have findings, those with the most severe and the most of them first. */
export interface SigFindings {
  /** As the metadata has it; null: of no SIG, or of no KEP. */
  readonly sig: string | null
  readonly keps: readonly [KepFindings, ...KepFindings[]]
  readonly counts: Readonly<Record<Severity, number>>
}

/** The KEPs with their findings: the most severe first, then by path, those that belong to no KEP first of equals. */
export function findingsByKep(findings: readonly Finding[]): readonly KepFindings[] {
  const groups = new Map<string | null, [Finding, ...Finding[]]>()
  for (const finding of findings) {
    const group = groups.get(finding.kep)
    if (group === undefined) groups.set(finding.kep, [finding])
    else group.push(finding)
  }
  for (const group of groups.values()) group.sort((a, b) => bySeverity(a.severity, b.severity))
  return Array.from(groups, ([kep, group]) => ({ kep, findings: group })).sort(
    (a, b) => bySeverity(a.findings[0].severity, b.findings[0].severity) || byUnits(a.kep ?? '', b.kep ?? ''),
  )
}

/** The findings by SIG: the SIG with the most errors first, then with the most warnings. */
export function findingsBySig({ findings, keps }: Pick<Report, 'findings' | 'keps'>): readonly SigFindings[] {
  const sigs = new Map(keps.map(({ path, sig }) => [path, sig]))
  const groups = new Map<string | null, [KepFindings, ...KepFindings[]]>()
  for (const group of findingsByKep(findings)) {
    const sig = group.kep === null ? null : (sigs.get(group.kep) ?? null)
    const known = groups.get(sig)
    if (known === undefined) groups.set(sig, [group])
    else known.push(group)
  }
  return Array.from(groups, ([sig, all]) => ({
    sig,
    keps: all.sort(byCounts((group) => tally(group.findings))),
    counts: tally(all.flatMap((group) => group.findings)),
  })).sort((a, b) => byCounts<SigFindings>(({ counts }) => counts)(a, b) || byUnits(a.sig ?? '', b.sig ?? ''))
}

function byCounts<T>(of: (one: T) => Readonly<Record<Severity, number>>): (a: T, b: T) => number {
  return (a, b) => {
    const [one, other] = [of(a), of(b)]
    return other.error - one.error || other.warning - one.warning || other.notice - one.notice
  }
}

/** What the summary calls a SIG. */
export function sigName(sig: string | null, markup: 'html' | 'markdown' = 'markdown'): string {
  return sig === null ? 'no SIG' : safeForSummary(cut(sig, longestName), markup)
}

/** The findings by SIG as a table, each with its three worst KEPs. */
export function renderSigs(sigs: readonly SigFindings[], keps: readonly KepSummary[], source: Source | null): string {
  const titles = new Map(keps.map(({ path, title }) => [path, title]))
  const cell = (kep: string | null, count: string): string => {
    if (kep === null) return `outside of any KEP (${count})`
    const title = titles.get(kep) ?? null
    const plain = title === null || title.trim() === '' ? codeForSummary(cut(nameOf(kep), longestTitle)) : null
    const name = plain ?? safeForSummary(cut(title ?? '', longestTitle))
    // Brackets of a title would end the text of its link.
    const linked = source === null || /[[\]]/.test(name) ? name : linkTo(name, kep, source)
    return `${linked} (${count})`.replaceAll('|', '\\|')
  }
  const rows = sigs.slice(0, mostSigs).map(({ counts, keps: worst, sig }) => {
    const numbers = [counts.error, counts.warning, counts.notice].map((count) => (count === 0 ? '' : String(count)))
    const named = worst.slice(0, mostWorst).map(({ kep, findings }) => {
      const own = tally(findings)
      const worst = severities.find((severity) => own[severity] > 0) ?? 'notice'
      return cell(kep, plural(own[worst], worst))
    })
    return `| ${sigName(sig).replaceAll('|', '\\|')} | ${numbers.join(' | ')} | ${named.join(', ')} |\n`
  })
  const more = sigs.length > mostSigs ? `\n…and ${sigs.length - mostSigs} more SIGs\n` : ''
  const head = '| SIG | Errors | Warnings | Notices | Most severe |\n| :--- | ---: | ---: | ---: | :--- |\n'
  return `### Findings by SIG\n\n${head}${rows.join('')}${more}`
}
