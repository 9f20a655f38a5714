import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readComments } from '../../../src/lint/markdown/comments.js'
import { commentKey } from '../../../src/lint/read/template-contents.js'
import { placeOf } from '../../../src/lint/text/lines.js'

const commentsOf = (text: string): readonly string[] =>
  readComments(text).map(({ start, end }) => text.slice(start, end))

test.each([
  ['', []],
  ['<!-- a --> text <!-- b -->', ['<!-- a -->', '<!-- b -->']],
  ['# A\n\n<!--\nb\n\nc\n-->\nd', ['<!--\nb\n\nc\n-->']],
  ['- <!-- in a list -->\n> <!-- in a quote -->', ['<!-- in a list -->', '<!-- in a quote -->']],
  ['<!-->\ntext', ['<!-->']],
  ['<!-- never closed\n\ntext', ['<!-- never closed\n\ntext']],
  ['text <!-- over\ntwo lines -->', ['<!-- over\ntwo lines -->']],
  ['text <!-- the paragraph ends\n\nbefore -->', []],
  ['text <!-- one\n\n<!-- two -->', ['<!-- two -->']],
  ['---\na: <!-- b -->\n---\n<!-- c -->', ['<!-- c -->']],
  ['```\n<!-- code -->\n```\n<!-- none -->', ['<!-- none -->']],
  ['~~~~md\n<!-- a -->\n~~~\n<!-- b -->\n~~~~\n<!-- c -->', ['<!-- c -->']],
  ['- ```\n  <!-- a -->\n  ```\n<!-- b -->', ['<!-- b -->']],
  ['```\n<!-- no end -->', []],
  ['<!--\n```\n-->\n<!-- after -->', ['<!--\n```\n-->', '<!-- after -->']],
  ['the mark `<!-- a -->` is code, ``<!-- ` -->`` too, this ` <!-- b --> is not', ['<!-- b -->']],
  ['```<!-- a --> ``` <!-- b -->', ['<!-- b -->']],
  ['\\<!-- a -->', []],
])('%j', (text, comments) => {
  expect(commentsOf(text)).toEqual(comments)
})

test('whatever the text, comments are in order, apart, and begin and end as comments do', () => {
  const part = fc.constantFrom(
    '<!--',
    '-->',
    '`',
    '```',
    '~~~',
    '\n',
    '\n\n',
    '\r\n',
    ' ',
    '- ',
    '> ',
    'a',
    '\\',
    '---\n',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      const text = parts.join('')
      let last = 0
      for (const { start, end } of readComments(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(text.startsWith('<!--', start)).toBe(true)
        expect(text.slice(start, end).endsWith('-->') || end === text.length).toBe(true)
        last = end
      }
      expect(last).toBeLessThanOrEqual(text.length)
    }),
  )
})

test('a comment is known whatever its white space, case and boxes', () => {
  const keyOf = (text: string): number => commentKey(text, 0, text.length)
  const key = keyOf('<!-- Say what it is.\n- [ ] done -->')
  expect(keyOf('<!--\r\n  say What it\tis. - [x] done\n-->')).toBe(key)
  expect(keyOf('<!-- Say what it was. - [ ] done -->')).not.toBe(key)
  expect(commentKey('a <!-- b --> c', 2, 12)).toBe(keyOf('<!-- b -->'))
})

test('places are those that an editor shows', () => {
  const place = (text: string, start: number, end: number) => placeOf({ path: 'a.md', text }, { start, end })
  const shape = (line: number, column: number, endLine: number, endColumn: number) => ({
    path: 'a.md',
    line,
    column,
    endLine,
    endColumn,
  })
  expect(place('ab\ncd\nef', 3, 7)).toEqual(shape(2, 1, 3, 2))
  expect(place('\ufeffab\r\ncd', 1, 7)).toEqual(shape(1, 1, 2, 3))
  expect(place('\ufeffab', 2, 3)).toEqual(shape(1, 2, 1, 3))
  expect(place('a\rb\rc', 4, 5)).toEqual(shape(3, 1, 3, 2))
  expect(place('', 0, 0)).toEqual(shape(1, 1, 1, 1))
})
