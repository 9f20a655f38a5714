import type { Comparison } from '../model/change.js'
import { upwards } from '../text/paths.js'
import { approvalsOf, movedTo } from './compare.js'

/** The path that a KEP or a file of the base has in the tree: with its KEP, or as the file of the same text. */
export type PathNow = (path: string) => string

/** Follows what moved: KEPs with all that is in them, their approvals, and other files that kept their text. */
export function pathsNow({ base, head, changes }: Comparison): PathNow {
  const keps = new Map<string, string>()
  const files = new Map<string, string>()
  for (const { before, now } of changes) {
    if (!before || !now) continue
    if (before.path !== now.path) keps.set(before.path, now.path)
    const [approvals, present] = [approvalsOf(before, base), approvalsOf(now, head)]
    const [file, another] = approvals
    const [place, more] = present
    if (file !== undefined && place !== undefined && another === undefined && more === undefined) files.set(file, place)
  }
  const added = new Map<string, string>()
  for (const [path, text] of head.tree.texts) if (!base.tree.files.has(path)) added.set(text, path)
  for (const [path, text] of base.tree.texts) {
    const place = head.tree.files.has(path) ? undefined : added.get(text)
    if (place !== undefined && !files.has(path)) files.set(path, place)
  }
  return (path) => {
    for (const above of upwards(path)) {
      const place = keps.get(above)
      if (place !== undefined) return movedTo(path, above, place)
    }
    return files.get(path) ?? path
  }
}
