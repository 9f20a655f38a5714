import fc from 'fast-check'
import { dump, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Pointer, YamlDocument, YamlProblem, YamlValue } from '../../../src/lint/model/kep.js'
import type { Place } from '../../../src/lint/model/place.js'
import { maxYamlLength, parseYaml } from '../../../src/lint/yaml/document.js'

const path = 'keps/sig-node/1-one/kep.yaml'

/** `2:5-2:12 error message => suggestion`, and `(2:1-2:4 message)` for what is related. */
function shown({ at, severity, message, suggestion, related }: YamlProblem): string {
  expect(at.path).toBe(path)
  const more = (related ?? []).map((other) => ` (${where(other.at)} ${other.message})`).join('')
  return `${where(at)} ${severity} ${message}${suggestion === undefined ? '' : ` => ${suggestion}`}${more}`
}

function where(at: Place): string {
  return `${at.line}:${at.column}-${at.endLine}:${at.endColumn}`
}

function problems(text: string): string[] {
  return parseYaml(path, text).problems.map(shown)
}

/** What stands at a place, found the way an editor would. */
function slice(text: string, { line, column, endLine, endColumn }: Place): string {
  const lines = text.replace(/^\ufeff/, '').split(/(?<=\r\n|\n|\r(?!\n))/)
  const offset = (row: number, from: number): number => lines.slice(0, row - 1).join('').length + from - 1
  return lines.join('').slice(offset(line, column), offset(endLine, endColumn))
}

function pointersOf(value: YamlValue | undefined, pointer: Pointer = []): Pointer[] {
  if (typeof value !== 'object' || value === null) return [pointer]
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [pointer, ...entries.flatMap(([key, child]) => pointersOf(child, [...pointer, key]))]
}

function valueAt(value: YamlValue | undefined, pointer: Pointer): unknown {
  return pointer.reduce((here: unknown, step) => {
    return typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined
  }, value)
}

