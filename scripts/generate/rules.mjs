// What is made from the rules: their list, their index page, and the table of the README.
import ts from 'typescript'
import { withPart } from './output.mjs'
import { folder, idsOfRules } from './rule-ids.mjs'

/**
 * What tables show of a rule. Each is a string literal in the rule's file.
 *
 * @typedef {Readonly<Record<'id' | 'since' | 'summary' | 'severity', string>>} RuleRow
 */

/** @type {import('./output.mjs').Outputs} */
export const outputs = async (textOf) => {
  const rules = idsOfRules().map((id) => readRule(id, textOf(`${folder}${id}.ts`)))
  return [
    { path: `${folder}index.ts`, text: listOf(rules) },
    { path: `${folder}README.md`, text: indexPage(rules) },
    { path: 'README.md', text: withPart(textOf('README.md'), 'rules', shortTable(rules)) },
  ]
}

/**
 * Reads what tables show of a rule from its source: the rules themselves cannot be loaded without a build.
 *
 * @param {string} id
 * @param {string} text
 * @returns {RuleRow}
 */
function readRule(id, text) {
  const file = ts.createSourceFile(`${id}.ts`, text, ts.ScriptTarget.ES2023)
  const exported = file.statements.find(ts.isExportAssignment)?.expression
  const [rule] = exported !== undefined && ts.isCallExpression(exported) ? exported.arguments : []
  const properties = rule !== undefined && ts.isObjectLiteralExpression(rule) ? rule.properties : []
  /** @param {string} name */
  const literal = (name) => {
    for (const property of properties) {
      if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name) || property.name.text !== name) continue
      if (ts.isStringLiteralLike(property.initializer)) return property.initializer.text
    }
    throw new Error(`${folder}${id}.ts has no ${name} that is a string, in export default defineRule({ … })`)
  }
  const row = { id: literal('id'), since: literal('since'), summary: literal('summary'), severity: literal('severity') }
  if (row.id !== id) throw new Error(`${folder}${id}.ts has the id ${row.id}: a rule is named as its file`)
  return row
}

/** @param {readonly RuleRow[]} rules */
function listOf(rules) {
  const imports = rules.map(({ id }) => `import ${variable(id)} from './${id}.js'\n`).join('')
  const list = rules.map(({ id }) => `  ${variable(id)},\n`).join('')
  return (
    '// Written by `npm run generate`. Not to be edited.\n' +
    `${imports}import type { Rule } from './rule.js'\n\n` +
    `/** Every rule, by id. */\nexport const rules: readonly Rule[] = [\n${list}]\n`
  )
}

/** @param {string} id */
function variable(id) {
  return id.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase())
}

/** @param {readonly RuleRow[]} rules */
function indexPage(rules) {
  const rows = rules.map(({ id, severity, since, summary }) => [`[\`${id}\`](${id}.md)`, severity, since, summary])
  return (
    '<!-- Written by `npm run generate`. Not to be edited. -->\n\n# The rules\n\n' +
    'A finding may be more or less severe than its rule where the page says so.\n\n' +
    table(['rule', 'severity', 'since', 'holds when'], rows)
  )
}

/** @param {readonly RuleRow[]} rules */
function shortTable(rules) {
  const rows = rules.map(({ id, severity, summary }) => [`[\`${id}\`](${folder}${id}.md)`, severity, summary])
  return table(['rule', 'severity', 'holds when'], rows)
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}
