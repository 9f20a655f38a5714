import type { Replacement } from '../model/fix.js'
import type { Place } from '../model/place.js'
import type { Tree } from '../model/tree.js'
import { offsetAt } from '../text/lines.js'

/** Puts a text in place of a range of a file. */
export function replaceAt(tree: Pick<Tree, 'texts'>, at: Place, text: string): Replacement {
  const { path } = at
  const file = tree.texts.get(path) ?? ''
  const start = offsetAt(file, at.line, at.column)
  return { path, start, end: Math.max(start, offsetAt(file, at.endLine, at.endColumn)), text }
}

/** Takes whole lines away, their line ends included. Lines count from 1, the last one is taken too. */
export function removeLines(tree: Pick<Tree, 'texts'>, path: string, first: number, last: number): Replacement {
  const file = tree.texts.get(path) ?? ''
  return { path, start: offsetAt(file, first, 1), end: offsetAt(file, last + 1, 1), text: '' }
}

/** Puts lines before one, each with the file's line end. */
export function insertLines(
  tree: Pick<Tree, 'texts'>,
  path: string,
  before: number,
  lines: readonly string[],
): Replacement {
  const file = tree.texts.get(path) ?? ''
  const newline = file.includes('\r\n') ? '\r\n' : '\n'
  const start = offsetAt(file, before, 1)
  const opening = start === file.length && file !== '' && !/[\r\n]$/.test(file) ? newline : ''
  return { path, start, end: start, text: opening + lines.map((line) => line + newline).join('') }
}
