import type { FileTexts } from '../../fix/replace.js'
import type { Finding, Report } from '../../model/finding.js'
import { type Severity, severities, tally } from '../../model/severity.js'
import { pathOf, upwards } from '../../text/paths.js'
import { bytes } from '../bytes.js'
import { codeForSummary, cut, safeForSummary } from '../safe-text.js'
import { inWords, plural } from '../tally.js'
import { findingsByKep, type KepFindings, type SigFindings, sigName } from './by-sig.js'
import { marks, renderFinding, renderFindings, type Source, type SourceOf } from './finding.js'
import { renderFix } from './fix.js'

/** How many findings are shown open; the rest is folded. */
export const mostOpen = 30
/** The findings shown of one KEP. */
const mostOfKep = 100
const longestTitle = 200

export interface FindingsOptions {
  readonly source: Source | null
  /** The files of the tree. */
  readonly tree: FileTexts
  /** The bytes of UTF-8 that the findings may take. */
  readonly room: number
  /** The findings by SIG, for a list of many; null: by KEP alone, each finding with its notices. */
  readonly sigs: readonly SigFindings[] | null
}

/** A list of findings that ends where there is no more room. */
interface List {
  readonly out: string[]
  left: number
  shown: number
  whole: number
}

/** As many findings as there is room for, and then what was left out; empty where there is none. */
export function renderAll(report: Report, { source, tree, room, sigs }: FindingsOptions): string {
  const { change, findings: all, keps } = report
  if (all.length === 0) return ''
  const touched = change === null ? [] : change.keps.map((one) => ({ path: pathOf(one), title: one.title }))
  const titles = new Map([...touched, ...keps].map(({ path, title }) => [path, title]))
  // The lines of a deleted KEP are only in the base.
  const gone = new Set(change?.keps.filter(({ now }) => now === null).map(pathOf))
  const isGone = (path: string) => gone.size > 0 && [...upwards(path)].some((each) => gone.has(each))
  const sourceOf: SourceOf = (path) => (isGone(path) ? null : source)
  const heading = '### Findings\n'
  const list: List = { out: [heading], left: room - bytes(heading) - bytes(leftOut(all.length, 1)), shown: 0, whole: 0 }
  const add = (group: KepFindings): boolean => {
    const title = group.kep === null ? null : (titles.get(group.kep) ?? null)
    return addKep(list, group, { title, sourceOf, tree, isLong: sigs !== null })
  }
  const groups = sigs === null ? findingsByKep(all) : sigs.flatMap(({ keps: own }) => own)
  if (sigs === null) for (const group of groups) if (!add(group)) break
  for (const { sig, keps: own, counts } of sigs ?? []) {
    const opening = `\n<details>\n<summary>${marks[worstOf(counts)]} <b>${sigName(sig, 'html')}</b> · ${inWords(counts)}</summary>\n`
    const closing = '\n</details>\n'
    const size = bytes(opening) + bytes(closing)
    if (size > list.left) break
    list.left -= size
    list.out.push(opening)
    const isQuiet = ({ findings: [worst] }: KepFindings): boolean => worst.severity === 'notice'
    const isWhole = own.filter((group) => !isQuiet(group)).every(add) && addQuiet(list, own.filter(isQuiet))
    list.out.push(closing)
    if (!isWhole) break
  }
  if (list.shown < all.length) list.out.push(leftOut(all.length - list.shown, groups.length - list.whole))
  return list.out.join('')
}

interface KepOptions {
  readonly title: string | null
  readonly sourceOf: SourceOf
  readonly tree: FileTexts
  /** The list is long: what is alike is told once, and notices are counted. */
  readonly isLong: boolean
}

/** Adds the findings of a KEP, as many as there is room for. Returns whether that is all of them. */
function addKep(list: List, { kep, findings }: KepFindings, { title, sourceOf, tree, isLong }: KepOptions): boolean {
  const isOpen = list.shown < mostOpen && !isLong
  const opening = `\n<details${isOpen ? ' open' : ''}>\n${renderTitle(kep, title, findings)}\n\n`
  const closing = '\n</details>\n'
  const told = isLong ? findings.filter(({ severity }) => severity !== 'notice') : findings
  const rows = isLong ? alike(told) : told.map((finding): KepFindings['findings'] => [finding])
  const over = rows.slice(mostOfKep).reduce((sum, row) => sum + row.length, 0)
  const notices = findings.length - told.length
  const more =
    (over > 0 ? `- …and ${plural(over, 'finding')} more in this KEP\n` : '') +
    (notices > 0 ? `- ${marks.notice} ${plural(notices, 'notice')}\n` : '')
  const items: string[] = []
  let size = bytes(opening) + bytes(closing) + bytes(more)
  let shown = 0
  for (const row of rows.slice(0, mostOfKep)) {
    const item = row.length === 1 ? renderFinding(row[0], sourceOf) : renderFindings(row, sourceOf)
    size += bytes(item)
    if (size > list.left) break
    items.push(item)
    shown += row.length
  }
  const isWhole = items.length === Math.min(rows.length, mostOfKep)
  if (items.length === 0 && !(isWhole && size <= list.left)) return false
  list.out.push(opening, items.join(''), isWhole ? more : '')
  if (isWhole) {
    const fix = renderFix(findings, tree)
    const fits = size + bytes(fix) <= list.left
    if (fits) list.out.push(fix)
    list.left -= size + (fits ? bytes(fix) : 0)
    list.whole++
  }
  list.out.push(closing)
  list.shown += isWhole ? findings.length : shown
  return isWhole
}

/** Counts the notices of KEPs that have no other findings. Returns whether there was room. */
function addQuiet(list: List, groups: readonly KepFindings[]): boolean {
  if (groups.length === 0) return true
  const notices = groups.reduce((sum, { findings }) => sum + findings.length, 0)
  const line = `\n${marks.notice} ${plural(notices, 'notice')} in ${plural(groups.length, 'KEP')}\n`
  if (bytes(line) > list.left) return false
  list.out.push(line)
  list.left -= bytes(line)
  list.shown += notices
  list.whole += groups.length
  return true
}

/** Findings of a KEP, in the order of the first of each: each error by itself, all warnings of a rule together. */
function alike(findings: readonly Finding[]): readonly KepFindings['findings'][] {
  const rows = new Map<Finding | string, [Finding, ...Finding[]]>()
  for (const finding of findings) {
    const key = finding.severity === 'error' ? finding : `${finding.severity} ${finding.rule}`
    const row = rows.get(key)
    if (row === undefined) rows.set(key, [finding])
    else row.push(finding)
  }
  return [...rows.values()]
}

function leftOut(findings: number, keps: number): string {
  const what = `${plural(findings, 'finding')} more, in ${plural(keps, 'KEP')}`
  return `\n…and ${what}: run keplint in a clone to see them all\n`
}

function worstOf(counts: Readonly<Record<Severity, number>>): Severity {
  return severities.find((severity) => counts[severity] > 0) ?? 'notice'
}

function renderTitle(kep: string | null, title: string | null, findings: KepFindings['findings']): string {
  const name = title === null ? '' : `<b>${safeForSummary(cut(title, longestTitle), 'html')}</b> `
  const where = kep === null ? '<b>Outside of any KEP</b>' : name + codeForSummary(cut(kep, longestTitle), 'html')
  return `<summary>${marks[findings[0].severity]} ${where} · ${inWords(tally(findings))}</summary>`
}
