import type { Baseline, BaselineEntry, BaselineKep, Outcome } from '../model/config.js'
import type { Finding, KepSummary, Place } from '../model/finding.js'
import { groupBy } from '../words/groups.js'
import { byUnits } from '../words/paths.js'
import { fingerprints } from './fingerprint.js'

/** How far a KEP has come: what lets its entries lapse when it grows. Null where it is no step of the way. */
export interface Progress {
  readonly state: number | null
  readonly stage: number | null
}

/** What is left when the baseline has taken away what it holds. */
export interface Baselined {
  readonly findings: readonly Finding[]
  readonly taken: number
  readonly gone: Outcome['gone']
}

/** Reads a baseline as `writeBaseline` writes it; the fault in one line where it is none. */
export function readBaseline(path: string, text: string): Baseline | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
  if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['keps'])) {
    return 'is no baseline of version 1; write it anew with keplint baseline'
  }
  const placeOf = placesIn(path, text)
  const keps: BaselineKep[] = []
  for (const [kep, held] of Object.entries(value['keps'])) {
    if (!isRecord(held) || !isRecord(held['findings'])) return `has no findings under ${JSON.stringify(kep)}`
    const entries: BaselineEntry[] = []
    for (const [fingerprint, rule] of Object.entries(held['findings'])) {
      if (typeof rule !== 'string') return `names no rule for ${JSON.stringify(fingerprint)}`
      entries.push({ rule, fingerprint, place: () => placeOf(fingerprint) })
    }
    keps.push({ path: kep, state: textOf(held['state']), stage: textOf(held['stage']), entries })
  }
  return { path, keps }
}

/**
 * Takes away the findings that the baseline holds. The entries of a KEP that has moved forward count for
 * nothing, nor do those of KEPs in `promoted`. `progress` orders states and stages.
 */
export function withoutBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  keps: readonly KepSummary[],
  progress: (profile: string, state: string | null, stage: string | null) => Progress,
  promoted: ReadonlySet<string>,
): Baselined {
  const present = new Map(keps.map((kep) => [kep.path, kep]))
  const held = new Map<string, BaselineEntry>()
  const keyOf = (kep: string, rule: string, fingerprint: string): string => `${kep}\0${rule}\0${fingerprint}`
  for (const { path, state, stage, entries } of baseline.keps) {
    const kep = present.get(path)
    if (promoted.has(path)) continue
    if (kep && movedForward(progress(kep.profile, state, stage), progress(kep.profile, kep.state, kep.stage))) continue
    for (const entry of entries) held.set(keyOf(path, entry.rule, entry.fingerprint), entry)
  }
  const met = new Set<BaselineEntry>()
  const left = fingerprints(findings).filter(({ finding, kep, fingerprint }) => {
    const entry = held.get(keyOf(kep, finding.rule, fingerprint))
    if (entry) met.add(entry)
    return !entry
  })
  const gone = baseline.keps.flatMap(({ path, entries }) =>
    entries.filter((entry) => !met.has(entry)).map((entry) => ({ kep: path, entry })),
  )
  return { findings: left.map(({ finding }) => finding), taken: findings.length - left.length, gone }
}

/** The state or the stage came further along its way. */
export function movedForward(before: Progress, now: Progress): boolean {
  const further = (a: number | null, b: number | null): boolean => b !== null && b > (a ?? -1)
  return further(before.state, now.state) || (before.stage !== null && further(before.stage, now.stage))
}

/**
 * The baseline's text: one line a finding, sorted, so that a change of it reads well. `before` is the one
 * that is there: without `grow` only what it already holds stays.
 */
export function writeBaseline(
  findings: readonly Finding[],
  keps: readonly KepSummary[],
  before: Baseline | null,
  grow: boolean,
): string {
  const known = new Set(before?.keps.flatMap(({ path, entries }) => entries.map((each) => path + each.fingerprint)))
  const kept = fingerprints(findings).filter(
    ({ kep, fingerprint }) => before === null || grow || known.has(kep + fingerprint),
  )
  const summaries = new Map(keps.map((kep) => [kep.path, kep]))
  const groups = [...groupBy(kept, ({ kep }) => kep)].sort(([a], [b]) => byUnits(a, b))
  const blocks = groups.map(([path, group]) => {
    const kep = summaries.get(path)
    const facts = [
      ...(kep?.state ? [`"state": ${JSON.stringify(kep.state)}`] : []),
      ...(kep?.stage ? [`"stage": ${JSON.stringify(kep.stage)}`] : []),
    ].map((fact) => `      ${fact},\n`)
    const lines = group
      .map(({ finding, fingerprint }) => `        "${fingerprint}": ${JSON.stringify(finding.rule)}`)
      .sort(byUnits)
    return `    ${JSON.stringify(path)}: {\n${facts.join('')}      "findings": {\n${lines.join(',\n')}\n      }\n    }`
  })
  const body = blocks.length === 0 ? '{}' : `{\n${blocks.join(',\n')}\n  }`
  return `{\n  "version": 1,\n  "keps": ${body}\n}\n`
}

/** Finds fingerprints in a baseline's text, which is read once, when the first is looked for. */
function placesIn(path: string, text: string): (fingerprint: string) => Place {
  let places: Map<string, Place> | undefined
  const read = (): Map<string, Place> => {
    const found = new Map<string, Place>()
    text.split('\n').forEach((content, i) => {
      for (const match of content.matchAll(/"([0-9a-f]{16})"/g)) {
        const [line, column] = [i + 1, match.index + 1]
        found.set(match[1] ?? '', { path, line, column, endLine: line, endColumn: column + match[0].length })
      }
    })
    return found
  }
  return (fingerprint) =>
    (places ??= read()).get(fingerprint) ?? { path, line: 1, column: 1, endLine: 1, endColumn: 1 }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