describe('what is not YAML is one error, at its fault', () => {
  test.each([
    ['reviewers:\n  - @mimowo # x\n', '2:5-2:12 error "@" cannot open a plain value; quote it: "@mimowo" => "@mimowo"'],
    ['reviewers: [a, @mimowo, b]', '1:16-1:23 error "@" cannot open a plain value; quote it: "@mimowo" => "@mimowo"'],
    ['@key: 1', '1:1-1:5 error "@" cannot open a plain value; quote it: "@key" => "@key"'],
    ['title: `x` is y', '1:8-1:16 error "`" cannot open a plain value; quote it: "`x` is y" => "`x` is y"'],
    ['share: %x', '1:8-1:10 error "%" cannot open a plain value; quote it: "%x" => "%x"'],
    ['title: Foo: bar', '1:8-1:16 error ": " is not allowed in a plain value; quote it: "Foo: bar" => "Foo: bar"'],
    [
      'title: Foo: "a" # c',
      '1:8-1:16 error ": " is not allowed in a plain value; quote it: \'Foo: "a"\' => \'Foo: "a"\'',
    ],
    ['- Foo: bar: x', '1:8-1:14 error ": " is not allowed in a plain value; quote it: "bar: x" => "bar: x"'],
    [
      'see-also:\n  - "/keps/1\n  - "/keps/2"\n',
      '2:5-2:13 error no quote closes "/keps/1; write: "/keps/1" => "/keps/1"',
    ],
    ['a:\n  - "/keps/1\n\nb: "v1"', '2:5-2:13 error no quote closes "/keps/1; write: "/keps/1" => "/keps/1"'],
    ['a: "b\n  c: "d"', '1:4-1:6 error no quote closes "b; write: "b" => "b"'],
    ["a: 'b\nc: d\n", "1:4-1:6 error no quote closes 'b; write: 'b' => 'b'"],
    ['a: [b, "c]\nd: e\n', '1:8-1:10 error no quote closes "c; write: "c" => "c"'],
    ['a: |\n  it\'s "x\nb: "y\n', '3:4-3:6 error no quote closes "y; write: "y" => "y"'],
    ['a: "x" y # c', '1:4-1:9 error y follows a closing quote; quote the whole value: \'"x" y\' => \'"x" y\''],
    ["a: 'it's'", '1:4-1:10 error s\' follows a closing quote; quote the whole value: "it\'s" => "it\'s"'],
    ['a:\n  b: 1\n\tc: 2', '3:1-3:2 error a tab is in the indentation; use spaces'],
    ['\ta: 1', '1:1-1:2 error a tab is in the indentation; use spaces'],
    [
      'a: 1\r\n<<<<<<< HEAD\r\nb: 2\r\n=======\r\nb: 3\r\n>>>>>>> x\r\n',
      '2:1-2:8 error "<<<<<<<" is a merge-conflict marker; keep one side and delete the markers',
    ],
    ['a: 1\n=======\nb: 1', '2:1-2:8 error "=======" is a merge-conflict marker; keep one side and delete the markers'],
    ['a: 1\n>>>>>>> x\n', '2:1-2:8 error ">>>>>>>" is a merge-conflict marker; keep one side and delete the markers'],
    ['a: [b, c\nd: e\nf: [g]\n', '1:4-1:5 error nothing closes this "["; add "]" after its last entry'],
    ['a:\n  {b: c', '2:3-2:4 error nothing closes this "{"; add "}" after its last entry'],
    ['a: ]', '1:4-1:5 error "]" closes nothing; delete it, or quote the value'],
    ['a: }', '1:4-1:5 error "}" closes nothing; delete it, or quote the value'],
    ['a: [b}', '1:6-1:7 error "}" does not close "["'],
    ['a: [b c, "d" e]', '1:14-1:15 error a comma is missing before this entry'],
    ['a: [,b]', '1:5-1:6 error no value is before the comma; delete the comma'],
    ['files: *.go', '1:8-1:12 error "*" opens an alias, which metadata may not hold; quote it: "*.go" => "*.go"'],
    ['a: &x 1\nb: *x', '2:4-2:6 error "*" opens an alias, which metadata may not hold; quote it: "*x" => "*x"'],
    [
      'title: *Spare* disks',
      '1:8-1:21 error "*" opens an alias, which metadata may not hold; quote it: "*Spare* disks" => "*Spare* disks"',
    ],
    ['a: [b, *c* d]', '1:8-1:13 error "*" opens an alias, which metadata may not hold; quote it: "*c* d" => "*c* d"'],
    ['- *a* b # c', '1:3-1:8 error "*" opens an alias, which metadata may not hold; quote it: "*a* b" => "*a* b"'],
    [
      'a: *b*\n  c',
      '1:4-1:7 error "*" opens an alias, which metadata may not hold; quote the whole value, on one line',
    ],
    ['a: & y', '1:4-1:7 error "&" opens an anchor, which needs a name; quote it: "& y" => "& y"'],
    ['a: !foo x', '1:4-1:8 error "!foo" is no tag that can be read; delete it, or quote the value'],
    ['a: !e!foo x', '1:4-1:10 error "!e!foo" is no tag that can be read; delete it, or quote the value'],
    ['a: !!int x', '1:4-1:9 error "!!int" does not fit its value; delete it, or quote the value'],
    ['version: >=1.0', '1:10-1:15 error ">" opens a block of lines below it; quote it: ">=1.0" => ">=1.0"'],
    ['a: "\\d"', '1:5-1:7 error "\\d" is not an escape; double the backslash, or use single quotes'],
    ['title\nb: 1', '1:1-1:6 error "title" is not a key with a value; add a colon, or indent it under its key'],
    ['a: 1\nb', '2:1-2:2 error "b" is not a key with a value; add a colon, or indent it under its key'],
    ['a: 1\nb:2\n\n# x\nc: 3', '2:1-2:4 error "b:2" has no space after its colon; write: b: 2 => b: 2'],
    ['a: 1\n b: 2', '2:2-2:6 error "b" does not line up with the lines above it; it should start in column 1'],
    [
      'a:\n  b: 1\n c: 2',
      '3:2-3:6 error "c" does not line up with the lines above it; it should start in column 1 or 3',
    ],
    ['a:\n  - b\n - c', '3:2-3:5 error "- c" does not line up with the lines above it; it should start in column 3'],
    [
      'a:\n  - k: "x" # d\n\n   l: y',
      '4:4-4:8 error "l" does not line up with the lines above it; it should start in column 5',
    ],
    [
      'authors:\n  - "@a"\n - "@b"\n',
      '3:2-3:8 error - "@b" does not line up with the lines above it; it should start in column 3',
    ],
    [
      'authors:\n  - "@a"\n   - "@b"\n',
      '3:4-3:10 error - "@b" does not line up with the lines above it; it should start in column 3',
    ],
    ['a: "b"\n - c', '2:2-2:5 error "- c" does not line up with the lines above it; fix its indentation'],
    ['a: [b](c) # d', '1:4-1:10 error text follows a closing bracket; quote the whole value: "[b](c)" => "[b](c)"'],
    ['a: - b', '1:4-1:7 error "- b" is not allowed here; quote the value, or start a new line'],
    ['%foo\na: 1', '1:1-1:5 error "%foo" is read as a directive; delete the line'],
    ['--- a: 1', '1:1-1:4 error "---" must be alone on its line; move the rest to the next line'],
    ['a: x\u0007', '1:5-1:6 error U+0007 is a control character, which YAML does not allow; delete it'],
    ['a: "\u0000"', '1:5-1:6 error U+0000 is a control character, which YAML does not allow; delete it'],
    ['a: \ud800', '1:4-1:5 error U+D800 is half of a character, which YAML does not allow; delete it'],
    [`a: ${'['.repeat(40)}`, '1:35-1:36 error values are nested more than 32 deep'],
    ['? [a]\n: b', '1:3-1:6 error a key is a list or a mapping; a key must be a word'],
    ['a: 1\n---\nb: 2', '2:1-2:4 error a second document begins on line 2; metadata is one document'],
    ['# x\n---\na: 1\n--- \n\nb: 2', '4:1-4:5 error a second document begins on line 4; metadata is one document'],
    ['a: 1\n...\n# x\nb: 1\n', '4:1-4:5 error a second document begins on line 4; metadata is one document'],
    ['', '1:1-1:1 error the metadata is empty'],
    ['\ufeff\n# x\n', '1:1-1:1 error the metadata is empty'],
    ['~', '1:1-1:2 error the metadata is empty'],
    ['# x\n- a\n- b', '2:1-2:4 error the metadata is a list, not a mapping of keys to values'],
    ['just text', '1:1-1:10 error the metadata is a single value, not a mapping of keys to values'],
  ])('%j', (text, problem) => {
    const document = parseYaml(path, text)
    expect(document.problems.map(shown)).toEqual([problem])
    // What says how it is fixed is read as if it was.
    if (document.isRepaired) {
      expect(problem).toContain(' => ')
      return
    }
    expect(document.value).toBeUndefined()
    expect(document.text(['a'])).toBeUndefined()
    expect(where(document.place(['a'])).slice(0, 6)).toBe('1:1-1:')
  })

  test('a text over the limit is not read', () => {
    const fits = `a: ${'b'.repeat(maxYamlLength - 3)}`
    expect(problems(fits)).toEqual([])
    expect(problems(`${fits}b`)).toEqual(['1:1-1:262146 error the metadata has 262145 characters; 262144 is the limit'])
  })

  test('a message stays on one line and short', () => {
    const [problem] = parseYaml(path, `a: @${'😀'.repeat(200)}`).problems
    expect(problem?.message).toBe(`"@" cannot open a plain value; quote it: "@${'😀'.repeat(38)}…`)
    expect(problem?.suggestion).toBe(`"@${'😀'.repeat(200)}"`)
  })
})

