/** What a line of Markdown is by itself. Every range is `at` (its first character that is no blank) to `stop`. */

const isBlank = (code: number): boolean => code === 32 || code === 9

/** The first offset from `at` that is no space or tab. */
export function afterBlanks(text: string, at: number, stop: number): number {
  while (at < stop && isBlank(text.charCodeAt(at))) at++
  return at
}

/** The offset just after the last character before `stop` that is no space or tab. */
export function beforeBlanks(text: string, stop: number, at: number): number {
  while (stop > at && isBlank(text.charCodeAt(stop - 1))) stop--
  return stop
}

/** The first offset from `at` that is not `code`. */
export function afterRun(text: string, at: number, stop: number, code: number): number {
  while (at < stop && text.charCodeAt(at) === code) at++
  return at
}

/** The level of the ATX heading, or 0. */
export function atxLevel(text: string, at: number, stop: number): number {
  const end = afterRun(text, at, stop, 35)
  return end - at <= 6 && (end === stop || isBlank(text.charCodeAt(end))) ? end - at : 0
}

/** Where the text of an ATX heading begins and ends; `at` is just after its opening `#`s. */
export function atxText(text: string, at: number, stop: number): readonly [number, number] {
  let end = beforeBlanks(text, stop, at)
  let closing = end
  while (closing > at && text.charCodeAt(closing - 1) === 35) closing--
  if (closing > at && isBlank(text.charCodeAt(closing - 1))) end = beforeBlanks(text, closing, at)
  return [Math.min(afterBlanks(text, at, stop), end), end]
}

/** How many marks the opening fence has, or 0. */
export function fenceLength(text: string, at: number, stop: number): number {
  const code = text.charCodeAt(at)
  const end = afterRun(text, at, stop, code)
  if (end - at < 3) return 0
  // A backtick in the info string makes it inline code.
  for (let i = end; code === 96 && i < stop; i++) if (text.charCodeAt(i) === 96) return 0
  return end - at
}

/** The line holds nothing but one run of the character it opens with. */
export function isRun(text: string, at: number, stop: number): boolean {
  return afterBlanks(text, afterRun(text, at, stop, text.charCodeAt(at)), stop) === stop
}

/** A thematic break; the caller knows that the first character is one of `*-_`. */
export function isRule(text: string, at: number, stop: number): boolean {
  const mark = text.charCodeAt(at)
  let count = 0
  for (; at < stop; at++) {
    const code = text.charCodeAt(at)
    if (code === mark) count++
    else if (!isBlank(code)) return false
  }
  return count >= 3
}

/** The offset just after a list item's marker, or -1. */
export function afterMarker(text: string, at: number, stop: number): number {
  let end = at
  const first = text.charCodeAt(at)
  if (first >= 48 && first <= 57) {
    while (end < stop && end - at < 10 && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++
    const close = text.charCodeAt(end)
    if (end - at > 9 || end >= stop || (close !== 41 && close !== 46)) return -1
  }
  end++
  return end === stop || isBlank(text.charCodeAt(end)) ? end : -1
}

/** The longest label that is looked at: https://spec.commonmark.org/0.31.2/#link-label allows 999 characters. */
const longestLabel = 2002

/** What begins at `at` with `[` may be a link reference definition. */
export function mayDefine(text: string, at: number): boolean {
  for (let i = at + 1; i < at + longestLabel; i++) {
    const code = text.charCodeAt(i)
    if (code === 92) i++
    else if (code === 91 || Number.isNaN(code)) return false
    else if (code === 93) return text.charCodeAt(i + 1) === 58
  }
  return false
}

/** It may be the line below a table's head. */
export function isDelimiterRow(text: string, at: number, stop: number): boolean {
  for (; at < stop; at++) {
    const code = text.charCodeAt(at)
    if (code !== 45 && code !== 58 && code !== 124 && !isBlank(code)) return false
  }
  return true
}

/** The line ends a paragraph whatever its container: every block but list items, and tables. */
export function interrupts(text: string, at: number, stop: number): boolean {
  switch (text.charCodeAt(at)) {
    case 35:
      return atxLevel(text, at, stop) > 0
    case 96:
    case 126:
      return fenceLength(text, at, stop) > 0
    case 62:
      return true
    case 60:
      return htmlBlock(text.slice(at, stop))?.interrupts === true
    case 42:
    case 45:
    case 95:
      return isRule(text, at, stop)
    default:
      return false
  }
}

/** Where an HTML block ends: at the first line that has the text, or (null) before the first blank line. */
export interface HtmlBlock {
  readonly end: RegExp | null
  /** It may follow a paragraph's line without a blank line between. */
  readonly interrupts: boolean
}

const names =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|' +
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|' +
  'track|ul'
const attribute = `\\s+[a-zA-Z_:][\\w:.-]*(?:\\s*=\\s*(?:[^"'=<>\`\\x00-\\x20]+|'[^']*'|"[^"]*"))?`

/** https://spec.commonmark.org/0.31.2/#html-blocks, in its order. */
const htmlBlocks: readonly (HtmlBlock & { readonly start: RegExp })[] = [
  {
    start: /^<(?:script|pre|style|textarea)(?=\s|>|$)/i,
    end: /<\/(?:script|pre|style|textarea)>/i,
    interrupts: true,
  },
  { start: /^<!--/, end: /-->/, interrupts: true },
  { start: /^<\?/, end: /\?>/, interrupts: true },
  { start: /^<![A-Za-z]/, end: />/, interrupts: true },
  { start: /^<!\[CDATA\[/, end: /\]\]>/, interrupts: true },
  { start: new RegExp(`^</?(?:${names})(?=\\s|/?>|$)`, 'i'), end: null, interrupts: true },
  {
    start: new RegExp(`^(?:<[A-Za-z][A-Za-z0-9-]*(?:${attribute})*\\s*/?>|</[A-Za-z][A-Za-z0-9-]*\\s*>)\\s*$`),
    end: null,
    interrupts: false,
  },
]

/** The HTML block that a line which begins with `<` opens, or null. */
export function htmlBlock(line: string): HtmlBlock | null {
  for (const block of htmlBlocks) if (block.start.test(line)) return block
  return null
}
