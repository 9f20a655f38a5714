import type { Replacement } from '../model/fix.js'
import type { Place } from '../model/place.js'
import { offsetAt } from '../text/lines.js'

/** The texts of files by their paths: those of a tree. */
export interface FileTexts {
  readonly texts: { readonly get: (path: string) => string | undefined }
}

/** Puts a text in place of a range of a file. */
export function replaceAt(tree: FileTexts, at: Place, text: string): Replacement {
  const { path } = at
  const file = tree.texts.get(path) ?? ''
  const start = offsetAt(file, at.line, at.column)
  return { path, start, end: Math.max(start, offsetAt(file, at.endLine, at.endColumn)), text }
}

/** Takes whole lines away, their line ends included. Lines count from 1, the last one is taken too. */
export function removeLines(tree: FileTexts, path: string, first: number, last: number): Replacement {
  const file = tree.texts.get(path) ?? ''
  return { path, start: offsetAt(file, first, 1), end: offsetAt(file, last + 1, 1), text: '' }
}

/** Puts lines before one, each with the file's line end. */
export function insertLines(tree: FileTexts, path: string, before: number, lines: readonly string[]): Replacement {
  const file = tree.texts.get(path) ?? ''
  const newline = file.includes('\r\n') ? '\r\n' : '\n'
  const start = offsetAt(file, before, 1)
  const opening = start === file.length && file !== '' && !/[\r\n]$/.test(file) ? newline : ''
  return { path, start, end: start, text: opening + lines.map((line) => line + newline).join('') }
}

/** Takes an entry of a block list away with its line; null where it is not on a line of its own. */
export function removeEntry(tree: FileTexts, { path, line, endLine }: Place): Replacement | null {
  const file = tree.texts.get(path) ?? ''
  const text = file.slice(offsetAt(file, line, 1), offsetAt(file, line + 1, 1))
  return line === endLine && /^\s*- /.test(text) ? removeLines(tree, path, line, line) : null
}

/** Takes a range of a text away; whole lines and a blank line after them, where nothing else is on its lines. */
export function removeBlock(text: string, path: string, start: number, end: number): Replacement {
  const first = text.lastIndexOf('\n', start - 1) + 1
  const stop = text.indexOf('\n', end)
  const last = stop < 0 ? text.length : stop + 1
  if (text.slice(first, start).trim() !== '' || text.slice(end, last).trim() !== '')
    return { path, start, end, text: '' }
  const isBlankBefore = first === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, first))
  const blank = isBlankBefore ? (/^[ \t]*\r?\n/.exec(text.slice(last))?.[0].length ?? 0) : 0
  return { path, start: first, end: last + blank, text: '' }
}
