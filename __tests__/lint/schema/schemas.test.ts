import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormatsModule from 'ajv-formats'
import fc from 'fast-check'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { outputs } from '../../../scripts/generate/validators.mjs'
import type { Report } from '../../../src/lint/model/finding.js'
import type { SchemaName } from '../../../src/lint/model/profile.js'
import { renderJson } from '../../../src/lint/reporters/json.js'
import { schemaFaults } from '../../../src/lint/schema/faults.js'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Mapping = { readonly [key: string]: Json }

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const schemaOf = (file: string): Mapping => JSON.parse(read(`schemas/${file}`))
const files = readdirSync(join(root, 'schemas')).sort()
const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function compile(file: string) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true })
  addFormatsModule.default(ajv)
  return ajv.compile(schemaOf(file))
}

/** Each property that a schema describes, at any depth, with the way to it. */
function* propertiesOf(schema: Json | undefined, way: string): Generator<readonly [string, Mapping]> {
  if (Array.isArray(schema)) {
    for (const [i, inner] of schema.entries()) yield* propertiesOf(inner, `${way}/${i}`)
  }
  if (!isMapping(schema)) return
  for (const [keyword, inner] of Object.entries(schema)) {
    if (keyword === 'properties' && isMapping(inner)) {
      for (const [name, property] of Object.entries(inner)) {
        if (isMapping(property)) yield [`${way}/${name}`, property]
        yield* propertiesOf(property, `${way}/${name}`)
      }
    } else if (keyword !== 'examples' && keyword !== 'enum') {
      yield* propertiesOf(inner, `${way}/${keyword}`)
    }
  }
}

describe.each(files)('%s', (file) => {
  test('is a schema of draft 2020-12 that compiles in strict mode', () => {
    const schema = schemaOf(file)
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schema['$id']).toBe(`https://raw.githubusercontent.com/keplint/keplint/v1/schemas/${file}`)
    expect(() => compile(file)).not.toThrow()
  })

  test('gives every property a title and a description, and examples that match', () => {
    const properties = [...propertiesOf(schemaOf(file), '')]
    expect(properties.length).toBeGreaterThan(5)
    const bare = properties.filter(([, { title, description }]) => !(isText(title) && isText(description)))
    expect(bare.map(([way]) => way)).toEqual([])
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
    addFormatsModule.default(ajv)
    const wrong = properties.flatMap(([way, property]) => {
      const examples = Array.isArray(property['examples']) ? property['examples'] : []
      const schema = { ...property, $defs: schemaOf(file)['$defs'] ?? {} }
      return examples.filter((example) => !ajv.validate(schema, example)).map((example) => `${way}: ${example}`)
    })
    expect(wrong).toEqual([])
  })

  test('allows no key that it does not describe', () => {
    const open: string[] = []
    const visit = (schema: Json | undefined, way: string): void => {
      if (Array.isArray(schema)) for (const [i, inner] of schema.entries()) visit(inner, `${way}/${i}`)
      if (!isMapping(schema)) return
      const types = [schema['type']].flat()
      if (
        types.includes('object') &&
        !(schema['additionalProperties'] === false || isMapping(schema['additionalProperties']))
      )
        open.push(way)
      for (const [key, inner] of Object.entries(schema)) visit(inner, `${way}/${key}`)
    }
    visit(schemaOf(file), '')
    expect(open).toEqual([])
  })
})

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value.trim() !== ''
}

describe('the generated module', () => {
  const code = read('src/lint/generated/validators.js')

  test('is what the generator writes', async () => {
    expect(await outputs(read)).toContainEqual({ path: 'src/lint/generated/validators.js', text: code })
  })

  test('imports, and never requires', () => {
    expect(code).not.toMatch(/\brequire\s*\(/)
    expect(code.match(/^import .*/gm)).toEqual(["import { dayOf } from '../text/dates.js'"])
  })

  test('runs where code may not be made from strings', () => {
    const place = mkdtempSync(join(tmpdir(), 'keplint-'))
    try {
      for (const directory of ['generated', 'text']) mkdirSync(join(place, directory))
      writeFileSync(join(place, 'package.json'), '{"type":"module"}')
      writeFileSync(join(place, 'generated/validators.js'), code)
      const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext }
      const { outputText } = ts.transpileModule(read('src/lint/text/dates.ts'), { compilerOptions })
      writeFileSync(join(place, 'text/dates.js'), outputText)
      const script = `import { validators } from './generated/validators.js'
        const said = validators['kep']({ title: 'A', 'kep-number': 1, authors: ['@a'], status: 'drafty' })
        console.log(said, validators['kep'].errors.map(({ instancePath, keyword }) => instancePath + ' ' + keyword))`
      const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '-e', script]
      expect(execFileSync(process.execPath, flags, { cwd: place, encoding: 'utf8' })).toBe("false [ '/status enum' ]\n")
    } finally {
      rmSync(place, { recursive: true })
    }
  })
})

