import { escapeHtml, escapeLink, type Piece, type Renderer } from './mdtoc-pieces.js'

const space = /[ \t\n\r\f\v]/

function afterSpaces(source: string, at: number): number {
  while (space.test(source[at] ?? '')) at++
  return at
}

/** Where a link leads, and where it ends. */
interface Destination {
  readonly link: string
  /** Null: it has none. That of a definition may be empty, and an image then says so. */
  readonly title: string | null
  readonly end: number
}

/** The link or image whose `[` or `!` is at the offset. */
export function linkAt(renderer: Renderer, source: string, at: number): Piece | null {
  const { budget, insideLink } = renderer
  if (insideLink && (source[at - 1] === '[' || source[at + 1] === '^')) return null
  const image = source[at] === '!'
  const open = image ? at + 1 : at
  const close = closingBracket(source, open)
  budget.left -= (close < 0 ? source.length : close) - open
  if (close < 0) return null
  const label = source.slice(open + 1, close)
  const found = destinationOf(renderer, source, close, label)
  if (found === null) return null
  const link = unescaped(found.link)
  if (link === '' || (!image && label === '')) return null
  const title = found.title === null || (!image && found.title === '') ? '' : ` title="${escapeHtml(found.title)}"`
  if (image) {
    const html = `<img src="${escapeLink(link)}" alt="${escapeHtml(label)}"${title} />`
    return { length: found.end - at, html, text: label }
  }
  renderer.insideLink = true
  const shown = renderer.render(label, true)
  renderer.insideLink = insideLink
  const html = `<a href="${escapeLink(link)}"${title}>${shown.html}</a>`
  return { length: found.end - at, html, text: shown.text }
}

function closingBracket(source: string, open: number): number {
  let level = 1
  for (let at = open + 1; at < source.length; at++) {
    if (source[at - 1] === '\\') continue
    if (source[at] === '[') level++
    else if (source[at] === ']' && --level === 0) return at
  }
  return -1
}

function destinationOf(renderer: Renderer, source: string, close: number, label: string): Destination | null {
  const next = afterSpaces(source, close + 1)
  if (source[next] === '(') return inlineDestination(renderer, source, next + 1)
  const isReference = source[next] === '[' && next < source.length - 1 && source[next + 1] !== '^'
  const end = isReference ? source.indexOf(']', next + 1) : close
  if (end < 0) return null
  const id = isReference && end > next + 1 ? source.slice(next + 1, end) : label
  const known = renderer.references.get(id.toLowerCase())
  return known === undefined ? null : { ...known, end: end + 1 }
}

