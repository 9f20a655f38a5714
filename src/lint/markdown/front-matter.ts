const mark = 0xfeff

/** Where the text begins: after a byte order mark. */
export function textStart(text: string): number {
  return text.charCodeAt(0) === mark ? 1 : 0
}

/** The line at `offset` is `---` (or, where `dots`, `...`), white space after it aside. */
function isFence(text: string, offset: number, dots: boolean): boolean {
  if (!text.startsWith('---', offset) && !(dots && text.startsWith('...', offset))) return false
  for (let at = offset + 3; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10) return true
    if (code !== 32 && code !== 9 && code !== 13) return false
  }
  return true
}

/**
 * The YAML that a text opens with, or null. Offsets are UTF-16 units: `start` and `end` are those of the YAML
 * without its `---` lines (the last may be `...`), `body` is where the rest begins.
 */
export function frontMatter(
  text: string,
): { readonly start: number; readonly end: number; readonly body: number } | null {
  const top = textStart(text)
  if (!isFence(text, top, false)) return null
  const start = text.indexOf('\n', top) + 1
  if (start === 0) return null
  for (let line = start; line < text.length; ) {
    const next = text.indexOf('\n', line) + 1
    const first = text.charCodeAt(line)
    if ((first === 45 || first === 46) && isFence(text, line, true)) {
      return { start, end: line, body: next === 0 ? text.length : next }
    }
    if (next === 0) return null
    line = next
  }
  return null
}
