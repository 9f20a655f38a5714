import { expect, test } from 'vitest'
import { isRepository } from '../../../src/lint/text/repository.js'

test.each([
  ['kubernetes/enhancements', true],
  ['a/.github', true],
  ['a/b.c-d_e', true],
  ['Emu_user/x', true],
  ['a', false],
  ['a/', false],
  ['/b', false],
  ['a/b/c', false],
  ['a/.', false],
  ['a/..', false],
  ['-a/b', false],
  ['a b/c', false],
  ['a/b\n', false],
  ['', false],
])('%j is OWNER/NAME: %s', (text, expected) => {
  expect(isRepository(text)).toBe(expected)
})
