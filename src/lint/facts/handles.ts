import { oncePerText } from '../text/memo.js'
import { isNotApplicable } from '../text/nothing-words.js'

/** How one entry of a list of people names somebody. */
export interface Handle {
  /** `login` or `org/team` without the `@`, as written; null where the entry names nobody, or not one person. */
  readonly login: string | null
  /** What is wrong with the way it is written, as a phrase (`a handle with text after it`); null where nothing is. */
  readonly fault: string | null
}

// GitHub's rule for logins: letters, digits and single hyphens between them, 39 at most.
const login = '[A-Za-z0-9](?:-?[A-Za-z0-9])*'
const whole = new RegExp(`^@?(${login})$`, 'i')
const team = new RegExp(`^@?(${login}/[a-z0-9][\\w-]*)$`, 'i')
const list = new RegExp(`^@?${login}(?:(?:\\s*[,;&]\\s*|\\s+and\\s+)@?${login})+$`, 'i')
// Letters of every alphabet count: `@zo` is not in `@zoë`. Without the flag i, which with u would take ſ for an s.
const inWord = '\\p{L}\\p{M}\\p{N}_'
const mentions = new RegExp(`(?<![${inWord}.@/-])@(${login})(?![${inWord}@]|(?:[./]|-+)[${inWord}])`, 'gu')

// Quotation marks, of keyboards and of word processors.
const marks = '[“”„‟«»‘’‚‹›"\'`\\s]'

/** Ways to write a handle that are not quite one, the likelier first: what each is called, and the login in it. */
const slips: readonly (readonly [string, RegExp])[] = [
  ['a handle with white space around it', new RegExp(`^\\s*@?(${login})\\s*$`, 'i')],
  ['a handle with white space after the @', new RegExp(`^@\\s+(${login})$`, 'i')],
  ['a handle in quotes of its own', new RegExp(`^${marks}*@?(${login})${marks}*$`, 'i')],
  ['a handle with the @ at its end', new RegExp(`^(${login})@$`, 'i')],
  ['a handle with more than one @', new RegExp(`^@{2,}(${login})$`, 'i')],
  ['a handle with punctuation after it', new RegExp(`^@?(${login})[,;:.]+$`, 'i')],
  ['a Markdown link', new RegExp(`^\\[@?(${login})\\]\\(.*\\)$`, 'i')],
  ['a URL', new RegExp(`^<?(?:https?://)?(?:www\\.)?github\\.com/(${login})/?>?$`, 'i')],
]

/** What no editor shows: it comes along when a page is copied. */
const invisible = /\p{Cf}/gu

/** What an entry is that names nobody by a handle. */
const others: readonly (readonly [string, RegExp])[] = [
  ['a URL', /^<?[a-z][a-z0-9+.-]*:\/\//i],
  ['an e-mail address', /[^\s@<]+@[^\s@<>]+\.[a-z]/i],
  ['text, not a handle', /\S\s+\S/],
]

/** The fault of an entry that names more than one person. */
export const several = 'several people in one entry'

/** Reads one entry of a list of people, as the file has it between its quotes. The same people are in many KEPs. */
export const handleOf = oncePerText(readHandle)

function readHandle(text: string): Handle {
  if (text.length > 500) return { login: null, fault: 'text, not a handle' }
  const legal = whole.exec(text) ?? team.exec(text)
  if (legal) return withLength(legal[1] ?? '')
  for (const [fault, form] of slips) {
    const found = form.exec(text)
    if (found) return { login: found[1] ?? null, fault }
  }
  const visible = whole.exec(text.replace(invisible, '').trim())
  if (visible) return { login: visible[1] ?? null, fault: 'a handle with an invisible character in it' }
  const named = [...text.matchAll(mentions)].map((match) => match[1] ?? '')
  if (named.length > 1 || list.test(text)) return { login: null, fault: several }
  if (named.length === 1) return { login: named[0] ?? null, fault: 'a handle with text around it' }
  const other = others.find(([, form]) => form.test(text))
  return { login: null, fault: other?.[0] ?? illegal }
}

const illegal = 'not a GitHub login (letters, digits, single hyphens between them)'

function withLength(name: string): Handle {
  if ((name.split('/')[0] ?? '').length <= 39) return { login: name, fault: null }
  return { login: null, fault: 'longer than the 39 characters of a GitHub login' }
}

/** The entry means somebody who is not known yet: `TBD`, with or without `@`. */
export function isOpen(text: string): boolean {
  return /^@?tbd$/i.test(text.trim())
}

/** The entry means nobody: `TBD`, `n/a` and similar words. */
export function isNobody(text: string): boolean {
  return (
    isOpen(text) || isNotApplicable(text) || /^(?:tba|tbc|todo|none|nobody|unassigned|-+|\?+)\.?$/i.test(text.trim())
  )
}

/** One of the people of the template, who are all called Doe: `@jane.doe`. */
export function isExample(text: string): boolean {
  return /^@?[a-z]+\.doe$/i.test(text.trim())
}

/** Somebody, for comparing: GitHub ignores case. */
export function folded(text: string): string {
  return (handleOf(text).login ?? text.trim()).toLowerCase()
}
