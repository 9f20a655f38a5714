import type { Finding } from '../model/finding.js'
import type { Fix, Replacement } from '../model/fix.js'
import { type FileTexts, replaceAt } from './replace.js'

/** A text is shown up to so many UTF-16 units in a title. */
const longest = 60

/** What would fix a finding: what its rule says, or the text that its rule suggests for the marked range. */
export function fixesOf(finding: Finding, tree: FileTexts): readonly Fix[] {
  const { at, fixes, suggestion, isChoice = false } = finding
  if (fixes !== undefined) return fixes()
  if (suggestion === undefined || tree.texts.get(at.path) === undefined) return []
  const kind = isChoice ? 'choice' : 'safe'
  return [{ title: titleOf(suggestion), kind, edits: [replaceAt(tree, at, suggestion)] }]
}

/** The one fix that needs nobody's judgement; null where there is none. */
export function safeFixOf(finding: Finding, tree: FileTexts): Fix | null {
  return fixesOf(finding, tree).find(({ kind }) => kind === 'safe') ?? null
}

/** What replaces the marked range in a safe fix that does nothing else; undefined where there is none. */
export function suggestionOf(finding: Finding, tree: FileTexts): string | undefined {
  if (finding.fixes === undefined) return finding.isChoice === true ? undefined : finding.suggestion
  const [edit, ...others] = safeFixOf(finding, tree)?.edits ?? []
  if (edit === undefined || others.length > 0 || !isReplacement(edit)) return undefined
  const marked = replaceAt(tree, finding.at, edit.text)
  return edit.path === marked.path && edit.start === marked.start && edit.end === marked.end ? edit.text : undefined
}

/** Whether the edit replaces a range. */
export function isReplacement(edit: Fix['edits'][number]): edit is Replacement {
  return 'start' in edit
}

function titleOf(text: string): string {
  const [line = ''] = text.trim().split(/\r?\n/)
  const isWhole = line === text.trim() && line.length <= longest
  return line === '' ? 'remove it' : `write ${isWhole ? line : `${line.slice(0, longest).trimEnd()}…`}`
}
