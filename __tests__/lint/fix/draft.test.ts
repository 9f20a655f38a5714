import { expect, test } from 'vitest'

import { draftOf, editsOf, withMoves, withTexts } from '../../../src/lint/fix/draft.js'
import { makeTree } from '../../support/pages.js'

const treeOf = (files: Readonly<Record<string, string>>) => makeTree(new Map(Object.entries(files)))

const tree = treeOf({ 'a/one.md': 'first\nsecond\nthird\n', 'a/two.md': 'two\n', 'b.md': 'b\n' })

test('a draft tells what is to be done, and is the tree that comes of it', () => {
  const moved = withMoves(draftOf(tree), new Map([['a/one.md', 'c/new.md']]))
  const draft = withTexts(
    moved,
    new Map<string, string | null>([
      ['c/new.md', 'first\nnext\nthird\n'],
      ['d/four.md', 'four\n'],
      ['a/two.md', null],
    ]),
  )
  expect(editsOf(draft)).toEqual([
    { path: 'a/one.md', start: 6, end: 12, text: 'next' },
    { path: 'a/one.md', rename: 'c/new.md' },
    { path: 'a/two.md', remove: true },
    { path: 'd/four.md', create: 'four\n' },
  ])
  expect(draft.now).toEqual(treeOf({ 'b.md': 'b\n', 'c/new.md': 'first\nnext\nthird\n', 'd/four.md': 'four\n' }))
  expect(draft.before).toBe(tree)
})

test('what is written and taken back is no edit', () => {
  const there = withTexts(draftOf(tree), new Map([['e.md', 'e\n']]))
  expect(editsOf(withTexts(there, new Map([['e.md', null]])))).toEqual([])
  const away = withMoves(draftOf(tree), new Map([['b.md', 'e.md']]))
  expect(editsOf(withMoves(away, new Map([['e.md', 'b.md']])))).toEqual([])
})
