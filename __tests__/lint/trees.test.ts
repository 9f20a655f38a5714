import { readdirSync } from 'node:fs'

import { expect, test } from 'vitest'
import { findingLine, readTree, wholeTree } from '../support/read-tree.js'
import { lint } from '../support/report-schema.js'

/**
 * Each folder is a tree, and its expected.txt holds what is found in it: `path:line:column severity rule message`,
 * or `nothing found`. To add a case, add a folder; `npm test -- -u` writes what is found, to be read.
 */
const trees = new URL('trees/', import.meta.url)
const expectation = 'expected.txt'
const cases = readdirSync(trees)

test('there are cases', () => {
  expect(cases.length).toBeGreaterThan(5)
})

test.each(cases)('%s', async (name) => {
  const folder = new URL(`${encodeURIComponent(name)}/`, trees)
  const report = lint(readTree(folder, [expectation]), wholeTree)
  expect(report.keps, `${name} holds no KEP`).not.toEqual([])
  const lines = report.findings.length === 0 ? ['nothing found'] : report.findings.map(findingLine)
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`trees/${name}/${expectation}`)
})