type KepSchema = Exclude<SchemaName, 'config' | 'profile'>

const whole: Readonly<Record<KepSchema, Mapping>> = {
  kep: {
    title: 'Graceful shutdown',
    'kep-number': 2000,
    authors: ['@octocat'],
    'owning-sig': 'sig-node',
    'participating-sigs': ['sig-auth', 'kubernetes-wide'],
    status: 'implementable',
    'creation-date': '2024-02-29',
    'last-updated': '2024-05-21T10:00:00.123456789+02:00',
    reviewers: ['TBD', '@hubot'],
    approvers: ['@hubot'],
    editor: 'TBD',
    'see-also': ['/keps/sig-node/2001-other', 12, 'KEP-13'],
    replaces: [null],
    'superseded-by': 'n/a',
    stage: 'beta',
    'latest-milestone': 'v1.30',
    milestone: { alpha: 'v1.29', beta: 1.3, stable: null },
    'feature-gates': [{ name: 'Shutdown', components: ['kubelet'] }, { name: 'Other' }],
    'disable-supported': true,
    metrics: ['shutdown_seconds'],
  },
  'kep-flat': {
    'kep-number': 'draft-20180412',
    title: 'Graceful shutdown',
    status: 'provisional',
    authors: ['@octocat'],
    reviewers: ['@hubot', { name: '@octocat' }],
    approvers: ['TBD'],
    editor: { name: '@octocat' },
    'creation-date': '2018-04-12',
  },
  'kep-1a': {
    authors: ['octocat'],
    title: 'Graceful shutdown',
    state: 'provisional',
    last_updated: '2018-12-09T13:34:17.603146806Z',
    created: '2018-12-09',
    uuid: 'E4EAAD34-ea65-4ddc-a496-ba6c7ba67eee',
    sections: ['summary.md', 'motivation.md'],
    owning_sig: 'sig-node',
    affected_subprojects: ['kubelet'],
    kubernetes_wide: true,
  },
  prr: {
    'kep-number': '0752',
    alpha: { approver: '@octocat' },
    beta: { approver: 'hubot' },
    stable: { approver: null },
    removed: null,
  },
}

const lines = (schema: KepSchema, change: Mapping, without: readonly string[] = []): string[] => {
  const rest = Object.entries({ ...whole[schema], ...change }).filter(([key]) => !without.includes(key))
  const faults = schemaFaults(schema, Object.fromEntries(rest))
  return faults.map(({ on, message }) => (on === 'value' ? message : `${on}: ${message}`))
}

const states = 'not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced'
const aDate = 'not a date (YYYY-MM-DD) or an RFC 3339 timestamp'
const aUuid = 'not a UUID (8-4-4-4-12 hexadecimal digits)'
const handle = `@${'a'.repeat(120)}`

