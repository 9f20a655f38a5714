// The table of the keys of .keplint.yml in docs/configuration.md, from their schema.
import { withPart } from './output.mjs'

/**
 * What the table takes from a schema.
 *
 * @typedef {object} Schema
 * @property {string} [type]
 * @property {string} [description]
 * @property {readonly string[]} [required]
 * @property {Readonly<Record<string, Schema>>} [properties]
 * @property {Schema} [items]
 */

/** The words that the guide has for the types of JSON. @type {Readonly<Record<string, string>>} */
const kinds = { array: 'list', object: 'mapping', string: 'text' }

/** @type {import('./output.mjs').Outputs} */
export const outputs = async (textOf) => {
  const path = 'docs/configuration.md'
  const rows = Array.from(rowsOf(JSON.parse(textOf('schemas/config.schema.json'))))
  const table = `| key | holds | meaning |\n| --- | --- | --- |\n${rows.join('')}`
  return [{ path, text: withPart(textOf(path), 'keys', table) }]
}

/**
 * Yields a row for each key, then those for the keys of its entries.
 *
 * @param {Schema} schema
 * @returns {Generator<string>}
 */
function* rowsOf(schema, above = '') {
  for (const [name, { type = '', description = '', items }] of Object.entries(schema.properties ?? {})) {
    const path = above + name
    const required = schema.required?.includes(name) ? ', required' : ''
    yield `| \`${path}\` | ${kinds[type] ?? type}${required} | ${description} |\n`
    if (items?.properties) yield* rowsOf(items, `${path}[].`)
  }
}
