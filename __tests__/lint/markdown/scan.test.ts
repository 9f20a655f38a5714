import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseHeadings } from '../../../src/lint/markdown/document.js'
import { scanHeadings } from '../../../src/lint/markdown/scan.js'

// Lines that change the sense of the lines around them.
const pieces = [
  '',
  '# h',
  '## h ##',
  '#',
  '#x',
  '####### x',
  '\\# x',
  '\u00a0# x',
  'text',
  'more text',
  '😀',
  '```',
  '```go',
  '``` a`b',
  '~~~',
  '~~~~ x`',
  '````',
  '===',
  '=',
  '---',
  '--',
  '-',
  '***',
  '- - -',
  '_ _ _',
  '- ',
  '* ',
  '+ ',
  '1. ',
  '2) ',
  '1234567890. ',
  '- a',
  '* b',
  '1. c',
  '2. d',
  '10. e',
  '- # h',
  '- ```',
  '1. - x',
  '-     x',
  '>',
  '> q',
  '> # q',
  '> ```',
  '> - a',
  '> ===',
  '> ---',
  '<!-- c -->',
  '<!--',
  '-->',
  '<div>',
  '</div>',
  '<b>',
  '</b>',
  '<b c=d>t',
  '<pre>',
  '</pre>',
  '<?x',
  '?>',
  '<!X',
  '<![CDATA[',
  ']]>',
  '[a]: /u',
  '[a]: /u "t',
  '[a',
  'b]: /u',
  '[a]:',
  '"t"',
  '[x](y)',
  '| a | b |',
  '|---|---|',
  'a | b',
  '--- | ---',
  'a |',
  '- a|',
  '|-',
  ':-:|-',
] as const
const indents = ['', '', '', ' ', '  ', '   ', '    ', '     ', '      ', '        ', '\t', ' \t', '\t\t'] as const
const breaks = ['\n', '\n', '\n', '\n\n', '\n \n', '\r\n', '\r'] as const

const piece = fc.tuple(fc.constantFrom(...indents), fc.constantFrom(...pieces))
const line = fc.tuple(
  piece.map((parts) => parts.join('')),
  fc.option(
    piece.map((parts) => parts.join('')),
    { freq: 5, nil: '' },
  ),
  fc.constantFrom(...breaks),
)
const document = fc
  .array(
    line.map((parts) => parts.join('')),
    { maxLength: 12 },
  )
  .map((lines) => lines.join(''))

test('the fast reader agrees with markdown-it wherever it is certain', () => {
  let certain = 0
  fc.assert(
    fc.property(document, (text) => {
      const scanned = scanHeadings(text, 0, 1)
      if (scanned === null) return
      certain++
      const parsed = parseHeadings(text, 0, 1)
      expect(scanned.map((heading) => ({ ...heading, text: text.slice(heading.textStart, heading.textEnd) }))).toEqual(
        parsed,
      )
    }),
    { numRuns: 5000 },
  )
  expect(certain).toBeGreaterThan(2000)
})

test('the fast reader is certain of what KEPs are made of', () => {
  const text = [
    '# KEP-1: Title',
    '',
    '<!-- toc -->',
    '- [Summary](#summary)',
    '  - [Goals](#goals)',
    '<!-- /toc -->',
    '',
    '## Summary',
    '',
    '1. one',
    '   ```yaml',
    '   # comment',
    '   ```',
    '2. two',
    'lazy',
    '   - three',
    '',
    '<details>',
    '<summary>more</summary>',
    '',
    '```',
    '# code',
    '```',
    '</details>',
    '',
    '> quote',
    '',
    '| a | b |',
    '|---|---|',
    '| c | d |',
    '',
    'Underlined',
    '---',
    '-',
    '',
  ].join('\n')
  expect(scanHeadings(text, 0, 1)?.map(({ line, level }) => [line, level])).toEqual([
    [1, 1],
    [8, 2],
    [32, 2],
  ])
})
