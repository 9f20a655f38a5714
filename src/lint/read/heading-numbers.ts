import type { Heading, HeadingNumber, Markdown } from '../model/kep.js'
import type { Profile } from '../model/profile.js'

const forms = new WeakMap<Profile, RegExp>()

/** `KEP-1234`, `KEP 1234`, `#1234` as a word, and the template's `KEP-NNNN`; an eight-digit date is no number. */
function formOf(profile: Profile): RegExp {
  const { prefix, template } = profile
  const known =
    forms.get(profile) ??
    new RegExp(`(?:\\b${prefix}[-\\s]*#?|(?<![\\w/])#)(\\d{1,7}(?!\\d)|${template.names.number})\\b`, 'i')
  forms.set(profile, known)
  return known
}

/** The number that a text's first heading gives; null when there is none. */
export function headingNumberIn(body: Markdown | null, profile: Profile): HeadingNumber | null {
  const heading = body?.headings[0]
  return heading ? headingNumber(heading, profile) : null
}

/** The number that a heading gives after the format's prefix or after `#`; null when there is none. */
function headingNumber({ text: whole, at }: Heading, profile: Profile): HeadingNumber | null {
  const found = formOf(profile).exec(whole)
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
