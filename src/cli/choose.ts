import { fixesOf } from '../lint/fix/fixes-of.js'
import type { Finding } from '../lint/model/finding.js'
import type { Fix } from '../lint/model/fix.js'
import type { Tree } from '../lint/model/tree.js'
import { safeForTerminal } from '../lint/reporters/safe-text.js'

/** Asks a question on the terminal; the line that was typed, or null where the input is over. */
export type Ask = (question: string) => string | null

/**
 * Chooses the fix of each finding: the safe one by itself, and of several the one that is typed. Each finding is asked
 * about once; `q` ends the questions.
 */
export function chooser(ask: Ask, say: (text: string) => void): (finding: Finding, tree: Tree) => Fix | null {
  const answered = new Map<string, string | null>()
  let isOver = false
  return (finding, tree) => {
    const fixes = fixesOf(finding, tree)
    const safe = fixes.find(({ kind }) => kind === 'safe')
    if (safe !== undefined) return safe
    if (fixes.length === 0) return null
    const { at, message, rule } = finding
    const key = JSON.stringify([rule, at.path, message])
    if (!answered.has(key) && !isOver) {
      const text = tree.texts.get(at.path)?.split(/\r\n|\n|\r/)[at.line - 1] ?? ''
      say(
        `\n${safeForTerminal(`${at.path}:${at.line}:${at.column}  ${message}`)}  ${rule}\n  | ${safeForTerminal(text)}\n`,
      )
      for (const [i, { title }] of fixes.entries()) say(`  [${i + 1}] ${safeForTerminal(title)}\n`)
      const choice = choiceOf(ask, fixes)
      isOver = choice === 'quit'
      answered.set(key, choice === 'quit' ? null : choice)
    }
    const title = answered.get(key) ?? null
    return title === null ? null : (fixes.find((each) => each.title === title) ?? null)
  }
}

/** The title of the fix that is typed by its number; null to skip. */
function choiceOf(ask: Ask, fixes: readonly Fix[]): string | 'quit' | null {
  for (;;) {
    const typed =
      ask(`  ${fixes.map((_, i) => `[${i + 1}] `).join('')}[s]kip [q]uit: `)
        ?.trim()
        .toLowerCase() ?? 'q'
    if (typed === 'q') return 'quit'
    if (typed === 's' || typed === '') return null
    const fix = /^\d+$/.test(typed) ? fixes[Number(typed) - 1] : undefined
    if (fix !== undefined) return fix.title
  }
}
