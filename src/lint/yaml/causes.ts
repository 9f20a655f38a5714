import { lineEnd, lineStart } from '../text/lines.js'
import { columnsFor, lineAbove } from './indentation.js'
import { endOfWord, type Open, openAt } from './scan.js'

/** What is wrong with a YAML text, and where: offsets in UTF-16 units, the end exclusive. */
export interface YamlFault {
  readonly start: number
  readonly end: number
  readonly message: string
  /** The text that fixes it in place of the range. */
  readonly suggestion?: string
}

/** Where the parser gave up. */
interface Spot {
  readonly text: string
  readonly at: number
  readonly reason: string
  readonly lineFrom: number
  readonly lineTo: number
  readonly line: string
  readonly open: Open
}

const marker = /^(?:<{7}|>{7}|\|{7})(?=[ \r\n]|$)|^={7}(?=[\r\n]|$)/m
/** List dashes and a first key, before a value. */
const beforeValue = /^[ \t]*(?:- +)*(?:[^\s:#][^:]*:[ \t]+)?/
const noSpace = /^([ \t]*(?:- +)*)([\w-]+|"[^"]*"|'[^']*'):([^\s/:].*)$/

/**
 * The causes of faults, the surest first. Each looks at the lines around the place where the parser gave up,
 * and says nothing where it does not apply.
 */
const causes: readonly ((spot: Spot) => YamlFault | undefined)[] = [
  function conflict({ text }) {
    const found = marker.exec(text)
    if (found === null) return undefined
    const message = `"${found[0]}" is a merge-conflict marker; keep one side and delete the markers`
    return fault(found.index, found.index + 7, message)
  },
  function control({ text, at, reason }) {
    if (!/non-printable|null byte|valid JSON character/.test(reason)) return undefined
    const code = text.charCodeAt(at)
    const what = code >= 0xd800 && code < 0xe000 ? 'half of a character' : 'a control character'
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    return fault(at, at + 1, `${name} is ${what}, which YAML does not allow; delete it`)
  },
  function depth({ at, reason }) {
    const limit = /^nesting exceeded maxDepth \((\d+)\)/.exec(reason)?.[1]
    return limit === undefined ? undefined : fault(at, at + 1, `values are nested more than ${limit} deep`)
  },
  function alias(spot) {
    const sign = /^aliases exceeded|alias node/.test(spot.reason) ? '*' : /anchor node/.test(spot.reason) ? '&' : ''
    if (sign === '') return undefined
    const start = spot.text.lastIndexOf(sign, spot.at)
    const is = sign === '*' ? 'opens an alias, which metadata may not hold' : 'opens an anchor, which needs a name'
    return start < 0 ? undefined : unquoted(spot, start, `"${sign}" ${is}`)
  },
  function tag({ text, at, reason }) {
    if (!/\btag\b/.test(reason)) return undefined
    let start = at
    while (start > 0 && !' \t\r\n,[]{}'.includes(text.charAt(start - 1))) start -= 1
    const word = /^\S+/.exec(text.slice(start, start + 200))?.[0] ?? '!'
    const what = reason.startsWith('cannot resolve') ? 'does not fit its value' : 'is no tag that can be read'
    return fault(start, start + word.length, `"${clip(word)}" ${what}; delete it, or quote the value`)
  },
  function unknownEscape({ text, at, reason }) {
    if (!/escape sequence|hexadecimal/.test(reason)) return undefined
    const start = text.lastIndexOf('\\', at)
    const end = reason.startsWith('unknown') ? at + 1 : at
    return fault(start, end, `"${text.slice(start, end)}" is not an escape; double the backslash, or use single quotes`)
  },
  function quote({ text, open, lineFrom, lineTo, at }) {
    if (open.quote >= 0) return unclosed(text, open.quote)
    const { closed } = open
    if (closed === null || closed.start >= lineFrom || closed.end <= lineFrom || closed.end > lineTo) return undefined
    return text.slice(closed.end, at).trim() === '' ? unclosed(text, closed.start) : undefined
  },
  function tab({ line, lineFrom }) {
    const lead = /^[ \t]*/.exec(line)?.[0] ?? ''
    const at = lead.indexOf('\t')
    const message = 'a tab is in the indentation; use spaces'
    return at < 0 ? undefined : fault(lineFrom + at, lineFrom + lead.length, message)
  },
  function indicator(spot) {
    const sign = spot.text.charAt(spot.at)
    if (sign === '' || !'@`%'.includes(sign)) return undefined
    return unquoted(spot, spot.at, `"${sign}" cannot open a plain value`)
  },
  function directive({ text, reason, at }) {
    if (!/directive/i.test(reason)) return undefined
    const start = text.lastIndexOf('%', at)
    if (start < 0) return undefined
    const end = lineEnd(text, start)
    return fault(start, end, `"${clip(text.slice(start, end))}" is read as a directive; delete the line`)
  },
  function block(spot) {
    if (!/line break is expected|chomping mode|indentation width/.test(spot.reason)) return undefined
    const start = Math.max(spot.text.lastIndexOf('|', spot.at), spot.text.lastIndexOf('>', spot.at))
    const sign = spot.text.charAt(start)
    return start < spot.lineFrom ? undefined : unquoted(spot, start, `"${sign}" opens a block of lines below it`)
  },
  function afterQuote({ text, at, open, lineFrom, lineTo }) {
    const { closed } = open
    if (closed === null || closed.start < lineFrom || open.brackets.length > 0) return undefined
    if (text.slice(closed.end, at).trim() !== '' || text.charAt(at) === ':') return undefined
    const value = text.slice(closed.start, endOfValue(text, closed.start, lineTo))
    // `'it's'` and `"the "best" one"` are one value, `"a" "b"` is two.
    const isOne = value.at(-1) === value.charAt(0) && (text.charAt(closed.end - 2) === ' ' || closed.end === at)
    const inner = isOne ? value.slice(1, -1) : value
    const fixed = quoted(inner)
    const rest = clip(text.slice(at, closed.start + value.length))
    const message = `${rest} follows a closing quote; quote the whole value: ${clip(fixed)}`
    return fault(closed.start, closed.start + value.length, message, fixed)
  },
  function colon({ text, at, line, lineFrom, lineTo }) {
    const lead = beforeValue.exec(line)?.[0] ?? ''
    const start = lineFrom + lead.length
    if (text.charAt(at) !== ':' || !lead.trimEnd().endsWith(':') || start >= at) return undefined
    const end = endOfValue(text, start, lineTo)
    const fixed = quoted(text.slice(start, end))
    return fault(start, end, `": " is not allowed in a plain value; quote it: ${clip(fixed)}`, fixed)
  },
  function star(spot) {
    const { text, at, lineFrom } = spot
    const isBelow = text.slice(lineFrom, at).trim() === ''
    const from = isBelow ? lineAbove(text, lineFrom) : lineFrom
    const before = text.slice(from, isBelow ? lineEnd(text, from) : at).trimEnd()
    let start = before.length
    while (start > 0 && !' \t,[]{}'.includes(before.charAt(start - 1))) start -= 1
    const lead = before.slice(0, start).trimEnd()
    if (before.charAt(start) !== '*' || (lead !== '' && !'-:?,[{'.includes(lead.slice(-1)))) return undefined
    const is = '"*" opens an alias, which metadata may not hold'
    if (isBelow) return fault(from + start, from + before.length, `${is}; quote the whole value, on one line`)
    return unquoted(spot, from + start, is)
  },
  function bracket({ text, at, reason, open, lineFrom }) {
    const opener = open.brackets.at(-1)
    const sign = text.charAt(at)
    if (opener === undefined) {
      if (sign !== ']' && sign !== '}') return undefined
      return fault(at, at + 1, `"${sign}" closes nothing; delete it, or quote the value`)
    }
    const isAtKey = opener < lineFrom && /^[\w-]+:/.test(text.slice(lineFrom, at + 1))
    if (isAtKey || /end of the stream|deficient/.test(reason)) return unclosed(text, opener)
    if (sign === ']' || sign === '}') return fault(at, at + 1, `"${sign}" does not close "${text.charAt(opener)}"`)
    if (sign === ',') return fault(at, at + 1, 'no value is before the comma; delete the comma')
    if (reason.startsWith('missed comma')) return fault(at, endOfWord(text, at), 'a comma is missing before this entry')
    return undefined
  },
  function afterBracket({ text, at, line, lineFrom, lineTo }) {
    const start = lineFrom + (beforeValue.exec(line)?.[0].length ?? 0)
    const before = text.slice(start, at).trimEnd()
    if (!/^\[[^]*\]$|^\{[^]*\}$/.test(before)) return undefined
    const end = endOfValue(text, start, lineTo)
    const fixed = quoted(text.slice(start, end))
    return fault(start, end, `text follows a closing bracket; quote the whole value: ${clip(fixed)}`, fixed)
  },
  function keyWithoutColon({ text, at, reason, line, lineFrom }) {
    const isKeyBelow = /multiline key/.test(reason) || (text.charAt(at) === ':' && !reason.startsWith('bad'))
    const below = isKeyBelow && lineFrom > 0
    const start = below ? lineAbove(text, lineFrom) : lineFrom
    const words = below ? text.slice(start, lineEnd(text, start)) : line
    if (words.trim() === '' || (!below && !/':' after|white ?space character/.test(reason))) return undefined
    const found = noSpace.exec(words)
    if (found !== null) {
      const [, lead = '', key = '', value = ''] = found
      const fixed = `${key}: ${value}`
      const message = `"${clip(words.trim())}" has no space after its colon; write: ${clip(fixed)}`
      return fault(start + lead.length, start + words.length, message, fixed)
    }
    const from = start + words.length - words.trimStart().length
    const end = start + words.trimEnd().length
    return fault(
      from,
      end,
      `"${clip(words.trim())}" is not a key with a value; add a colon, or indent it under its key`,
    )
  },
  function documentStart({ line, lineFrom }) {
    if (!/^--- ./.test(line)) return undefined
    return fault(lineFrom, lineFrom + 3, '"---" must be alone on its line; move the rest to the next line')
  },
  function indentation({ text, reason, line, lineFrom, at }) {
    if (!/indentation|document separator/.test(reason)) return undefined
    const lead = line.length - line.trimStart().length
    const end = lineFrom + line.trimEnd().length
    const word = /^(?:- )?[^:]*/.exec(line.trim())?.[0] ?? ''
    if (text.slice(lineFrom + lead, at).trim() !== '' && text.charAt(at) !== ':') {
      return fault(at, end, `"${clip(text.slice(at, end))}" is not allowed here; quote the value, or start a new line`)
    }
    const columns = columnsFor(text, lineFrom, lead, word.startsWith('- ')).join(' or ')
    const fix = columns === '' ? 'fix its indentation' : `it should start in column ${columns}`
    const name = word.includes('"') ? clip(word.trimEnd()) : `"${clip(word.trimEnd())}"`
    return fault(lineFrom + lead, end, `${name} does not line up with the lines above it; ${fix}`)
  },
]

/** Reasons of the parser that no cause above covers, in plain words. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/complex keys/, 'a key is a list or a mapping; a key must be a word'],
  [/end of the document within/, 'the document ends inside a quoted value; close the quote'],
  [/separator is expected|document separator/, 'the text cannot go on here'],
  [/multiline key/, 'a key runs over several lines; keep it on one line, before its colon'],
  [/duplication of/, 'the value has two tags or two anchors'],
]

/** What a person would say is wrong where the parser gave up for `reason`, at the offset `at`. Never throws. */
export function faultAt(text: string, at: number, reason: string): YamlFault {
  const lineFrom = lineStart(text, at)
  const lineTo = lineEnd(text, at)
  const spot = { text, at, reason, lineFrom, lineTo, line: text.slice(lineFrom, lineTo), open: openAt(text, at) }
  for (const cause of causes) {
    const found = cause(spot)
    if (found === undefined) continue
    return { ...found, end: Math.max(found.start, Math.min(found.end, lineEnd(text, found.start))) }
  }
  const plain = reasons.find(([pattern]) => pattern.test(reason))?.[1] ?? `the YAML cannot be read: ${clip(reason)}`
  return fault(at, at + text.slice(at, lineTo).trimEnd().length, plain)
}

/** A quote or bracket that nothing closes. A quote is marked to the end of its line, with the fix. */
export function unclosed(text: string, opener: number): YamlFault {
  const sign = text.charAt(opener)
  const stop = openAt(text, opener).brackets.length > 0 ? /[,[\]{}]/ : /$/
  const end = endBefore(text, opener, endOfValue(text, opener, lineEnd(text, opener)), stop)
  const value = text.slice(opener, end)
  if (sign !== '"' && sign !== "'") {
    const closing = sign === '[' ? ']' : '}'
    return fault(opener, opener + 1, `nothing closes this "${sign}"; add "${closing}" after its last entry`)
  }
  const fixed = value.slice(1).includes(sign) || /\\$/.test(value) ? undefined : value + sign
  const fix = fixed === undefined ? `add a ${sign} at its end` : `write: ${clip(fixed)}`
  return fault(opener, end, `no quote closes ${clip(value)}; ${fix}`, fixed)
}

/** `text`, quoted as YAML, on one line. */
export function quoted(text: string): string {
  if (/["\\]/.test(text) && !text.includes("'")) return `'${text}'`
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** `text` as a message names it: on one line, and not long. */
export function clip(text: string): string {
  const line = text.slice(0, 400).replace(/\s+/g, ' ')
  return line.length <= 80 ? line : `${line.slice(0, 79).replace(/[\ud800-\udbff]$/, '')}…`
}

/** A value that must be quoted, from `start` to its end; a key to its colon. */
function unquoted({ text, open, line, lineFrom, lineTo }: Spot, start: number, message: string): YamlFault {
  const isKey = !line
    .slice(0, start - lineFrom)
    .trimEnd()
    .endsWith(':')
  const stop = open.brackets.length > 0 ? /[,[\]{}]/ : isKey ? /:(?=[ \t]|$)/ : /$/
  const end = endBefore(text, start, endOfValue(text, start, lineTo), stop)
  const fixed = quoted(text.slice(start, end))
  return fault(start, end, `${message}; quote it: ${clip(fixed)}`, fixed)
}

function endBefore(text: string, start: number, end: number, stop: RegExp): number {
  const found = text.slice(start, end).search(stop)
  return found < 1 ? end : start + text.slice(start, start + found).trimEnd().length
}

function fault(start: number, end: number, message: string, suggestion?: string): YamlFault {
  return suggestion === undefined ? { start, end, message } : { start, end, message, suggestion }
}

/** The end of a value on its line: before a comment and the spaces at the end. */
function endOfValue(text: string, start: number, lineTo: number): number {
  const rest = text.slice(start, lineTo)
  const comment = rest.search(/[ \t]#/)
  return start + (comment < 0 ? rest : rest.slice(0, comment)).trimEnd().length
}
