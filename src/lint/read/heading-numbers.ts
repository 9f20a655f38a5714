import type { Heading, HeadingNumber, Markdown } from '../model/kep.js'

const forms = new Map<string, RegExp>()

/** `KEP-1234`, `KEP 1234`, `#1234` as a word, and the template's `KEP-NNNN`; an eight-digit date is no number. */
function formOf(prefix: string): RegExp {
  const known = forms.get(prefix) ?? new RegExp(`(?:\\b${prefix}[-\\s]*#?|(?<![\\w/])#)(\\d{1,7}(?!\\d)|NNNN)\\b`, 'i')
  forms.set(prefix, known)
  return known
}

/** The number that a text's first heading gives; null when there is none. */
export function headingNumberIn(body: Markdown | null, prefix: string): HeadingNumber | null {
  const heading = body?.headings[0]
  return heading ? headingNumber(heading, prefix) : null
}

/** The number that a heading gives after `prefix` (letters) or after `#`; null when there is none. */
function headingNumber({ text: whole, at }: Heading, prefix: string): HeadingNumber | null {
  const found = formOf(prefix).exec(whole)
  if (!found) return null
  const [said, text = ''] = found
  const start = found.index + said.length - text.length
  const isInFirstLine = !/[\r\n]/.test(whole.slice(0, start))
  const column = at.column + start
  return {
    text,
    said,
    number: /\d/.test(text) ? Number(text) : null,
    at: isInFirstLine ? { ...at, column, endLine: at.line, endColumn: column + text.length } : at,
  }
}

/**
 * The number that a KEP is known by: the one that its metadata has, unless its name and its first heading agree on
 * another. Null where the metadata has none, whatever the others say.
 */
export function agreedNumber(
  written: number | null,
  nameNumber: string | null,
  heading: () => HeadingNumber | null,
): number | null {
  if (written === null || nameNumber === null || Number(nameNumber) === written) return written
  return heading()?.number === Number(nameNumber) ? Number(nameNumber) : written
}