/** Values put into metadata that is otherwise right, and the faults that a reader sees. */
const cases: readonly (readonly [KepSchema, Mapping, readonly string[]])[] = [
  ['kep', {}, []],
  ['kep-flat', {}, []],
  ['kep-1a', {}, []],
  ['prr', {}, []],

  ['kep', { title: null }, ['title is empty']],
  ['kep', { title: ' ' }, ['title is empty']],
  ['kep', { title: 2024 }, ['title is 2024, not a string: quote it']],
  ['kep', { title: true }, ['title is true, not a string: quote it']],
  ['kep', { title: ['a'] }, ['title is a list, not a string']],
  ['kep', { title: { a: 1 } }, ['title is a mapping, not a string']],

  ['kep', { 'kep-number': 0 }, []],
  ['kep', { 'kep-number': '0752' }, []],
  ['kep', { 'kep-number': null }, ['kep-number is empty']],
  ['kep', { 'kep-number': 'NNNN' }, ['kep-number is "NNNN", not a number']],
  ['kep', { 'kep-number': -5 }, ['kep-number is -5, not 0 or more']],
  ['kep', { 'kep-number': 1.5 }, ['kep-number is 1.5, not a whole number']],
  ['kep', { 'kep-number': true }, ['kep-number is true, not a number']],
  ['kep-flat', { 'kep-number': '1a' }, []],
  ['kep-flat', { 'kep-number': 'TBD' }, []],
  ['kep-flat', { 'kep-number': 'soon' }, ['kep-number is "soon", not a number, draft-YYYYMMDD or TBD']],
  ['kep-1a', { kep_number: '' }, []],
  ['kep-1a', { kep_number: '24' }, []],
  ['kep-1a', { kep_number: 'x' }, ['kep_number is "x", not a number']],
  ['prr', { 'kep-number': 752 }, []],
  ['prr', { 'kep-number': null }, ['kep-number is empty']],
  ['prr', { 'kep-number': 'NNNN' }, ['kep-number is "NNNN", not a number']],

  ['prr', { gamma: { approver: '@a' } }, ['key: gamma is not a known key']],
  ['prr', { alpha: { aprover: '@a' } }, ['key: alpha.aprover is not a known key']],
  ['prr', { alpha: '@a' }, ['alpha is "@a", not a mapping of approver']],
  ['prr', { alpha: { approver: ['@a'] } }, ['alpha.approver is a list, not a string']],
  ['prr', { alpha: { approver: '' } }, []],

  ['kep', { status: 'monkeys' }, [`status is "monkeys", ${states}`]],
  ['kep', { status: 'superseded' }, [`status is "superseded", ${states}`]],
  ['kep', { status: '' }, ['status is empty']],
  ['kep', { status: 5 }, [`status is 5, ${states}`]],
  ['kep-1a', { state: 'Draft' }, [`state is "Draft", ${states}`]],
  [
    'kep',
    { stage: 'alpha|beta|stable' },
    ['stage is "alpha|beta|stable", not one of alpha, beta, stable, deprecated, disabled or removed'],
  ],
  ['kep', { stage: null }, []],
  ['kep', { stage: '' }, []],
  ['kep', { stage: [] }, []],

  ['kep', { authors: [] }, ['authors is empty']],
  ['kep', { authors: ['@a', ''] }, ['authors[1] is empty']],
  ['kep', { authors: [null, 7] }, ['authors[0] is empty', 'authors[1] is 7, not a string: quote it']],
  ['kep', { authors: '@a' }, ['authors is "@a", not a list']],
  ['kep', { authors: [{ name: '@a' }] }, ['authors[0] is a mapping, not a string']],
  ['kep', { authors: handle }, [`authors is "@${'a'.repeat(98)}…", not a list`]],
  ['kep', { authors: 'a\nb' }, ['authors is "a\\nb", not a list']],
  ['kep', { reviewers: 'TBD' }, ['reviewers is "TBD", not a list']],
  ['kep', { reviewers: null, 'participating-sigs': '', replaces: [], 'creation-date': [] }, []],
  ['kep', { 'participating-sigs': 'sig-auth' }, ['participating-sigs is "sig-auth", not a list']],
  ['kep', { approvers: 'x' }, ['approvers is "x", not a list']],
  ['kep', { approvers: null }, ['approvers is empty']],
  ['kep', { approvers: [] }, ['approvers is empty']],
  ['kep', { approvers: null, status: 'draft' }, []],
  ['kep', { approvers: [], status: 'withdrawn' }, []],
  [
    'kep-flat',
    { reviewers: [{ name: '' }, { nmae: 'a' }] },
    [
      'reviewers[0].name is empty',
      'missing: reviewers[1].name is missing',
      'key: reviewers[1].nmae is not a known key',
    ],
  ],
  ['kep-flat', { editor: ['@a', 5] }, ['editor[1] is 5, not a string: quote it']],

  ['kep', { 'creation-date': '2018-02-30' }, [`creation-date is "2018-02-30", ${aDate}`]],
  ['kep', { 'creation-date': '2025-10-9' }, [`creation-date is "2025-10-9", ${aDate}`]],
  ['kep', { 'last-updated': 'v1.27' }, [`last-updated is "v1.27", ${aDate}`]],
  ['kep', { 'last-updated': '' }, []],
  ['kep', { 'last-updated': 2024 }, [`last-updated is 2024, ${aDate}`]],
  ['kep', { 'last-updated': ['2024-01-01'] }, [`last-updated is a list, ${aDate}`]],
  ['kep-1a', { created: '2018-02-30' }, [`created is "2018-02-30", ${aDate}`]],
  ['kep-1a', { created: '2018-12-09T25:00:00Z' }, [`created is "2018-12-09T25:00:00Z", ${aDate}`]],
  ['kep-1a', { created: '2018-12-09T12:00:00' }, [`created is "2018-12-09T12:00:00", ${aDate}`]],
  ['kep-1a', { created: '' }, ['created is empty']],
  ['kep-1a', { created: null }, ['created is empty']],

  ['kep', { 'see-also': ['a', { b: 1 }] }, ['see-also[1] is a mapping, not a string']],
  ['kep', { 'see-also': true }, ['see-also is true, not a list']],
  ['kep', { 'latest-milestone': 1.3 }, []],
  ['kep', { 'latest-milestone': { a: 1 } }, ['latest-milestone is a mapping, not a string']],
  [
    'kep',
    { milestone: 'v1.2' },
    ['milestone is "v1.2", not a mapping of alpha, beta, stable, deprecated, disabled and removed'],
  ],
  ['kep', { milestone: { aplha: 'v1' } }, ['key: milestone.aplha is not a known key']],
  ['kep', { milestone: {} }, []],
  ['kep', { milestone: null }, []],
  ['kep', { 'feature-gates': {} }, ['feature-gates is empty']],
  ['kep', { 'feature-gates': ['Gate'] }, ['feature-gates[0] is "Gate", not a mapping of name and components']],
  [
    'kep',
    { 'feature-gates': [{ components: 'kubelet' }] },
    ['missing: feature-gates[0].name is missing', 'feature-gates[0].components is "kubelet", not a list'],
  ],
  ['kep', { 'disable-supported': 'yes' }, []],
  ['kep', { 'disable-supported': 'maybe' }, ['disable-supported is "maybe", not true or false']],
  ['kep', { 'disable-supported': 1 }, ['disable-supported is 1, not true or false']],
  ['kep', { metrics: [null] }, []],

  ['kep', { 'sea-also': [] }, ['key: sea-also is not a known key']],
  ['kep', { 'a key\n::error': 1 }, ['key: "a key\\n::error" is not a known key']],
  ['kep', { id: 'x', constructor: 'y' }, ['key: id is not a known key', 'key: constructor is not a known key']],
  ['kep-flat', { stage: 'alpha' }, ['key: stage is not a known key']],

  [
    'kep-1a',
    { uuid: '00000000-0000-0000-0000-000000000000' },
    ['uuid is "00000000-0000-0000-0000-000000000000", the nil UUID'],
  ],
  [
    'kep-1a',
    { uuid: 'urn:uuid:e4eaad34-ea65-4ddc-a496-ba6c7ba67eee' },
    [`uuid is "urn:uuid:e4eaad34-ea65-4ddc-a496-ba6c7ba67eee", ${aUuid}`],
  ],
  [
    'kep-1a',
    { uuid: '{e4eaad34-ea65-4ddc-a496-ba6c7ba67eee}' },
    [`uuid is "{e4eaad34-ea65-4ddc-a496-ba6c7ba67eee}", ${aUuid}`],
  ],
  ['kep-1a', { uuid: 'e4eaad34ea654ddca496ba6c7ba67eee' }, [`uuid is "e4eaad34ea654ddca496ba6c7ba67eee", ${aUuid}`]],
  ['kep-1a', { uuid: 5 }, [`uuid is 5, ${aUuid}`]],
  ['kep-1a', { uuid: null }, ['uuid is empty']],
  ['kep-1a', { sections: 'summary.md' }, ['sections is "summary.md", not a list']],
  ['kep-1a', { sections: [] }, []],
  ['kep-1a', { sections: ['a.md', null] }, ['sections[1] is empty']],
  ['kep-1a', { owning_sig: null }, ['owning_sig is empty']],
  ['kep-1a', { owning_sig: null, state: 'draft' }, []],
  ['kep-1a', { sig_wide: 'sometimes' }, ['sig_wide is "sometimes", not true or false']],
]

