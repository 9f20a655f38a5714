import type { Draft } from '../fix/draft.js'
import { draftOf, withTexts } from '../fix/draft.js'
import { plannedFor, type Standings } from '../index/blocking.js'
import type { IndexEntry } from '../index/entry.js'
import type { Catalogue } from '../model/catalogue.js'
import { moveKep } from './move-kep.js'
import { isRefusal } from './outcome.js'

/**
 * The tree as it is to be for a release: each of its KEPs in the state, at the stage and for the release that it still
 * has to come to. What is found in it is what the release waits for.
 */
export function supposedFor(
  catalogue: Catalogue,
  entries: readonly IndexEntry[],
  release: string,
  standings: Standings,
): Draft {
  const texts = new Map<string, string>()
  for (const entry of entries) {
    const { milestone, stage, state } = plannedFor(entry, release, standings)
    if (milestone === null && stage === null && state === null) continue
    const named = state === null ? null : { name: state }
    const moved = moveKep(catalogue, { kep: entry.path, state: named, stage, milestone })
    if (isRefusal(moved)) continue
    const file = catalogue.keps.byPath.get(entry.path)?.metadata.path ?? ''
    texts.set(file, moved.draft.now.texts.get(file) ?? '')
  }
  return withTexts(draftOf(catalogue.tree), texts)
}
