import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMarkdown } from '../../../src/lint/markdown/document.js'
import { tocFault } from '../../../src/lint/toc/markers.js'
import { tocOf } from '../../../src/lint/toc/mdtoc.js'
import { readRawHeadings } from '../../../src/lint/toc/mdtoc-blocks.js'

/** Texts, and what mdtoc (gomarkdown of March 2024, mmark 2.0.40) writes for them with `--max-depth=5`. */
const written: Readonly<Record<string, readonly [text: readonly string[], toc: readonly string[]]>> = {
  'levels below the highest are indented by two, those below the depth left out': [
    ['### A', '', '## B', '', '##### C', '', '###### D', ''],
    ['  - [A](#a)', '- [B](#b)', '      - [C](#c)'],
  ],
  'alike headings are numbered': [
    ['## Alpha', '## Beta', '## Alpha', '## alpha!', '## Alpha 1', ''],
    ['- [Alpha](#alpha)', '- [Beta](#beta)', '- [Alpha](#alpha-1)', '- [alpha!](#alpha-2)', '- [Alpha 1](#alpha-1)'],
  ],
  'other letters are left out of anchors': [
    ['## Größe – naïve 日本 🎉', '## snake_case-and  spaces', '## C++ / Go (v1.2)', ''],
    [
      '- [Größe – naïve 日本 🎉](#gre--nave--)',
      '- [snake_case-and  spaces](#snake_case-and--spaces)',
      '- [C++ / Go (v1.2)](#c--go-v12)',
    ],
  ],
  'a heading has no indent, and a space behind its marks': [
    [' ## one', '##two', '##\tthree', '####### four', '## five', '##', '##   six   ', ''],
    ['- [five](#five)', '- [six](#six)'],
  ],
  'marks at the end go, with or without a space': [
    ['## One ##', '## C#', '## Two \\#', '## Three ## ', ''],
    ['- [One](#one)', '- [C](#c)', '- [Two #](#two-)', '- [Three ##](#three-)'],
  ],
  'an id in braces is none of the text': [
    ['## One {#uno}', '## Two {#dos} rest', '## Three {#', ''],
    ['- [One](#one)', '- [Two](#two)', '- [Three {](#three-)'],
  ],
  'underlines make headings of the line above': [
    ['One', '===', '', 'last line of', 'Two', '---', '', ' Three ', '-  ', '', 'Four', ' ---', ''],
    ['- [One](#one)', '  - [Two](#two)', '  - [Three](#three)'],
  ],
  'markup becomes HTML': [
    [
      '## *a* **b** ***c*** _d_ __e__ ~~f~~ `g < h`',
      '## snake_case_word and 2*3*4',
      '## a\\*b \\q `` x`y ``',
      '## &amp; &lt; &#65; "q" <b>bold</b> <!-- hidden -->',
      '## cost is $5 and $6',
      '',
    ],
    [
      '- [<em>a</em> <strong>b</strong> <strong><em>c</em></strong> <em>d</em> <strong>e</strong> <del>f</del> <code>g &lt; h</code>](#a-b-c-d-e-f-g--h)',
      '- [snake_case_word and 2*3*4](#snake_case_word-and-234)',
      '- [a*b \\q <code>x`y</code>](#ab-q-xy)',
      '- [&amp; &amp;lt; A &quot;q&quot; <b>bold</b> <!-- hidden -->](#-lt-a-q-bold-)',
      '- [cost is <span class="math inline">\\(5 and \\)</span>6](#cost-is-6)',
    ],
  ],
  'links become HTML': [
    [
      '## [a b](http://x/y "T") and [c][r] and [r] and [none]',
      '## ![alt](i.png) https://k8s.io/docs. (see http://x.y/z)',
      '## <https://a.b/c> <me@b.c>',
      '',
      "[r]: http://ref/ 'R'",
      '',
    ],
    [
      '- [<a href="http://x/y" title="T">a b</a> and <a href="http://ref/" title="R">c</a> and <a href="http://ref/" title="R">r</a> and [none]](#a-b-and-c-and-r-and-none)',
      '- [<img src="i.png" alt="alt" /> <a href="https://k8s.io/docs">https://k8s.io/docs</a>. (see <a href="http://x.y/z">http://x.y/z</a>)](#alt-httpsk8siodocs-see-httpxyz)',
      '- [<a href="https://a.b/c">https://a.b/c</a> <a href="mailto:me@b.c">me@b.c</a>](#httpsabc-mebc)',
    ],
  ],
  'code hides headings, an open fence does not': [
    [
      '```sh',
      '# a',
      '```',
      '',
      '~~~',
      '# b',
      '```',
      '~~~',
      '',
      '````',
      '# c',
      '```',
      '````',
      '',
      '    # d',
      '',
      '## e',
      '',
      '``` two words',
      '# f',
      '```',
      '# g',
      '',
    ],
    ['  - [e](#e)', '- [f](#f)', '- [g](#g)'],
  ],
  'a fence is closed by as many marks': [['```', '# a', '````', '# b', '```', '# c', ''], ['- [c](#c)']],
  'comments hide headings where a line end follows them': [
    [
      '<!--',
      '# a',
      '-->',
      '',
      '## b',
      '',
      'text <!--',
      '',
      '## c',
      '-->',
      '',
      '<!-- d -->e',
      '## f',
      '',
      '<!--',
      '## g',
      '--> text',
      '',
    ],
    ['- [b](#b)', '- [c](#c)', '- [f](#f)', '- [g](#g)'],
  ],
  'block-level HTML hides headings up to its closing tag and a blank line': [
    [
      '<details>',
      '',
      '## a',
      '</details>',
      '',
      '## b',
      '',
      '<div>',
      '## c',
      '</div>',
      '## d',
      '</div>',
      '',
      '## e',
      '',
      '<p>',
      '',
      '## f',
      '',
      '<span>',
      '',
      '## g',
      '</span>',
      '',
      '<hr>',
      '## h',
      '',
    ],
    ['- [b](#b)', '- [e](#e)', '- [f](#f)', '- [g](#g)', '- [h](#h)'],
  ],
  'rules in pairs hide headings': [
    ['---', '', '## a', '', '---', '', '## b', '', '***', '', '## c', '', '***', '', '---', '', '## d', ''],
    ['- [b](#b)', '- [c](#c)', '- [d](#d)'],
  ],
  'quotes hold headings': [
    ['> ## a', '> text', '> ## b', 'lazy', '', '## c', ''],
    ['- [a](#a)', '- [b](#b)', '- [c](#c)'],
  ],
  'lists hold headings, and end before one after a blank line': [
    [
      '- one',
      '  ## a',
      '',
      '  more',
      '',
      '## b',
      '',
      '1. two',
      '',
      '    ## c',
      '',
      '    - three',
      '      # d',
      '',
      '* four',
      '```',
      '# e',
      '```',
      '',
      '- # f',
      '',
    ],
    ['  - [a](#a)', '  - [b](#b)', '  - [c](#c)', '- [d](#d)'],
  ],
  'definition lists': [
    ['term', ': # a', '', ': b', '## c', '', 'other', '', ': d', '', '## e', ''],
    ['- [a](#a)', '  - [c](#c)', '  - [e](#e)'],
  ],
  tables: [
    [
      '| a | b |',
      '|---|---|',
      '# not | a heading',
      '## c',
      '',
      '| a |',
      '|---|---|',
      '## d',
      '',
      '`x | y`',
      '--- | ---',
      '## e',
      '',
    ],
    ['- [c](#c)', '- [d](#d)', '- [e](#e)'],
  ],
  'formulas in a block hide headings': [
    ['$$', '# a', '$$', '', '## b', '', '$$ $ $$', '## c', ''],
    ['- [b](#b)', '- [c](#c)'],
  ],
  'definitions of links end a paragraph': [
    ['text', '[a]: http://x', '## b', '', '[c]: http://y "t"', 'd', '---', ''],
    ['- [b](#b)', '- [d](#d)'],
  ],
  nothing: [[''], []],
  'no heading': [['text', '', '- list', ''], []],
  'headings of an abstract': [
    ['.# Abstract', '', '## One', ''],
    ['- [Abstract](#abstract)', '  - [One](#one)'],
  ],
  'without a last line end': [['## a', '', 'b', '==='], ['- [a](#a)']],
}

