/** A text without a remark in brackets, and trimmed: `implemented` of `implemented (alpha)`. */
export function withoutRemark(text: string): string {
  const [start, end] = [text.indexOf('('), text.lastIndexOf(')')]
  return (start >= 0 && end > start ? text.slice(0, start) + text.slice(end + 1) : text).trim()
}
