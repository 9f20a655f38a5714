import { describe, expect, test } from 'vitest'
import { contentOf, frontMatter, headingName, readMarkdown } from '../../../src/lint/markdown/document.js'

/** Each heading as `line:column-endColumn #level text`. */
function headings(text: string): readonly string[] {
  return readMarkdown('README.md', text).headings.map(
    ({ at, level, text }) => `${at.line}:${at.column}-${at.endColumn} ${'#'.repeat(level)} ${text}`,
  )
}

/** The lines that each heading takes. */
function lines(text: string): readonly string[] {
  return readMarkdown('README.md', text).headings.map(({ start, end }) => text.slice(start, end))
}

describe('headings', () => {
  test.each<[string, string, readonly string[]]>([
    ['levels', '# A\n###### B\n####### C\n#D\n#\n', ['1:3-4 # A', '2:8-9 ###### B', '5:2-2 # ']],
    ['closing marks', '##  A #b# ##  \n# C#\n## ##\n', ['1:5-10 ## A #b#', '2:3-5 # C#', '3:3-3 ## ']],
    ['underlined', 'A\n===\n\n  B  \n --\n', ['1:1-2 # A', '4:3-4 ## B']],
    ['underlined, two lines', 'one\n  two\n---\n', ['1:1-4 ## one\n  two']],
    ['a break is no underline', 'A\n\n---\n- b\n---\n', []],
    ['indented', '   # A\n    # B\n\t# C\n', ['1:6-7 # A']],
    ['after a paragraph', 'text\n# A\n', ['2:3-4 # A']],
    ['fences', '```sh\n# a\n~~~\n```\n# B\n~~~\n# c\n', ['5:3-4 # B']],
    ['a fence closes with as many marks', '````\n```\n# a\n`````\n# B\n', ['5:3-4 # B']],
    ['a backtick in the info string', '``` a`\n# A\n```\n', ['2:3-4 # A']],
    ['a fence in a list', '- a\n  ```\n  # b\n  ```\n# C\n', ['5:3-4 # C']],
    ['a fence left by its list', '1. a\n   ```\n# B\n', ['3:3-4 # B']],
    ['a fence too deep for its list', '- a\n\n      ```\n\n# B\n', ['5:3-4 # B']],
    ['comments', '<!-- # a\n# b\n\n# c --> # d\n# E\n', ['5:3-4 # E']],
    ['an open comment', '# A\n<!--\n# b\n', ['1:3-4 # A']],
    ['a comment in a line', 'a <!--\n# B\n-->\n', ['2:3-4 # B']],
    ['HTML to the blank line', '<details>\n# a\n\n# B\n</details>\n', ['4:3-4 # B']],
    ['HTML to its end', '<pre>\n\n# a\n</pre>\n# B\n', ['5:3-4 # B']],
    ['a tag in a paragraph', 'a\n<b>\n# C\n', ['3:3-4 # C']],
    ['a tag alone', '<b>\n# a\n\n# B', ['4:3-4 # B']],
    ['in lists', '- # A\n  ## B\n1. - # C\n', ['1:5-6 # A', '2:6-7 ## B', '3:8-9 # C']],
    ['in quotes', '> # A\n> B\n> ===\n', ['1:5-6 # A', '2:3-4 # B']],
    ['a table is no heading', 'a | b\n--- | ---\nc | d\n---\n', []],
    ['a definition is no heading', '[a]: /u\n---\n\n[b]: /u\nB\n===\n', ['5:1-2 # B']],
    ['CRLF', '# A\r\n\r\nB\r\n===\r\n```\r\n# c\r\n```\r\n## D ##\r\n', ['1:3-4 # A', '3:1-2 # B', '8:4-5 ## D']],
    ['lone returns', 'a\r# A\r\n# B\r', ['2:3-4 # A', '3:3-4 # B']],
    ['a byte order mark', '\ufeff# A\n# B\n', ['1:3-4 # A', '2:3-4 # B']],
    ['front matter', '---\n# a: 1\n---\n# B\n', ['4:3-4 # B']],
    ['front matter, then lone returns', '---\na: 1\n...\n# B\r# C', ['4:3-4 # B', '5:3-4 # C']],
    ['UTF-16 columns', '- 😀 # a\n# 😀 é\n', ['2:3-7 # 😀 é']],
    ['markup is kept', '# `a` **b** [c](d) <e>\n', ['1:3-23 # `a` **b** [c](d) <e>']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(headings(text)).toEqual(expected)
  })

  test('a heading takes whole lines', () => {
    const text = '---\na: 1\n---\n# A #\ntext\n\nB\nC\n---\n- D\n  ===\r\n> # E\n# F'
    expect(lines(text)).toEqual(['# A #\n', 'B\nC\n---\n', '- D\n  ===\r\n', '> # E\n', '# F'])
  })

  test('headings are read once', () => {
    const markdown = readMarkdown('README.md', '# A\n')
    expect(markdown.headings).toBe(markdown.headings)
    expect(markdown.headings[0]?.at).toEqual({ path: 'README.md', line: 1, column: 3, endLine: 1, endColumn: 4 })
  })
})

describe('front matter', () => {
  test.each<[string, string, readonly [string, string] | null]>([
    ['at the top', '---\na: 1\nb: 2\n---\nbody\n', ['a: 1\nb: 2\n', 'body\n']],
    ['after a byte order mark', '\ufeff---\na: 1\n---\nbody', ['a: 1\n', 'body']],
    ['closed by dots', '--- \na: 1\n...\t\nbody', ['a: 1\n', 'body']],
    ['CRLF', '---\r\na: 1\r\n---\r\nbody', ['a: 1\r\n', 'body']],
    ['empty', '---\n---\n', ['', '']],
    ['at the end of the file', '---\na: 1\n---', ['a: 1\n', '']],
    ['other lines with dashes', '---\n----\n ---\n--- x\n---\n', ['----\n ---\n--- x\n', '']],
    ['not closed', '---\na: 1\n', null],
    ['not at the top', '\n---\na: 1\n---\n', null],
    ['dots do not open it', '...\na: 1\n---\n', null],
    ['a longer line', '----\na: 1\n----\n', null],
    ['one line', '---', null],
    ['none', '', null],
  ])('%s', (_, text, expected) => {
    const found = frontMatter(text)
    expect(found && [text.slice(found.start, found.end), text.slice(found.body)]).toEqual(expected)
  })
})

describe('content', () => {
  const of = (text: string, known?: readonly string[]) =>
    contentOf(readMarkdown('a.md', text), 0, text.length, known && new Set(known))

  test.each([
    ['nothing', ''],
    ['white space', ' \n\t\r\n\u00a0\n'],
    ['a byte order mark', '\ufeff\n'],
  ])('blank: %s', (_, text) => {
    expect(of(text)).toBe('blank')
  })

  test.each([
    ['headings', '# A\n\n## B ##\nC\n===\none\ntwo\n---\n'],
    ['headings in containers', '- # A\n\n> # B\n'],
    ['front matter', '---\na: 1\n---\n# A\n'],
    ['comments', '<!-- a -->\n<!-- b\n\n# c\n--> <!-- d -->\n'],
    ['an open comment', '# A\n<!-- b\n\nc\n'],
    ['breaks', '# A\n---\n\n* * *\n___\n'],
    ['definitions', '[a]: /u\n[b]: <u v> "t"\n[c]:\n  /u\n  (t)\n'],
    ['empty fences', '```yaml\n\n```\n~~~\n'],
    ['CRLF', '# A\r\n<!-- a -->\r\n\r\n[a]: /u\r\n---\r\n```\r\n```\r\n'],
  ])('headings: %s', (_, text) => {
    expect(of(text)).toBe('headings')
  })

  test.each([
    ['a word', '# A\n\nword\n'],
    ['beside a comment', '# A\n<!-- a --> b\n'],
    ['before a comment', 'a <!-- b -->\n'],
    ['a comment in a fence', '```\n<!-- a -->\n```\n'],
    ['a break in a fence', '~~~\n---\n~~~\n'],
    ['a list', '- a\n'],
    ['a heading in indented code', '    # a\n'],
    ['an underline alone', '===\n'],
    ['what is no definition', '[a]: /u v\n'],
    ['a footnote', '[^1]: /u\n'],
    ['HTML', '<img src="a.png">\n'],
  ])('text: %s', (_, text) => {
    expect(of(text)).toBe('text')
  })

  test('what the template says is no text', () => {
    const known = ['- [ ] to do', '```', 'key: value', '<!--']
    expect(of('# A\n  - [ ] to do  \n```\nkey: value\n```\n<!--\nnew\n-->\n', known)).toBe('headings')
    expect(of('# A\n- [x] to do\n', known)).toBe('text')
    expect(of('```\nkey: other\n```\n', known)).toBe('text')
  })

  test('only the range counts', () => {
    const text = '# A\n\n# B\ntext\n# C\n<!--\n-->\n'
    const markdown = readMarkdown('a.md', text)
    const [a, b, c] = markdown.headings
    expect([
      contentOf(markdown, a?.end ?? 0, b?.start ?? 0),
      contentOf(markdown, b?.end ?? 0, c?.start ?? 0),
      contentOf(markdown, c?.end ?? 0, text.length),
      contentOf(markdown, a?.start ?? 0, b?.end ?? 0),
    ]).toEqual(['blank', 'text', 'headings', 'headings'])
  })
})

test.each([
  ['Non-Goals', 'non goals'],
  ['**Goals**', 'goals'],
  ['__Goals__ and _more_', 'goals and more'],
  ['`snake_case`', 'snake_case'],
  ['Test Plan [required]', 'test plan'],
  ['Infrastructure Needed (Optional):', 'infrastructure needed'],
  ['Motivation (optional).', 'motivation'],
  ['Why now?', 'why now'],
  ['KEP-123: Foo', 'kep 123: foo'],
  ['<a name="s"></a> Summary <!-- c -->', 'summary'],
  ['[Summary](#summary)', 'summary'],
  ['[Summary][s]', 'summary'],
  ['1. Summary', 'summary'],
  ['1.2 Summary', 'summary'],
  ['2 Phases', '2 phases'],
  ['1.', '1'],
  ['Risks\u00a0&amp;  Mitigations', 'risks & mitigations'],
  ['A \\* B\nC', 'a b c'],
  ['', ''],
])('the name of %j is %j', (text, name) => {
  expect(headingName(text)).toBe(name)
})
