import {
  COLLECTION_STYLE,
  CORE_SCHEMA,
  constructFromEvents,
  type DocumentEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  NOT_RESOLVED,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type ScalarTagDefinition,
  type SequenceEvent,
  YAMLException,
} from 'js-yaml'
import type { Place } from '../model/finding.js'
import type { YamlDocument, YamlProblem, YamlValue } from '../model/kep.js'
import { lineEnd, lineStart, placing } from '../text/lines.js'
import {
  isInvisible,
  type OddBlanks,
  oddBlanks,
  oddBlanksFault,
  oddBlanksProblem,
  outsideQuotes,
  withSpaces,
} from './blanks.js'
import { clip, type Fault, faultAt, unclosed } from './causes.js'
import { find, type Mapping, type Node } from './node.js'
import { neverClosed, type Padded, pad, padAll, tooFarLeft, unpadded } from './padding.js'
import { readPlain } from './plain.js'
import { after, secondDocument, seek } from './scan.js'

/** The longest YAML text that is read, in UTF-16 units. */
export const maxYamlLength = 262_144
/** How deep values may be nested. */
const maxDepth = 32
/** How often a text is read again for lines that are too far left, each padded by itself. */
const mostReadAgain = 8

/** Offsets in UTF-16 units, the end exclusive. */
interface Range {
  readonly start: number
  readonly end: number
}

/** A key that was given again. */
interface Repeat {
  readonly key: string
  readonly first: Node
  readonly again: Node
}

/** The documents of a text, by their roots. */
interface Reading extends Padded {
  readonly roots: readonly Node[]
  readonly repeats: readonly Repeat[]
}

/**
 * Reads the YAML between the offsets of `range` (all of `text` without it; both in UTF-16 units) by YAML 1.2's
 * core schema, dates left as strings, and accepts what Go's yaml.v3 accepts of lines inside brackets. Places
 * are in the whole of `text`. Never throws: what is no mapping has no value, and one problem of severity error.
 */
export function parseYaml(path: string, text: string, range?: Range): YamlDocument {
  const base = range?.start ?? 0
  const yaml = range === undefined ? text : text.slice(range.start, range.end)
  const placed = placing(path, text, base)
  const refused = ({ start, end, message, suggestion }: Fault): YamlDocument => {
    const problem: YamlProblem = { at: placed(start, end), message, severity: 'error' }
    const place = (): Place => placed(0, lineEnd(yaml, 0))
    const problems = [suggestion === undefined ? problem : { ...problem, suggestion }]
    return { path, value: undefined, problems, place, keyPlace: place, text: () => undefined }
  }

  const firstLine = { start: 0, end: lineEnd(yaml, 0) }
  if (yaml.length > maxYamlLength) {
    const message = `the metadata has ${yaml.length} characters; ${maxYamlLength} is the limit`
    return refused({ ...firstLine, message })
  }
  const reading = readSpaced(yaml)
  if ('message' in reading) return refused(reading)
  const { roots, repeats, blanks } = reading
  const [root] = roots
  if (roots.slice(1).some((other) => !isEmpty(other))) {
    const start = secondDocument(yaml)
    const message = `a second document begins on line ${placed(start, start).line}; metadata is one document`
    return refused({ start, end: lineEnd(yaml, start), message })
  }
  if (root === undefined || root.value === null) return refused({ ...firstLine, message: 'the metadata is empty' })
  const { value } = root
  if (!isMapping(value)) {
    const start = unpadded(reading, Math.max(0, root.start))
    const what = Array.isArray(value) ? 'a list' : 'a single value'
    const message = `the metadata is ${what}, not a mapping of keys to values`
    return refused({ start, end: lineEnd(yaml, start), message })
  }

  const located = (start: number, end: number): Place => placed(unpadded(reading, start), unpadded(reading, end))
  const keyPlaceOf = (node: Node): Place => located(node.keyStart, node.keyEnd)
  const placeOf = (node: Node): Place => (node.start < 0 ? keyPlaceOf(node) : located(node.start, node.end))
  return {
    path,
    value,
    problems: [
      ...blanks.map((each) => oddBlanksProblem(yaml, each, placed)),
      ...tooFarLeft(yaml, reading.pads, placed),
      ...repeats.map(
        ({ key, first, again }): YamlProblem => ({
          at: keyPlaceOf(again),
          message: `key ${clip(key)} is a duplicate; YAML keeps only one`,
          severity: 'error',
          related: [{ at: keyPlaceOf(first), message: 'first given here' }],
        }),
      ),
    ],
    place: (pointer) => placeOf(find(root, pointer).node),
    keyPlace: (pointer) => {
      const { node, isThere } = find(root, pointer)
      return isThere && node.keyStart >= 0 ? keyPlaceOf(node) : placeOf(node)
    },
    text: (pointer) => {
      const { node, isThere } = find(root, pointer)
      return isThere ? node.text : undefined
    },
  }
}

