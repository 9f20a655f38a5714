// The JSON Schemas as compiled validators, so that no schema compiler is needed at run time.
import { _, Ajv2020 } from 'ajv/dist/2020.js'
import standaloneModule from 'ajv/dist/standalone/index.js'

const standalone = standaloneModule.default

/**
 * The schemas that are compiled, by file name, with the name each validator has in the generated code.
 *
 * @type {Readonly<Record<string, string>>}
 */
const compiled = {
  'kep-1a': 'kep1a',
  kep: 'kep',
  'kep-flat': 'kepFlat',
  prr: 'prr',
  config: 'config',
  profile: 'profile',
}

/** The formats that schemas use. What is a date is said once, in text/dates.ts; ajv-formats admits the zone `+01`. */
const formats = `{
  date: text => text.length === 10 && dayOf(text) !== null,
  'date-time': text => text.length > 10 && dayOf(text) !== null,
}`

/** Keywords that are for readers: they make the code larger and decide nothing. */
const annotations = new Set(['title', 'description', 'examples'])

/** The keywords that hold schemas, by how they hold them. */
const holders = {
  one: ['items', 'additionalProperties', 'not', 'if', 'then', 'else'],
  list: ['allOf', 'anyOf', 'oneOf'],
  map: ['properties', '$defs'],
}

/**
 * A JSON Schema. The keywords that are read have their types.
 *
 * @typedef {object} Keywords
 * @property {string} [$id]
 * @property {string | readonly string[]} [type]
 * @property {string} [pattern]
 * @property {string} [format]
 * @property {readonly Keywords[]} [anyOf]
 * @property {unknown} [additionalProperties]
 * @property {Readonly<Record<string, unknown>>} [properties]
 *
 * @typedef {Keywords & { [keyword: string]: unknown }} Schema
 */

/**
 * @param {unknown} value
 * @returns {value is Schema}
 */
function isSchema(value) {
  return typeof value === 'object' && value !== null
}

/**
 * Each subschema of a schema with its path as ajv's errors have it, the schema itself first.
 *
 * @param {unknown} schema
 * @returns {Generator<[path: string, schema: Schema]>}
 */
function* subschemas(schema, path = '#') {
  if (!isSchema(schema)) return
  yield [path, schema]
  for (const keyword of holders.one) {
    if (keyword in schema) yield* subschemas(schema[keyword], `${path}/${keyword}`)
  }
  for (const keyword of [...holders.list, ...holders.map]) {
    for (const [key, inner] of Object.entries(schema[keyword] ?? {})) {
      yield* subschemas(inner, `${path}/${keyword}/${key}`)
    }
  }
}

/**
 * The schema without annotations. A property may be called `title`, so only schemas lose their keywords.
 *
 * @param {Schema} schema
 */
function bare(schema) {
  const copy = structuredClone(schema)
  for (const [, inner] of subschemas(copy)) {
    for (const keyword of annotations) delete inner[keyword]
  }
  return copy
}

/**
 * What sentences about a subschema need, by its path: see Outline below.
 *
 * @param {Schema} schema
 */
function outline(schema) {
  /** @type {[path: string, row: object][]} */
  const rows = []
  for (const [path, inner] of subschemas(schema)) {
    const format = inner.anyOf?.find((choice) => choice.format)?.format
    rows.push([
      path,
      {
        ...(inner.type && { type: [inner.type].flat()[0] }),
        ...(inner.pattern && { pattern: inner.pattern }),
        ...(format && { format }),
        ...(inner.additionalProperties === false && { keys: Object.keys(inner.properties ?? {}) }),
      },
    ])
  }
  return Object.fromEntries(rows.filter(([, row]) => Object.keys(row).length > 0))
}

/**
 * Turns each `require("x")` of ajv's output into an import, and fails if one is left.
 *
 * @param {string} code
 */
function withImports(code) {
  /** @type {string[]} */
  const modules = []
  const body = code.replace(/\brequire\("([^"]+)"\)/g, (_call, name) => {
    if (!modules.includes(name)) modules.push(name)
    return `module${modules.indexOf(name)}`
  })
  if (/\brequire\b/.test(body)) throw new Error('the compiled validators still hold a require')
  /** @param {string} name */
  const file = (name) => (/\.[cm]?js$/.test(name) ? name : `${name}.js`)
  return modules.map((name, i) => `import module${i} from ${JSON.stringify(file(name))}\n`).join('') + body
}

/** @param {(path: string) => string} textOf */
function validatorsModule(textOf) {
  /** @param {string} name */
  const read = (name) => JSON.parse(textOf(`schemas/${name}.schema.json`))
  /** @type {Record<string, Schema>} */
  const schemas = Object.fromEntries(Object.keys(compiled).map((name) => [name, bare(read(name))]))
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    messages: false,
    unicodeRegExp: true,
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  })
  // Only their names matter here: the code calls the ones above.
  for (const name of ['date', 'date-time']) ajv.addFormat(name, () => true)
  for (const schema of Object.values(schemas)) ajv.addSchema(schema)
  const exports = Object.fromEntries(Object.entries(compiled).map(([name, id]) => [id, schemas[name]?.$id ?? '']))
  const code = withImports(standalone(ajv, exports).replace('"use strict";', ''))
  /** @param {(name: string) => string | undefined} value */
  const table = (value) =>
    `{\n${Object.keys(compiled)
      .map((name) => `  '${name}': ${value(name)},\n`)
      .join('')}}`
  return [
    '// Written by `npm run generate` from schemas/. Not to be edited.',
    "import { dayOf } from '../text/dates.js'",
    `const formats = ${formats}`,
    code.trim(),
    `export const validators = ${table((name) => compiled[name])}`,
    `export const outlines = ${table((name) => JSON.stringify(outline(schemas[name] ?? {})))}`,
    '',
  ].join('\n')
}

const validatorsTypes = `// Written by \`npm run generate\`. Not to be edited.

/** One error of a validator, as ajv gives it. */
export interface SchemaError {
  readonly keyword: string
  /** A JSON pointer into the value. */
  readonly instancePath: string
  /** A path into the schema: \`#/properties/title/type\`. */
  readonly schemaPath: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string
}

/** Says whether a value matches; \`errors\` are those of the last call. */
export type Validator = ((value: unknown) => boolean) & { errors?: readonly SchemaError[] | null }

/** What a subschema asks for. */
export interface Outline {
  /** The first of its types, which is the one that is meant. */
  readonly type?: string
  readonly pattern?: string
  /** The first of the formats that it leaves the choice of. */
  readonly format?: string
  /** Its keys, where it allows no others. */
  readonly keys?: readonly string[]
}

type Name = ${Object.keys(compiled)
  .map((name) => `'${name}'`)
  .join(' | ')}

export const validators: Readonly<Record<Name, Validator>>

/** By schema, then by a subschema's path: \`#/properties/title\`. */
export const outlines: Readonly<Record<Name, Readonly<Record<string, Outline>>>>
`

/** @type {import('./output.mjs').Outputs} */
export const outputs = async (textOf) => [
  { path: 'src/lint/generated/validators.js', text: validatorsModule(textOf) },
  { path: 'src/lint/generated/validators.d.ts', text: validatorsTypes },
]
