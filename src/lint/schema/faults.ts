import type { Outline, SchemaError } from '../generated/validators.js'
import { outlines, validators } from '../generated/validators.js'
import type { Pointer } from '../model/kep.js'
import type { SchemaName } from '../model/profile.js'
import { listed, shown } from '../text/quoting.js'

/** One way in which metadata does not match its schema. */
export interface SchemaFault {
  /** The value or the key at fault; of a missing key, the mapping that lacks it. It always exists. */
  readonly pointer: Pointer
  readonly on: 'key' | 'value' | 'missing'
  /** The JSON Schema keyword that failed. */
  readonly keyword: string
  /** Subject first, with the name of the key: `status is "monkeys", not one of draft …`. */
  readonly message: string
  /** The words that would do: values of a vocabulary, or the keys known at this place. */
  readonly allowed?: readonly string[]
  /** The unknown or missing key. */
  readonly key?: string
  /** What the value says in another spelling. */
  readonly meant?: string
}

/** What a pattern is called; one that is not named here is called what its type is. */
const patterns: Readonly<Record<string, string>> = {
  '^\\S.{0,299}$': 'a path or a pattern of at most 300 characters',
  '^[^!\\s].{0,299}$': 'a path or a pattern of at most 300 characters that does not begin with !',
  '^[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9_.-]*[A-Za-z0-9_-]$': 'OWNER/NAME',
  '\\.json$': 'the path of a .json file',
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}$': 'a date (YYYY-MM-DD)',
  '^\\S(.{0,58}\\S)?$': 'a name of at most 60 characters',
  '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$': 'a name of letters, digits, ., _ and -',
  '^[^/\\\\\\s][^/\\\\]{0,99}$': 'the name of a file or directory',
  '^v[0-9]+\\.[0-9]+$': 'a version such as v1.30',
  '^all$': 'all or a mapping',
  '^none$': 'none or a mapping',
  '^[0-9]+$': 'a number',
  '^([0-9]+|\\s*)$': 'a number',
  '^([0-9]+[a-z]?|draft-[0-9]{8}|TBD)$': 'a number, draft-YYYYMMDD or TBD',
  '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$':
    'a UUID (8-4-4-4-12 hexadecimal digits)',
}

const formats: Readonly<Record<string, string>> = {
  date: 'a date (YYYY-MM-DD) or an RFC 3339 timestamp',
}

const types: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a number',
  object: 'a mapping',
  string: 'a string',
}

/** As many keys as a sentence can name. */
const fewKeys = 8

/** Keywords that fail only because one inside them did, which says it better. */
const frames = new Set(['if'])

/** Which keyword is reported where several fail at one value: the first. */
const precedence = ['type', 'enum', 'pattern', 'anyOf', 'not', 'minimum', 'minItems', 'maxItems']

/**
 * The faults of a metadata value, one for each defect, in no order that matters; none when it matches. Any value
 * may be given. Where the schema admits null, everything that means none (`""`, `[]`) is admitted too.
 * `written` turns a pointer into the value into the one that messages name, or null where the fault is none.
 */
export function schemaFaults(
  schema: SchemaName,
  value: unknown,
  written: (pointer: Pointer) => Pointer | null = (pointer) => pointer,
): readonly SchemaFault[] {
  const validate = validators[schema]
  if (validate(value)) return []
  const errors = validate.errors ?? []
  const choices = new Set(errors.filter((error) => error.keyword === 'anyOf').map(address))
  const faults = new Map<string, SchemaFault>()
  for (const error of errors) {
    if (frames.has(error.keyword) || choices.has(choiceAround(error))) continue
    const fault = faultOf(error, outlines[schema][parentOf(error.schemaPath)] ?? {}, value, written)
    if (fault === null) continue
    const place = `${fault.on} ${error.instancePath} ${fault.key ?? ''}`
    const other = faults.get(place)
    if (!other || rank(fault) < rank(other)) faults.set(place, fault)
  }
  return [...faults.values()]
}

function faultOf(
  { keyword, instancePath, params }: SchemaError,
  outline: Outline,
  root: unknown,
  written: (pointer: Pointer) => Pointer | null,
): SchemaFault | null {
  const { pointer: path, value } = follow(root, instancePath)
  const unknown = params['additionalProperty']
  const missing = params['missingProperty']
  const child = typeof unknown === 'string' ? unknown : typeof missing === 'string' ? missing : null
  const pointer = written(path)
  const within = child === null ? pointer : written([...path, child])
  if (pointer === null || within === null) return null
  const key = String(within.at(-1) ?? '')
  if (typeof unknown === 'string') {
    const message = `${nameOf(within)} is not a known key`
    return { pointer: within, on: 'key', keyword, message, key, allowed: outline.keys ?? [] }
  }
  if (typeof missing === 'string') {
    return { pointer, on: 'missing', keyword, message: `${nameOf(within)} is missing`, key }
  }
  const values: readonly unknown[] = Array.isArray(params['allowedValues']) ? params['allowedValues'] : []
  if (values.includes(null) && isNone(value)) return null
  const allowed = values.filter((word): word is string => typeof word === 'string' && word !== '')
  const complaint = isNone(value) ? 'empty' : `${described(value)}, ${wish(keyword, params, outline, value, allowed)}`
  const fault = { pointer, on: 'value', keyword, message: `${nameOf(pointer)} is ${complaint}` } as const
  return allowed.length > 0 ? { ...fault, allowed } : fault
}

