import type { Budget } from './mdtoc-lines.js'
import type { Piece, Rendered, Renderer } from './mdtoc-pieces.js'

const isSpace = (character: string | undefined): boolean => character !== undefined && /[ \t\n\r\f\v]/.test(character)
const isPunctuation = (character: string): boolean => /[!-/:-@[-`{-~]/.test(character)

const wrapped = (length: number, { html, text }: Rendered, open: string, close: string): Piece => ({
  length,
  html: `${open}${html}${close}`,
  text,
})

/** The emphasis that begins the source with one, two or three marks; null where the marks say nothing. */
export function emphasized(renderer: Renderer, source: string): Piece | null {
  const mark = source[0] ?? ''
  let marks = 1
  while (source[marks] === mark) marks++
  if (marks > 3 || source.length <= marks + 1 || isSpace(source[marks])) return null
  if (marks === 1) return longer(single(renderer, source.slice(1), mark), 1)
  if (marks === 2) return longer(double(renderer, source.slice(2), mark), 2)
  return mark === '~' ? null : triple(renderer, source, mark)
}

function longer(piece: Piece | null, by: number): Piece | null {
  return piece && { ...piece, length: piece.length + by }
}

/** The source up to one mark that closes it: behind it is no letter. */
function single(renderer: Renderer, source: string, mark: string): Piece | null {
  let at = source[0] === mark && source[1] === mark ? 1 : 0
  while (at < source.length) {
    const step = markFrom(renderer.budget, source.slice(at), mark)
    if (step === 0) return null
    at += step
    if (source[at + 1] === mark) {
      at++
      continue
    }
    if (isSpace(source[at - 1])) continue
    const next = source[at + 1]
    if (next !== undefined && !isSpace(next) && !isPunctuation(next)) continue
    return wrapped(at + 1, renderer.render(source.slice(0, at)), '<em>', '</em>')
  }
  return null
}

/** The source up to two marks that close it. */
function double(renderer: Renderer, source: string, mark: string): Piece | null {
  for (let at = 0; at < source.length; at++) {
    const step = markFrom(renderer.budget, source.slice(at), mark)
    if (step === 0) return null
    at += step
    if (source[at + 1] !== mark || isSpace(source[at - 1])) continue
    const name = mark === '~' ? 'del' : 'strong'
    return wrapped(at + 2, renderer.render(source.slice(0, at)), `<${name}>`, `</${name}>`)
  }
  return null
}

/** Three marks: closed by three, or one kind of emphasis within the other. `source` begins with the marks. */
function triple(renderer: Renderer, source: string, mark: string): Piece | null {
  const inner = source.slice(3)
  for (let at = 0; at < inner.length; ) {
    const step = markFrom(renderer.budget, inner.slice(at), mark)
    if (step === 0) return null
    at += step
    if (isSpace(inner[at - 1])) continue
    if (inner[at + 1] === mark && inner[at + 2] === mark) {
      return wrapped(at + 6, renderer.render(inner.slice(0, at)), '<strong><em>', '</em></strong>')
    }
    return inner[at + 1] === mark
      ? longer(single(renderer, source.slice(1), mark), 1)
      : longer(double(renderer, source.slice(2), mark), 2)
  }
  return null
}

/** How far the next mark is that is not escaped, in code or in a link; 0 where there is none. */
function markFrom(budget: Budget, source: string, mark: string): number {
  let at = 0
  while (at < source.length && budget.left > 0) {
    const start = at
    while (at < source.length && source[at] !== mark && source[at] !== '`' && source[at] !== '[') at++
    budget.left -= at - start + 1
    if (at >= source.length) return 0
    if (at > 0 && source[at - 1] === '\\') {
      at++
      continue
    }
    if (source[at] === mark) return at
    const within = source[at] === '`' ? skipCode(source, at, mark) : skipLink(source, at, mark)
    budget.left -= within.at - at
    if (within.mark !== null) return within.mark
    at = within.at
  }
  return 0
}

/** Where to go on, or the mark to use. */
interface Skipped {
  readonly at: number
  readonly mark: number | null
}

/** The first mark in the range, which does where what it is in proves to be nothing; 0 for none. */
function firstMark(source: string, start: number, end: number, mark: string): number {
  const at = source.slice(0, end).indexOf(mark, start)
  return Math.max(at, 0)
}

function skipCode(source: string, at: number, mark: string): Skipped {
  const close = source.indexOf('`', at + 1)
  if (close < 0) return { at: source.length, mark: firstMark(source, at + 1, source.length, mark) }
  return { at: close + 1, mark: null }
}

function skipLink(source: string, at: number, mark: string): Skipped {
  const bracket = source.indexOf(']', at + 1)
  const stop = bracket < 0 ? source.length : bracket
  const settled = firstMark(source, at + 1, stop, mark)
  let next = stop + 1
  while (source[next] === ' ' || source[next] === '\n') next++
  if (next >= source.length) return { at: source.length, mark: settled }
  const open = source[next] ?? ''
  if (open !== '[' && open !== '(') return { at: next, mark: settled > 0 ? settled : null }
  const close = source.indexOf(open, next + 1)
  const end = close < 0 ? source.length : close
  const inside = firstMark(source, next + 1, end, mark)
  if (settled === 0 && inside > 0) return { at: inside, mark: inside }
  return close < 0 ? { at: source.length, mark: settled } : { at: close + 1, mark: null }
}