describe('what can be read with a remark', () => {
  test('a key given again: the last one counts', () => {
    const document = parseYaml(path, 'a: 1\nb: 2\n"a": 3\nc:\n  d: 1\n  d: 2\na: 4\n')
    expect(document.problems.map(shown)).toEqual([
      '3:1-3:4 error key a is a duplicate; YAML keeps only one (1:1-1:2 first given here)',
      '6:3-6:4 error key d is a duplicate; YAML keeps only one (5:3-5:4 first given here)',
      '7:1-7:2 error key a is a duplicate; YAML keeps only one (1:1-1:2 first given here)',
    ])
    expect(document.value).toEqual({ a: 4, b: 2, c: { d: 2 } })
    expect(where(document.place(['a']))).toBe('7:4-7:5')
  })

  test('lines inside brackets that only YAML 1.2 wants indented', () => {
    const text = '\ufeffsee-also: [\r\n  "a",\r\n]\r\nm:\r\n  replaces: {\r\n  }\r\nb: [\r\nc]\r\nlast: "x" # é\r\n'
    const document = parseYaml(path, text)
    const tooFarLeft = 'is in column 1, too far left for YAML 1.2; indent it deeper than its key'
    expect(document.problems.map(shown)).toEqual([
      `3:1-3:2 warning "]" ${tooFarLeft} =>  ]`,
      '6:3-6:4 warning "}" is in column 3, too far left for YAML 1.2; indent it deeper than its key =>  }',
      `8:1-8:3 warning what goes on after [ ${tooFarLeft}`,
    ])
    expect(document.value).toEqual({ 'see-also': ['a'], m: { replaces: {} }, b: ['c'], last: 'x' })
    expect(
      pointersOf(document.value)
        .slice(1)
        .map((pointer) => slice(text, document.place(pointer))),
    ).toEqual(['[\r\n  "a",\r\n]', '"a"', 'replaces: {\r\n  }', '{\r\n  }', '[\r\nc]', 'c', '"x"'])
  })

  test.each([
    ['a: [\nb,\n c,\n# d\n\n]', { a: ['b', 'c'] }, ['2:1-2:3', '6:1-6:2']],
    ['- a: [\n  b]\n- [\nc]\n- - [\n  d]', undefined, ['1:1-1:7']],
    ['l:\n- a: [\n  b]\n- [\nc]', { l: [{ a: ['b'] }, ['c']] }, ['3:3-3:5', '5:1-5:3']],
    ['a: "b\nc"\nd: \'e\n\nf\'', { a: 'b c', d: 'e\nf' }, ['2:1-2:3', '5:1-5:3']],
    ['a:\n  [\n b,\nc,\n  ]', { a: ['b', 'c'] }, ['4:1-4:3']],
    ['a: {b: [\n1,\n2], c: {\nd: e}}', { a: { b: [1, 2], c: { d: 'e' } } }, ['2:1-2:3', '3:1-3:9', '4:1-4:7']],
    ['{a: 1,\nb: [\n2]}', { a: 1, b: [2] }, []],
  ])('which lines of %j are too far left', (text, value, places) => {
    const document = parseYaml(path, text)
    expect(document.value).toEqual(value)
    expect(document.problems.map(({ at }) => where(at))).toEqual(places)
  })

  test('as many such lines as there may be are read', () => {
    const text = `a: [\n${'b,\n'.repeat(80_000)}]\n`
    const { problems: found, value } = parseYaml(path, text)
    expect(value?.['a']).toHaveLength(80_000)
    expect(found).toHaveLength(80_001)
    expect(found.slice(-2).map(shown)).toEqual([
      '80001:1-80001:3 warning what goes on after [ is in column 1, too far left for YAML 1.2; indent it deeper than its key',
      '80002:1-80002:2 warning "]" is in column 1, too far left for YAML 1.2; indent it deeper than its key =>  ]',
    ])
  })

  test('a real fault after such a bracket is told first', () => {
    expect(problems('a: [\n]\nb: @x\n').slice(0, 1)).toEqual([
      '3:4-3:6 error "@" cannot open a plain value; quote it: "@x" => "@x"',
    ])
  })
})