/** The fault of a value that is none of the words that would do. */
export function vocabularyFault(pointer: Pointer, value: unknown, allowed: readonly string[]): SchemaFault {
  const complaint = isNone(value) ? 'empty' : `${described(value)}, not one of ${listed(allowed, 'or')}`
  return { pointer, on: 'value', keyword: 'enum', message: `${nameOf(pointer)} is ${complaint}`, allowed }
}

/** The fault of a whole number that is written in another way than in decimal digits; `meant` has it in those. */
export function digitsFault(pointer: Pointer, text: string, number: number): SchemaFault {
  const message = `${nameOf(pointer)} is ${text}, not a number in decimal digits`
  return { pointer, on: 'value', keyword: 'pattern', message, meant: String(number) }
}

/** The fault of a key that is not known where it is. */
export function unknownKeyFault(pointer: Pointer, allowed: readonly string[]): SchemaFault {
  const key = String(pointer.at(-1) ?? '')
  const message = `${nameOf(pointer)} is not a known key`
  return { pointer, on: 'key', keyword: 'additionalProperties', message, key, allowed }
}

/** Completes `x is "…", `. */
function wish(
  keyword: string,
  params: SchemaError['params'],
  outline: Outline,
  value: unknown,
  allowed: readonly string[],
): string {
  if (keyword === 'enum') return `not one of ${listed(allowed, 'or')}`
  if (keyword === 'not') return 'the nil UUID'
  const pattern = patterns[outline.pattern ?? '']
  if (keyword === 'pattern' && pattern !== undefined) return `not ${pattern}`
  if (keyword === 'minimum') return `not ${String(params['limit'])} or more`
  if (outline.type === 'integer' && typeof value === 'number') return 'not a whole number'
  if (outline.type === 'object' && outline.keys && outline.keys.length <= fewKeys) {
    return `not a mapping of ${listed(outline.keys)}`
  }
  const wanted = pattern ?? formats[outline.format ?? ''] ?? types[outline.type ?? '']
  const quotable = wanted === types['string'] && (typeof value === 'number' || typeof value === 'boolean')
  return `not ${wanted ?? 'what belongs here'}${quotable ? ': quote it' : ''}`
}

/** `null`, `""`, white space, `[]` and `{}` say that there is nothing. */
export function isNone(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'object' && (value === null || Object.keys(value).length === 0)
}

function described(value: unknown): string {
  if (typeof value === 'string') return shown(value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a mapping' : String(value)
}

/** A pointer as people write it: `milestone.alpha`, `authors[1]`. */
function nameOf(pointer: Pointer): string {
  if (pointer.length === 0) return 'the metadata'
  const plain = /^[\w.-]{1,60}$/
  const steps = pointer.map((step) => {
    if (typeof step === 'number') return `[${step}]`
    return plain.test(step) ? `.${step}` : `.${shown(step)}`
  })
  return steps.join('').replace(/^\./, '')
}

/** The way that a JSON pointer goes into a value, and where it ends. A step is an index where it meets a list. */
function follow(root: unknown, path: string): { readonly pointer: Pointer; readonly value: unknown } {
  const pointer: (string | number)[] = []
  let value = root
  for (const step of path.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    pointer.push(Array.isArray(value) ? Number(key) : key)
    const own = typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key) : undefined
    value = own?.value
  }
  return { pointer, value }
}

function parentOf(schemaPath: string): string {
  return schemaPath.slice(0, schemaPath.lastIndexOf('/'))
}

function address({ instancePath, schemaPath }: SchemaError): string {
  return `${instancePath} ${schemaPath}`
}

/** The address of the `anyOf` that an error's keyword is in; of nothing where it is in none. */
function choiceAround({ instancePath, schemaPath }: SchemaError): string {
  const start = schemaPath.lastIndexOf('/anyOf/')
  return start < 0 ? '' : `${instancePath} ${schemaPath.slice(0, start)}/anyOf`
}

function rank(fault: SchemaFault): number {
  const place = precedence.indexOf(fault.keyword)
  return place < 0 ? precedence.length : place
}
