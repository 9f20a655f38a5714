import type { ChangeReport, Report } from '../../model/finding.js'
import { pathOf } from '../../text/paths.js'
import { bytes } from '../bytes.js'
import {
  mostChanges,
  mostLoosened,
  movesOf,
  nextOf,
  owedBy,
  promotionOf,
  sumOf,
  type Touched,
  touchedOf,
  type Voice,
} from '../change.js'
import { codeForSummary, cut, safeForSummary } from '../safe-text.js'
import { inWords, plural } from '../tally.js'
import { linkTo, marks, type Source } from './finding.js'

/** The bytes of UTF-8 that the KEPs may take: the findings need room too. */
const room = 128 * 1024
const longest = 200
const longestSentence = 500

const voice: Voice = {
  // A value that holds a blank would else read as words of ours.
  value: (text) => (text.includes(' ') ? codeForSummary(text) : safeForSummary(text)),
  words: (text) => safeForSummary(text),
}

/** What a change does, as a part of the job summary: what it loosens, then KEP by KEP, then what does not count. */
export function renderChange({ findings }: Report, change: ChangeReport, source: Source | null): string {
  const parts = [renderLoosened(change.loosened), renderKeps(touchedOf(change, findings), change.scope, source)]
  const left = sumOf(change.older)
  if (left > 0) {
    const name = codeForSummary(cut(change.base, longest))
    parts.push(`Not counted: ${plural(left, 'finding')} already in ${name} (${inWords(change.older)})\n`)
  }
  if (change.mended > 0) parts.push(`This change fixes ${plural(change.mended, 'finding')}\n`)
  return parts.filter((part) => part !== '').join('\n')
}

function renderLoosened(sentences: readonly string[]): string {
  if (sentences.length === 0) return ''
  const items = sentences.slice(0, mostLoosened).map((one) => `- ${safeForSummary(cut(one, longestSentence))}\n`)
  if (sentences.length > items.length) items.push(`- …and ${sentences.length - items.length} more\n`)
  return `### ⚠️ This change loosens the checks\n\n${items.join('')}`
}

function renderKeps(touched: readonly Touched[], scope: ChangeReport['scope'], source: Source | null): string {
  // Where the change is all that counts, the verdict has said so.
  if (touched.length === 0) return scope === 'changed' ? '' : 'This change touches no KEP\n'
  const items: string[] = []
  let left = room
  for (const one of touched.slice(0, mostChanges)) {
    const item = renderKep(one, source)
    left -= bytes(item)
    if (left < 0) break
    items.push(item)
  }
  const more = touched.length - items.length
  if (more > 0) items.push(`- …and ${plural(more, 'KEP')} more\n`)
  return `### What this change does\n\n${items.join('')}`
}

function renderKep({ change, worst }: Touched, source: Source | null): string {
  const { now, promoted, title } = change
  const name = title === null || title === '' ? '' : `**${safeForSummary(cut(title, longest))}** `
  const path = codeForSummary(cut(pathOf(change), longest))
  const where = now === null || source === null ? path : linkTo(path, now.path, source)
  const { needs, ready } = nextOf(change, voice)
  const facts = [movesOf(change, voice), owedBy(change, voice), ready].filter((fact) => fact !== null)
  const lines = [`- ${worst === null ? '✅' : marks[worst]} ${name}${where} — ${facts.join(' · ')}`]
  if (promoted) lines.push(`  - ${promotionOf(change)}`)
  if (needs !== null) lines.push(`  - ${needs}`)
  return `${lines.join('\n')}\n`
}
