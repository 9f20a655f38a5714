import { describe, expect, test } from 'vitest'

import {
  type MetadataText,
  metadataOf,
  scalarText,
  withList,
  withoutKey,
  withScalar,
} from '../../../src/lint/authoring/metadata-text.js'

const yaml = (text: string): MetadataText => ({ text, kind: 'directory' })

describe('a value', () => {
  test.each([
    ['state: draft # for now\n', 'state', 'provisional', 'state: provisional # for now\n'],
    ['state: "draft"\r\ntitle: x\r\n', 'state', 'provisional', 'state: "provisional"\r\ntitle: x\r\n'],
    ["title: 'a'\n", 'title', 'It is: so', "title: 'It is: so'\n"],
    ["title: 'a'\n", 'title', "It's", "title: It's\n"],
    ['number:\ntitle: x\n', 'number', 12, 'number: 12\ntitle: x\n'],
    ['sigs:\n  - a\n  - b\ntitle: x\n', 'sigs', 'a', 'sigs: a\ntitle: x\n'],
    ['title: x', 'number', 12, 'title: x\nnumber: 12\n'],
    ['', 'number', 12, 'number: 12\n'],
  ])('of %j at %s becomes %s', (text, key, value, expected) => {
    expect(withScalar(yaml(text), key, value).text).toBe(expected)
  })

  test('of front matter is written above its end', () => {
    const flat: MetadataText = { text: '---\ntitle: x\n---\n\nstatus: y\n', kind: 'file' }
    expect(withScalar(flat, 'status', 'draft').text).toBe('---\ntitle: x\nstatus: draft\n---\n\nstatus: y\n')
  })
})

describe('a list', () => {
  test('has the style of the file', () => {
    const text = 'title: x\nauthors:\n- ada\nsee: []\n'
    expect(withList(yaml(text), 'see', ['/keps/one', 'KEP-2']).text).toBe(
      'title: x\nauthors:\n- ada\nsee:\n- "/keps/one"\n- KEP-2\n',
    )
    expect(withList(yaml(text), 'authors', []).text).toBe('title: x\nauthors: []\nsee: []\n')
    expect(withList(yaml('title: x\n'), 'authors', ['@ada']).text).toBe('title: x\nauthors:\n  - "@ada"\n')
  })
})

test('a key goes with all its lines', () => {
  expect(withoutKey(yaml('a: 1\nlist:\n  - x\n\n# next\nb: 2\n'), 'list').text).toBe('a: 1\n\n# next\nb: 2\n')
  expect(withoutKey(yaml('a: 1\n'), 'list').text).toBe('a: 1\n')
})

test.each(['plain words', '@ada', 'yes: no', '1.0', '12', 'null', '', ' x', 'a #b', "it's", '- x', 'Café (new)'])(
  'the scalar of %j reads as that text',
  (text) => {
    expect(metadataOf(yaml(`key: ${scalarText(text)}\n`)).value).toEqual({ key: text })
  },
)
