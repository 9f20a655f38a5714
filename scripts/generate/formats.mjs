// The table of output formats in the README, from the reporters.
import { withPart } from './output.mjs'
import { importSource } from './source.mjs'

/** @type {import('./output.mjs').Outputs} */
export const outputs = async (textOf) => {
  const { reporters } = /** @type {typeof import('#lib/lint/reporters/formats.js')} */ (
    await importSource(['lint/reporters/formats.ts'])
  )
  const rows = Object.entries(reporters).map(([name, { description, ending }]) => {
    return `| \`${name}\` | \`.${ending}\` | ${description} |\n`
  })
  const table = `| format | file | what it is |\n| --- | --- | --- |\n${rows.join('')}`
  return [{ path: 'README.md', text: withPart(textOf('README.md'), 'formats', table) }]
}
