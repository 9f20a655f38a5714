import type { ChangeReport, KepChange, KepProgress, Report } from '../model/finding.js'
import { bySeverity, type Severity, severities, type Tally, tally } from '../model/severity.js'
import { pathOf } from '../text/paths.js'
import { cut } from './safe-text.js'
import { inWords, plural } from './tally.js'

/** How a reporter writes what files say: one value, such as a state or a path, and a piece of a sentence. */
export interface Voice {
  readonly value: (text: string) => string
  readonly words: (text: string) => string
}

/** What a reporter shows of a change: KEPs, and sentences on what it loosens. */
export const mostChanges = 50
export const mostLoosened = 20
/** What it shows of one KEP, and of a word from a file, in UTF-16 units. */
const mostNeeds = 10
const longest = 200

/**
 * What was found where, in a line: `5 errors in 650 KEPs`, `1 error in 2 KEPs that this change touches`. `counted`
 * may dress the numbers.
 */
export function verdictOf(report: Report, counted: (numbers: string) => string = (numbers) => numbers): string {
  const { change, findings, keps } = report
  const found = findings.length === 0 ? null : counted(inWords(tally(findings)))
  if (change === null || change.scope === 'all') {
    const all = plural(keps.length, 'KEP')
    return found === null ? `${all} checked, nothing found` : `${found} in ${all}`
  }
  if (change.keps.length === 0) return `${found ?? 'nothing found'}; this change touches no KEP`
  const count = plural(change.keps.length, 'KEP')
  const paths = new Set(change.keps.map(pathOf))
  // What breaks elsewhere, or belongs to no KEP, is not in those.
  if (findings.some(({ kep }) => kep === null || !paths.has(kep))) return `${found}; this change touches ${count}`
  const touched = `${count} that this change touches`
  return found === null ? `${touched}, nothing found` : `${found} in ${touched}`
}

/** A KEP that differs, and its most severe finding's severity. */
export interface Touched {
  readonly change: KepChange
  readonly worst: Severity | null
}

/** The KEPs that differ: those with the most severe findings first, then as the report has them. */
export function touchedOf(change: ChangeReport, findings: Report['findings']): readonly Touched[] {
  const worstOf = new Map<string, Severity>()
  for (const { kep, severity } of findings) {
    if (kep === null) continue
    const known = worstOf.get(kep)
    if (known === undefined || bySeverity(severity, known) < 0) worstOf.set(kep, severity)
  }
  return change.keps
    .map((one) => {
      const found = [one.before, one.now].flatMap((standing) => worstOf.get(standing?.path ?? '') ?? [])
      return { change: one, worst: found.sort(bySeverity)[0] ?? null }
    })
    .sort((a, b) => rank(a) - rank(b))
}

function rank({ worst }: Touched): number {
  return worst === null ? severities.length : severities.indexOf(worst)
}

/** What becomes of a KEP: `provisional → implementable, alpha → beta`, `new: draft`, `stays implementable`. */
export function movesOf({ before, now }: KepChange, voice: Voice): string {
  const word = (text: string | null, none: string) => (text === null ? none : voice.value(cut(text, longest)))
  const stateOf = (standing: KepProgress) => word(standing.state, 'no state')
  const stageOf = (standing: KepProgress) => word(standing.stage, 'no stage')
  if (now === null) return before === null || before.state === null ? 'removed' : `removed (was ${stateOf(before)})`
  if (before === null) return `new: ${stateOf(now)}${now.stage === null ? '' : `, ${stageOf(now)}`}`
  const moves = [
    before.state === now.state
      ? now.state === null
        ? 'stays without a state'
        : `stays ${stateOf(now)}`
      : `${stateOf(before)} → ${stateOf(now)}`,
  ]
  if (before.stage !== now.stage) moves.push(`${stageOf(before)} → ${stageOf(now)}`)
  if (before.path !== now.path) moves.push(`renamed from ${voice.value(cut(before.path, longest))}`)
  return moves.join(', ')
}

/** What comes of it that a KEP was promoted, and which of the two moved forward where that is known. */
export function promotionOf({ before, now }: KepChange): string {
  const moved = { state: before?.state !== now?.state, stage: before?.stage !== now?.stage }
  const subject = moved.state === moved.stage ? 'it' : moved.state ? 'its state' : 'its stage'
  const consequence = 'all findings of this KEP count at full severity, and exemptions and the baseline do not apply'
  return `${subject} moved forward: ${consequence}`
}

/** What it lacks in its state, and its errors: `owes: an approver, fix 1 error`; null where it is gone. */
export function owedBy({ now, owes, others }: KepChange, voice: Voice): string | null {
  if (now === null) return null
  return owes.length + others === 0 ? 'nothing missing' : `needs: ${listOf(owes, others, voice)}`
}

/** What a KEP needs for its next state; each is null where there is nothing to say. */
export interface Next {
  readonly ready: string | null
  readonly needs: string | null
}

/** `ready for implementable`, or else `provisional → implementable needs: guides/operator.md, an approver`. */
export function nextOf({ next, now }: KepChange, voice: Voice): Next {
  if (next === null || now === null) return { ready: null, needs: null }
  const to = voice.value(cut(next.state, longest))
  if (next.needs.length + next.others === 0) return { ready: `ready for ${to}`, needs: null }
  const from = now.state === null ? 'no state' : voice.value(cut(now.state, longest))
  return { ready: null, needs: `${from} → ${to} needs: ${listOf(next.needs, next.others, voice)}` }
}

/** What is lacking, then the errors of another kind: `an approver, fix 2 errors`. */
function listOf(needs: readonly string[], errors: number, voice: Voice): string {
  const kept = needs.length > mostNeeds ? needs.slice(0, mostNeeds - 1) : needs
  const shown = kept.map((need) => voice.words(cut(need, longest))).join(', ')
  const rest = needs.length > kept.length ? ` and ${needs.length - kept.length} more` : ''
  const parts = needs.length === 0 ? [] : [shown + rest]
  if (errors > 0) parts.push(`fix ${plural(errors, 'error')}`)
  return parts.join(', ')
}

/** How many findings a tally counts. */
export function sumOf(counts: Tally): number {
  return severities.reduce((sum, severity) => sum + counts[severity], 0)
}
