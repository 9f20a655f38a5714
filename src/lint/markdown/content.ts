import type { Content, Heading, Markdown } from '../model/kep.js'
import { frontMatter } from './front-matter.js'
import { afterRun, atxLevel, fenceLength, isRule, isRun } from './lines.js'

/**
 * How much the text from offset `start` to `end` says (`start` at the beginning of a line outside any block).
 * No text are: front matter, headings, HTML comments, blank lines, thematic breaks, link reference definitions,
 * fences with nothing in them, and lines that are, trimmed, in `known` (those of a template). A comment inside a
 * fence is text, and so is all other HTML.
 */
export function contentOf(markdown: Markdown, start: number, end: number, known?: ReadonlySet<string>): Content {
  const { text } = markdown
  const body = frontMatter(text)?.body ?? 0
  let some = start < body && start < end
  let next = Math.max(start, body)
  while (next < end) {
    const line = next
    const stop = lineEnd(text, line, end)
    next = Math.min(stop + 1, end)
    let at = afterSpace(text, line, stop)
    if (at === stop) continue
    some = true
    let commented = false
    while (at < stop && text.startsWith('<!--', at)) {
      const close = text.indexOf('-->', at + 2)
      if (close < 0 || close + 3 > end) return 'headings'
      commented = true
      const commentStop = lineEnd(text, close, end)
      next = Math.min(commentStop + 1, end)
      at = afterSpace(text, close + 3, commentStop)
      if (at === commentStop) at = stop
      else if (!text.startsWith('<!--', at)) return 'text'
    }
    if (commented) continue
    const code = text.charCodeAt(at)
    const trimmed = beforeSpace(text, stop, at)
    if (code === 35 && at - line < 4 && atxLevel(text, at, trimmed) > 0) continue
    const marks = code === 96 || code === 126 ? fenceLength(text, at, trimmed) : 0
    if (marks > 0) {
      const after = afterEmptyFence(text, next, end, code, marks, known)
      if (after === null) return 'text'
      next = after
      continue
    }
    if (known?.has(text.slice(at, trimmed))) continue
    if ((code === 45 || code === 42 || code === 95) && isRule(text, at, trimmed)) continue
    if (code === 91) {
      definition.lastIndex = at
      const match = definition.exec(text)
      if (match !== null && at + match[0].length <= end) {
        next = at + match[0].length
        continue
      }
    }
    // Only what may be a heading is worth reading the headings for.
    const heading = mayBeHeading(text, at, stop, end) ? headingAt(markdown.headings, line) : undefined
    if (heading === undefined) return 'text'
    next = Math.min(heading.end, end)
  }
  return some ? 'headings' : 'blank'
}

/** A link reference definition and the end of its line. Footnotes (`[^1]: …`) are text. */
const definition = new RegExp(
  [
    /\[(?!\^)(?:[^[\]\\]|\\.){1,999}\]:/,
    /[ \t]*(?:\r?\n[ \t]*)?(?:<[^<>\n]*>|[^\s<]\S*)/,
    /(?:(?:[ \t]+|[ \t]*\r?\n[ \t]*)(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?/,
    /[ \t]*(?:\r?\n|$)/,
  ]
    .map(({ source }) => source)
    .join(''),
  'y',
)

function lineEnd(text: string, from: number, end: number): number {
  const stop = text.indexOf('\n', from)
  return stop < 0 || stop > end ? end : stop
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160 || code === 0xfeff
}

function afterSpace(text: string, at: number, stop: number): number {
  while (at < stop && isSpace(text.charCodeAt(at))) at++
  return at
}

function beforeSpace(text: string, stop: number, at: number): number {
  while (stop > at && isSpace(text.charCodeAt(stop - 1))) stop--
  return stop
}

/** Where the text after the fence begins, or null when the fence holds a line that is neither blank nor known. */
function afterEmptyFence(
  text: string,
  start: number,
  end: number,
  code: number,
  marks: number,
  known: ReadonlySet<string> | undefined,
): number | null {
  for (let line = start; line < end; ) {
    const stop = lineEnd(text, line, end)
    const at = afterSpace(text, line, stop)
    const run = afterRun(text, at, stop, code)
    if (run - at >= marks && afterSpace(text, run, stop) === stop) return Math.min(stop + 1, end)
    if (at < stop && known?.has(text.slice(at, stop).trim()) !== true) return null
    line = stop + 1
  }
  return end
}

/** A paragraph's line that an underline may follow, or a `#` behind a container's marker. */
function mayBeHeading(text: string, at: number, stop: number, end: number): boolean {
  if (/^[-*+>\d.)\s]*#/.test(text.slice(at, Math.min(stop, at + 200)))) return true
  for (let line = stop + 1; line < end; ) {
    const lineStop = lineEnd(text, line, end)
    const first = afterSpace(text, line, lineStop)
    if (first === lineStop) return false
    const code = text.charCodeAt(first)
    if ((code === 61 || code === 45) && isRun(text, first, beforeSpace(text, lineStop, first))) return true
    line = lineStop + 1
  }
  return false
}

/** The heading that the line at `offset` begins. */
function headingAt(headings: readonly Heading[], offset: number): Heading | undefined {
  let low = 0
  let high = headings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((headings[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  const heading = headings[low]
  return heading?.start === offset ? heading : undefined
}

/** No heading that has a name is longer. */
const longest = 500

/**
 * A heading's text as it is compared: in lower case, hyphens as spaces, white space folded; without markup, HTML
 * tags, a leading number, `(Optional)` or `(Required)` and punctuation at the end.
 */
export function headingName(text: string): string {
  let name = text
    .slice(0, longest)
    .replace(/<!--.*?-->|<\/?[a-z][^<>]*>/gi, '')
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '$1')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replace(/[*`]|~~|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .toLowerCase()
    .replace(/[\s\u2010\u2011-]+/g, ' ')
    .trim()
    .replace(/^(?:\d+[.)]|\d+(?:\.\d+)+[.)]?) (?=.)/, '')
  for (let before = ''; before !== name; ) {
    before = name
    name = name.replace(/[([](?:optional|required)[)\]]$/, '').replace(/[\s.,:;?!]+$/, '')
  }
  return name
}
