// The pages of the rules as strings, so that `keplint explain` needs no files beside the bundle.
import { folder, idsOfRules } from './rule-ids.mjs'

/** @type {import('./output.mjs').Outputs} */
export const outputs = async (textOf) => {
  const rows = idsOfRules().map((id) => {
    return `  ${JSON.stringify(id)}: ${JSON.stringify(textOf(`${folder}${id}.md`))},\n`
  })
  const text = [
    '// Written by `npm run generate` from src/lint/rules/. Not to be edited.',
    '/** The Markdown of each rule’s page, by the rule’s id. */',
    `export const pages: Readonly<Record<string, string>> = {\n${rows.join('')}}`,
    '',
  ].join('\n')
  return [{ path: 'src/lint/generated/pages.ts', text }]
}