describe('shapeFaults', () => {
  test.each(cases)('%s with %j', (schema, change, expected) => {
    expect(lines(schema, change)).toEqual(expected)
  })

  test('names each key that is missing', () => {
    expect(lines('kep', {}, ['title', 'kep-number', 'authors', 'status'])).toEqual(
      ['title', 'kep-number', 'authors', 'status'].map((key) => `missing: ${key} is missing`),
    )
    expect(lines('kep', {}, ['approvers'])).toEqual(['missing: approvers is missing'])
    expect(lines('kep', { status: 'draft' }, ['approvers'])).toEqual([])
    expect(lines('kep', {}, ['owning-sig', 'creation-date', 'reviewers', 'stage'])).toEqual([])
    expect(lines('kep-1a', {}, ['created', 'last_updated'])).toEqual([
      'missing: created is missing',
      'missing: last_updated is missing',
    ])
    expect(lines('kep-1a', {}, ['uuid'])).toEqual(['missing: uuid is missing'])
    expect(lines('kep-1a', {}, ['sections'])).toEqual(['missing: sections is missing'])
    expect(lines('kep-1a', {}, ['owning_sig'])).toEqual(['missing: owning_sig is missing'])
    expect(lines('kep-1a', { state: 'draft' }, ['owning_sig'])).toEqual([])
  })

  test('says where, and what would do', () => {
    const milestones = ['alpha', 'beta', 'stable', 'deprecated', 'disabled', 'removed']
    const statuses = Object(Object(schemaOf('kep.schema.json')['properties']).status).enum
    expect(statuses).toHaveLength(8)
    const change = { status: 'drafty', milestone: { aplha: 'v1' }, authors: ['', '@a'] }
    const faults = schemaFaults('kep', { ...whole.kep, ...change, title: undefined })
    expect(faults.map(({ message, ...rest }) => rest)).toEqual([
      { pointer: [], on: 'missing', keyword: 'required', key: 'title' },
      { pointer: ['authors', 0], on: 'value', keyword: 'pattern' },
      {
        pointer: ['status'],
        on: 'value',
        keyword: 'enum',
        allowed: statuses,
      },
      {
        pointer: ['milestone', 'aplha'],
        on: 'key',
        keyword: 'additionalProperties',
        key: 'aplha',
        allowed: milestones,
      },
    ])
    const [unknown] = schemaFaults('kep-1a', { ...whole['kep-1a'], titel: 'x' })
    expect(unknown?.allowed).toEqual(Object.keys(Object(schemaOf('kep-1a.schema.json')['properties'])))
  })

  test.each([
    [null, 'empty'],
    [[1], 'a list, not a mapping'],
    ['x', '"x", not a mapping'],
    [undefined, 'undefined, not a mapping'],
  ])('says of %j that it is no mapping', (value, complaint) => {
    expect(schemaFaults('kep', value)).toEqual([
      { pointer: [], on: 'value', keyword: 'type', message: `the metadata is ${complaint}` },
    ])
  })

  const odd = fc.oneof(
    fc.constantFrom<Json>(null, '', ' ', [], {}, 0, -1, 1.5, 'x', true, '2018-02-30', 'provisional', 'draft'),
    fc.constantFrom<Json>(['a', null], [[]], [{}], { name: 1 }, { alpha: {} }, [{ naem: 2 }]),
    fc.constant<Json>([{ name: 'A', components: [1, null, []] }]),
    fc.jsonValue({ maxDepth: 3 }).map((value): Json => JSON.parse(JSON.stringify(value))),
  )
  const keysOf = (schema: KepSchema): string[] => Object.keys(Object(schemaOf(`${schema}.schema.json`)['properties']))
  const keyOf = (schema: KepSchema) =>
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...keysOf(schema)) },
      { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'a/b', 'a~1b', '', 'title ') },
    )
  /** A mapping with own keys alone, as the YAML reader makes it: `__proto__` is a key as any other. */
  const mapping = (entries: readonly (readonly [string, Json])[]): Mapping => {
    const made = {}
    for (const [key, value] of entries) {
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true })
    }
    return made
  }

  test.each<KepSchema>(['kep', 'kep-flat', 'kep-1a', 'prr'])('%s: every fault stands somewhere, and once', (schema) => {
    const documents = fc.oneof(
      odd,
      fc
        .array(fc.tuple(keyOf(schema), odd), { maxLength: 8 })
        .map((entries) => mapping([...Object.entries(whole[schema]), ...entries])),
      fc.array(fc.tuple(keyOf(schema), odd), { maxLength: 8 }).map(mapping),
    )
    fc.assert(
      fc.property(documents, (document) => {
        const faults = schemaFaults(schema, document)
        for (const { pointer, on, key, message } of faults) {
          const parent = on === 'value' ? pointer : on === 'key' ? pointer.slice(0, -1) : pointer
          const found = lookUp(document, parent)
          expect(found.there).toBe(true)
          if (key !== undefined) expect(Object.hasOwn(Object(found.value), key)).toBe(on === 'key')
          expect(message).toMatch(/^\S.* is [^\n\r]+$/)
        }
        const places = faults.map(({ pointer, on, key }) => JSON.stringify([pointer, on, key]))
        expect(new Set(places).size).toBe(places.length)
      }),
      { numRuns: 500 },
    )
  })

  test.each<KepSchema>(['kep', 'kep-flat', 'kep-1a', 'prr'])('%s: no defect gets lost', (schema) => {
    const validate = compile(`${schema}.schema.json`)
    fc.assert(
      fc.property(keyOf(schema), odd, (key, value) => {
        // An empty list or mapping and white space mean none everywhere, and an enum cannot say so.
        fc.pre(key !== 'stage' || typeof value !== 'object' || value === null || Object.keys(value).length > 0)
        fc.pre(key !== 'stage' || typeof value !== 'string' || value === '' || value.trim() !== '')
        const document = mapping([...Object.entries(whole[schema]), [key, value]])
        expect(schemaFaults(schema, document).length === 0).toBe(validate(document))
      }),
      { numRuns: 500 },
    )
  })
})

