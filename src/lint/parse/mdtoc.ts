import type { TocLine } from '../model/catalogue.js'
import { readRawHeadings } from './mdtoc-blocks.js'
import { renderHeading } from './mdtoc-inlines.js'

/** So many steps a character; real texts take a tenth of it. */
const stepsPerCharacter = 40

/**
 * The lines that kubernetes-sigs/mdtoc writes for a text, of headings down to `maxDepth`: each with the anchor that
 * mdtoc makes of it, and two spaces for each level below the highest. Null where that is not certain.
 * https://github.com/kubernetes-sigs/mdtoc/blob/main/pkg/mdtoc/mdtoc.go
 */
export function tocOf(text: string, maxDepth: number): readonly TocLine[] | null {
  const budget = { left: text.length * stepsPerCharacter + 10_000 }
  const read = readRawHeadings(text, budget)
  if (read === null) return null
  const highest = Math.min(...read.headings.map(({ level }) => level), 6)
  const counts = new Map<string, number>()
  const lines: TocLine[] = []
  for (const { level, text: source } of read.headings) {
    if (level > maxDepth) continue
    const { html, text: shown } = renderHeading(source, read.references, budget)
    const slug = shown.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-')
    const count = counts.get(slug) ?? 0
    counts.set(slug, count + 1)
    const anchor = count > 0 ? `${slug}-${count}` : slug
    lines.push({ line: `${'  '.repeat(level - highest)}- [${html}](#${anchor})`, heading: html })
  }
  return budget.left > 0 ? lines : null
}
