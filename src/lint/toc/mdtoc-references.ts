/** What a label means, by the label in lower case. */
export type References = ReadonlyMap<string, { readonly link: string; readonly title: string }>

const opening = / {0,3}\[([^\]\r\n]+)\]:[ \t]*\n?[ \t]*<?([^ \t\r\n]*)[ \t]*/y
const nextTitle = /\n[ \t]*["'(]([^\r\n]*)/y
const title = /["'(]([^\r\n]*)/y

/** Takes the definition that begins on the line, and returns where it ends, its last line break not counted; or -1. */
export function afterReference(
  text: string,
  at: number,
  references: Map<string, { readonly link: string; readonly title: string }>,
): number {
  opening.lastIndex = at
  const [, label, link = ''] = opening.exec(text) ?? []
  if (label === undefined) return -1
  const stop = opening.lastIndex
  const isLineOver = stop >= text.length || text.charCodeAt(stop) === 10
  const pattern = isLineOver ? nextTitle : title
  pattern.lastIndex = stop
  const said = closedTitle(pattern.exec(text)?.[1])
  if (said === null && !isLineOver) return -1
  references.set(label.toLowerCase(), { link, title: said ?? '' })
  return said === null ? stop : pattern.lastIndex
}

/** The text of a title without what closes it; null where nothing does. */
function closedTitle(text: string | undefined): string | null {
  const trimmed = text?.replace(/[ \t]+$/, '') ?? ''
  return trimmed.length > 1 && /["')]$/.test(trimmed) ? trimmed.slice(0, -1) : null
}
