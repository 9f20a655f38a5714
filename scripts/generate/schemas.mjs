// The JSON Schemas as strings, so that `keplint schema` needs no files beside the bundle.
import { readdirSync } from 'node:fs'
import { root } from './output.mjs'

const ending = '.schema.json'

/** @type {import('./output.mjs').Outputs} */
export const outputs = async (textOf) => {
  const names = readdirSync(`${root}schemas`)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort()
  const rows = names.map(
    (name) => `  ${JSON.stringify(name)}: ${JSON.stringify(textOf(`schemas/${name}${ending}`))},\n`,
  )
  const text = [
    '// Written by `npm run generate` from schemas/. Not to be edited.',
    '/** The JSON Schemas as they are in files, by their names. */',
    `export const schemas: Readonly<Record<string, string>> = {\n${rows.join('')}}`,
    '',
  ].join('\n')
  return [{ path: 'src/lint/generated/schemas.ts', text }]
}
