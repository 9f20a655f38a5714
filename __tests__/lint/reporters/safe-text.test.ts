import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'

import {
  codeForSummary,
  cut,
  type Markup,
  safeForAnnotation,
  safeForJson,
  safeForLog,
  safeForSummary,
  safeForTerminal,
} from '../../../src/lint/reporters/safe-text.js'
import { parseCommand } from '../../support/runner/commands.js'

const fragments = [
  '::error::',
  '::error file=a,line=1::',
  '::stop-commands::x',
  '::set-output name=a::b',
  '::',
  ':',
  '#',
  '##',
  '##[',
  '##[error]',
  '##[add-matcher]a.json',
  '[',
  ']',
  '%0A',
  '%25',
  '\r',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '  ',
  '\u00a0',
  '\u2003',
  '\u3000',
  '\u0085',
  '\u2028',
  '\u2029',
  '\v',
  '\f',
  '\0',
  '\x1b[2J',
  '\x1b]8;;http://a.b\x07',
  '\x9b31m',
  '\x7f',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u00ad',
  '\ufe0f',
  '\ufe0e',
  '\u034f',
  '\u3164',
  '\u{e0041}',
  '\ud800',
  '\udc00',
  '⚠️',
  '👩‍💻',
  '<',
  '>',
  '&',
  '&lt;',
  '&#64;',
  '"',
  "'",
  '`',
  '``',
  '```',
  '~~~',
  '|',
  '\\',
  '\\|',
  '*',
  '**',
  '_',
  '~~',
  '!',
  '![a](b)',
  '[a](javascript:alert(1))',
  '[a]: b',
  '<img src=x onerror=alert(1)>',
  '</code>',
  '</details>',
  '</table>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<script>',
  '@octocat',
  '@',
  '#123',
  'GH-1',
  'a@b.com',
  'www.a.com',
  'https://a.com',
  'a.com',
  'deadbeef',
  'owner/name#1',
  ':tada:',
  '$a$',
  '1.',
  '1)',
  '-',
  '+',
  '---',
  '===',
  '# ',
  '> ',
  '    ',
  'word',
  'Wörter',
  "isn't",
  '42',
  '(',
  ')',
  ',',
  ';',
  '.',
  '?',
  '…',
  'keps/sig-node/42-foo',
  '"a b"',
]
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 })
  .map((parts) => parts.join(''))
// What anybody can see, and the blank.
const visible = hostile.map((text) => text.replace(/[\p{C}\p{Zl}\p{Zp}\p{DI}]/gu, ''))
const runs = { numRuns: 1000 }

/** Knows every name, as a runner that gains commands might. */
class AnyName extends Set<string> {
  override has() {
    return true
  }
}

/** The commands in what a step wrote, line by line; with and without what a comparison by language ignores. */
function commandsIn(output: string): readonly string[] {
  return output
    .split(/\r\n|\r|\n/)
    .flatMap((line) => [line, line.replace(/[\p{Cc}\p{Cf}\p{DI}]/gu, '')])
    .filter((line) => parseCommand(line, new AnyName()) !== null)
}

test('the fragments hold commands before they are made safe', () => {
  expect(fragments.filter((text) => commandsIn(text).length > 0)).toEqual([
    '::error::',
    '::error file=a,line=1::',
    '::stop-commands::x',
    '::set-output name=a::b',
    '##[error]',
    '##[add-matcher]a.json',
  ])
})

describe('a log line', () => {
  test.each([
    ['a\nb\tc', 'a␊b␉c'],
    ['  ::error::x', '  \\::error::x'],
    ['\u3000::error::x', '\u3000\\::error::x'],
    ['\r::stop-commands::x', '␍::stop-commands::x'],
    ['a ##[error]b ##[c]', 'a ##\\[error]b ##\\[c]'],
    ['#\u200b#[error]', '#\\u200b#[error]'],
    ['#\ufe0f#[error]', '#\\ufe0f#[error]'],
    ['\x1b[31mred\x7f\x9b', '␛[31mred␡\\u009b'],
    ['a\u202eb\u{e0041}\ud800', 'a\\u202eb\\u{e0041}\\ud800'],
    ['naïve 漢字 😀 ⚠️', 'naïve 漢字 😀 ⚠️'],
  ])('%j is %j', (text, safe) => {
    expect(safeForLog(text)).toBe(safe)
  })

  test('holds no command and stays one line, whatever is in it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = safeForLog(text)
        expect(commandsIn(safe)).toEqual([])
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      }),
      runs,
    )
  })

  test('is the text itself where there is nothing to fear', () => {
    fc.assert(
      fc.property(visible, (text) => {
        fc.pre(!/^\s*::|##\[/.test(text))
        expect(safeForLog(text)).toBe(text)
      }),
      runs,
    )
  })
})

describe('a terminal line', () => {
  test('holds no control character but the tab, nothing unseen and no command', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = safeForTerminal(text)
        expect(safe.replaceAll('\t', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(commandsIn(safe)).toEqual([])
      }),
      runs,
    )
  })

  test('keeps tabs', () => {
    expect(safeForTerminal('\ta\tb\r')).toBe('\ta\tb␍')
  })
})

describe('a piece of an annotation', () => {
  test('is one line without anything unseen', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = safeForAnnotation(text)
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(commandsIn(safe)).toEqual([])
      }),
      runs,
    )
  })
})

