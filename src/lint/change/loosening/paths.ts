import { globSet, indicesOf } from '../../glob/glob-set.js'
import type { Config } from '../../model/config.js'
import type { Loosening } from '../../model/loosening.js'
import { shown } from '../../text/quoting.js'
import { placesToAsk } from './places.js'
import type { Surroundings } from './surroundings.js'

/** What `paths` selected and selects no longer, by the pattern that leaves it out, else by the one that held it. */
export function* pathsLoosening(before: Config, now: Config, surroundings: Surroundings): Generator<Loosening> {
  const [old, current] = [before, now].map(({ paths }) => paths ?? surroundings.usualPaths)
  if (!old || !current || old.join('\0') === current.join('\0')) return
  const [wasIn, isIn] = [old, current].map(decider)
  const found = new Map<string, Loosening>()
  for (const { file, forth, back } of placesToAsk([...old, ...current].map(bare), surroundings)) {
    const was = [file, back].map((path) => wasIn?.(path))
    const is = [file, forth].map((path) => isIn?.(path))
    if (!was.every((each) => each?.selects) || is.some((each) => each?.selects)) continue
    const by = is[0]?.by ?? -1
    const lost = old[was[0]?.by ?? -1] ?? ''
    const left = bare(current[by] ?? '')
    const message = by < 0 ? `paths no longer holds ${shown(lost)}` : `paths leaves out ${shown(left)}`
    const at = by < 0 ? now.placeOf('paths') : now.placeOf('paths', by)
    if (!found.has(message)) found.set(message, { at, message })
  }
  yield* found.values()
}

interface Decision {
  readonly selects: boolean
  /** The pattern that decides; -1: none matches. */
  readonly by: number
}

function decider(patterns: readonly string[]): (path: string) => Decision {
  const set = globSet(patterns.map(bare))
  return (path) => {
    for (const by of indicesOf(set.matches(path))) return { selects: !patterns[by]?.startsWith('!'), by }
    return { selects: false, by: -1 }
  }
}

/** A pattern without the mark that it takes away. */
function bare(pattern: string): string {
  return pattern.replace(/^!/, '')
}
