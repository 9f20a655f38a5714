import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anchorReader, slugOf } from '../../../src/lint/markdown/anchors.js'
import { frontMatter, newParser, readMarkdown } from '../../../src/lint/markdown/document.js'
import { readLinks } from '../../../src/lint/markdown/links.js'

/** Each link as `line:column destination`, an image with a `!` before its destination. */
const links = (text: string): readonly string[] =>
  readLinks(readMarkdown('README.md', text)).map(
    ({ at, destination, image }) => `${at.line}:${at.column} ${image ? '!' : ''}${destination}`,
  )

describe('links', () => {
  test.each<[string, string, readonly string[]]>([
    ['inline', 'a [b](c.md) [d](<e f> "t")\n', ['1:7 c.md', '1:18 e f']],
    ['images', '![a](b.png)\n[![c](d.png)](e)\n', ['1:6 !b.png', '2:15 e', '2:7 !d.png']],
    ['escapes and entities', '[a](b\\_c&amp;d%20e#é)\n', ['1:1 b_c&d%20e#é']],
    ['in headings', '## A [b](c) ##\n\nD [e](f)\n===\n', ['1:10 c', '3:7 f']],
    [
      'in lists and quotes',
      '- a\n  [b](c)\n\n  1. > [d](e)\n     > f [g](h)\nlazy [i](j)\n',
      ['2:7 c', '4:12 e', '5:14 h', '6:10 j'],
    ],
    ['over lines', '[a\nb](c) [d](\n  e)\n', ['2:4 c', '3:3 e']],
    ['after a tab', '-\t[a](b)\n\n\t[c](d)\n', ['1:7 b', '3:6 d']],
    [
      'in tables',
      '| a | b |\n|---|---|\n| x \\| [c](d) | [e\\|f](g) |\n> h | [i](j)\n> -|-\n',
      ['3:12 d', '3:24 g', '4:11 j'],
    ],
    ['in a table in a list', '- | [a](b) | c |\n  |---|---|\n  | d | [e](f) |\n', ['1:9 b', '3:13 f']],
    [
      'references, at their definitions',
      '[a] [b][A] ![c][d]\n\n[a]: e\n- [d]: <f g>\n[unused]: h\n',
      ['3:6 e', '4:9 !f g'],
    ],
    ['the first definition holds', '# [a]\n[a]: b\n\n# c\n[a]: d\n', ['2:6 b']],
    ['a definition after its use', '# [a]\n\n# b\n> [a]:\n> c\n', ['4:3 c']],
    [
      'URLs',
      '<https://a.b/c> http://d.e/f_g. mailto:h@i.j <h@i.j> <ftp://k>\n',
      ['1:2 https://a.b/c', '1:17 http://d.e/f_g'],
    ],
    [
      'HTML',
      '<a href="b&amp;c\\d">e</a> <img alt=\'f\' src=g>\n\n<p>\n<A\nHREF=h>\n',
      ['1:1 b&c\\d', '1:44 !g', '5:6 h'],
    ],
    ['no link', '[a] [b]() `[c](d)` \\[e](f) <a name="g"> <area href="h"> javascript:i\n', ['1:8 ']],
    ['code', '    [a](b)\n\n```\n[c](d)\n```\n- ~~~\n  <https://e.f>\n', []],
    ['a table that looks like a fence', '``` | a\n--- | ---\n[b](c) | d\n', ['3:5 c']],
    [
      'comments',
      '<!-- [a](b) <a href="c"> -->\n\nd <!-- <https://e.f> [g](h)\n--> [i](j)\n\n<div>\n<!-- <a href="k"> --> <a href="l">\n</div>\n',
      ['4:9 j', '7:32 l'],
    ],
    ['front matter', '---\na: https://b.c\n---\n[d](e)\n', ['4:5 e']],
    ['a byte order mark', '\ufeff[a](b)\n', ['1:5 b']],
    ['CRLF', 'a\r\n[b](c)\r\n\r\n| d |\r\n|---|\r\n| [e](f) |\r\n', ['2:5 c', '6:7 f']],
    ['lone returns', 'a\r[b](c)\r\r> [d](e)', ['2:5 c', '4:7 e']],
    ['UTF-16 columns', '😀 [a](b)\n', ['1:8 b']],
    ['none', 'a\n', []],
  ])('%s', (_, text, expected) => {
    expect(links(text)).toEqual(expected)
  })

  const pieces = [
    '[a](b)',
    '![c](d)',
    '[e',
    '](f)',
    '[x]',
    '[x][]',
    '[y][x]',
    '[x]: /u',
    '[x]:',
    '/v',
    '<https://g.h>',
    'https://i.j',
    '<a href="k">',
    '`',
    '``',
    '\\',
    '*',
    '_',
    '~~',
    '<!--',
    '-->',
    '<b>',
    '|',
    '\\|',
    '|-|-|',
    '| [a](b) | [c](d) |',
    '# ',
    '## [a](b) ##',
    '===',
    '---',
    '```',
    '- ',
    '1. ',
    '> ',
    'text',
    ' ',
    '    ',
    '\t',
    '😀',
    '&amp;',
    '\n',
    '\n',
    '\n',
    '\n\n',
    '\r\n',
  ] as const
  const document = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join(''))

  test('places and destinations agree with markdown-it, whatever the text', () => {
    const md = newParser(true)
    md.normalizeLink = (url) => url
    // It reads again what the rule for bare URLs has passed over.
    md.core.ruler.disable('linkify')
    let count = 0
    fc.assert(
      fc.property(document, (text) => {
        const expected: string[] = []
        const used = new Set<unknown>()
        for (const { children } of md.parse(text.slice(frontMatter(text)?.body ?? 0), {})) {
          for (const token of children ?? []) {
            if (token.type !== 'image' && token.type !== 'link_open') continue
            const label = token.meta?.['label']
            if (label !== undefined && used.has(label)) continue
            used.add(label)
            const destination = String(token.attrGet(token.type === 'image' ? 'src' : 'href'))
            if (token.info !== 'auto' || /^https?:/.test(destination)) expected.push(`${token.type} ${destination}`)
          }
        }
        const lines = text.split(/\r\n?|\n/)
        const found: string[] = []
        for (const { at, destination, exact, image, undefined: missing } of readLinks(readMarkdown('a.md', text))) {
          const line = lines[at.line - 1] ?? ''
          const there = line.slice(at.column - 1)
          if (line.slice(0, at.column - 1).endsWith('<a href="') || there.startsWith('<a href="k">')) continue
          if (missing) continue
          count++
          if (exact && !/[\r\n]/.test(destination)) expect(there.slice(0, destination.length)).toBe(destination)
          found.push(`${image ? 'image' : 'link_open'} ${destination}`)
        }
        expect(found.toSorted()).toEqual(expected.toSorted())
      }),
      { numRuns: 3000 },
    )
    expect(count).toBeGreaterThan(1000)
  })

  test('those that do not pass are found as if all were read', () => {
    const more = fc.constantFrom(
      '[a](#b)',
      '[a](#c "t")',
      '[a](b&amp;c)',
      '[a](<b>)',
      '[a](\n  b)',
      '[a](b\\_c)',
      '[[a](b)](c)',
      '[a [x] b](c)',
      '[y](/v)',
      '<a href="b">',
      '<a name="b">',
      "<A HREF='b'>",
      '<a class="c" href="b">',
      '<img src="b" alt="c">',
      '[z]: b',
      '[z]',
      '[z]: <b> "c"',
      '[^1]: b',
      '[^1]: [a](b)',
      '[^1]',
      'https://b.c/d.',
      '<https://b.c/d>',
      'https://b.c/d_(e)',
      'HTTP://b.c',
      '- ',
      '> ',
      '```\n',
      '<!-- ',
      '-->',
      '\n\n',
    )
    const mixed = fc.array(fc.oneof(more, fc.constantFrom(...pieces)), { maxLength: 24 }).map((parts) => parts.join(''))
    let left = 0
    fc.assert(
      fc.property(mixed, fc.integer({ min: 0, max: 3 }), (text, kind) => {
        const passes = (destination: string): boolean => {
          const length = destination.replace(/^http:/i, 'https:').length
          return kind === 0
            ? !destination.includes(':')
            : kind === 1
              ? /^[#b/]/.test(destination)
              : length % 2 === kind - 2
        }
        const markdown = readMarkdown('a.md', text)
        const all = readLinks(markdown).filter(({ destination }) => !passes(destination))
        left += all.length
        expect(readLinks(markdown, { passes, url: /:\/\//y })).toEqual(all)
      }),
      { numRuns: 3000 },
    )
    expect(left).toBeGreaterThan(1000)
  })
})

describe('anchors', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'slugs',
      '# KEP-1: A `b_c` **d** _e_!\n## Risks & Mitigations\n### v1.2 → v1.3\n',
      ['kep-1-a-b_c-d-e', 'risks--mitigations', 'v12--v13'],
    ],
    ['letters', '# Привет 你好 😄 É-ß\n', ['привет-你好--é-ß']],
    ['links and images', '# [a](b) ![c](d) [e][f] [g]\n\n[f]: h\n', ['a--e-g']],
    ['HTML and entities', '# <a name="x-Y"></a>A &amp; B <!-- c -->\n', ['a--b-', 'x-Y']],
    ['alike', '# A\n# a\n# A-1\n# A\n', ['a', 'a-1', 'a-1-1', 'a-2']],
    ['the names of objects', '# constructor\n# `__proto__`\n', ['constructor', '__proto__']],
    ['in lists', '- # A\n', ['a']],
    ['ids', '<div class=a id=b><p name=\'c\'>\n\nd <span id="e f">\n', ['b', 'c', 'e f']],
    ['nothing', '# !\n', []],
  ])('%s', (_, text, expected) => {
    const anchors = anchorReader()(readMarkdown('a.md', text))
    expect([...anchors.all()].toSorted()).toEqual(expected.toSorted())
    expect(expected.filter((fragment) => !anchors.has(fragment))).toEqual([])
    expect(anchors.has('')).toBe(false)
  })

  test('one reader serves texts that define what others do not', () => {
    const anchors = anchorReader()
    const [defined, plain] = ['# [a](b) [c] `d`\n\n[c]: e\n', '# [a](b) [c] `d`\n'].map((text) =>
      [...anchors(readMarkdown('a.md', text)).all()].join(),
    )
    expect([defined, plain]).toEqual(['a-c-d', 'a-c-d'])
    const other = ['# [a][c]\n\n[C]: e\n', '# [a][c]\n'].map((text) =>
      [...anchors(readMarkdown('a.md', text)).all()].join(),
    )
    expect(other).toEqual(['a', 'ac'])
  })

  test('agree with the text that markdown-it shows, whatever the heading', () => {
    const md = newParser(false)
    const parts = [
      'a',
      'B',
      '1',
      ' ',
      '  ',
      '`',
      '``',
      '_',
      '__',
      '*',
      '**',
      '\\',
      '!',
      '[',
      ']',
      '(b)',
      '[x]',
      '<b>',
      '<',
      '&',
      '&amp;',
      '.',
      '-',
      'é',
    ]
    const heading = fc
      .array(fc.constantFrom(...parts), { minLength: 1, maxLength: 10 })
      .map((each) => `a${each.join('')}z`)
    fc.assert(
      fc.property(heading, (text) => {
        const tokens = md.parse(`# ${text}\n\n[x]: y\n`, {}).find(({ type }) => type === 'inline')?.children ?? []
        const shown = tokens
          .filter(({ type }) => type !== 'image' && type !== 'html_inline')
          .map(({ content }) => content)
          .join('')
        const [slug] = anchorReader()(readMarkdown('a.md', `# ${text}\n\n[x]: y\n`)).all()
        expect(slug).toBe(slugOf(shown))
      }),
      { numRuns: 3000 },
    )
  })
})
