import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { folded, handleOf, isExample, isNobody, isOpen } from '../../../src/lint/facts/handles.js'
import { isNotApplicable } from '../../../src/lint/text/nothing-words.js'

describe('handleOf', () => {
  test.each([
    ['@mona', 'mona'],
    ['mona', 'mona'],
    ['m', 'm'],
    ['@Mona-Lisa-1', 'Mona-Lisa-1'],
    ['@example/storage_leads', 'example/storage_leads'],
    ['example/a-b', 'example/a-b'],
    ['a'.repeat(39), 'a'.repeat(39)],
  ])('%j is right as it is', (text, login) => {
    expect(handleOf(text)).toEqual({ login, fault: null })
  })

  test.each([
    ['@mona ', 'mona', 'a handle with white space around it'],
    ['\tmona', 'mona', 'a handle with white space around it'],
    ['@ mona', 'mona', 'a handle with white space after the @'],
    ['“@mona”', 'mona', 'a handle in quotes of its own'],
    ["'mona", 'mona', 'a handle in quotes of its own'],
    ['mona’', 'mona', 'a handle in quotes of its own'],
    ['mona\u00a0', 'mona', 'a handle with white space around it'],
    ['@\u3000mona', 'mona', 'a handle with white space after the @'],
    ['mona\u200b', 'mona', 'a handle with an invisible character in it'],
    ['\u2060@mo\u00adna', 'mona', 'a handle with an invisible character in it'],
    ['Mona\u00a0Lisa', null, 'text, not a handle'],
    ['mona@', 'mona', 'a handle with the @ at its end'],
    ['@@mona', 'mona', 'a handle with more than one @'],
    ['@mona,', 'mona', 'a handle with punctuation after it'],
    ['[@mona](https://github.com/mona)', 'mona', 'a Markdown link'],
    ['github.com/mona', 'mona', 'a URL'],
    ['<https://www.github.com/mona/>', 'mona', 'a URL'],
    ['https://github.com/mona/keps', null, 'a URL'],
    ['@mona - for storage', 'mona', 'a handle with text around it'],
    ['Mona Lisa (@mona)', 'mona', 'a handle with text around it'],
    ['@mona-- for storage', 'mona', 'a handle with text around it'],
    ['Zoë (@zoe)', 'zoe', 'a handle with text around it'],
    ['@mona, @hubot', null, 'several people in one entry'],
    ['mona and hubot', null, 'several people in one entry'],
    ['mona@example.com', null, 'an e-mail address'],
    ['@mona@example.com', null, 'an e-mail address'],
    ['Mona Lisa', null, 'text, not a handle'],
    ['@zoë - for storage', null, 'text, not a handle'],
    ['@zoë, @zoé', null, 'text, not a handle'],
    ['mona_lisa', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['mona--lisa', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['@mona--lisa', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['-mona', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['mona-', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['@', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['mönä', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['@zoë', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['@zoe\u0308', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['@mona-ä', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['ä@mona', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['@thomaſ', null, 'not a GitHub login (letters, digits, single hyphens between them)'],
    ['a'.repeat(40), null, 'longer than the 39 characters of a GitHub login'],
    ['a b '.repeat(200), null, 'text, not a handle'],
  ])('%j is not', (text, login, fault) => {
    expect(handleOf(text)).toEqual({ login, fault })
  })

  test('what it reads out of a text is right as it is', () => {
    const piece = fc.constantFrom(
      '@',
      'mona',
      'hub-ot',
      '-',
      ' ',
      '“',
      '”',
      '/',
      ',',
      '.',
      '(',
      ')',
      'github.com/',
      '_',
      '@a',
    )
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const { login, fault } = handleOf(text)
        if (fault === null) expect(text.replace('@', '')).toBe(login)
        else expect(fault).toMatch(/^\S.*\S$/)
        if (login === null) return
        expect(text).toContain(login)
        expect(handleOf(`@${login}`)).toEqual({ login, fault: null })
      }),
      { numRuns: 2000 },
    )
  })
})

test('words that stand for nobody', () => {
  const kinds = ['TBD', '@tbd', ' tbd ', 'n/a', 'NA', 'none', '?', '--', 'todo.', '@jane.doe', 'tbdx', 'nan', 'john.do']
  const said = kinds.map((text) =>
    [text, isOpen(text), isNotApplicable(text), isNobody(text), isExample(text)].join(' '),
  )
  expect(said).toEqual([
    'TBD true false true false',
    '@tbd true false true false',
    ' tbd  true false true false',
    'n/a false true true false',
    'NA false true true false',
    'none false false true false',
    '? false false true false',
    '-- false false true false',
    'todo. false false true false',
    '@jane.doe false false false true',
    'tbdx false false false false',
    'nan false false false false',
    'john.do false false false false',
  ])
})

test('people are compared without @, case and what stands around them', () => {
  expect(['@Mona', 'mona', '“MONA”', '@mona (lead)', 'Mona Lisa ', 'MONA lisa'].map(folded)).toEqual([
    'mona',
    'mona',
    'mona',
    'mona',
    'mona lisa',
    'mona lisa',
  ])
})
