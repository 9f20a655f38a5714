/** The scalar is a word for none: `n/a`, `NA`. */
export function isNotApplicable(text: string): boolean {
  return /^\s*(?:n\/a|na)\s*$/i.test(text)
}

const words = new Set(['', '~', 'null', 'Null', 'NULL'])

/** The scalar, as the file has it, says that there is nothing: it is empty, or one of YAML's words for null. */
export function isNothing(text: string): boolean {
  return words.has(text.trim())
}
