/** Which of its two languages a piece of the summary is written in. */
export type Markup = 'markdown' | 'html'

/**
 * Characters that a reader cannot see or that move what they see: controls, format characters (bidirectional
 * marks, zero widths, tags), line separators, lone surrogates, what Unicode lets a renderer ignore. The
 * variation selectors are spared where they belong, after an emoji: the runner compares text with the rules of
 * a language, which look through them, so elsewhere one could part `##` from `[` for us and not for the runner.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?!(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F])\p{DI}/gu

/** The sign that is shown for a hidden character: a control picture where there is one (`␊`), else `\u202e`. */
function sign(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '␡'
  const hex = code.toString(16).padStart(4, '0')
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex}`
}

/**
 * GitHub's runner reads commands from every line of a step's output: `::x::` first in a line but for white
 * space, `##[x]` anywhere in it. A backslash parts them.
 */
function withoutCommands(text: string): string {
  if (!text.includes('::') && !text.includes('##[')) return text
  return text.replace(/^(\s*)::/, '$1\\::').replaceAll('##[', '##\\[')
}

/** Nothing in it is hidden, and nearly all text is such. */
const plain = /^[\x20-\x7e]*$/

/** The text with a sign for each hidden character, but for `spared`. */
function visible(text: string, spared = ''): string {
  if (plain.test(text)) return text
  return text.replace(hidden, (character) => (character === spared ? character : sign(character)))
}

/** A text with a sign for each hidden character, for a page that escapes it. */
export function visibleText(text: string): string {
  return visible(text)
}

/** A line for a workflow's log. Give it the whole line: two safe halves need not make a safe whole. */
export function safeForLog(text: string): string {
  return withoutCommands(visible(text))
}

/**
 * A line for a terminal, or a part of one that a blank parts from the next. Tabs stay. Commands are parted
 * too, for a terminal's output is a workflow's log when a step runs it.
 */
export function safeForTerminal(text: string): string {
  return withoutCommands(visible(text, '\t'))
}

/** A piece of an annotation's message or title, on one line. */
export function safeForAnnotation(text: string): string {
  return withoutCommands(visible(text))
}

/**
 * JSON text of the same value, for a terminal and a workflow's log: what is hidden, and the bracket of `##[`,
 * as escapes. Its own line ends stay.
 */
export function safeForJson(json: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  const spelt = (run: string) =>
    run.replace(hidden, (character) => (character === '\n' ? character : character.split('').map(escaped).join('')))
  // What is plain ASCII hides nothing, and is nearly all of it.
  return json.replace(/[^\n\x20-\x7e]+/g, spelt).replaceAll('##[', '##\\u005b')
}

// Letters or digits alone, so that there is nothing in it for Markdown, HTML or GitHub's own filters to find.
const word = /^(?:[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\d{1,6})$/u
// GitHub links what looks like a commit, and Markdown makes a list of what looks like its number.
const trap = /^(?:[\da-f]{7,}|\d+[.)].*)$/i
// A quoted text is one piece, whatever blanks it holds.
const pieces = /"[^"]*"[^ ]*|[^ ]+/g

/**
 * Any text, as inline Markdown (or HTML) of the job summary: plain words as they are, all else as code, where
 * neither markup nor mentions nor links are looked for. The words read stay the words given; only a blank
 * that HTML would fold (at either end, or after another) is shown as `␠`, and `##[` is parted in Markdown.
 */
export function safeForSummary(text: string, markup: Markup = 'markdown'): string {
  const out: string[] = []
  let code: string[] = []
  const flush = (after: string) => {
    if (code.length > 0) out.push(asCode[markup](code.join(' ')) + after)
    code = []
  }
  for (const [piece] of shown(text).matchAll(pieces)) {
    const [before, core, after] = punctuation(piece)
    if (word.test(core) && !trap.test(core + after)) {
      flush('')
      out.push(piece)
    } else if (before !== '') {
      flush('')
      out.push(before + asCode[markup](core) + after)
    } else {
      code.push(core)
      if (after !== '') flush(after)
    }
  }
  flush('')
  return out.join(' ')
}

/** A piece's opening bracket, its core, and the punctuation after it; a core is never empty. */
function punctuation(piece: string): readonly [before: string, core: string, after: string] {
  const [, before = '', core = piece, after = ''] = /^(\(?)(.+?)([,;:.?!…]?)$/.exec(piece) ?? []
  const closed = core.length > 1 && core.endsWith(')') && !core.includes('(')
  return closed ? [before, core.slice(0, -1), `)${after}`] : [before, core, after]
}

/** One value, such as a path, as code of the job summary, whatever it is made of. */
export function codeForSummary(text: string, markup: Markup = 'markdown'): string {
  return asCode[markup](shown(text))
}

function shown(text: string): string {
  return text.replace(hidden, sign).replace(/^ | $|(?<= ) /g, '␠')
}

/** The summary may be printed too, so its code holds no `##[` either. */
const asCode = {
  // A fence of a length that no run of backticks inside has; blanks keep a backtick at either end apart from it.
  markdown(text) {
    if (text === '') return ''
    const apart = text.replaceAll('##[', '##\\[')
    const runs = new Set(Array.from(apart.matchAll(/`+/g), ([run]) => run.length))
    let length = 1
    while (runs.has(length)) length++
    const fence = '`'.repeat(length)
    const blank = apart.startsWith('`') || apart.endsWith('`') ? ' ' : ''
    return fence + blank + apart + blank + fence
  },
  html: (text) => `<code>${text.replace(/[&<>"'[]/g, (character) => `&#${character.codePointAt(0)};`)}</code>`,
} satisfies Record<Markup, (text: string) => string>

/** Cuts a text to so many UTF-16 units at most, its `…` included, and never through a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const kept = text.slice(0, most - 1)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}
