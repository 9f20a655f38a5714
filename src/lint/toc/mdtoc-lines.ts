/** What begins at an offset of a text, as gomarkdown reads it: https://github.com/gomarkdown/markdown. */

/** How much work is left; what is not decided when it is spent is not decided. */
export interface Budget {
  left: number
}

const blockTags = new Set(
  (
    'blockquote del dd div dl dt fieldset form h1 h2 h3 h4 h5 h6 iframe ins li math noscript ol pre p script style ' +
    'table ul address article aside canvas details dialog figcaption figure footer header hgroup main nav output ' +
    'progress section video'
  ).split(' '),
)

/** A search of the rest of the text is this much cheaper than a look at each of its characters. */
const searchGain = 16

/** `indexOf`, paid for. */
export function find(budget: Budget, text: string, pattern: string, from: number): number {
  const at = text.indexOf(pattern, from)
  budget.left -= ((at < 0 ? text.length : at) - from) / searchGain + 1
  return at
}

/** Where the line of `at` ends, its line break not counted. */
export function lineStop(text: string, at: number): number {
  const stop = text.indexOf('\n', at)
  return stop < 0 ? text.length : stop
}

/** Where the line after that of `at` begins. */
export function nextLine(text: string, at: number): number {
  return Math.min(lineStop(text, at) + 1, text.length)
}

export function afterRun(text: string, at: number, code: number, most = Infinity): number {
  let end = at
  while (end - at < most && text.charCodeAt(end) === code) end++
  return end
}

/** The line after a blank one, or -1; the text's end is no line. */
export function afterBlank(text: string, at: number): number {
  if (at >= text.length) return -1
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10) return i + 1
    if (code !== 32 && code !== 9) return -1
  }
  return text.length
}

/** The level of a heading, which is at the margin and has a space after its marks; else 0. */
export function headingLevel(text: string, at: number): number {
  const end = afterRun(text, at, 35, 6)
  return end > at && text.charCodeAt(end) === 32 ? end - at : 0
}

/** `.# Abstract`, a heading without a level. */
export function isSpecialHeading(text: string, at: number): boolean {
  return text.startsWith('.# ', at) && at + 3 < text.length
}

/** The level of the heading that the line underlines, or 0. */
export function underlineLevel(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code !== 61 && code !== 45) return 0
  const end = afterRun(text, afterRun(text, at, code), 32)
  return text.charCodeAt(end) !== 10 ? 0 : code === 61 ? 1 : 2
}

export function isRule(text: string, at: number): boolean {
  let i = afterRun(text, at, 32, 3)
  const mark = text.charCodeAt(i)
  if (mark !== 42 && mark !== 45 && mark !== 95) return false
  let marks = 0
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10) break
    if (code === mark) marks++
    else if (code !== 32) return false
  }
  return marks >= 3
}

/** The offset just after a block quote's marker, or -1. */
export function afterQuoteMark(text: string, at: number): number {
  const mark = afterRun(text, at, 32, 3)
  if (text.charCodeAt(mark) !== 62) return -1
  return text.charCodeAt(mark + 1) === 32 ? mark + 2 : mark + 1
}

/** How long the marker of a list item is, with one blank after it, or 0. */
export interface ItemMarks {
  readonly bullet: number
  readonly number: number
  readonly definition: number
}

export function itemMarks(text: string, at: number): ItemMarks {
  return { bullet: bulletLength(text, at), number: numberLength(text, at), definition: definitionLength(text, at) }
}

function bulletLength(text: string, at: number): number {
  const mark = afterRun(text, at, 32, 3)
  const code = text.charCodeAt(mark)
  return (code === 42 || code === 43 || code === 45) && isBlank(text.charCodeAt(mark + 1)) ? mark + 2 - at : 0
}

function numberLength(text: string, at: number): number {
  const first = afterRun(text, at, 32, 3)
  let end = first
  while (text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++
  const close = text.charCodeAt(end)
  return end > first && (close === 46 || close === 41) && isBlank(text.charCodeAt(end + 1)) ? end + 2 - at : 0
}

export function definitionLength(text: string, at: number): number {
  return text.charCodeAt(at) === 58 && isBlank(text.charCodeAt(at + 1)) ? 2 : 0
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

export function isIndented(text: string, at: number): boolean {
  return text.charCodeAt(at) === 9 || text.startsWith('    ', at)
}

/** The run of marks of a line that may open a fence: where it begins and ends. Null where the line opens none. */
export function fenceMarks(text: string, at: number): readonly [number, number] | null {
  const start = afterRun(text, at, 32, 3)
  const code = text.charCodeAt(start)
  if (code !== 96 && code !== 126) return null
  const end = afterRun(text, start, code)
  return end - start >= 3 && afterInfo(text, end) >= 0 ? [start, end] : null
}

/** No fence says more. */
const info = / *(?:\{[^}\n]{0,1000}\}|(?!\{)[^ \t\n\r\f\v]{0,1000}) *(?:\n|$)/y

/** Where the line after a fence's marks begins; -1 where the line says more than one word. */
export function afterInfo(text: string, at: number): number {
  info.lastIndex = at
  return info.test(text) ? info.lastIndex : -1
}

/** Where the line after the fence begins that `marker` opens on the line before `from`; -1 where none closes it. */
export function afterFence(budget: Budget, text: string, marker: string, from: number): number {
  const code = marker.charCodeAt(0)
  for (let at = find(budget, text, marker, from); at >= 0 && budget.left > 0; ) {
    const end = afterRun(text, at, code)
    const line = Math.max(text.lastIndexOf('\n', at) + 1, from)
    if (end - at === marker.length && at - line <= 3 && afterRun(text, line, 32) === at) {
      const stop = afterRun(text, end, 32)
      if (stop >= text.length) return text.length
      if (text.charCodeAt(stop) === 10) return stop + 1
    }
    budget.left -= end - at
    at = find(budget, text, marker, end)
  }
  return -1
}

/** Where the block of HTML ends that begins with the `<`; -1 where none does. */
export function afterHtml(budget: Budget, text: string, at: number): number {
  word.lastIndex = at + 1
  const tag = word.exec(text)?.[0] ?? ''
  if (!blockTags.has(tag)) {
    const comment = afterComment(budget, text, at)
    if (comment >= 0) return afterBlank(text, comment)
    horizontal.lastIndex = at
    return horizontal.test(text) ? afterBlank(text, horizontal.lastIndex) : -1
  }
  if (tag === 'ins' || tag === 'del') return -1
  const close = `</${tag}>`
  for (let end = find(budget, text, close, at + 1); end >= 0 && budget.left > 0; ) {
    const rest = end + close.length
    if (rest >= text.length) return -1
    const next = afterBlank(text, rest)
    const after = next < 0 || next >= text.length ? next : afterBlank(text, next)
    if (after >= 0) return after
    end = find(budget, text, close, end + 1)
  }
  return -1
}

const word = /[A-Za-z0-9]*/y

/** Just after the comment that begins here, or -1. */
export function afterComment(budget: Budget, text: string, at: number): number {
  if (!text.startsWith('<!--', at)) return -1
  const close = find(budget, text, '-->', at + 3)
  return close < 0 ? -1 : close + 3
}

const horizontal = /<hr(?:[ /][^>\n]*)?>/iy
