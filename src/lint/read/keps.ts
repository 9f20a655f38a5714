import { titleOf } from '../facts/identity.js'
import type { Kep } from '../model/kep.js'
import type { Keps, Misplaced } from '../model/keps.js'
import type { Profile } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { groupBy } from '../text/group-by.js'
import { byUnits, upwards } from '../text/paths.js'

/** The KEPs of a tree by what they are looked up by. */
export function indexKeps(
  all: readonly Kep[],
  tree: Tree,
  profiles: readonly Profile[],
  misplaced: readonly Misplaced[],
): Keps {
  const byPath = new Map(all.map((kep) => [kep.path, kep]))
  let files: ReadonlyMap<Kep, readonly string[]> | undefined
  return {
    all,
    byPath,
    byUuid: groupBy(all, (kep) => kep.uuid),
    byNumber: groupBy(all, (kep) => kep.number),
    byTitle: groupBy(all, (kep) => titleOf(kep)),
    filesOf: (kep) => (files ??= byOwner(tree.files, byPath)).get(kep) ?? [],
    misplaced,
    metadataFiles: profiles.flatMap(({ layout }) => (layout.kind === 'directory' ? [layout.metadata] : [])),
  }
}

/** The files, sorted, by the nearest KEP that holds each. */
export function byOwner(files: Iterable<string>, byPath: Keps['byPath']): ReadonlyMap<Kep, readonly string[]> {
  return groupBy([...files].sort(byUnits), (file) => {
    for (const path of upwards(file)) {
      const kep = byPath.get(path)
      if (kep) return kep
    }
    return null
  })
}