test.each(Object.entries(written))('%s', (_, [text, toc]) => {
  expect(tocOf(text.join('\n'), 5)?.map(({ line }) => line)).toEqual(toc)
})

const faultOf = (text: string) => tocFault(readMarkdown('a.md', text), 5)

describe('a table in a document', () => {
  const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ()`*_.,&'-]{0,20}[A-Za-z]$/)
  const body = fc.constantFrom<string>(
    'Text.',
    '- item\n- item',
    '```sh\n# no heading\n```',
    '<!-- ## no -->',
    '> said',
    '',
  )
  const part = fc.record({ level: fc.integer({ min: 2, max: 5 }), title: word, body })
  const parts = fc.array(part, { minLength: 1, maxLength: 8 })

  const sourceOf = (all: readonly { level: number; title: string; body: string }[]): string[] =>
    all.flatMap(({ level, title, body: text }) => [`${'#'.repeat(level)} ${title}`, '', ...text.split('\n'), ''])
  const documentOf = (toc: readonly string[], source: readonly string[]): string =>
    ['# Title', '', '<!-- toc -->', ...toc, '<!-- /toc -->', '', ...source].join('\n')
  const tableOf = (source: readonly string[]): string[] =>
    tocOf(['<!-- /toc -->', '', ...source].join('\n'), 5)?.map(({ line }) => line) ?? []

  test('is right as mdtoc writes it, with blanks around and with other line ends', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const source = sourceOf(all)
        const text = documentOf(['', ...tableOf(source), '', ''], source)
        expect(faultOf(text)).toBeNull()
        expect(faultOf(text.replaceAll('\n', '\r\n'))).toBeNull()
      }),
    )
  })

  test('is wrong after any change to one of its lines, and the suggestion makes it right', () => {
    const change = fc.constantFrom('drop', 'double', 'letter', 'indent', 'bullet', 'anchor', 'space')
    fc.assert(
      fc.property(parts, change, fc.nat(), (all, kind, at) => {
        const source = sourceOf(all)
        const toc = tableOf(source)
        const index = at % toc.length
        const line = toc[index] ?? ''
        const changed: Readonly<Record<string, readonly string[]>> = {
          drop: [],
          double: [line, line],
          letter: [line.replace('[', '[x')],
          // The blanks before the first line do not count.
          indent: [index === 0 ? `- ${line}` : `  ${line}`],
          bullet: [line.replace('- ', '* ')],
          anchor: [line.replace(/\)$/, '-)')],
          space: [line.replace('- ', '-  ')],
        }
        const wrong = documentOf(toc.toSpliced(index, 1, ...(changed[kind] ?? [])), source)
        const fault = faultOf(wrong)
        expect(fault?.kind).toBe('differs')
        if (fault?.kind !== 'differs' || fault.suggestion === undefined) {
          expect(kind).toBe('double')
          return
        }
        const lines = wrong.split('\n')
        const marked = lines[fault.at.line - 1] ?? ''
        const mended = marked.slice(0, fault.at.column - 1) + fault.suggestion + marked.slice(fault.at.endColumn - 1)
        expect(faultOf(lines.toSpliced(fault.at.line - 1, 1, mended).join('\n'))).toBeNull()
      }),
    )
  })

  test('is wrong after any change to a heading', () => {
    const change = fc.constantFrom('drop', 'add', 'letter', 'deeper', 'code')
    fc.assert(
      fc.property(parts, change, fc.nat(), (all, kind, at) => {
        const toc = tableOf(sourceOf(all))
        const index = at % all.length
        const { level, title, body: text } = all[index] ?? { level: 2, title: '', body: '' }
        const changed: Readonly<Record<string, readonly { level: number; title: string; body: string }[]>> = {
          drop: [],
          add: [
            { level, title, body: text },
            { level: 2, title: 'Added', body: '' },
          ],
          letter: [{ level, title: `x${title}`, body: text }],
          deeper: [{ level: level === 5 ? 2 : level + 1, title, body: text }],
          code: [{ level, title: `\`x\` ${title}`, body: text }],
        }
        const source = sourceOf(all.toSpliced(index, 1, ...(changed[kind] ?? [])))
        // All of one level, or the first alone: the table may stay as it is.
        fc.pre(tableOf(source).join('\n').trim() !== toc.join('\n').trim())
        expect(faultOf(documentOf(toc, source))?.kind).toBe('differs')
      }),
    )
  })
})