function lookUp(root: Json, pointer: readonly (string | number)[]): { readonly there: boolean; readonly value: Json } {
  let value = root
  for (const step of pointer) {
    if (Array.isArray(value) !== (typeof step === 'number')) return { there: false, value }
    const own = Object.getOwnPropertyDescriptor(Object(value), step)
    if (!own) return { there: false, value }
    value = own.value
  }
  return { there: true, value }
}

describe('report.schema.json', () => {
  const at = { path: 'keps/a/kep.yaml', line: 1, column: 2, endLine: 1, endColumn: 5 }
  const report: Report = {
    keps: [
      {
        path: 'keps/a',
        profile: 'kep',
        title: 'A',
        number: '0015',
        uuid: null,
        state: null,
        sig: null,
        stage: null,
        milestone: null,
      },
    ],
    findings: [
      { rule: 'metadata-schema', severity: 'error', message: 'x', at, kep: 'keps/a', suggestion: 'y' },
      { rule: 'uuid-unique', severity: 'notice', message: 'x', at, kep: null, related: [{ at, message: 'here' }] },
    ],
    dialects: [],
    files: 3,
    exempted: 0,
    change: null,
  }
  const validate = compile('report.schema.json')
  const written = (): Mapping => JSON.parse(renderJson(report, '1.0.0'))

  test('describes what the reporter writes', () => {
    validate(written())
    expect(validate.errors).toBeNull()
  })

  const kep = { path: 'keps/a', profile: 'kep', title: 'A', number: 15 }
  test.each<readonly [string, Mapping]>([
    ['another version', { version: 2 }],
    ['a further key', { extra: true }],
    ['a number that is no text', { keps: [kep] }],
    ['a finding with no place', { findings: [{ rule: 'a', severity: 'error', message: 'x', kep: null, related: [] }] }],
    ['a count below nothing', { summary: { keps: -1, files: 0, errors: 0, warnings: 0, notices: 0, exempted: 0 } }],
  ])('refuses %s', (_name, change) => {
    expect(validate({ ...written(), ...change })).toBe(false)
  })
})
