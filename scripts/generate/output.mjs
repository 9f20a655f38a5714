// What the modules of this folder have in common: each exports `outputs`, which returns files with their whole text.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The top of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * A file that is generated, or has a part that is: its path from the top of the repository, and its whole text.
 *
 * @typedef {{ readonly path: string, readonly text: string }} Output
 */

/**
 * Makes files. `textOf` returns the text of a file as the modules before this one leave it, so that two modules can
 * write a part each.
 *
 * @typedef {(textOf: (path: string) => string) => Promise<readonly Output[]>} Outputs
 */

/**
 * Returns a file's text as it is on disk; empty if there is no such file.
 *
 * @param {string} path from the top of the repository
 */
export function readText(path) {
  try {
    return readFileSync(root + path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

/**
 * Returns a page with one part replaced: what is between the lines `<!-- NAME: … -->` and `<!-- end of NAME -->`.
 * Throws if the page has no such lines.
 *
 * @param {string} page
 * @param {string} name
 * @param {string} part ends with a line end
 */
export function withPart(page, name, part) {
  const lines = new RegExp(`(<!-- ${name}: .*-->\\n)[^]*?(<!-- end of ${name} -->\\n)`)
  if (!lines.test(page)) throw new Error(`no lines <!-- ${name}: … --> and <!-- end of ${name} --> in the page`)
  return page.replace(lines, (_, start, end) => `${start}\n${part}\n${end}`)
}