describe('values', () => {
  test.each<[string, unknown]>([
    ['a: 0752\nb: 0o17\nc: 1e3\nd: 1_000\ne: .inf', { a: 752, b: 15, c: 1000, d: '1_000', e: Infinity }],
    ['a: 2018-12-09T01:36:50Z\nb: 2018-12-09', { a: '2018-12-09T01:36:50Z', b: '2018-12-09' }],
    ['a: true\nb: yes\nc: ~\nd:\ne: ""\nf: null', { a: true, b: 'yes', c: null, d: null, e: '', f: null }],
    ['1: a\n1.0: b\ntrue: c\nnull: d\n"": e', { 1: 'a', '1.0': 'b', true: 'c', null: 'd', '': 'e' }],
    ['a: !!str 12\nb: !!map {c: 1}\nd: &x 1', { a: '12', b: { c: 1 }, d: 1 }],
    ['<<: {a: 1}\nb: 2', { '<<': { a: 1 }, b: 2 }],
    ['---\na: 1\n---\n# x\n', { a: 1 }],
    ['%YAML 1.2\n---\na: 1\n...\n', { a: 1 }],
    ['a: b]\nc: x#y # z\nd: a:b', { a: 'b]', c: 'x#y', d: 'a:b' }],
    ['a: "foo\n  bar"\nb: >-\n  x\n  y\nc: |+\n  z\n\n', { a: 'foo bar', b: 'x y', c: 'z\n\n' }],
  ])('%j', (text, value) => {
    const document = parseYaml(path, text)
    expect(document.problems).toEqual([])
    expect(document.value).toEqual(value)
  })

  test('names of Object.prototype are keys like any other', () => {
    const { value } = parseYaml(path, '__proto__: {admin: true}\nconstructor: 1\ntoString: x\n')
    expect(Object.entries(value ?? {})).toEqual([
      ['__proto__', { admin: true }],
      ['constructor', 1],
      ['toString', 'x'],
    ])
    expect(Object.getPrototypeOf(value)).toBeNull()
    expect(Reflect.get({}, 'admin')).toBeUndefined()
    expect(parseYaml(path, 'a: 1').value?.['toString']).toBeUndefined()
  })
})

