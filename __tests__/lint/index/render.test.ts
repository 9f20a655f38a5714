import { expect, test } from 'vitest'

import type { IndexEntry } from '../../../src/lint/index/entry.js'
import { renderIndex } from '../../../src/lint/index/render.js'
import { catalogueOf, indexTree } from '../../../src/lint/lint.js'
import { makeTree } from '../../support/pages.js'
import { proposal } from '../../support/proposals.js'
import { wholeTree } from '../../support/read-tree.js'

const { entries } = indexTree(makeTree(new Map(Object.entries(proposal('keps/sig-node/one', 1)))), wholeTree, false)
const [entry] = entries
if (entry === undefined) throw new Error('there is no entry')
const titled = (title: string): IndexEntry => ({ ...entry, title })

test.each([
  ['=1+1', `"'=1+1"`],
  ['  =1+1', `"'  =1+1"`],
  ['\n=1+1', `␊=1+1`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', '␉=1'],
  ['a, b', '"a, b"'],
  ['say "yes"', '"say ""yes"""'],
  ['safe\u202etxt', 'safe\\u202etxt'],
  ['plain words', 'plain words'],
])('%j is the cell %s', (title, cell) => {
  expect(renderIndex([titled(title)], ['title', 'sig'], 'csv')).toBe(`title,sig\r\n${cell},${entry.owningSig}\r\n`)
})

test('columns of a table stand below each other, wide characters counted as two', () => {
  const rows = [titled('漢字'), titled('e\u0301tat'), titled('plain')]
  expect(renderIndex(rows, ['title', 'errors'], 'table')).toBe(
    ['TITLE  ERRORS', '漢字   0', 'e\u0301tat   0', 'plain  0', ''].join('\n'),
  )
})

test('an empty list has its head', () => {
  expect(renderIndex([], ['title'], 'table')).toBe('TITLE\n')
  expect(renderIndex([], ['title'], 'csv')).toBe('title\r\n')
  expect(renderIndex([], ['title'], 'markdown')).toBe('| title |\n| --- |\n')
  expect(renderIndex([], ['title'], 'json')).toBe('[]\n')
})

test('the index and the catalogue are of the same KEPs', () => {
  const tree = makeTree(new Map(Object.entries(proposal('keps/sig-node/one', 1))))
  expect(catalogueOf(tree, wholeTree).keps.all.map(({ path }) => path)).toEqual(entries.map(({ path }) => path))
})
