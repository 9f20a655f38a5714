import type { Edit, Replacement } from '../model/fix.js'
import { type Draft, withMoves, withTexts } from './draft.js'
import { isReplacement } from './fixes-of.js'

/** The parts of a file, or the whole of it, that an edit touches: offsets in UTF-16 units. */
interface Extent {
  readonly path: string
  readonly start: number
  readonly end: number
}

/** Makes edits that do not overlap. Offsets are of the files as the draft has them. */
export function withEdits(draft: Draft, edits: readonly Edit[]): Draft {
  const texts = new Map<string, string | null>()
  const replacements = new Map<string, Replacement[]>()
  const moves = new Map<string, string>()
  for (const edit of edits) {
    if (isReplacement(edit)) replacements.set(edit.path, [...(replacements.get(edit.path) ?? []), edit])
    else if ('create' in edit) texts.set(edit.path, edit.create)
    else if ('rename' in edit) moves.set(edit.path, edit.rename)
    else texts.set(edit.path, null)
  }
  for (const [path, some] of replacements) texts.set(path, replaced(draft.now.texts.get(path) ?? '', some))
  return withMoves(withTexts(draft, texts), moves)
}

/** A text with its replacements made, whatever their order. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end, text: written } of [...replacements].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(at, start), written)
    at = end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** Whether two edits touch the same range, or one of them the whole file of the other. */
export function overlap(one: Edit, other: Edit): boolean {
  return extentsOf(one).some((a) =>
    extentsOf(other).some((b) => {
      const isApart = a.end < b.start || b.end < a.start || (a.end === b.start && a.start < a.end && b.start < b.end)
      const isBefore = b.end === a.start && a.start < a.end && b.start < b.end
      return a.path === b.path && !isApart && !isBefore
    }),
  )
}

function extentsOf(edit: Edit): readonly Extent[] {
  const { path } = edit
  if (isReplacement(edit)) return [{ path, start: edit.start, end: edit.end }]
  const whole = { start: 0, end: Infinity }
  return [{ path, ...whole }, ...('rename' in edit ? [{ path: edit.rename, ...whole }] : [])]
}
