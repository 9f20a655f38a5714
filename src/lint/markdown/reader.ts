import type { Markdown } from '../model/kep.js'
import { newParser, type Parser } from './document.js'
import { partsOf } from './parts.js'
import { definersIn, longestLabel } from './suspects.js'

export type Token = ReturnType<Parser['parse']>[number]

/** Reads the parts of one text for links. Made by `linkReader`. */
export interface LinkReader {
  /** The block tokens of a part. The definitions in it hold for the whole text. */
  readonly blocks: (part: string) => readonly Token[]
  /** The destinations of the definitions read so far, by label as `labelOf` gives it. */
  readonly definitions: () => readonly (readonly [label: string, destination: string])[]
  readonly labelOf: (text: string) => string
  /**
   * The tokens that open a link, are an image or are HTML in the text of a block. Their `map` holds where in it
   * the token's rule was: on the `!`, the `<`, after the `[`, at the `:` of a bare URL.
   */
  readonly links: (content: string) => readonly Token[]
  /** Resolves escapes and entities. */
  readonly unescape: (text: string) => string
}

let parser: Parser | undefined

/** markdown-it without what has no part in links, and with tokens that are cheap to make: it makes a million. */
function linkParser(): Parser {
  if (parser !== undefined) return parser
  const made = newParser(true)
  made.normalizeLink = (url) => url
  made.inline.ruler.disable(['emphasis', 'strikethrough'])
  made.inline.ruler2.enableOnly([])
  const prototype: object = new made.block.State('', made, {}, []).Token.prototype
  const tokenOf = (type: string, tag: string, nesting: 0 | 1 | -1, block: boolean): Token => {
    const token: Token = Object.create(prototype)
    token.type = type
    token.tag = tag
    token.attrs = null
    token.map = null
    token.nesting = nesting
    token.level = 0
    token.children = null
    token.content = ''
    token.markup = ''
    token.info = ''
    token.meta = null
    token.block = block
    token.hidden = false
    return token
  }
  made.block.State = class extends made.block.State {
    override push(type: string, tag: string, nesting: 0 | 1 | -1): Token {
      const token = tokenOf(type, tag, nesting, true)
      if (nesting < 0) this.level--
      token.level = this.level
      if (nesting > 0) this.level++
      this.tokens.push(token)
      return token
    }
  }
  const text = tokenOf('text', '', 0, false)
  made.inline.State = class extends made.inline.State {
    override pushPending(): Token {
      this.pending = ''
      return text
    }

    override push(type: string, tag: string, nesting: 0 | 1 | -1): Token {
      this.pending = ''
      if (nesting < 0) this.level--
      const token = tokenOf(type, tag, nesting, false)
      token.level = this.level
      if (nesting > 0) this.level++
      if (type === 'link_open' || type === 'image' || type === 'html_inline') {
        token.map = [this.pos, this.pos]
        this.tokens.push(token)
      }
      return token
    }
  }
  return (parser = made)
}

/** What opens a footnote, which markdown-it takes for a link reference definition. */
const footnote = /(?<=^[ \t>*+\d.)-]*)\[(?=\^[^\]\n]+\]:)/gm

/** A reader for one text. */
export function linkReader(): LinkReader {
  const md = linkParser()
  const env: Parameters<Parser['block']['parse']>[2] = {}
  const state = new md.inline.State('', md, env, [])
  return {
    blocks(part) {
      const tokens: Token[] = []
      const lines = part.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd')
      md.block.parse(lines.includes('[^') ? lines.replace(footnote, '(') : lines, md, env, tokens)
      return tokens
    },
    definitions: () => Object.entries(env.references ?? {}).map(([label, { href }]) => [label, href] as const),
    labelOf: md.utils.normalizeReference,
    links(content) {
      // One state for all blocks: making it is costly too.
      state.src = content
      state.tokens = []
      state.pos = 0
      state.posMax = content.length
      state.level = 0
      state.linkLevel = 0
      state.pending = ''
      state.cache = {}
      state.backticks = {}
      state.backticksScanned = false
      state.skipHtmlSpecial = false
      md.inline.tokenize(state)
      return state.tokens
    },
    unescape: md.utils.unescapeAll,
  }
}

let plain: Parser | undefined

/** Reads the headings of one text. */
export interface HeadingReader {
  /** What a heading shows: its text without markup, images and HTML. */
  readonly shown: (heading: string) => string
  /** Something in brackets in the heading may be defined in the text. */
  readonly mayRefer: (heading: string) => boolean
}

export function headingReader(markdown: Markdown): HeadingReader {
  const { text } = markdown
  let env: Parameters<Parser['block']['parse']>[2] | undefined
  let labels: ReadonlySet<string> | undefined
  const mayRefer = (heading: string): boolean => {
    if (!heading.includes('[')) return false
    labels ??= new Set(definersIn(text).map((at) => foldedLabel(text, at)))
    if (labels.size === 0) return false
    // A label that is not plain may be any.
    return (
      labels.has('') ||
      [...heading.matchAll(/\]/g)].some(({ index }) => {
        const label = foldedLabel(heading, index)
        return label === '' || labels?.has(label)
      })
    )
  }
  return {
    mayRefer,
    shown(heading) {
      const md = (plain ??= newParser(false))
      if (env === undefined && mayRefer(heading)) {
        env = {}
        for (const { start, end } of partsOf(markdown)(definersIn(text))) {
          md.block.parse(text.slice(start, end).replace(/\r\n?/g, '\n'), md, env, [])
        }
      }
      const tokens: Token[] = []
      md.inline.parse(heading, md, env ?? {}, tokens)
      let shown = ''
      for (const { type, content } of tokens) {
        if (type === 'softbreak' || type === 'hardbreak') shown += '\n'
        else if (type !== 'image' && type !== 'html_inline') shown += content
      }
      return shown
    },
  }
}

/** The label that ends at the bracket, its case and blanks folded; empty where it has escapes or line breaks. */
function foldedLabel(text: string, end: number): string {
  const near = text.slice(Math.max(0, end - longestLabel), end)
  const label = near.slice(near.lastIndexOf('[') + 1)
  return /[\\\r\n]/.test(label) ? '' : label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase()
}
