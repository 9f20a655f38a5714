import stringWidth from 'string-width'
import {
  codeForSummary,
  cut,
  safeForJson,
  safeForSummary,
  safeForTerminal,
  visibleText,
} from '../reporters/safe-text.js'
import { type Column, columns } from './columns.js'
import type { IndexEntry } from './entry.js'

/** The formats of a list of KEPs. */
export const indexFormats = ['table', 'json', 'csv', 'markdown'] as const
export type IndexFormat = (typeof indexFormats)[number]

/** The widest cell of a table, in UTF-16 units. */
const widest = 100

/** A list of KEPs with a line end; JSON holds all keys, whichever columns are asked for. */
export function renderIndex(entries: readonly IndexEntry[], wanted: readonly Column[], format: IndexFormat): string {
  return renderers[format](entries, wanted)
}

const renderers: Readonly<Record<IndexFormat, (entries: readonly IndexEntry[], wanted: readonly Column[]) => string>> =
  {
    json: (entries) => `${safeForJson(JSON.stringify(entries, null, 2))}\n`,
    table: (entries, wanted) => {
      const rows = entries.map((entry) => wanted.map((name) => cut(safeForTerminal(columns[name](entry)), widest)))
      const all = [wanted.map((name) => name.toUpperCase()), ...rows]
      const widths = wanted.map((_, i) => all.reduce((most, row) => Math.max(most, stringWidth(row[i] ?? '')), 0))
      return all
        .map(
          (row) =>
            `${row
              .map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - stringWidth(cell))))
              .join('  ')
              .trimEnd()}\n`,
        )
        .join('')
    },
    // RFC 4180: https://www.rfc-editor.org/rfc/rfc4180.
    csv: (entries, wanted) =>
      [wanted, ...entries.map((entry) => wanted.map((name) => columns[name](entry)))]
        .map((row) => `${row.map(csvCell).join(',')}\r\n`)
        .join(''),
    markdown: (entries, wanted) => {
      const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
      const cell = (name: Column, entry: IndexEntry): string => {
        const text = cut(columns[name](entry), 500)
        return (name === 'path' ? codeForSummary(text) : safeForSummary(text)).replaceAll('|', '\\|')
      }
      return [
        line(wanted),
        line(wanted.map(() => '---')),
        ...entries.map((entry) => line(wanted.map((name) => cell(name, entry)))),
      ].join('')
    },
  }

/** What a spreadsheet would take for a formula is text, with an apostrophe before it. */
function csvCell(written: string): string {
  const text = visibleText(written)
  const guarded = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(guarded) || guarded !== text ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
