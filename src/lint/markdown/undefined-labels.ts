/** A reference link, `[text][label]` or `[label][]`, by offsets in its text. */
export interface LabelUse {
  /** The label as written. */
  readonly label: string
  /** Where the label is; where that is empty, its brackets. */
  readonly start: number
  readonly end: number
  /** The second pair of brackets is empty, so that the first is the label. */
  readonly collapsed: boolean
}

/** What may be one. The text has no brackets in it, and a word before it makes it an index, as in `list[i][j]`. */
const use = /(?<![\w)\\]|\]\s?)!?\[([^[\]\\`\n]{2,200})\]\[([^[\]\\`\n]{0,200})\](?![([:])/g

/** What a text may say in brackets and mean no link: a footnote, a box of a task list, an index, an option's value. */
const noText = /^\^|^[ xX]$|^[^\p{L}]*$/u

/** Tags are side by side too, `[Slow][Serial]`; a label that is one is written in one word and not as a name. */
const labelLike = /^(?=.*\p{L})[^\s\p{Lu}]\S*$/u

/**
 * Where a text may use a label that is not defined. A text that has none is not looked at further. What is in code is
 * for the caller to leave out.
 */
export function labelUsesIn(text: string): readonly LabelUse[] {
  const found: LabelUse[] = []
  if (!text.includes('][')) return found
  for (const match of text.matchAll(use)) {
    const [whole, first = '', second = ''] = match
    const collapsed = second === ''
    if (noText.test(first) || (!collapsed && !labelLike.test(second))) continue
    const close = match.index + whole.length
    const start = collapsed ? close - 2 : close - 1 - second.length
    found.push({ label: collapsed ? first : second, start, end: collapsed ? close : close - 1, collapsed })
  }
  return found
}

/** The text with the insides of code spans and HTML tags blanked, so that offsets stay. */
export function withoutCode(content: string): string {
  if (!/[`<]/.test(content)) return content
  // Where no run of a length is left, none of that length closes.
  const last = new Map<number, number>()
  for (const { 0: run, index } of content.matchAll(/`+/g)) last.set(run.length, index)
  let result = ''
  let at = 0
  for (let start = content.indexOf('`'); start >= 0; start = content.indexOf('`', at)) {
    let after = start
    while (content.charCodeAt(after) === 96) after++
    const close = (last.get(after - start) ?? -1) < after ? -1 : closing(content, after, after - start)
    const end = close < 0 ? after : close
    result += content.slice(at, start) + (close < 0 ? content.slice(start, after) : ' '.repeat(end - start))
    at = end
  }
  return (result + content.slice(at)).replace(/<[^<>]*>/g, (tag) => ' '.repeat(tag.length))
}

/** Just after the next run of exactly `length` backticks. */
function closing(text: string, from: number, length: number): number {
  const runs = /`+/g
  runs.lastIndex = from
  for (let run = runs.exec(text); run; run = runs.exec(text)) if (run[0].length === length) return runs.lastIndex
  return -1
}
