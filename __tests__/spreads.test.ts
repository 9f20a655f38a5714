import { readdirSync, readFileSync } from 'node:fs'

import ts from 'typescript'
import { expect, test } from 'vitest'

const source = new URL('../src/', import.meta.url)

/** The arguments `...x` of calls in a text. Those of array literals, objects and parameters are no arguments. */
function spreadArguments(file: string, text: string): string[] {
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const isCall = ts.isCallExpression(node) || ts.isNewExpression(node)
    for (const each of isCall ? (node.arguments ?? []) : []) {
      if (ts.isSpreadElement(each)) found.push(`${file}: ${node.getText()}`)
    }
    if (ts.isCallExpression(node) && /\.apply$/.test(node.expression.getText()))
      found.push(`${file}: ${node.getText()}`)
    ts.forEachChild(node, visit)
  }
  visit(parsed)
  return found
}

// An engine takes some 100,000 arguments: `push(...findings)` works until somebody has so many.
test('no call is given a list as its arguments', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
  const own = files.filter((file) => /^(?:lint|cli|action)\/.*\.ts$/.test(file) && !file.startsWith('lint/generated/'))
  expect(own.length).toBeGreaterThan(100)
  expect(own.flatMap((file) => spreadArguments(file, readFileSync(new URL(file, source), 'utf8')))).toEqual([])
})

test.each([
  ['out.push(...found)', 1],
  ['Math.max(0, ...widths)', 1],
  ['new Set(...sets)', 1],
  ['Math.max.apply(null, widths)', 1],
  ['const all = [...a, ...b]', 0],
  ['const f = (...words: string[]) => new Set([...words, { ...x }])', 0],
])('%s', (text, count) => {
  expect(spreadArguments('a.ts', text)).toHaveLength(count)
})