function inlineDestination({ budget }: Renderer, source: string, from: number): Destination | null {
  const start = afterSpaces(source, from)
  let end = start
  let depth = 0
  for (; end < source.length; end++) {
    const mark = source[end]
    if (mark === '\\') end++
    else if (mark === '(') depth++
    else if (mark === "'" || mark === '"') break
    else if (mark === ')' && depth-- <= 0) break
  }
  budget.left -= end - from
  if (end >= source.length) return null
  let title: string | null = null
  let stop = end
  const quote = source[end]
  if (quote === "'" || quote === '"') {
    let closed = false
    for (stop = end + 1; stop < source.length; stop++) {
      const mark = source[stop]
      if (mark === '\\') stop++
      else if (mark === quote) closed = true
      else if (closed && mark === ')') break
    }
    budget.left -= stop - end
    if (stop >= source.length) return null
    const said = source.slice(end + 1, stop).replace(/[ \t\n\r\f\v]+$/, '')
    // Without a quote at its end it is a part of the address.
    if (/.['"]$/s.test(said)) title = said.slice(0, -1)
    else if (!/['"]$/.test(said)) end = stop
  }
  const link = source
    .slice(start, end)
    .replace(/[ \t\n\r\f\v]+$/, '')
    .replace(/^</, '')
    .replace(/>$/, '')
  return { link, title, end: stop + 1 }
}

/** Without the backslashes that escape. */
function unescaped(text: string): string {
  return text.replace(/\\(.?)/gs, '$1')
}

const scheme = /^(?:[A-Za-z0-9][A-Za-z0-9.+-]+|\/[A-Za-z0-9][A-Za-z0-9.+-]*):/
const mail = /^[A-Za-z0-9._-]*@[A-Za-z0-9._-]*>/
const address = /^(?:\\.|[^\\>'" \t\n\r\f\v])+>/s

/** The comment, the tag or the address in angle brackets that begins the source. */
export function tagAt({ budget }: Renderer, source: string): Piece | null {
  const comment = source.startsWith('<!--') ? source.indexOf('-->', 3) : -1
  budget.left -= Math.max(comment, 0)
  if (comment >= 0) return raw(source, comment + 3)
  const name = /^<\/?(?=[A-Za-z0-9])[A-Za-z0-9.+-]*/.exec(source)?.[0]
  if (name === undefined || source.length < 3) return null
  const bare = source.slice(1)
  if (source[name.length] === '@') {
    const end = mail.exec(source.slice(name.length))?.[0].length ?? 0
    if (end > 0) return addressed(source, name.length + end, 'mailto:')
  }
  const opening = scheme.exec(bare)
  if (opening !== null) {
    const rest = address.exec(bare.slice(opening[0].length))
    budget.left -= rest?.[0].length ?? 0
    if (rest !== null) return addressed(source, 1 + opening[0].length + rest[0].length, '')
  }
  const from = opening === null ? name.length : afterAddress(bare, opening[0].length) + 1
  if (opening !== null && from >= source.length) return null
  const close = source.indexOf('>', from)
  budget.left -= (close < 0 ? source.length : close) - from
  // An unclosed tag goes as far as its name.
  return raw(source, close < 0 ? from : close + 1)
}

/** Where an address ends that is none. */
function afterAddress(source: string, from: number): number {
  return from + (/^(?:\\.|[^\\>'" \t\n\r\f\v])*/s.exec(source.slice(from))?.[0].length ?? 0)
}

function raw(source: string, length: number): Piece {
  return { length, html: length <= 2 ? '' : source.slice(0, length), text: '' }
}

function addressed(source: string, length: number, prefix: string): Piece {
  const link = unescaped(source.slice(1, length - 1))
  const text = link.replace(/^mailto:(?:\/\/)?/, '')
  return { length, html: `<a href="${escapeLink(prefix + link)}">${escapeLink(text)}</a>`, text }
}

const protocol = /(?:https?:\/\/|ftp:\/\/|file:\/\/|mailto:)/iy
const safe = /^(?:\.{0,2}\/[A-Za-z0-9]|(?:https?:\/\/|ftp:\/\/|mailto:)[A-Za-z0-9])/i
const pairs: Readonly<Record<string, string>> = { '"': '"', "'": "'", ')': '(', ']': '[', '}': '{' }
const url = '(?:(?:https?|ftp):\\/\\/|\\/)[-A-Za-z0-9+&@#/%?=~_|!:,.;()]+'
const anchor = new RegExp(`^<a\\shref="${url}"(?:\\stitle="[^"<>]+")?\\s?>${url}<\\/a>`)

/** The bare URL that begins at the offset. */
export function autolinkAt({ budget, insideLink }: Renderer, source: string, at: number): Piece | null {
  protocol.lastIndex = at
  if (insideLink || !protocol.test(source)) return null
  const tag = Math.max(source.lastIndexOf('<', at), 0)
  budget.left -= at - tag
  const whole = anchor.exec(source.slice(tag))?.[0]
  if (whole !== undefined) return { length: whole.length - (at - tag), html: whole.slice(at - tag), text: '' }
  const letters = /[A-Za-z]*$/.exec(source.slice(Math.max(0, at - 8), at))?.[0].length ?? 0
  if (letters > 6) return null
  const start = at - letters
  const rest = source.slice(start)
  if (!safe.test(rest)) return null
  const end = urlEnd(source, start, at)
  budget.left -= source.length - start
  const link = unescaped(source.slice(start, start + end))
  return { length: end, html: `<a href="${escapeLink(link)}">${escapeLink(link)}</a>`, text: link }
}

/** How long the URL is from `start` on, without the punctuation of the sentence around it. */
function urlEnd(source: string, start: number, at: number): number {
  const rest = source.slice(start)
  let end = /^[^ \t\n\r\f\v<]*/.exec(rest)?.[0].length ?? 0
  if (/[.,]/.test(rest[end - 1] ?? '') && rest[end - 2] !== '\\') end--
  if (rest[end - 1] === ';' && rest[end - 2] !== '\\' && !/&[a-z]{2,5};$/.test(rest.slice(0, end))) end--
  const closing = rest[end - 1] ?? ''
  const opening = pairs[closing]
  if (opening === undefined) return end
  let open = 1
  for (let i = at - (at - start) + end - 2; i >= 0 && source[i] !== '\n' && open !== 0; i--) {
    if (source[i] === closing) open++
    if (source[i] === opening) open--
  }
  return open === 0 ? end - 1 : end
}
