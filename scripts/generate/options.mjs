// What GitHub and readers see of the table of options: the inputs of action.yml, and two tables of the README.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { importSource } from './source.mjs'

/**
 * The files that have a part that comes from the table.
 *
 * @returns {Promise<{ path: string, text: string }[]>} each with its whole text, as it is to be
 */
export async function outputs() {
  const { options, withInputs, withTables } = await importSource(
    'settings/options.ts',
    'settings/action-yml.ts',
    'settings/readme.ts',
  )
  return [
    { path: 'action.yml', text: withInputs(textOf('action.yml'), options) },
    { path: 'README.md', text: withTables(textOf('README.md'), options) },
  ]
}

function textOf(path) {
  return readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
}
