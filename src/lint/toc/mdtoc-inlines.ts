import { emphasized } from './mdtoc-emphasis.js'
import type { Budget } from './mdtoc-lines.js'
import { autolinkAt, linkAt, tagAt } from './mdtoc-links.js'
import { escapeHtml, escapeLink, type Piece, type Rendered, type Renderer } from './mdtoc-pieces.js'
import type { References } from './mdtoc-references.js'

/** Deeper markup is not read. */
const deepest = 16

/**
 * A heading's text as gomarkdown renders it, whose rules for emphasis, links and HTML are its own. What it says is
 * uncertain where the budget is spent.
 */
export function renderHeading(source: string, references: References, budget: Budget): Rendered {
  let depth = 0
  const renderer: Renderer = {
    budget,
    references,
    insideLink: false,
    render(part, linked = false) {
      if (depth >= deepest || part === '') return { html: '', text: '' }
      depth++
      budget.left -= part.length
      let html = ''
      let text = ''
      let plain = 0
      for (let at = 0; at < part.length && budget.left > 0; ) {
        const piece = pieceAt(renderer, part, at)
        if (piece === null) {
          at++
          continue
        }
        const before = part.slice(plain, at)
        const escaped = linked ? escapeLink : escapeHtml
        html += escaped(before) + (piece.html ?? escaped(piece.text))
        text += before + piece.text
        at += piece.length
        plain = at
      }
      const rest = part.slice(plain)
      depth--
      return { html: html + (linked ? escapeLink(rest) : escapeHtml(rest)), text: text + rest }
    },
  }
  const { html, text } = renderer.render(source)
  return { html: html.trim(), text }
}

/** The piece that begins at the offset; null where the character has no special meaning. */
function pieceAt(renderer: Renderer, source: string, at: number): Piece | null {
  switch (source[at]) {
    case '*':
    case '_':
    case '~':
      return emphasized(renderer, source.slice(at))
    case '`':
      return codeAt(renderer.budget, source, at)
    case '[':
      return linkAt(renderer, source, at)
    case '!':
      return source[at + 1] === '[' ? linkAt(renderer, source, at) : null
    case '<':
      return tagAt(renderer, source.slice(at))
    case '\\':
      return escapeAt(source, at)
    case '&':
      return entityAt(source, at)
    case '$':
      return mathAt(renderer.budget, source, at)
    case 'h':
    case 'H':
    case 'm':
    case 'M':
    case 'f':
    case 'F':
      return autolinkAt(renderer, source, at)
    default:
      return null
  }
}

function codeAt(budget: Budget, source: string, at: number): Piece | null {
  let start = at
  while (source[start] === '`') start++
  const marks = source.slice(at, start)
  const close = source.indexOf(marks, start)
  budget.left -= (close < 0 ? source.length : close) - at
  if (close < 0) return null
  const code = source.slice(start, close).replace(/^ +| +$/g, '')
  const length = close + marks.length - at
  return code === '' ? { length, text: '' } : { length, text: code, html: `<code>${escapeHtml(code)}</code>` }
}

const escapable = new Set('\\`*_{}[]()#+-.!:|&<>~^')

function escapeAt(source: string, at: number): Piece | null {
  const next = source[at + 1]
  if (next === undefined) return { length: 1, text: '' }
  return escapable.has(next) ? { length: 2, text: next } : null
}

const entity = /&#?[A-Za-z0-9]*;/y

/** Entities with names stay as they are, and their `&` is escaped once more. */
function entityAt(source: string, at: number): Piece | null {
  entity.lastIndex = at
  const written = entity.exec(source)?.[0]
  if (written === undefined) return null
  const { length } = written
  if (written === '&amp;') return { length, text: '&' }
  const digits = /^&.(?:[xX]([0-9A-Fa-f]+)|(\d+));$/.exec(written)
  const point = digits === null ? NaN : digits[1] === undefined ? Number(digits[2]) : parseInt(digits[1], 16)
  if (length < 4 || Number.isNaN(point)) return { length, text: written }
  const isCharacter = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
  return { length, text: isCharacter ? String.fromCodePoint(point) : '\ufffd' }
}

function mathAt(budget: Budget, source: string, at: number): Piece | null {
  if (source.length - at <= 2 || source[at + 1] === '$') return null
  const close = source.indexOf('$', at + 1)
  budget.left -= (close < 0 ? source.length : close) - at
  if (close < 0) return null
  const html = `<span class="math inline">\\(${escapeHtml(source.slice(at + 1, close))}\\)</span>`
  return { length: close + 1 - at, text: '', html }
}