/** Reads all documents, with spaces for the odd blanks outside quotes: those are `blanks`. */
function readSpaced(yaml: string): (Reading & { readonly blanks: readonly OddBlanks[] }) | Fault {
  const asIs = read(yaml)
  const suspects = oddBlanks(yaml)
  let blanks = 'message' in asIs ? suspects : outsideQuotes(yaml, suspects, asIs.roots)
  const [first] = blanks
  if (first === undefined) return 'message' in asIs ? asIs : { ...asIs, blanks }
  const hidden = (): OddBlanks | undefined => blanks.find((each) => isInvisible(yaml, each))
  let reading = read(withSpaces(yaml, blanks))
  if ('message' in reading) return oddBlanksFault(yaml, hidden() ?? first)
  const outside = outsideQuotes(yaml, blanks, reading.roots)
  if (outside.length < blanks.length) reading = read(withSpaces(yaml, outside))
  blanks = outside
  const worst = hidden()
  if (worst !== undefined) return oddBlanksFault(yaml, worst)
  return 'message' in reading ? reading : { ...reading, blanks }
}

/** Where, in the text as it was, and why the parser gave up. */
interface Failure {
  readonly padded: Padded
  readonly at: number
  readonly reason: string
}

const tooFar = 'deficient indentation'

/**
 * Reads all documents, padding lines inside brackets that only YAML 1.2 wants indented: all at once, or, where that is
 * no help, one by one as the parser finds them.
 */
function read(yaml: string): Reading | Fault {
  const plain = readPlain(yaml, plainScalar)
  const unchanged: Padded = { text: yaml, pads: [], shifts: [] }
  if (plain !== undefined) return { ...unchanged, roots: [plain], repeats: [] }
  let tried = attempt(unchanged)
  if ('roots' in tried) return tried
  const all = tried.reason === tooFar ? padAll(yaml) : undefined
  const whole = all && attempt(all)
  if (whole && 'roots' in whole) return whole
  for (let i = 0; i < mostReadAgain && tried.reason === tooFar; i++) {
    const next = pad(yaml, tried.padded, tried.at)
    if (next === undefined) break
    const again = attempt(next)
    if ('roots' in again) return again
    tried = again
  }
  const { padded, at, reason } = whole && tried.reason === tooFar ? whole : tried
  const opener = neverClosed(yaml, padded.pads, at)
  return opener === undefined ? faultAt(yaml, at, reason) : unclosed(yaml, opener)
}

function attempt(padded: Padded): Reading | Failure {
  try {
    return layOut(padded, parseEvents(padded.text, { maxDepth }))
  } catch (error) {
    const isYaml = error instanceof YAMLException
    const at = unpadded(padded, isYaml ? (error.mark?.position ?? 0) : 0)
    return { padded, at, reason: isYaml ? error.reason : String(error) }
  }
}

/** A collection that the walk is in, and the key that waits for its value. */
interface Frame {
  readonly node: Node
  readonly list: YamlValue[] | null
  readonly mapping: Mapping | null
  /** Has a bracket at its end. */
  readonly isFlow: boolean
  key: string | null
  keyStart: number
  keyEnd: number
  /** The first place of each key that came again. */
  firsts: Map<string, Node> | null
}

/** Walks over the events: values, and the range of every key and value. */
function layOut(padded: Padded, events: readonly Event[]): Reading {
  const source = padded.text
  const roots: Node[] = []
  const repeats: Repeat[] = []
  const stack: Frame[] = []
  let frame: Frame | undefined
  let document: DocumentEvent | undefined
  // The end of all that has been passed: what has no offset of its own is looked for from here.
  let passed = 0
  for (const event of events) {
    const isKey = frame !== undefined && frame.mapping !== null && frame.key === null
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        document = event
        break
      case EVENT_ID.POP:
        if (frame === undefined) break
        if (frame.isFlow) passed = seek(source, passed, ']}') + 1
        frame.node.end = passed
        stack.pop()
        frame = stack.at(-1)
        break
      case EVENT_ID.ALIAS:
        throw refusal(source, event.anchorStart - 1, 'aliases exceeded')
      case EVENT_ID.SCALAR: {
        passed = Math.max(passed, event.tagEnd, event.anchorEnd)
        const range = rangeOf(source, event, passed, isKey ? '?' : frame?.list == null ? ':' : '-')
        if (range.end > passed) passed = range.end
        if (isKey && frame !== undefined) {
          frame.key = getScalarValue(source, event)
          frame.keyStart = range.start < 0 ? passed : range.start
          frame.keyEnd = passed
        } else {
          const text = event.valueStart < 0 ? undefined : getScalarValue(source, event)
          const value = scalarValue(source, document, event, text)
          attach(value, value === null ? undefined : text, null, range)
        }
        break
      }
      default: {
        if (isKey) throw refusal(source, event.start, 'complex keys')
        passed = event.start
        if (event.tagStart >= 0) tagged(source, document, event)
        const isMapping = event.type === EVENT_ID.MAPPING
        const list: YamlValue[] | null = isMapping ? null : []
        const mapping: Mapping | null = isMapping ? Object.create(null) : null
        const node = attach(list ?? mapping, undefined, new Map(), { start: passed, end: passed })
        const isFlow = event.style === COLLECTION_STYLE.FLOW && '[{'.includes(source.charAt(event.start))
        if (isFlow) passed += 1
        frame = { node, list, mapping, isFlow, key: null, keyStart: -1, keyEnd: -1, firsts: null }
        stack.push(frame)
      }
    }
  }
  return { ...padded, roots, repeats }

  function attach(value: YamlValue, text: string | undefined, entries: Node['entries'], range: Range): Node {
    const { start, end } = range
    const { keyStart, keyEnd } = frame ?? { keyStart: -1, keyEnd: -1 }
    const node: Node = { value, text, entries, keyStart, keyEnd, start, end }
    if (frame === undefined) {
      roots.push(node)
    } else if (frame.list !== null) {
      frame.node.entries?.set(frame.list.length, node)
      frame.list.push(value)
    } else if (frame.mapping !== null && frame.key !== null) {
      const { key } = frame
      const last = frame.node.entries?.get(key)
      if (last !== undefined) {
        frame.firsts ??= new Map()
        const first = frame.firsts.get(key) ?? last
        frame.firsts.set(key, first)
        repeats.push({ key, first, again: node })
      }
      frame.node.entries?.set(key, node)
      frame.mapping[key] = value
      frame.key = null
    }
    return node
  }
}

