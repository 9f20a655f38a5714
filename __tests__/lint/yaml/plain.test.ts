import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Pointer, YamlValue } from '../../../src/lint/model/kep.js'
import { parseYaml } from '../../../src/lint/yaml/document.js'
import { readPlain } from '../../../src/lint/yaml/plain.js'

const path = 'keps/sig-node/42-spare-disks/kep.yaml'
const isPlain = (text: string): boolean => readPlain(text, (scalar) => scalar) !== undefined

function pointersOf(value: YamlValue | undefined, pointer: Pointer = []): Pointer[] {
  const beside = [...pointer, 'nothing']
  if (typeof value !== 'object' || value === null) return [pointer, beside]
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [pointer, beside, ...entries.flatMap(([key, child]) => pointersOf(child, [...pointer, key]))]
}

/** All that a document says of a text that stands below a line. `isWhole`: that line is a part of it. */
function all(text: string, isWhole: boolean): unknown {
  const below = `---\n${text}`
  const document = parseYaml(path, below, isWhole ? undefined : { start: 4, end: below.length })
  const { value, problems, place, keyPlace } = document
  const rows = pointersOf(value).map((pointer) => [pointer, place(pointer), keyPlace(pointer), document.text(pointer)])
  return { value, problems, rows }
}

/** A marker makes no difference to YAML, and the plain reader gives up on it: so the whole parser is asked. */
function expectTheSame(text: string): void {
  expect(isPlain(`---\n${text}`)).toBe(false)
  const whole = all(text, true)
  expect(whole).toMatchObject({ problems: [] })
  // Not strictly: that compares `constructor`, which is a key like any other here.
  expect(all(text, false)).toEqual(whole)
}

const metadata = [
  'title: Spare disks: none',
  'title: Spare  disks (é), a/b # c',
  'title: "Spare # disks: x"',
  'title: \'a "b"\'',
  'kep-number: 0042',
  'authors:',
  '  - "@mira"',
  '- "@noor"',
  '- noor#x',
  '-   n.o-or  ',
  '  - ',
  '- ""',
  'owning-sig: sig-node ',
  'participating-sigs: []',
  'reviewers: [a, b]',
  'milestone: {}',
  'status: implementable',
  'creation-date: 2018-01-02',
  'last-updated: 2018-01-02T03:04:05Z',
  'stage: beta',
  'latest-milestone: v1.20',
  'latest-milestone: 1.20',
  'milestone:',
  '  alpha: "v1.18"',
  '  beta:',
  '  beta: ~',
  '  stable: null',
  'feature-gates:',
  '  - name: SpareDisks',
  '- name: SpareDisks',
  '    components:',
  '      - kubelet',
  '    - kubelet',
  '  components:',
  '    - kubelet',
  'disable-supported: true',
  'metrics:',
  '  - spare_disks{a="b"}',
  '- https://example.com/a:b#c',
  '- -1',
  '- 1e3',
  '- .5',
  '- 0x1F',
  '- NO',
  'see-also:',
  'replaces:',
  '',
  '   ',
  '# c: d',
  '      # c',
  '  - "/keps/sig-node/1-one"',
  '__proto__:',
  'constructor: x',
  'a',
  '  b',
  '- c: d',
  '    e: f',
]
const nasty = [
  ' ',
  '  ',
  '    ',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\n\n',
  '-',
  '- ',
  '\n- ',
  ':',
  ': ',
  ':\n',
  '#',
  ' #',
  '"',
  "'",
  '\\',
  '[',
  ']',
  '[]',
  '{',
  '}',
  '{}',
  ',',
  '&a ',
  '*a',
  '!',
  '!!str ',
  '|',
  '>-',
  '%',
  '@',
  '`',
  '?',
  '? ',
  '~',
  '<<: ',
  '---\n',
  '...\n',
  '\ufeff',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u3000',
  '\u0000',
  '\u0007',
  '\u007f',
  '\ufffe',
  '\u{1f600}',
  '\ud83d',
  '0',
  '1',
  '.',
  '+',
  '_',
  '=',
  '/',
  '(',
  'é',
  '“',
  'null',
  'true',
  '.inf',
  '0o7',
  'a',
  'a: b',
  'a:\n',
  '\n  a: b',
  '# c',
  '- - ',
]

const written = fc
  .tuple(
    fc.array(fc.constantFrom(...metadata), { minLength: 1, maxLength: 10 }),
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.constantFrom('', '\n', '\n\n# c', '  '),
  )
  .map(([lines, lineBreak, end]) => lines.join(lineBreak) + end)

