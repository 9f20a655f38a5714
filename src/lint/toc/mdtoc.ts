import type { TocLine } from '../model/texts.js'
import { readRawHeadings } from './mdtoc-blocks.js'
import { renderHeading } from './mdtoc-inlines.js'

/** So many steps a character; real texts take a tenth of it. */
const stepsPerCharacter = 40

/** What of a heading is in the table. */
interface Raw {
  readonly level: number
  /** Its source. */
  readonly text: string
}

/**
 * The lines that kubernetes-sigs/mdtoc writes for a text, of headings down to `maxDepth`: each with the anchor that
 * mdtoc makes of it, and two spaces for each level below the highest. Null where that is not certain.
 * https://github.com/kubernetes-sigs/mdtoc/blob/main/pkg/mdtoc/mdtoc.go
 */
export function tocOf(text: string, maxDepth: number): readonly TocLine[] | null {
  const budget = { left: text.length * stepsPerCharacter + 10_000 }
  const read = readRawHeadings(text, budget)
  if (read === null) return null
  const lines = linesOf(read.headings, maxDepth, read.references, budget)
  return budget.left > 0 ? lines : null
}

/**
 * The same lines of headings that another reader found, which is cheaper. Null where a heading may refer to a
 * definition. mdtoc may find other headings: only a table that is the same as these lines is certain.
 */
export function tocOfHeadings(headings: readonly Raw[], maxDepth: number): readonly TocLine[] | null {
  if (headings.some(({ text }) => /[[\n]/.test(text))) return null
  const budget = { left: 1_000_000 }
  const lines = linesOf(headings, maxDepth, new Map(), budget)
  return budget.left > 0 ? lines : null
}

function linesOf(
  headings: readonly Raw[],
  maxDepth: number,
  references: Parameters<typeof renderHeading>[1],
  budget: { left: number },
): readonly TocLine[] {
  const highest = headings.reduce((least, { level }) => Math.min(least, level), 6)
  const counts = new Map<string, number>()
  const lines: TocLine[] = []
  for (const { level, text: source } of headings) {
    if (level > maxDepth) continue
    const { html, text: shown } = renderHeading(source, references, budget)
    const slug = shown
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-')
    const count = counts.get(slug) ?? 0
    counts.set(slug, count + 1)
    const anchor = count > 0 ? `${slug}-${count}` : slug
    lines.push({ line: `${'  '.repeat(level - highest)}- [${html}](#${anchor})`, heading: html })
  }
  return lines
}