test('text is the scalar as written, without quotes', () => {
  const document = parseYaml(
    path,
    [
      'a: 0752 # x',
      'b: "a\\u0062"',
      "c: 'it''s'",
      'd: 2018-01-02',
      'e:',
      'f: ~',
      'g: [1.0]',
      'h: |',
      '  x',
      'i: ""',
    ].join('\n'),
  )
  const texts = [['a'], ['b'], ['c'], ['d'], ['e'], ['f'], ['g'], ['g', 0], ['g', 1], ['h'], ['i'], ['z'], []]
  expect(texts.map((pointer) => document.text(pointer))).toEqual([
    '0752',
    'ab',
    "it's",
    '2018-01-02',
    undefined,
    undefined,
    undefined,
    '1.0',
    undefined,
    'x\n',
    '',
    undefined,
    undefined,
  ])
})

test('places', () => {
  const text = [
    '\ufeff# 😀',
    'title: "😀 x" # c',
    'empty: # c',
    'plain:  é b  ',
    'list:',
    '- a',
    '-',
    '- k: v',
    'flow: {a: [1, b: 2] , "q": } # c',
    'block: |-  # c',
    '  one',
    '',
    '  two  ',
    '',
    'last: !!str',
    '',
  ].join('\r\n')
  const document = parseYaml(path, text)
  const rows = pointersOf(document.value).map((pointer) =>
    [
      pointer.join('.'),
      where(document.place(pointer)),
      slice(text, document.place(pointer)),
      where(document.keyPlace(pointer)),
    ].join(' | '),
  )
  expect(rows.slice(1).map((row) => row.replaceAll('\r\n', '␊'))).toEqual([
    'title | 2:8-2:14 | "😀 x" | 2:1-2:6',
    'empty | 3:1-3:6 | empty | 3:1-3:6',
    'plain | 4:9-4:12 | é b | 4:1-4:6',
    'list | 6:1-8:7 | - a␊-␊- k: v | 5:1-5:5',
    'list.0 | 6:3-6:4 | a | 6:3-6:4',
    'list.1 | 7:1-7:2 | - | 7:1-7:2',
    'list.2 | 8:3-8:7 | k: v | 8:3-8:7',
    'list.2.k | 8:6-8:7 | v | 8:3-8:4',
    'flow | 9:7-9:29 | {a: [1, b: 2] , "q": } | 9:1-9:5',
    'flow.a | 9:11-9:20 | [1, b: 2] | 9:8-9:9',
    'flow.a.0 | 9:12-9:13 | 1 | 9:12-9:13',
    'flow.a.1 | 9:15-9:19 | b: 2 | 9:15-9:19',
    'flow.a.1.b | 9:18-9:19 | 2 | 9:15-9:16',
    'flow.q | 9:23-9:26 | "q" | 9:23-9:26',
    'block | 10:8-13:8 | |-  # c␊  one␊␊  two   | 10:1-10:6',
    'last | 15:1-15:5 | last | 15:1-15:5',
  ])
  expect(where(document.place(['list', 9, 'x']))).toBe('6:1-8:7')
  expect(where(document.keyPlace(['nothing']))).toBe(where(document.place([])))
  expect(where(document.place([]))).toBe('2:1-15:12')
})

test('a lone CR ends a line', () => {
  expect(where(parseYaml(path, 'a: 1\rb:\r  - x\r').place(['b', 0]))).toBe('3:5-3:6')
})

