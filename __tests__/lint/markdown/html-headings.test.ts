import { expect, test } from 'vitest'
import { readMarkdown } from '../../../src/lint/markdown/document.js'
import { htmlHeadings, shownHtml } from '../../../src/lint/markdown/html-headings.js'

function all(text: string): readonly string[] {
  return readMarkdown('README.md', text).allHeadings.map(
    ({ level, text: name, at, html }) =>
      `${html ? 'html' : 'md'} ${level} ${at.line}:${at.column}-${at.endColumn} ${name}`,
  )
}

test.each([
  ['among those of Markdown', '# A\n\n<h2>B</h2>\n\n## C\n', ['md 1 1:3-4 A', 'html 2 3:5-6 B', 'md 2 5:4-5 C']],
  ['with attributes, in upper case', '<H1 align="center">B</H1>\n', ['html 1 1:20-21 B']],
  ['over lines', 'x\n\n<h3>\n  Two\n  lines\n</h3>\n', ['html 3 4:3-6 Two lines']],
  ['two in one block', '<h1>A</h1>\n<h2>B</h2>\n', ['html 1 1:5-6 A', 'html 2 2:5-6 B']],
  ['with tags inside', '<h2>With <code>x</code></h2>\n', ['html 2 1:5-24 With <code>x</code>']],
  ['inside another tag', '<div align="center">\n<h1>A</h1>\n</div>\n', ['html 1 2:5-6 A']],
  ['in a list item', '- <h2>A</h2>\n', ['html 2 1:7-8 A']],
  ['below CRLF and front matter', '---\r\na: b\r\n---\r\n\r\n<h2>A</h2>\r\n', ['html 2 5:5-6 A']],
  ['never closed', '<h2>A\n', ['html 2 1:5-6 A']],
  [
    'none in fences, comments, code and text',
    '```\n<h1>A</h1>\n```\n\n<!-- <h1>A</h1> -->\n\n`<h1>A</h1>`\n\n    <h1>A</h1>\n',
    [],
  ],
  ['none in a tag with a longer name', '<h1x>A</h1x>\n\n<header>A</header>\n', []],
])('%s', (_, text, expected) => {
  expect(all(text)).toEqual(expected)
})

test('a text without HTML headings has those of Markdown, not a copy', () => {
  const markdown = readMarkdown('README.md', '# A\n\n<p>B</p>\n')
  expect(markdown.allHeadings).toBe(markdown.headings)
})

test('what is shown', () => {
  expect(shownHtml('A <b>bold</b> &amp; <a href="x">link</a> &copy;')).toBe('A bold & link &copy;')
})

test('ranges cover whole lines of the text', () => {
  const text = 'x\n\n<h2>A</h2>\ny\n'
  const [heading] = htmlHeadings('README.md', { line: 3, start: 3, source: '<h2>A</h2>\ny\n' })
  expect(text.slice(heading?.start, heading?.end)).toBe('<h2>A</h2>\n')
})
