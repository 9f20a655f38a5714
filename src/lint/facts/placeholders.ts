import { unfilled } from '../profiles/template.js'

/** Words to choose from: `alpha|beta|stable`. */
const alternatives = /^[\w-]+(?:\s*\|\s*[\w-]+)+$/

/** Values of a template that are only examples: `MyFeature`, `your-handle`, `sig-aaa`, `<metric>`, `jane.doe`. */
const shapes: readonly RegExp[] = [
  /^my(?:[-_.]|(?=[A-Z]))/,
  /^(?:your|some|example|sample)(?:[-_.]|(?=[A-Z]))/i,
  /(?:^|[-_.])(?:your|example|sample|placeholder|([a-z])\1\1+|xyz|foo|bar)(?:[-_.]|$)/i,
  /^[a-z]+[-_.]?doe$/i,
]

/** The text has a number or a date in it that nobody filled in. */
export function hasBlank(text: string): boolean {
  return unfilled.test(text)
}

/** The text is a list of words to choose from. */
export function isAlternatives(text: string): boolean {
  return text.includes('|') && alternatives.test(text)
}

/** The text, an `@` before it left out, has the shape of an example. */
export function isExample(text: string): boolean {
  const bare = text.replace(/^@/, '')
  return isBracketed(bare) || shapes.some((shape) => shape.test(bare))
}

/** The text is a word in angle brackets. */
export function isBracketed(text: string): boolean {
  return text.startsWith('<') && text.endsWith('>')
}
