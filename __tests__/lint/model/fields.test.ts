import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { type BuiltIn, fields, fieldTable } from '../../../src/lint/model/fields.js'
import { profiles } from '../../../src/lint/profiles/index.js'

/** The keys that a schema knows. */
function keysOfSchema(name: string): readonly string[] {
  const schema: { readonly properties: object } = JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'))
  return Object.keys(schema.properties).sort()
}

/** A format may also be made of another one, with its schema. */
const formats = profiles.filter(({ name, schema }) => name === schema)

describe.each(formats)('the built-in format $name', ({ name, schema, keys, extraKeys, toleratedKeys }) => {
  test('has a key for each field that the table of fields gives it, and for no other', () => {
    const formatsOf = (field: (typeof fields)[number]): readonly BuiltIn[] => fieldTable[field].formats
    const given = fields.filter((field) => formatsOf(field).some((format) => format === name))
    expect(Object.keys(keys).sort()).toEqual([...given].sort())
  })

  test('has a schema that knows the keys of its profile, and no other', () => {
    const names = Object.values(keys).map((key) => key.name)
    expect(keysOfSchema(schema)).toEqual([...names, ...extraKeys].sort())
    expect(toleratedKeys.filter((key) => keysOfSchema(schema).includes(key))).toEqual([])
  })
})
