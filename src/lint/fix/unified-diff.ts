import { structuredPatch } from 'diff'
import { byUnits } from '../text/paths.js'
import type { Draft } from './draft.js'

/**
 * What a draft changes as a unified diff that `git apply` takes: files that are changed, made, moved and removed, by
 * path. Empty where nothing is.
 */
export function unifiedDiff({ before, now, origins }: Draft): string {
  const moved = new Set(origins.values())
  const parts: { readonly path: string; readonly text: string }[] = []
  for (const [path, text] of now.texts) {
    const from = origins.get(path) ?? path
    const old = before.files.has(from) ? before.texts.get(from) : null
    if (old === undefined || (old === text && from === path)) continue
    parts.push({ path: from, text: fileDiff(old === null ? null : from, path, old ?? '', text) })
  }
  for (const [path, old] of before.texts) {
    if (now.files.has(path) || moved.has(path)) continue
    parts.push({ path, text: fileDiff(path, null, old, '') })
  }
  return parts
    .sort((a, b) => byUnits(a.path, b.path))
    .map(({ text }) => text)
    .join('')
}

function fileDiff(from: string | null, to: string | null, old: string, text: string): string {
  const [a, b] = [quoted(`a/${from ?? to}`), quoted(`b/${to ?? from}`)]
  const lines = [`diff --git ${a} ${b}`]
  if (from === null) lines.push('new file mode 100644')
  else if (to === null) lines.push('deleted file mode 100644')
  else if (from !== to) lines.push(`rename from ${quoted(from)}`, `rename to ${quoted(to)}`)
  const { hunks } = structuredPatch('', '', old, text, '', '', { context: 3 })
  if (hunks.length > 0) lines.push(`--- ${from === null ? '/dev/null' : a}`, `+++ ${to === null ? '/dev/null' : b}`)
  for (const { oldStart, oldLines, newStart, newLines, lines: body } of hunks) {
    lines.push(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`)
    for (const line of body) lines.push(line)
  }
  return lines.map((line) => `${line}\n`).join('')
}

/** A name as git writes it: in quotes where it has what a line of a diff may not hold. */
function quoted(path: string): string {
  if (!/[\u0000-\u001f"\\\u007f]/.test(path)) return path
  const escaped = path.replace(/[\u0000-\u001f"\\\u007f]/g, (character) =>
    /["\\]/.test(character) ? `\\${character}` : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )
  return `"${escaped}"`
}
