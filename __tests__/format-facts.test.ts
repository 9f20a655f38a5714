import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

import { rules } from '../src/lint/lint.js'
import { profiles } from '../src/lint/profiles/index.js'
import { aliasesFile, rosterFile } from '../src/lint/profiles/root-files.js'

/** Facts of formats: what only the data in `lint/profiles` may name. */
const facts: readonly RegExp[] = [
  /NNNN/i,
  /\bKEP-/,
  /\b(?:sig|wg)-/,
  ...[rosterFile, aliasesFile].map(named),
  ...profiles.flatMap(({ layout }) => (layout.kind === 'directory' ? [named(layout.metadata)] : [])),
  ...new Set(profiles.flatMap(({ states }) => states.map((state) => state.name))),
].map((fact) => (typeof fact === 'string' ? new RegExp(`^${fact}$`) : fact))

function named(name: string): RegExp {
  return new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b`)
}

/** The data of the formats, what is made of it, and the help, whose examples are paths in a tree of KEPs. */
const elsewhere = /^src\/(?:lint\/(?:profiles|generated)\/|cli\/help\.ts$)/

/** Whether it is the id of a rule, as `sig-known` is. */
const isRule = (literal: string): boolean => rules.some((rule) => rule.id === literal)

/** What a source says to the program and to people: its strings, templates and regular expressions, no comments. */
function literalsOf(path: string): readonly string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2023)
  const literals: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    if (ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node)) {
      literals.push(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return literals
}

test('no fact of a format is outside the data of the formats', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path}`)
    .filter((path) => path.endsWith('.ts') && !elsewhere.test(path))
  const found = sources.flatMap((path) =>
    literalsOf(path)
      .filter((literal) => facts.some((fact) => fact.test(literal)) && !isRule(literal))
      .map((literal) => `${path}: ${literal}`),
  )
  expect(found).toEqual([])
})
