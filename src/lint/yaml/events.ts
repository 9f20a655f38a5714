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
  SCALAR_STYLE,
  type ScalarEvent,
  type ScalarTagDefinition,
  type SequenceEvent,
  YAMLException,
} from 'js-yaml'
import type { YamlValue } from '../model/kep.js'
import { lineStart } from '../text/lines.js'
import type { Mapping, Node } from './node.js'
import type { Padded } from './padding.js'
import { after, seek } from './scan.js'

/** Offsets in UTF-16 units, the end exclusive. */
export interface Range {
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
export interface Reading extends Padded {
  readonly roots: readonly Node[]
  readonly repeats: readonly Repeat[]
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

/** Builds nodes from the events of a text: values, and the range of every key and value. */
export function layOut(padded: Padded, events: readonly Event[]): Reading {
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
export function plainScalar(text: string): YamlValue {
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
