/** What tells which destinations need not be read. */
export interface Interest {
  /** The destination is of no interest. Told of a URL, it does not hang on `http` or `https`. */
  readonly passes: (destination: string) => boolean
  /**
   * Matches from the `://` on (it is sticky) a URL that may be of interest. One that it does not match passes,
   * whatever follows. Null where no URL is of interest.
   */
  readonly url: RegExp | null
}

/** Offsets in a text, in order. */
export type Offsets = readonly number[]

/** A destination without entities, escapes and brackets: it is what it looks like, wherever it stands. */
const plain = '[^\\x00-\\x20\\x7f()<>\\\\&]*(?:&(?![#\\w]+;)[^\\x00-\\x20\\x7f()<>\\\\&]*)*'
const inline = new RegExp(`[ \\t]*(${plain})(?=(\\))|[\\t\\n\\r ]|$)`, 'y')
const defined = new RegExp(`[ \\t]*(${plain})(?=[\\t\\n\\r ]|$)`, 'y')
const bare = /:\/\/[\w/#%-]+(?:\.[\w/#%-]+)*(?=[\s)>]|$)/y
const escapedUrl = /:\/\/[\w.%/-]{0,200}[\\&]/y
const tagStart = /<(?:a|img)(?=[\s/])/gi
const anchorTag = /<a\s+(?:name|id)\s*=\s*(?:"[^"<>]*"|'[^'<>]*')\s*\/?>/iy
const linkTag = /<(?:a\s+href|img\s+src)\s*=\s*"([^"<>&\\\s]*)"/iy

/**
 * Where a link, an image or a tag may begin whose destination does not pass: a superset, since it is no matter here
 * whether there is a link at all. Link reference definitions are apart.
 */
export function suspectsIn(text: string, { passes, url }: Interest): Offsets {
  const found: number[] = []
  for (let at = text.indexOf(']('); at >= 0; at = text.indexOf('](', at + 2)) {
    inline.lastIndex = at + 2
    const match = inline.exec(text)
    const destination = match?.[1]
    if (destination === undefined || (destination === '' && match?.[2] === undefined)) found.push(at)
    else if (!passes(destination) || isEscaped(text, at + 2, destination)) found.push(at)
  }
  tagStart.lastIndex = 0
  while (tagStart.test(text)) {
    const at = text.lastIndexOf('<', tagStart.lastIndex)
    if (matchAt(anchorTag, text, at)) continue
    linkTag.lastIndex = at
    const destination = linkTag.exec(text)?.[1]
    if (destination === undefined || !passes(destination)) found.push(at)
  }
  if (url === null) return found.sort(ascending)
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    if (!matchAt(url, text, at)) continue
    bare.lastIndex = at
    const match = bare.exec(text)
    if (match === null || !passes(`https${match[0]}`)) found.push(at)
  }
  return found.sort(ascending)
}

/** A link reference definition may stand in the text whose destination does not pass. */
export function mayDefineSuspect(text: string, { passes }: Interest): boolean {
  for (let at = text.indexOf(']:'); at >= 0; at = text.indexOf(']:', at + 2)) {
    defined.lastIndex = at + 2
    const destination = defined.exec(text)?.[1]
    if (destination === undefined || destination === '' || !passes(destination)) return true
  }
  return false
}
