import type { MovedForward } from '../facts/progress.js'
import type { Baseline, BaselineEntry, BaselineKep, Outcome } from '../model/config.js'
import type { Finding, KepSummary } from '../model/finding.js'
import { type Place, topOf } from '../model/place.js'
import { groupBy } from '../text/group-by.js'
import { byUnits } from '../text/paths.js'
import { shown } from '../text/quoting.js'
import { fingerprints } from './fingerprint.js'

/** What is left when the baseline has taken away what it holds. */
export interface Baselined {
  readonly findings: readonly Finding[]
  readonly taken: number
  readonly gone: Outcome['gone']
}

/** Reads a baseline as `writeBaseline` writes it; what is wrong where it is none, as the rest of a sentence. */
export function readBaseline(path: string, text: string): Baseline | string {
  const value = valueIn(text)
  if (value === undefined) {
    const mark = text.split('\n').findIndex((line) => /^(?:<{7}|={7}|>{7})/.test(line))
    return mark < 0 ? `is not JSON; ${anew}` : `holds a merge conflict on line ${mark + 1}; ${anew}`
  }
  if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['keps'])) {
    return `is no baseline of version 1; ${anew}`
  }
  const placeOf = placesIn(path, text)
  const keps: BaselineKep[] = []
  for (const [kep, held] of Object.entries(value['keps'])) {
    if (!isRecord(held) || !isRecord(held['findings'])) return `has no findings under ${shown(kep)}; ${anew}`
    const entries: BaselineEntry[] = []
    for (const [fingerprint, rule] of Object.entries(held['findings'])) {
      if (typeof rule !== 'string') return `names no rule for ${shown(fingerprint)}; ${anew}`
      entries.push({ rule, fingerprint, place: () => placeOf(fingerprint) })
    }
    keps.push({ path: kep, state: textOf(held['state']), stage: textOf(held['stage']), entries })
  }
  return { path, keps }
}

const anew = 'delete it and run keplint baseline'

/** Undefined where the text is no JSON. What the parser says of it differs from one Node to the next. */
function valueIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Takes away the findings that the baseline holds. The entries of a KEP that has moved forward cover nothing, nor
 * do those of KEPs in `promoted`.
 */
export function withoutBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  keps: readonly KepSummary[],
  movedForward: MovedForward,
  promoted: ReadonlySet<string>,
): Baselined {
  const present = new Map(keps.map((kep) => [kep.path, kep]))
  const entries = new Map<string, BaselineEntry>()
  const lapsed = new Set<string>(promoted)
  for (const held of baseline.keps) {
    for (const entry of held.entries) entries.set(keyOf(held.path, entry.rule, entry.fingerprint), entry)
    if (hasLapsed(held, present, movedForward)) lapsed.add(held.path)
  }
  const met = new Set<BaselineEntry>()
  const left = fingerprints(findings).filter(({ finding, kep, fingerprint }) => {
    const entry = entries.get(keyOf(kep, finding.rule, fingerprint))
    if (entry) met.add(entry)
    return !entry || lapsed.has(kep)
  })
  const gone = baseline.keps.flatMap((held) =>
    held.entries.filter((entry) => !met.has(entry)).map((entry) => ({ kep: held.path, entry })),
  )
  return { findings: left.map(({ finding }) => finding), taken: findings.length - left.length, gone }
}

function hasLapsed(held: BaselineKep, present: ReadonlyMap<string, KepSummary>, movedForward: MovedForward): boolean {
  const kep = present.get(held.path)
  return kep !== undefined && movedForward(kep.profile, held, kep)
}

function keyOf(kep: string, rule: string, fingerprint: string): string {
  return `${kep}\0${rule}\0${fingerprint}`
}

/**
 * The baseline's text: one line a finding, sorted, so that a change of it reads well. `before` is the one that is
 * there: without `grow` only what it holds and what has not lapsed stays.
 */
export function writeBaseline(
  findings: readonly Finding[],
  keps: readonly KepSummary[],
  before: Baseline | null,
  grow: boolean,
  movedForward: MovedForward,
): string {
  const present = new Map(keps.map((kep) => [kep.path, kep]))
  const holding = before?.keps.filter((held) => !hasLapsed(held, present, movedForward)) ?? []
  const known = new Set(
    holding.flatMap(({ path, entries }) => entries.map(({ rule, fingerprint }) => keyOf(path, rule, fingerprint))),
  )
  const kept = fingerprints(findings).filter(
    ({ finding, kep, fingerprint }) => before === null || grow || known.has(keyOf(kep, finding.rule, fingerprint)),
  )
  const groups = [...groupBy(kept, ({ kep }) => kep)].sort(([a], [b]) => byUnits(a, b))
  const blocks = groups.map(([path, group]) => {
    const kep = present.get(path)
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
      for (const match of content.matchAll(/"([0-9a-f]{16})": "/g)) {
        const [line, column] = [i + 1, match.index + 1]
        found.set(match[1] ?? '', { path, line, column, endLine: line, endColumn: column + 18 })
      }
    })
    return found
  }
  return (fingerprint) => (places ??= read()).get(fingerprint) ?? topOf(path)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
