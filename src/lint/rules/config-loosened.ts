import type { Change, WrittenSetup } from '../model/change.js'
import type { Problem } from '../model/finding.js'
import type { Profile } from '../model/profile.js'
import { baselineLoosening, configLoosening, type Loosening, type Surroundings } from '../words/config-loosening.js'
import { topOf } from '../words/places.js'
import { profileLoosening } from '../words/profile-loosening.js'
import { upwards } from '../words/paths.js'
import { defineRule } from './rule.js'

/** Who reviews a change should see what it takes back of the checks that look at it. */
export default defineRule({
  id: 'config-loosened',
  summary: 'The change does not ask less of keplint than before',
  severity: 'notice',
  settledBy: 'base',
  *checkComparison({ base, changes, setups, severities }) {
    if (!setups) return
    const { before, now } = setups
    const moved = movedIn(changes)
    const usualPaths = [base.tree.directories.has('keps') ? 'keps' : '.']
    const file = now.config.path ?? before.config.path ?? '.keplint.yml'
    const profileFile = ownProfile(now) ? (now.config.profile ?? file) : file
    yield* placed(configLoosening(before.config, now.config, { severities, usualPaths, moved }), file)
    yield* placed(profilesLoosening(before, now), profileFile)
    const entries = baselineLoosening(before.baseline, now.baseline, moved)
    const [first] = entries
    if (!first || !now.baseline) return
    const count = entries.length === 1 ? 'a finding' : `${entries.length} findings`
    yield { at: first.place(), message: `${now.baseline.path} holds ${count} that it did not hold` }
  },
})

function* placed(loosenings: Iterable<Loosening>, path: string): Generator<Problem> {
  for (const { at, message } of loosenings) yield { at: at ?? topOf(path), message }
}

/** Two profile files are compared by what they say, wherever they stand. */
function* profilesLoosening(before: WrittenSetup, now: WrittenSetup): Generator<Loosening> {
  const [old, current] = [ownProfile(before), ownProfile(now)]
  if (old && current) {
    for (const message of profileLoosening(old, current)) yield { at: null, message }
    return
  }
  const [was, is] = [before, now].map(({ config }) => config.profile ?? 'auto')
  if (was !== is) yield { at: now.config.placeOf('profile'), message: `profile is ${is ?? ''}, and was ${was ?? ''}` }
}

/** The profile of a file, where the setup has one. */
function ownProfile({ profiles }: WrittenSetup): Profile | null {
  const [profile, another] = profiles
  return profile?.base && !another ? profile : null
}

/** Where a path of the base stands now: with the KEP that it belongs to, unless that is the root. */
function movedIn(changes: readonly Change[]): Surroundings['moved'] {
  const moves = new Map(
    changes.flatMap(({ before, now }) => (before && now && before.path !== '.' ? [[before.path, now.path]] : [])),
  )
  return (path) => {
    for (const above of upwards(path)) {
      const place = moves.get(above)
      if (place !== undefined) return place + path.slice(above.length)
    }
    return path
  }
}