/** What a plain scalar may be besides a string: null, a boolean, a number. */
const plainTags = CORE_SCHEMA.tags.filter((tag): tag is ScalarTagDefinition => {
  return tag.nodeKind === 'scalar' && tag.implicit
})

function scalarValue(
  source: string,
  document: DocumentEvent | undefined,
  event: ScalarEvent,
  text: string | undefined,
): YamlValue {
  if (event.tagStart >= 0) return tagged(source, document, event)
  if (text === undefined) return null
  return event.style === SCALAR_STYLE.PLAIN ? plainScalar(text) : text
}

/** The value of a scalar without quotes or tag. */
function plainScalar(text: string): YamlValue {
  const first = text.charAt(0)
  for (const { implicitFirstChars, resolve, tagName } of plainTags) {
    if (implicitFirstChars !== null && !implicitFirstChars.includes(first)) continue
    const value: unknown = resolve(text, false, tagName)
    if (value !== NOT_RESOLVED) return plainValue(value)
  }
  return text
}

/** The value of a scalar with a tag. Of a collection its tag alone is looked at. */
function tagged(
  source: string,
  document: DocumentEvent | undefined,
  event: ScalarEvent | MappingEvent | SequenceEvent,
): YamlValue {
  const start: Event = document ?? { type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] }
  const end: Event = { type: EVENT_ID.POP }
  const events = event.type === EVENT_ID.SCALAR ? [start, event, end] : [start, event, end, end]
  return plainValue(constructFromEvents(events, { source, schema: CORE_SCHEMA, maxAliases: 0 })[0])
}

function plainValue(value: unknown): YamlValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function refusal(source: string, position: number, reason: string): YAMLException {
  return new YAMLException(reason, { buffer: source, position, line: 0, column: 0 })
}

/**
 * The range of a scalar, quotes included; -1 for the start where nothing is written. `sign` is what opens it,
 * and all there is of an empty entry of a list.
 */
function rangeOf(source: string, event: ScalarEvent, passed: number, sign: string): Range {
  const { valueStart, valueEnd, style } = event
  if (valueStart < 0) {
    const hasProperty = event.tagStart >= 0 || event.anchorStart >= 0
    const end = hasProperty ? passed : after(source, passed, sign)
    return { start: sign === '-' ? Math.max(0, end - 1) : -1, end }
  }
  if (style === SCALAR_STYLE.PLAIN) return { start: valueStart, end: valueEnd }
  const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED
  if (isQuoted) return { start: valueStart - 1, end: valueEnd + 1 }
  const start = seek(source, passed, '|>')
  let end = valueEnd
  while (end > valueStart) {
    const isCrLf = source[end - 1] === '\n' && source[end - 2] === '\r'
    const stop = isCrLf ? end - 2 : '\r\n'.includes(source.charAt(end - 1)) ? end - 1 : end
    const line = lineStart(source, stop)
    if (event.indent >= 0 && stop - line > event.indent) return { start, end: stop }
    end = line
  }
  const header = /^.[-+\d]*/.exec(source.slice(start, start + 3))?.[0].length ?? 1
  return { start, end: start + header }
}

/** Nothing is there, not even `null`. Of roots alone: an empty entry of a list has its dash. */
function isEmpty({ start }: Node): boolean {
  return start < 0
}

function isMapping(value: YamlValue): value is { readonly [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