describe('work is bounded', () => {
  const kinds: Readonly<Record<string, string>> = {
    'open fences': '```a\n',
    'open fences of quotes': '> `````a\n',
    'longer and longer marks': '`'.repeat(50),
    'open comments': '<!--\n\n',
    'open tags': '<p>\n\n',
    'half a pair of rules': '---\n\n-\n\n',
    'open formulas': '$$a\n\n',
    'backticks and bars': '`` ` |\n',
    'nested lists': '- - - - - - a\n',
    'deeper and deeper': ' - a\n  - b\n    - c\n      - d\n',
    'quotes in quotes': '> > > > > > > > > > > > > a\n',
    'brackets in a heading': '# [[[[[[[[[[[[[[[[',
    'marks in a heading': '# *_*_*_**__**__~~`',
    'words of a fence': '> ```{',
    terms: 'a\n: b\n',
    definitions: '[a]: b "c\n',
  }

  test.each(Object.entries(kinds))('%s', (_, kind) => {
    for (const size of [4_000, 16_000, 64_000]) {
      const text = kind.repeat(size / kind.length)
      const budget = { left: text.length * 40 + 10_000 }
      const most = budget.left
      readRawHeadings(text, budget)
      // What is under way when the budget is spent ends with the line or the search.
      expect(most - budget.left).toBeLessThan(most + 20 * text.length)
      expect(() => tocOf(text, 5)).not.toThrow()
    }
  })

  test('of any text, and nothing is thrown', () => {
    const more = ['\n', '    ', '# a\n', '|---|\n', '</p>\n\n', '```\n', '\t', 'é']
    const piece = fc.constantFrom(...Object.values(kinds), ...more)
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(() => tocOf(pieces.join(''), 5)).not.toThrow()
      }),
    )
  })
})
