import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Position, Range } from 'vscode-languageserver-protocol'
import { pathWithin } from '../../host/disk/walk.js'
import type { Place } from '../../lint/model/place.js'

/** A place as the protocol has it: lines and UTF-16 columns from 0. A byte order mark is no column. */
export function rangeOfPlace({ column, endColumn, endLine, line }: Place): Range {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  }
}

/** Whether a position is in a place, or at its end. */
export function isInPlace({ column, endColumn, endLine, line }: Place, { character, line: row }: Position): boolean {
  const [at, col] = [row + 1, character + 1]
  return (at > line || (at === line && col >= column)) && (at < endLine || (at === endLine && col <= endColumn))
}

/** The position of an offset in a text, in UTF-16 units. */
export function positionAt(text: string, offset: number): Position {
  let [line, start] = [0, text.startsWith('\ufeff') ? 1 : 0]
  const ends = /\r\n?|\n/g
  for (let end = ends.exec(text); end !== null && end.index + end[0].length <= offset; end = ends.exec(text)) {
    line++
    start = end.index + end[0].length
  }
  return { line, character: Math.max(0, offset - start) }
}

/** The path in the tree of a file that the editor names; null where it is no file of the tree. */
export function pathOfUri(root: string, uri: string): string | null {
  if (!uri.startsWith('file:')) return null
  try {
    const path = pathWithin(root, fileURLToPath(uri))
    return path === null || path === '' ? null : path
  } catch {
    return null
  }
}

/** The address of a file of the tree. */
export function uriOfPath(root: string, path: string): string {
  return pathToFileURL(join(root, path)).href
}