test('JSON says the same and holds no command, nothing unseen but its line ends', () => {
  expect(safeForJson(JSON.stringify(['##[x]', '\u202e', '\u{e0041}', '\x7f']))).toBe(
    String.raw`["##\u005bx]","\u202e","\udb40\udc41","\u007f"]`,
  )
  fc.assert(
    fc.property(hostile, hostile, (key, value) => {
      const document = { [`x${key}`]: [value] }
      const safe = safeForJson(JSON.stringify(document, null, 2))
      expect(JSON.parse(safe)).toEqual(document)
      expect(commandsIn(safe)).toEqual([])
      expect(safe.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }),
    runs,
  )
})

interface Rendered {
  /** Outside of code. */
  readonly prose: string
  readonly text: string
}

const markdownIt = new MarkdownIt({ html: true, linkify: true, breaks: true })

/** What a reader sees of inline Markdown, which may hold words and code, and nothing else. */
function readMarkdown(inline: string): Rendered {
  const tokens = markdownIt.parse(`# Ours\n\n- [Ours](x) ${inline} ours\n\nOurs\n`, {})
  expect(tokens.map(({ type }) => type).join(' ')).toBe(
    'heading_open inline heading_close bullet_list_open list_item_open paragraph_open inline paragraph_close ' +
      'list_item_close bullet_list_close paragraph_open inline paragraph_close',
  )
  const children = (tokens[6]?.children ?? []).slice(3).filter(({ type, content }) => type !== 'text' || content !== '')
  for (const { type } of children) expect(['text', 'text_special', 'code_inline']).toContain(type)
  return {
    prose: children
      .filter(({ type }) => type !== 'code_inline')
      .map(({ content }) => content)
      .join(''),
    text: children
      .map(({ content }) => content)
      .join('')
      .slice(1, -' ours'.length),
  }
}

/** What a reader sees of HTML, which may hold words and `<code>`, and nothing else. */
function readHtml(html: string): Rendered {
  const tokens = markdownIt.parse(`<details>\n<summary>${html}</summary>\n\nOurs\n\n</details>\n`, {})
  expect(tokens.map(({ type }) => type).join(' ')).toBe('html_block paragraph_open inline paragraph_close html_block')
  const tags = html.match(/<[^>]*>?/g) ?? []
  expect(tags.filter((tag) => tag !== '<code>' && tag !== '</code>')).toEqual([])
  const read = (text: string) => {
    expect(text.replace(/&#\d+;/g, '')).not.toMatch(/[&<>"']/)
    return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
  }
  return {
    prose: html.replace(/<code>.*?<\/code>/g, '').replaceAll('’', ''),
    text: read(html.replace(/<\/?code>/g, '').replace(/(?<=\p{L})'(?=\p{L})/gu, '&#39;')),
  }
}

const readers = { markdown: readMarkdown, html: readHtml } satisfies Record<Markup, (text: string) => Rendered>

/** A blank that HTML would fold is shown. */
function unfolded(text: string): string {
  return text.replace(/^ | $|(?<= ) /g, '␠')
}

describe.each(['markdown', 'html'] as const)('summary text in %s', (markup) => {
  const readAs = readers[markup]

  test('makes no element but code, and says the identical text', () => {
    fc.assert(
      fc.property(visible, (text) => {
        const expected = markup === 'markdown' ? unfolded(text).replaceAll('##[', '##\\[') : unfolded(text)
        expect(readAs(safeForSummary(text, markup)).text).toBe(expected)
        expect(readAs(codeForSummary(text, markup)).text).toBe(expected)
      }),
      runs,
    )
  })

  test('shows nothing unseen, and outside of code nothing but words', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = safeForSummary(text, markup)
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(commandsIn(safe)).toEqual([])
        const { prose } = readAs(safe)
        expect(prose).toMatch(/^[\p{L}\p{M}\d '’(),;:.?!…-]*$/u)
        expect(prose).not.toMatch(/\d[.)]|\p{L}[.:]\p{L}/u)
      }),
      runs,
    )
  })

  test('of a value is code alone', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { prose } = readAs(codeForSummary(text, markup))
        expect(prose.trim()).toMatch(markup === 'markdown' ? /^(?:ours)?$/ : /^$/)
      }),
      runs,
    )
  })
})

test.each([
  ['uuid is also used by keps/sig-node/42-foo', 'uuid is also used by `keps/sig-node/42-foo`'],
  [
    'title "Dry Run (2)" is also used by a/b, c/d and 3 more',
    'title `"Dry Run (2)"` is also used by `a/b`, `c/d` and 3 more',
  ],
  ['status is "imlpemented"; did you mean implemented?', 'status is `"imlpemented"`; did you mean implemented?'],
  ['see (v1.30) and (last_updated)', 'see (`v1.30`) and (`last_updated`)'],
  ['a  b\n<img src=x>', 'a `␠b␊<img src=x>`'],
  ['`a` @octocat #12', '`` `a` @octocat #12 ``'],
  ['a ``b', 'a ` ``b `'],
  ['12. deadbeef', '`12`. `deadbeef`'],
])('%j is written %j', (text, markdown) => {
  expect(safeForSummary(text)).toBe(markdown)
})

test('a cut text is as long as it may be and parts no character', () => {
  expect(cut('abc', 3)).toBe('abc')
  expect(cut('abcd', 3)).toBe('ab…')
  expect(cut('a😀bc', 3)).toBe('a…')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
      const short = cut(text, most)
      expect(short.length).toBeLessThanOrEqual(most)
      expect(short).not.toMatch(/\p{Cs}/u)
    }),
  )
})
