// What people and editors see of the table of fields: the schema of profile files, and a table in docs/formats.md.
import { withPart } from './output.mjs'
import { importSource } from './source.mjs'

/** @typedef {typeof import('../../src/lint/model/fields.js')} Fields */

const schema = 'schemas/profile.schema.json'
const page = 'docs/formats.md'

/** @type {import('./output.mjs').Outputs} */
export const outputs = async (textOf) => {
  const { fields, fieldTable, fieldWord } = /** @type {Fields} */ (await importSource(['lint/model/fields.ts']))
  const profile = JSON.parse(textOf(schema))
  profile.properties.keys.properties = Object.fromEntries(
    fields.map((field) => {
      const { label: title, meaning: description, example } = fieldTable[field]
      return [fieldWord(field), { $ref: '#/$defs/key', title, description, examples: [example] }]
    }),
  )
  profile.properties.required.items.enum = fields.map(fieldWord)
  const rows = fields.map((field) => {
    const { meaning, formats } = fieldTable[field]
    return `| \`${fieldWord(field)}\` | ${meaning} | ${formats.map((name) => `\`${name}\``).join(', ')} |\n`
  })
  const table = `| field | meaning | formats that have it |\n| --- | --- | --- |\n${rows.join('')}`
  return [
    { path: schema, text: `${JSON.stringify(profile, null, 2)}\n` },
    { path: page, text: withPart(textOf(page), 'fields', table) },
  ]
}
