import type { YamlValue } from '../model/kep.js'
import type { Mapping, Node } from './node.js'

/** How deep lists and mappings may be nested here. */
const maxDepth = 8

/** What may mean something else, is half of a character or looks like a space. Tabs are among it. */
const odd = new RegExp(
  `[^\\n\\r -~${[
    '\\u00a1-\\u167f\\u1681-\\u1fff\\u200c-\\u2027\\u202a-\\u202e\\u2030-\\u205e\\u2061-\\u2fff',
    '\\u3001-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd',
  ].join('')}]`,
)
/** Blank lines and comments. */
const blank = /(?: *(?:#[^\r\n]*)?(?:\r?\n|$))*/y
/**
 * A line and the blank ones after it: its indentation, the dash of an item, a key, the blanks before the value, the
 * value. No part can begin with what the one before it may end with, so that any line is refused in one pass.
 */
const line = new RegExp(
  [
    '( *)(?! )(- +(?! )|-(?=[\\r\\n]|$))?(?:([A-Za-z][\\w-]{0,63}):(?=[ \\r\\n]|$))?( *)(?! )',
    '("[^"\\\\\\r\\n]*"|\'[^\'\\r\\n]*\'|\\[\\]|\\{\\}',
    '|[\\w/.(\\u00a1-\\uffff](?:[^ \\r\\n:]|:(?![ \\r\\n]|$))*(?: +(?!#)(?:[^ \\r\\n:]|:(?![ \\r\\n]|$))+)*)?',
    ' *(?! )(?:(?<= )#[^\\r\\n]*)?(?:\\r?\\n|$)',
    blank.source,
  ].join(''),
  'y',
)

/** A list or mapping that the next line may go on with, and the key that waits for its value. */
interface Frame {
  readonly node: Node
  readonly list: YamlValue[] | null
  readonly mapping: Mapping | null
  /** How many blanks are before its entries. */
  readonly column: number
  readonly depth: number
  readonly up: Frame | null
  key: string
  keyStart: number
  keyEnd: number
}

/**
 * Reads the plain subset of YAML that most metadata stays in: block mappings and lists, and scalars on one line
 * without escapes. Gives what the whole parser would, or undefined where it is not certain, and then says nothing
 * of the text. `scalarOf` reads a scalar without quotes. Native patterns do the work, as a process that reads a
 * few hundred files ends before its loops are compiled.
 */
export function readPlain(yaml: string, scalarOf: (text: string) => YamlValue): Node | undefined {
  if (odd.test(yaml)) return undefined
  blank.lastIndex = 0
  blank.test(yaml)
  let at = blank.lastIndex
  let frame: Frame | null = null
  let isWaiting = false
  let passed = at
  while (at < yaml.length) {
    line.lastIndex = at
    const found = line.exec(yaml)
    if (found === null) return undefined
    const key = found[3]
    const value = found[5]
    const isItem = found[2] !== undefined
    const column = found[1]?.length ?? 0
    let start: number = at + column

    if (frame === null) {
      if (isItem || column > 0) return undefined
      frame = opened(false, start, column, null)
    } else if (isWaiting && (column > frame.column || (isItem && column === frame.column))) {
      if (frame.depth === maxDepth) return undefined
      frame = opened(isItem, start, column, frame)
    } else {
      if (isWaiting) attach(frame, null, undefined, null, -1, passed)
      while (frame.column > column || (frame.column === column && frame.list !== null && !isItem)) {
        frame.node.end = passed
        if (frame.up === null) return undefined
        frame = frame.up
      }
      if (frame.column !== column || (frame.list !== null) !== isItem) return undefined
    }
    isWaiting = false

    if (isItem) {
      const inner = found[2]?.length ?? 0
      start += inner
      if (key === undefined && value === undefined) {
        passed = at + column + 1
        attach(frame, null, undefined, null, passed - 1, passed)
        at = line.lastIndex
        continue
      }
      if (key !== undefined) {
        if (frame.depth === maxDepth) return undefined
        frame = opened(false, start, column + inner, frame)
      }
    } else if (key === undefined) return undefined
    if (key !== undefined) {
      if (frame.node.entries?.has(key) === true) return undefined
      frame.key = key
      frame.keyStart = start
      frame.keyEnd = start + key.length
      start += key.length + 1
    }
    if (value === undefined) {
      isWaiting = true
      passed = start
    } else {
      start += found[4]?.length ?? 0
      passed = start + value.length
      const first = value.charCodeAt(0)
      if (first === 91) attach(frame, [], undefined, new Map(), start, passed)
      else if (first === 123) attach(frame, Object.create(null), undefined, new Map(), start, passed)
      else if (first === 34 || first === 39) {
        const text = value.slice(1, -1)
        attach(frame, text, text, null, start, passed)
      } else {
        const meaning = scalarOf(value)
        attach(frame, meaning, meaning === null ? undefined : value, null, start, passed)
      }
    }
    at = line.lastIndex
  }
  if (frame === null) return undefined
  if (isWaiting) attach(frame, null, undefined, null, -1, passed)
  for (;;) {
    frame.node.end = passed
    if (frame.up === null) return frame.node
    frame = frame.up
  }
}

function opened(isList: boolean, start: number, column: number, up: Frame | null): Frame {
  const list: YamlValue[] | null = isList ? [] : null
  const mapping: Mapping | null = isList ? null : Object.create(null)
  const node = attach(up, list ?? mapping, undefined, new Map(), start, start)
  return { node, list, mapping, column, depth: up === null ? 1 : up.depth + 1, up, key: '', keyStart: -1, keyEnd: -1 }
}

function attach(
  frame: Frame | null,
  value: YamlValue,
  text: string | undefined,
  entries: Node['entries'],
  start: number,
  end: number,
): Node {
  const keyStart = frame === null ? -1 : frame.keyStart
  const keyEnd = frame === null ? -1 : frame.keyEnd
  const node: Node = { value, text, entries, keyStart, keyEnd, start, end }
  if (frame === null) return node
  if (frame.list !== null) {
    frame.node.entries?.set(frame.list.length, node)
    frame.list.push(value)
  } else if (frame.mapping !== null) {
    frame.node.entries?.set(frame.key, node)
    frame.mapping[frame.key] = value
  }
  return node
}
