// What GitHub and readers see of the table of options: the inputs of action.yml, and two tables of the README.
import { importSource } from './source.mjs'

/**
 * What of `src/settings` writes files.
 *
 * @typedef {typeof import('../../src/settings/options.js')
 *   & typeof import('../../src/settings/action-yml.js')
 *   & typeof import('../../src/settings/readme.js')} Settings
 */

/** @type {import('./output.mjs').Outputs} */
export const outputs = async (textOf) => {
  const paths = ['settings/options.ts', 'settings/action-yml.ts', 'settings/readme.ts']
  const { options, withInputs, withTables } = /** @type {Settings} */ (await importSource(paths))
  return [
    { path: 'action.yml', text: withInputs(textOf('action.yml'), options) },
    { path: 'README.md', text: withTables(textOf('README.md'), options) },
  ]
}
