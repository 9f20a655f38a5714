import type { Finding } from '../model/finding.js'
import type { Edit, Fix } from '../model/fix.js'
import { bySeverity } from '../model/severity.js'
import type { Tree } from '../model/tree.js'
import { byUnits } from '../text/paths.js'
import { withoutRepairNote } from '../text/repair-note.js'
import { type Draft, draftOf } from './draft.js'
import { overlap, withEdits } from './edit.js'
import { isReplacement, safeFixOf } from './fixes-of.js'

/** A finding and the fix that was made for it. */
export interface Fixed {
  readonly finding: Finding
  readonly fix: Fix
}

/** A fix that was not made, and what would be found after it. */
export interface TakenBack extends Fixed {
  readonly after: Finding
}

/** What became of a tree. */
export interface FixedTree {
  readonly draft: Draft
  /** What was fixed, in the order in which it was. */
  readonly fixed: readonly Fixed[]
  /** What was taken back, as something as severe is found after it. */
  readonly takenBack: readonly TakenBack[]
  /** What is found in the tree now. */
  readonly left: readonly Finding[]
}

export interface FixOptions {
  /** All that is found in a tree. */
  readonly check: (tree: Tree) => readonly Finding[]
  /** Whether a finding is to be fixed. */
  readonly isAsked: (finding: Finding) => boolean
  /** The fix to make; by itself the safe one. */
  readonly choose?: (finding: Finding, tree: Tree) => Fix | null
}

/** So many times is a tree checked again for fixes that waited for others. */
const mostPasses = 10

/**
 * Makes the fixes of a tree. Of fixes that overlap, the first by path and place is made, and the others wait for the next
 * pass. After each pass the tree is checked: a fix after which something is found that was not found before, and that is
 * no less severe than what it fixes, is taken back.
 */
export function fixTree(tree: Tree, { check, isAsked, choose = safeFixOf }: FixOptions): FixedTree {
  let draft = draftOf(tree)
  let left = check(tree)
  const fixed: Fixed[] = []
  const takenBack: TakenBack[] = []
  const refused = new Set<string>()
  for (let pass = 0; pass < mostPasses; pass++) {
    const { now } = draft
    const candidates = left.flatMap((finding): Fixed[] => {
      const fix = isAsked(finding) && !refused.has(identityOf(finding)) ? choose(finding, now) : null
      return fix === null || fix.edits.length === 0 ? [] : [{ finding, fix }]
    })
    let made = withoutOverlaps(candidates)
    if (made.length === 0) break
    for (;;) {
      const next = withEdits(
        draft,
        made.flatMap(({ fix }) => fix.edits),
      )
      const found = check(next.now)
      const worse = culpritsOf(made, left, found)
      if (worse.size === 0) {
        draft = next
        left = found
        for (const each of made) fixed.push(each)
        break
      }
      for (const [each, after] of worse) {
        takenBack.push({ ...each, after })
        refused.add(identityOf(each.finding))
      }
      made = made.filter((each) => !worse.has(each))
      if (made.length === 0) break
    }
  }
  return { draft, fixed, takenBack, left }
}

/** Fixes by path and place, without those that overlap an earlier one; the same edits are made once for all findings. */
export function withoutOverlaps(candidates: readonly Fixed[]): readonly Fixed[] {
  const sorted = [...candidates].sort((a, b) => byFirstEdit(a.fix, b.fix))
  const byPath = new Map<string, Edit[]>()
  return sorted.filter(({ fix }) => {
    const taken = fix.edits.some((edit) =>
      pathsOf(edit).some((path) => (byPath.get(path) ?? []).some((other) => overlap(edit, other))),
    )
    if (taken) return false
    for (const edit of fix.edits) {
      for (const path of pathsOf(edit)) byPath.set(path, [...(byPath.get(path) ?? []), edit])
    }
    return true
  })
}

function byFirstEdit({ edits: [one] }: Fix, { edits: [other] }: Fix): number {
  if (one === undefined || other === undefined) return 0
  const start = (edit: Edit): number => (isReplacement(edit) ? edit.start : 0)
  return byUnits(one.path, other.path) || start(one) - start(other)
}

function pathsOf(edit: Edit): readonly string[] {
  return 'rename' in edit ? [edit.path, edit.rename] : [edit.path]
}

/**
 * The fixes that made something worse, and what: those near what is new and no less severe than they fix; all of
 * them where none is near it.
 */
function culpritsOf(
  made: readonly Fixed[],
  before: readonly Finding[],
  after: readonly Finding[],
): ReadonlyMap<Fixed, Finding> {
  const known = new Map<string, number>()
  for (const finding of before) known.set(identityOf(finding), (known.get(identityOf(finding)) ?? 0) + 1)
  const fresh = after.filter((finding) => {
    const count = known.get(identityOf(finding)) ?? 0
    known.set(identityOf(finding), count - 1)
    return count <= 0
  })
  const culprits = new Map<Fixed, Finding>()
  for (const finding of fresh) {
    const blamed = nearness.map((isNear) => made.filter((each) => isNear(each, finding)))
    for (const each of blamed.find((some) => some.length > 0) ?? made) {
      if (bySeverity(finding.severity, each.finding.severity) <= 0) culprits.set(each, finding)
    }
  }
  return culprits
}

/** Which fixes are to blame for a finding, the likeliest first: those of its line, of its file, of its KEP. */
const nearness: readonly ((fixed: Fixed, finding: Finding) => boolean)[] = [
  ({ finding: { at } }, finding) => at.path === finding.at.path && at.line === finding.at.line,
  ({ fix }, { at }) => fix.edits.some((edit) => pathsOf(edit).includes(at.path)),
  ({ finding: { kep } }, finding) => kep !== null && kep === finding.kep,
]

/** A finding wherever it is in its file: lines move. */
function identityOf({ rule, at, message }: Finding): string {
  return JSON.stringify([rule, at.path, withoutRepairNote(message)])
}
