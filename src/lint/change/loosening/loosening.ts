import type { Change, WrittenSetup } from '../../model/change.js'
import type { Baseline, Config } from '../../model/config.js'
import type { Loosening } from '../../model/loosening.js'
import { topOf } from '../../model/place.js'
import { upwards } from '../../text/paths.js'
import { listed } from '../../text/quoting.js'
import { baselineLoosening } from './baseline.js'
import { pathsLoosening } from './paths.js'
import { profilesLoosening } from './profile.js'
import { settingsLoosening } from './settings.js'
import type { Moves, Surroundings } from './surroundings.js'

/**
 * What `now` asks less than `before`, by what either decides: for each rule, path and state, whether the path belongs
 * to a KEP that is there or to one that is yet to come.
 */
export function looseningsIn(
  before: WrittenSetup,
  now: WrittenSetup,
  surroundings: Surroundings,
): readonly Loosening[] {
  const [was, is] = [before.config, now.config]
  const ofConfig = [
    ...settingsLoosening(was, is, surroundings),
    ...pathsLoosening(was, is, surroundings),
    ...rosterLoosening(was, is, surroundings),
    ...repositoryLoosening(before, now),
  ]
  const gone = was.path !== null && is.path === null && ofConfig.length > 0
  const file = is.path ?? was.path
  return [
    ...(gone ? [{ at: null, message: `${was.path} is gone, and keplint checks as it does without one` }] : ofConfig),
    ...profilesLoosening(before, now),
    ...baselinesLoosening(before.baseline, now.baseline, surroundings),
  ].map(({ at, message }) => ({ at: at ?? (file === null ? null : topOf(file)), message }))
}

/** Where the KEPs of a change are now and were before; a KEP that is the root holds everything, and says nothing. */
export function movesIn(changes: readonly Change[]): Moves {
  const moved = changes.flatMap(({ before, now }) =>
    before && now && before.path !== '.' && before.path !== now.path ? [[before.path, now.path] as const] : [],
  )
  return { forth: follower(new Map(moved)), back: follower(new Map(moved.map(([from, to]) => [to, from]))) }
}

function follower(moves: ReadonlyMap<string, string>): (path: string) => string {
  return (path) => {
    for (const above of moves.size === 0 ? [] : upwards(path)) {
      const place = moves.get(above)
      if (place !== undefined) return place + path.slice(above.length)
    }
    return path
  }
}

/** Another roster asks less where it knows groups that the old one did not. */
function* rosterLoosening(before: Config, now: Config, { rosters }: Surroundings): Generator<Loosening> {
  if (before.roster === now.roster) return
  const [was, is] = [before.roster, now.roster].map((path) => path ?? 'the usual one')
  const at = now.placeOf('roster')
  const known = rosters()
  if (!known.before || !known.now) {
    yield { at, message: `roster is ${is}, and was ${was}` }
    return
  }
  const { before: old } = known
  const more = [...known.now.known].filter((name) => !old.known.has(name)).sort()
  if (more.length > 0) yield { at, message: `roster is ${is}, which names ${listed(more)}; ${was} does not` }
}

/** URLs of another repository are not followed, so those of this one are not checked. */
function* repositoryLoosening(before: WrittenSetup, now: WrittenSetup): Generator<Loosening> {
  const nameIn = ({ config, repository }: WrittenSetup): string | null =>
    repository === undefined ? config.repository : repository
  const [was, is] = [nameIn(before), nameIn(now)]
  if (was === null || was.toLowerCase() === is?.toLowerCase()) return
  const message = `repository is ${is ?? 'not known'}, and was ${was}, whose URLs are no longer checked`
  yield { at: now.config.placeOf('repository'), message }
}

function* baselinesLoosening(
  before: Baseline | null,
  now: Baseline | null,
  surroundings: Surroundings,
): Generator<Loosening> {
  const entries = baselineLoosening(before, now, surroundings)
  const [first] = entries
  if (!first || !now) return
  const count = entries.length === 1 ? 'a finding' : `${entries.length} findings`
  yield { at: first.place(), message: `${now.path} holds ${count} that it did not hold` }
}