test('places of front matter are in the whole file', () => {
  const text = '\ufeff---\r\ntitle: a\r\nauthors: @b\r\n---\r\n# 1\r\n'
  const range = { start: text.indexOf('title'), end: text.lastIndexOf('---') }
  expect(parseYaml(path, text, range).problems.map(shown)).toEqual([
    '3:10-3:12 error "@" cannot open a plain value; quote it: "@b" => "@b"',
  ])
  const mended = text.replace('@b', '[\r\n]')
  const document = parseYaml(path, mended, { start: range.start, end: mended.lastIndexOf('---') })
  expect(document.problems.map(shown).map((line) => line.slice(0, 15))).toEqual(['4:1-4:2 warning'])
  expect(where(document.place(['title']))).toBe('2:8-2:9')
  expect(where(parseYaml(path, text, { start: range.start, end: range.start }).place([]))).toBe('2:1-2:1')
})

const word = fc.oneof(
  fc.constantFrom('a', '0752', 'true', '~', '2018-01-02', "it's", 'x: y', '@b', '# c', '😀', 'é\u00a0b', ' x ', '- z'),
  fc.constantFrom('"', '\\', ']', '1e3', 'a#b', ''),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
const keys = fc.oneof(
  fc.constantFrom('a', 'b', '__proto__', 'constructor', '1', 'null', 'k: x', '😀'),
  fc.string({ maxLength: 6 }),
)
const tree = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.constantFrom(null, true, 12, 1.5),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: false }),
  ),
})).value

/** A mapping written in one of the many ways YAML has. */
const written = fc
  .record({
    value: fc.dictionary(keys, tree, { minKeys: 1, maxKeys: 5 }),
    flowLevel: fc.constantFrom(-1, 0, 1, 2),
    forceQuotes: fc.boolean(),
    quoteStyle: fc.constantFrom('single' as const, 'double' as const),
    seqNoIndent: fc.boolean(),
    lineWidth: fc.constantFrom(8, 80),
    lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
    bom: fc.boolean(),
    comments: fc.boolean(),
  })
  .map(({ value, lineBreak, bom, comments, ...options }) => {
    const lines = dump(value, options).split('\n')
    const text = comments && !lines.some((line) => /[|>][-+\d]*$/.test(line)) ? ['# 😀 [', ...lines, '# ]', ''] : lines
    return (bom ? '\ufeff' : '') + text.join(lineBreak)
    // Blanks that are no spaces are findings of their own, unless they are in quotes.
  })
  .filter((text) => !/[\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000]|.\ufeff/.test(text))

