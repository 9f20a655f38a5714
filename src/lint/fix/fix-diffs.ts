import { structuredPatch } from 'diff'
import type { Finding } from '../model/finding.js'
import type { Replacement } from '../model/fix.js'
import { replaced } from './edit.js'
import { withoutOverlaps } from './fix-tree.js'
import { isReplacement, safeFixOf } from './fixes-of.js'
import type { FileTexts } from './replace.js'

/**
 * What the safe fixes of findings change in files, as the lines of a unified diff with one line around each change; none
 * where nothing is changed. Of fixes that overlap the first is shown; a file that is made, moved or removed is not.
 */
export function fixDiffs(findings: readonly Finding[], tree: FileTexts): readonly string[] {
  const fixes = findings.flatMap((finding) => {
    const fix = safeFixOf(finding, tree)
    return fix?.edits.every(isReplacement) ? [{ finding, fix }] : []
  })
  const byPath = new Map<string, Replacement[]>()
  for (const { fix } of withoutOverlaps(fixes)) {
    for (const edit of fix.edits) {
      if (isReplacement(edit)) byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit])
    }
  }
  return [...byPath].flatMap(([path, edits]) => {
    const text = tree.texts.get(path) ?? ''
    const { hunks } = structuredPatch('', '', text, replaced(text, edits), '', '', { context: 1 })
    const bodies = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
      ...lines,
    ])
    return [`--- a/${path}`, `+++ b/${path}`, ...bodies]
  })
}