/** Metadata of the usual kind, its lists indented or not. */
const usual = fc
  .record({
    key: fc.subarray(['title', 'status', 'stage'], { minLength: 1 }),
    scalar: fc.constantFrom('x', '"v1.20"', "'a b'", '[]', '', 'true', '2018-01-02', 'a b  # c'),
    items: fc.array(fc.constantFrom('"@mira"', 'noor', '', 'a: b'), { maxLength: 3 }),
    indent: fc.constantFrom('', '  ', '    '),
    gates: fc.boolean(),
    comment: fc.constantFrom('', '\n', '# c\n', '   # c\n\n'),
    lineBreak: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ key, scalar, items, indent, gates, comment, lineBreak }) =>
    [
      comment,
      ...key.map((each) => `${each}: ${scalar}\n`),
      'authors:\n',
      ...items.map((each) => `${indent}- ${each}\n`),
      comment,
      'milestone:\n',
      comment,
      ...items.map((_, i) => `  k${i}: "v1.${i}"\n`),
      'feature-gates:\n',
      ...(gates ? [`${indent}- name: A\n`, `${indent}  components:\n`, `${indent}  - kubelet\n`, comment] : []),
    ]
      .join('')
      .replaceAll('\n', lineBreak),
  )

const edit = fc.record({ at: fc.nat(), length: fc.constantFrom(0, 0, 1, 1, 2, 5), put: fc.constantFrom('', ...nasty) })

/** Near the plain subset, on either side of its border. */
const near = fc.tuple(fc.oneof(usual, written), fc.array(edit, { maxLength: 3 })).map(([text, edits]) => {
  return edits.reduce((now, { at, length, put }) => {
    const from = at % (now.length + 1)
    return now.slice(0, from) + put + now.slice(from + length)
  }, text)
})

describe('properties', { timeout: 60_000 }, () => {
  test('where it is certain, values, places and texts are those of the whole parser', () => {
    let certain = 0
    fc.assert(
      fc.property(near, (text) => {
        if (!isPlain(text)) return
        certain += 1
        expectTheSame(text)
      }),
      { numRuns: 4000 },
    )
    expect(certain).toBeGreaterThan(400)
  })
})

test.each([
  [
    'usual metadata',
    [
      '# c',
      '',
      'title: Spare disks (é), a/b # c',
      'kep-number: 0042',
      'authors:',
      '- "@mira"',
      "- '@noor'",
      '-',
      'participating-sigs: []',
      'milestone:',
      '  # c',
      '  alpha: "v1.18"  ',
      '  beta:',
      'feature-gates:',
      '  - name: SpareDisks',
      '    components:',
      '    - kubelet',
      '      # c',
      '  - name: MoreDisks',
      '    components:',
      '      - kubelet',
      'metrics:',
      '',
      '# c',
    ].join('\n'),
  ],
  ['CRLF', 'a:\r\n  - b\r\n\r\nc: d\r\n'],
  ['no line end', 'a:\n  b:'],
  ['a long value', `a: ${'b c:'.repeat(60_000)}d`],
  ['many keys', Array.from({ length: 2000 }, (_, i) => `k${i}: ${i}`).join('\n')],
])('is certain of %s', (_, text) => {
  expect(isPlain(text)).toBe(true)
  expectTheSame(text)
})

test.each([
  '',
  '# c\n',
  'a',
  '- a',
  ' a: b',
  '---\na: b',
  'a: b\n...\n',
  '\ufeffa: b',
  'a:\tb',
  'a: b\rc: d',
  'a: b\n\tc: d',
  'a: |\n  b',
  'a: >\n  b',
  'a: b\n  c',
  'a: "b\n  c"',
  'a: "\\n"',
  "a: 'it''s'",
  'a: "b" c',
  'a: "b"#c',
  'a: b: c',
  'a: b:',
  'a: [b]',
  'a: {b: c}',
  'a: [] b',
  'a: [',
  'a: &b c',
  'a: *b',
  'a: !!str b',
  'a: @b',
  'a: `b',
  'a: %b',
  'a: - b',
  'a: -1',
  'a: ? b',
  'a: , b',
  'a: ~',
  '? a',
  '"a": b',
  '1: a',
  '<<: a',
  'a b: c',
  'a: 1\na: 2',
  '- a: 1\n  a: 2',
  'a:\n- - b',
  'a:\n  - b\n - c',
  'a: b\n  c: d',
  'a:\n  b: c\n d: e',
  'a:\n-\n  b',
  'a: \u0007',
  'a: 😀',
  `${'a'.repeat(65)}: b`,
  Array.from({ length: 9 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
])('gives up on %j', (text) => {
  expect(isPlain(text)).toBe(false)
})

describe('bombs end', { timeout: 60_000 }, () => {
  const most = (part: string): string => part.repeat(200_000 / part.length)
  test.each([
    ['a line of blanks', `${most(' ')}:`],
    ['blanks before a value', `a:${most(' ')}: c`],
    ['blanks after a value', `a: b${most(' ')}: c`],
    ['words', `a: ${most('b  ')}: c`],
    ['colons', `a: b${most(':')}`],
    ['blank lines', `a:\n${most(' \n')}\t`],
    ['dashes', most('- ')],
  ])('%s', (_, text) => {
    expect(isPlain(text)).toBe(false)
  })
})