function expectPlacesOf(text: string, document: YamlDocument): void {
  for (const pointer of pointersOf(document.value)) {
    const expected = valueAt(document.value, pointer)
    const place = document.place(pointer)
    const found = slice(text, place)
    const key = pointer.at(-1)
    if (typeof key === 'string') {
      const written = slice(text, document.keyPlace(pointer))
      const isQuoted = /^["'|>?]/.test(written)
      expect(isQuoted ? load(written) : written).toBe(isQuoted && load(written) !== key ? String(load(written)) : key)
    }
    const isEmpty = found === '-' || (typeof key === 'string' && found === slice(text, document.keyPlace(pointer)))
    if (expected === null && isEmpty) continue
    // What goes on below stands in its columns only when its first line stands in its own.
    const again = load(' '.repeat(place.column - 1) + found)
    if (typeof expected === 'string' && /^[|>]/.test(found)) expect(String(again).trimEnd()).toBe(expected.trimEnd())
    else expect(again).toEqual(expected)
  }
}

describe('properties', { timeout: 60_000 }, () => {
  test('what is written is read, and every place holds its value', () => {
    fc.assert(
      fc.property(written, (text) => {
        const document = parseYaml(path, text)
        expect(document.problems).toEqual([])
        expect(document.value).toEqual(load(text))
        expectPlacesOf(text, document)
      }),
      { numRuns: 400 },
    )
  })

  const line = fc
    .tuple(
      fc.constantFrom('', ' ', '  ', '    ', '\t', '- ', '  - ', '? ', ': '),
      fc.constantFrom(
        '',
        'a',
        'b:',
        'c: d',
        '"',
        "'",
        '"x"',
        '[',
        ']',
        '{',
        '}',
        ',',
        '&x',
        '*x',
        '!t',
        '!!str',
        '|',
        '>-',
        '@h',
        '`',
        '%Y',
        '#',
        '---',
        '...',
        '<<<<<<<',
        '=======',
        'k: [',
        'k: "',
        'x: y: z',
        '😀: é',
        '\u0007',
        '\ufeff',
        '\\',
        '"\\U00110000"',
        '[a]: b',
      ),
      fc.constantFrom('', ' ', ' # c', ': ', ':', ' x', ','),
    )
    .map((parts) => parts.join(''))
  const yamlish = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([lines, end]) => lines.join(end))
  const cut = written.map((text) => text.slice(0, text.length / 2))
  const anything = fc.oneof(yamlish, fc.string({ unit: 'binary' }), fc.string(), cut)

  test('never throws; a document or one error; places are inside the text; the same each time', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const document = parseYaml(path, text)
        const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
        const places = document.problems.flatMap(({ at, related }) => [at, ...(related ?? []).map((other) => other.at)])
        for (const pointer of pointersOf(document.value)) {
          document.text(pointer)
          places.push(document.place(pointer), document.keyPlace(pointer))
        }
        for (const { line, column, endLine, endColumn } of places) {
          expect(line).toBeGreaterThan(0)
          expect(column).toBeGreaterThan(0)
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
          expect(endColumn).toBeLessThanOrEqual((lines[endLine - 1] ?? '').length + 1)
          expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true)
        }
        if (document.value === undefined) expect(document.problems.map(({ severity }) => severity)).toEqual(['error'])
        expect(problems(text)).toEqual(document.problems.map(shown))
      }),
      { numRuns: 1500 },
    )
  })

  test('what js-yaml reads as one mapping without aliases is read the same', () => {
    fc.assert(
      fc.property(yamlish, (text) => {
        let expected: unknown
        try {
          expected = load(text, { maxAliases: 0, maxDepth: 32 })
        } catch {
          return
        }
        if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return
        const document = parseYaml(path, text)
        // A key that is not there is `null` to js-yaml, and no text here: beside an empty one it is given twice.
        if (document.problems.some(({ message }) => message.includes('is a duplicate'))) return
        // What looks like a space is read as one here, and reported; to js-yaml it is a letter.
        if (document.problems.some(({ message }) => message.includes(' (U+'))) return
        const flat = (value: unknown): string => JSON.stringify(value).replace(/(?<=[{,])"null":/g, '"":')
        expect(flat(document.value)).toBe(flat(expected))
      }),
      { numRuns: 1500 },
    )
  })
})

