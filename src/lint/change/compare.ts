import type { MovedForward, Progress } from '../facts/progress.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Change, Comparison } from '../model/change.js'
import type { Kep } from '../model/kep.js'
import { byUnits } from '../text/paths.js'
import { matchKeps } from './match-keps.js'

/** Compares two trees KEP by KEP. */
export function compare(base: Catalogue, head: Catalogue, movedForward: MovedForward): Comparison {
  const changes = matchKeps(base.keps.all, head.keps.all).map(
    ({ before, now }): Change => ({
      before,
      now,
      promoted: before !== null && now !== null && isPromoted(before, now, movedForward),
      files: changedFiles(before, now, base, head),
    }),
  )
  return { base, head, changes }
}

/** The paths of the KEPs that moved forward, as the tree has them. */
export function promotedIn(changes: readonly Change[]): ReadonlySet<string> {
  return new Set(changes.flatMap(({ now, promoted }) => (now && promoted ? [now.path] : [])))
}

/** Some file of the KEP differs, or it is elsewhere. */
export function isTouched({ before, now, files }: Change): boolean {
  return files.length > 0 || before?.path !== now?.path
}

/** A state that gets a word which means something is fixed by that, not moved. */
function isPromoted(before: Kep, now: Kep, movedForward: MovedForward): boolean {
  const mended = before.state === null
  const [from, to] = [before, now].map(
    (kep): Progress => ({
      state: mended ? null : (kep.state?.name ?? null),
      stage: kep.text('stage') ?? null,
    }),
  )
  if (!from || !to || (from.state === to.state && from.stage === to.stage)) return false
  return movedForward(now.profile.name, from, to)
}

/** What is in one tree alone, or has another text; a file that was not read is known by its name alone. */
function changedFiles(before: Kep | null, now: Kep | null, base: Catalogue, head: Catalogue): readonly string[] {
  const old = new Set(before ? filesOf(before, base) : [])
  const changed: string[] = []
  for (const file of now ? filesOf(now, head) : []) {
    const was = before && now ? movedTo(file, now.path, before.path) : file
    if (!old.delete(was) || base.tree.texts.get(was) !== head.tree.texts.get(file)) changed.push(file)
  }
  return [...changed, ...old].sort(byUnits)
}

/** What is in a KEP, and its approvals, which are elsewhere. */
function filesOf(kep: Kep, catalogue: Catalogue): readonly string[] {
  return [...catalogue.keps.filesOf(kep), ...approvalsOf(kep, catalogue)]
}

/** The paths of the files that approve a KEP. */
export function approvalsOf({ profile, number }: Kep, { people }: Catalogue): readonly string[] {
  if (profile.approvals === null || !number) return []
  return (people.approvals(profile.approvals.directory).byNumber.get(number) ?? []).map(({ path }) => path)
}

/** The path that a file of the KEP at `from` has where that KEP is at `to`. */
export function movedTo(file: string, from: string, to: string): string {
  if (file === from) return to
  return file.startsWith(`${from}/`) ? `${to}/${file.slice(from.length + 1)}` : file
}
