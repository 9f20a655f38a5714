import { draftOf, withTexts } from '../fix/draft.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Kep } from '../model/kep.js'
import type { State } from '../model/profile.js'
import { likenessOf } from '../profiles/moves.js'
import { nearest } from '../text/nearest.js'
import { listed, shown } from '../text/quoting.js'
import { versionOf } from '../text/versions.js'
import { findKep } from './find-kep.js'
import { type MetadataText, metadataOf, withEntry, withScalar } from './metadata-text.js'
import { isRefusal, type Plan, type Refusal, refuse } from './outcome.js'

/** Where a KEP is to go. */
export interface MoveRequest {
  /** A number, a path, a uuid or a part of the name. */
  readonly kep: string
  /** The state by its name, or what it is like in the built-in formats; null: as it is. */
  readonly state: { readonly name: string } | { readonly like: string } | null
  readonly stage: string | null
  /** The release that it is worked on for. */
  readonly milestone: string | null
}

/** Moves a KEP to a state, a stage and a release. Whether the move is legal, and what it owes, the check says. */
export function moveKep({ keps, today, tree }: Catalogue, request: MoveRequest): Plan | Refusal {
  const kep = kepNamed(request.kep, keps)
  if (isRefusal(kep)) return kep
  const file = kep.metadata.path
  const text = tree.texts.get(file)
  if (text === undefined || kep.metadata.value === undefined) return refuse(`${file} cannot be read; fix that first`)
  const state = request.state === null ? null : stateFor(kep, request.state)
  if (state !== null && isRefusal(state)) return state
  const { stages } = kep.profile
  const { milestone, stage } = request
  if (stage !== null && !stages.some(({ name }) => name === stage)) {
    return refuse(
      unknown(
        'stage',
        stage,
        stages.map(({ name }) => name),
      ),
    )
  }
  if (milestone !== null && versionOf(milestone) === null) {
    return refuse(`--milestone ${shown(milestone)} is not a version such as v1.30`)
  }
  let written: MetadataText = { text, kind: kep.profile.layout.kind }
  if (state !== null) written = withScalar(written, kep.keyName('state'), state.name)
  if (stage !== null) written = withScalar(written, kep.keyName('stage'), stage)
  if (milestone !== null) {
    const release = milestone.startsWith('v') ? milestone : `v${milestone}`
    if (kep.profile.keys.latestMilestone) written = withScalar(written, kep.keyName('latestMilestone'), release)
    const of = stage ?? kep.text('stage')
    if (of !== undefined && kep.profile.keys.milestones)
      written = withEntry(written, kep.keyName('milestones'), of, release)
  }
  if (written.text === text) return refuse(`${kep.path} is there already`)
  if (kep.has('lastUpdated')) written = withScalar(written, kep.keyName('lastUpdated'), today)
  const moved = metadataOf(written).value === undefined
  if (moved) return refuse(`${file} cannot be written so that it stays readable; edit it by hand`)
  return {
    draft: withTexts(draftOf(tree), new Map([[file, written.text]])),
    keps: [kep.path],
    notes: [],
    mayOwe: false,
  }
}

/** The KEP that a word means; what it could mean where that is not one. */
export function kepNamed(word: string, keps: Catalogue['keps']): Kep | Refusal {
  const found = findKep(word, keps)
  if ('kep' in found) return found.kep
  if ('several' in found)
    return refuse(
      `${shown(word)} may be ${found.several.length} KEPs`,
      found.several.map(({ path }) => path),
    )
  return refuse(`no KEP is ${shown(word)}${found.near === null ? '' : `; did you mean ${found.near.path}?`}`)
}

function stateFor({ profile: { states } }: Kep, wanted: NonNullable<MoveRequest['state']>): State | Refusal {
  const found =
    'like' in wanted
      ? states.find((state) => likenessOf(state) === wanted.like)
      : states.find(({ name, aliases }) => name === wanted.name || aliases.includes(wanted.name))
  if (found) return found
  return refuse(
    unknown(
      'state',
      'like' in wanted ? wanted.like : wanted.name,
      states.map(({ name }) => name),
    ),
  )
}

function unknown(what: string, word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return `${what} ${shown(word)} is not one of ${listed(known, 'or')}${near === null ? '' : `; did you mean ${near}?`}`
}