describe('blanks that are no spaces', () => {
  const spaced = 'title: Spare disks\nauthors:\n  - "@mira"\n  -  noor\nmilestone:\n  alpha: v1.36\n'
  const places = [...spaced.matchAll(/(?<=^ *) |(?<=^ *-) | (?="@)|(?<=alpha:) /gm)].map(({ index }) => index)
  const odd = ['\u00a0', '\u3000', '\u2009', '\u202f', '\u1680']

  test('are read as spaces wherever YAML takes a line apart, and each is named in its place', () => {
    expect(places.length).toBeGreaterThan(8)
    fc.assert(
      fc.property(fc.subarray(places, { minLength: 1 }), fc.constantFrom(...odd), (chosen, blank) => {
        const text = [...spaced].map((sign, i) => (chosen.includes(i) ? blank : sign)).join('')
        const read = parseYaml(path, text)
        const found = read.problems.map(({ at, message, severity }) => `${at.line} ${severity} ${message.slice(-29)}`)
        const lines = new Set(chosen.map((i) => spaced.slice(0, i).split('\n').length))
        expect(JSON.stringify(read.value)).toBe(JSON.stringify(parseYaml(path, spaced).value))
        expect(new Set(found.map((each) => Number.parseInt(each, 10)))).toEqual(lines)
        const code = blank.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
        for (const each of found) expect(each).toMatch(new RegExp(`error .*\\(U\\+${code}\\); use a space$`))
      }),
    )
  })

  test('put right by their suggestions leave nothing to say', () => {
    const text = 'title: Spare disks\u00a0\nauthors:\n\u3000\u3000-\u00a0"@mira"\nsee-also: ["KEP-1",\u00a0"KEP-2"]\n'
    let fixed = text.split('\n')
    for (const { at, suggestion = '' } of parseYaml(path, text).problems.toReversed()) {
      const put = (line: string): string => line.slice(0, at.column - 1) + suggestion + line.slice(at.endColumn - 1)
      fixed = fixed.map((line, i) => (i === at.line - 1 ? put(line) : line))
    }
    expect(fixed.join('\n')).toBe('title: Spare disks \nauthors:\n  - "@mira"\nsee-also: ["KEP-1", "KEP-2"]\n')
    expect(parseYaml(path, fixed.join('\n')).problems).toEqual([])
  })

  test.each([
    ['sta\u200btus: draft', '1:4 zero-width space (U+200B); delete it'],
    ['status: dra\u2060ft', '1:12 word joiner (U+2060); delete it'],
    ['status: draft\ufeff', '1:14 byte order mark (U+FEFF); delete it'],
    ['status: draft\u0085', '1:14 next line (U+0085); use a space'],
    ['authors: [a,\u2028b]', '1:13 line separator (U+2028); use a space'],
  ])('are named where they cannot be seen: %j', (text, expected) => {
    expect(parseYaml(path, text).problems.map(({ at, message }) => `${at.line}:${at.column} ${message}`)).toEqual([
      expected,
    ])
  })

  test.each([
    'a: b\u00a0c d',
    'a: "\u200bx\u00a0"',
    '# \u00a0\na: b',
    'a: |\n  \u00a0x\n',
    '\ufeffa: b',
    "a: 'b\n \u00a0c'",
  ])('are left alone where they are letters: %j', (text) => {
    expect(parseYaml(path, text).problems).toEqual([])
  })
})

test('what is in quotes keeps its blanks, whatever they look like', () => {
  const text = '"a\u200b\u00a0b": "\u00a0x\u200b"\nc: "d\u3000"\nd: |\n  \u00a0e\u00a0\nf:\u00a0g\n'
  const { value, problems } = parseYaml(path, text)
  expect({ ...value }).toEqual({ 'a\u200b\u00a0b': '\u00a0x\u200b', c: 'd\u3000', d: '\u00a0e\u00a0\n', f: 'g' })
  expect(problems.map(({ at, message }) => `${at.line}:${at.column} ${message}`)).toEqual([
    '5:3 no-break space (U+00A0); use a space',
  ])
})

describe('bombs end', { timeout: 60_000 }, () => {
  const most = (part: string): string => part.repeat(Math.floor(maxYamlLength / part.length) - 2)
  test.each([
    ['nested lists', most('['), 'values are nested more than 32 deep'],
    ['nested mappings', most('{a: '), 'values are nested more than 32 deep'],
    ['nested dashes', most('- '), 'values are nested more than 32 deep'],
    [
      'aliases',
      `a: &a [x]\n${'b: [*a, *a]\n'.repeat(20_000)}`,
      '"*" opens an alias, which metadata may not hold; quote it: "*a"',
    ],
    ['a bracket that nothing closes', `a: [\n${most('b,\n')}`, 'nothing closes this "["; add "]" after its last entry'],
    ['brackets, and none closed', most('a: [\n'), 'nothing closes this "["; add "]" after its last entry'],
    ['block signs on one line', `${most(': |')} @`, undefined],
    ['quotes', `a: "${most('\nb')}`, undefined],
    ['spaces', `a: b${most(' ')}: c`, undefined],
    ['no-break spaces', `a: ${most('\u00a0')}`, undefined],
    ['no-break spaces after dashes', most('-\u00a0'), undefined],
    ['no-break spaces among spaces', `a: b${most(' \u00a0')}c`, undefined],
    ['lines of no-break spaces', `a: b\n${most('\u00a0\n')}`, undefined],
    ['spaces before a no-break space', `a: b${most(' ')}\u00a0`, undefined],
    ['quotes and no-break spaces', `a: ${most('"\u00a0')}`, undefined],
    ['documents', most('---\n'), 'the metadata is empty'],
    ['properties', Array.from({ length: 30 }, (_, i) => `${' '.repeat(i)}!!map &a${i}\n`).join(''), undefined],
  ])('%s', (_, text, message) => {
    const document = parseYaml(path, text)
    if (document.isRepaired !== true) {
      expect(document.value).toBeUndefined()
      expect(document.problems).toHaveLength(1)
    }
    if (message !== undefined) expect(document.problems[0]?.message).toBe(message)
  })

  test('many keys', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `k${i}: ${i}`).join('\n')
    const document = parseYaml(path, text)
    expect(document.place(['k19999'])).toEqual({ path, line: 20_000, column: 9, endLine: 20_000, endColumn: 14 })
  })
})
