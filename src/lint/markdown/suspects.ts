/** Decides which destinations need not be read. */
export interface Interest {
  /** The destination is of no interest. Of a URL it must say the same for `http` and for `https`. */
  readonly passes: (destination: string) => boolean
  /** Sticky: matches, from the `://` on, every URL that does not pass, and others. Null: all URLs pass. */
  readonly url: RegExp | null
}

/** A destination without entities, escapes and brackets: it means what it says. */
const plain = '[^\\x00-\\x20\\x7f()<>\\\\&]*(?:&(?![#\\w]+;)[^\\x00-\\x20\\x7f()<>\\\\&]*)*'
const inline = new RegExp(`[ \\t]*(${plain})(?=(\\))|[\\t\\n\\r ]|$)`, 'y')
const defined = new RegExp(`[ \\t]*(${plain})(?=[\\t\\n\\r ]|$)`, 'y')
/** Much the most destinations are fragments of this kind. */
const fragment = /#[\w-]+(?=\))/y
const bare = /:\/\/([\w/#%-]+(?:\.[\w/#%-]+)*)(?<=[\w/])(?=[\s)>]|$)/y
const tag = /<(?:a|img|source)\s/iy
const namingTag = /<a\s+(?:name|id)\s*=\s*(?:"[^"<>]*"|'[^'<>]*')\s*\/?>/iy
const linkingTag = /<(?:a\s+href|img\s+src)\s*=\s*"([^"<>&\\\s]*)"/iy

/**
 * Where, in order, a link or an image may begin whose destination does not pass, link reference definitions aside.
 * Whether there is a link at all is not asked, so that no text needs to be parsed for those that pass.
 */
export function suspectsIn(text: string, interest: Interest): readonly number[] {
  const { passes, url } = interest
  const found: number[] = []
  for (let at = text.indexOf(']('); at >= 0; at = text.indexOf('](', at + 2)) {
    if (testAt(fragment, text, at + 2) && passes(text.slice(at + 2, fragment.lastIndex))) continue
    const match = matchAt(inline, text, at + 2)
    const destination = match?.[1]
    // A destination may still be on the next line.
    const certain = destination !== undefined && (destination !== '' || match?.[2] !== undefined)
    if (!certain || !passes(destination)) found.push(at)
  }
  for (const opening of ['<a', '<A', '<i', '<I', '<s', '<S']) {
    for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 2)) {
      if (!testAt(tag, text, at) || testAt(namingTag, text, at)) continue
      const match = matchAt(linkingTag, text, at)
      const hasMore = match !== null && text.charCodeAt(at + match[0].length) !== 62
      if (match?.[1] === undefined || !passes(match[1]) || (hasMore && hasSrcset(text, at))) found.push(at)
    }
  }
  for (let at = url ? text.indexOf('://') : -1; at >= 0; at = text.indexOf('://', at + 3)) {
    if (!url || !testAt(url, text, at)) continue
    const rest = matchAt(bare, text, at)?.[1]
    if (rest === undefined || !passes(`https://${rest}`)) found.push(at)
  }
  return found.sort((a, b) => a - b)
}

/** Where a link reference definition may have the end of its label, in order. A footnote is none. */
export function definersIn(text: string): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf(']:'); at >= 0; at = text.indexOf(']:', at + 2)) {
    const near = text.slice(Math.max(0, at - longestLabel), at)
    const open = at - near.length + near.lastIndexOf('[')
    if (open < at - near.length || text[open + 1] === '^') continue
    const before = text.slice(Math.max(0, open - longestLabel), open)
    const isEscaped = near.includes('\\', open - at)
    if (isEscaped || lead.test(before.slice(before.lastIndexOf('\n') + 1))) found.push(at)
  }
  return found
}

/** https://spec.commonmark.org/0.31.2/#link-label allows 999 characters, each of which may be escaped. */
export const longestLabel = 2002
/** What may be before a definition: white space and containers' markers. */
const lead = /^[\s\ufeff>*+\d.)-]*$/

/** The destination of the definition whose label ends at `at` may be one that does not pass. */
export function isSuspectDefiner(text: string, at: number, { passes }: Interest): boolean {
  const destination = matchAt(defined, text, at + 2)?.[1]
  return destination === undefined || destination === '' || !passes(destination)
}

/** The tag that begins here may have another attribute that names images. */
function hasSrcset(text: string, at: number): boolean {
  return /\bsrcset\b/i.test(text.slice(at, at + longestTag).split('>', 1)[0] ?? '')
}

/** As much of a tag as is looked at. */
const longestTag = 4000

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at
  return sticky.exec(text)
}

function testAt(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at
  return sticky.test(text)
}
