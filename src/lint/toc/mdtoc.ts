import type { TocLine } from '../model/texts.js'
import { oncePerText } from '../text/memo.js'
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

/** Tables of one text. */
export interface TocReader {
  /** The lines of the table down to a level; null where they are not certain. */
  readonly lines: (maxDepth: number) => readonly TocLine[] | null
  /** How many lines there are down to a level, where they are certain. */
  readonly count: (maxDepth: number) => number
}

/**
 * The lines that kubernetes-sigs/mdtoc writes for a text, of headings down to `maxDepth`: each with the anchor that
 * mdtoc makes of it, and two spaces for each level below the highest. Null where that is not certain.
 * https://github.com/kubernetes-sigs/mdtoc/blob/main/pkg/mdtoc/mdtoc.go
 */
export function tocOf(text: string, maxDepth: number): readonly TocLine[] | null {
  return tocReader(text).lines(maxDepth)
}

/** Reads the headings of a text once, for tables of any depth. */
export function tocReader(text: string): TocReader {
  const reading = { left: text.length * stepsPerCharacter + 10_000 }
  const read = readRawHeadings(text, reading)
  const { left } = reading
  return {
    lines: (maxDepth) => {
      if (read === null) return null
      const render = (source: string): Priced => {
        const known = source.includes('[') ? null : alone(source)
        return known && known.steps < patience ? known : priced(source, read.references, left)
      }
      return linesOf(read.headings, maxDepth, render, left)
    },
    count: (maxDepth) => read?.headings.filter(({ level }) => level <= maxDepth).length ?? 0,
  }
}

/**
 * The same lines of headings that another reader found, which is cheaper. Null where a heading may refer to a
 * definition: `mayDefine` tells whether the text may have any. mdtoc may find other headings: only a table that is the
 * same as these lines is certain.
 */
export function tocOfHeadings(
  headings: readonly Raw[],
  maxDepth: number,
  mayDefine: boolean,
): readonly TocLine[] | null {
  if (headings.some(({ text }) => text.includes('\n') || (mayDefine && text.includes('[')))) return null
  return linesOf(headings, maxDepth, alone, patience)
}

/** A heading as it is shown, the anchor made of that, and how many steps it took. */
interface Priced {
  readonly html: string
  readonly slug: string
  readonly steps: number
}

/** So many steps are enough for a heading of any sense. */
const patience = 1_000_000

/** A heading that refers to nothing: it is the same in each text, and most are in many. */
const alone = oncePerText((source) => priced(source, new Map(), patience))

function priced(source: string, references: Parameters<typeof renderHeading>[1], left: number): Priced {
  const budget = { left }
  const { html, text } = renderHeading(source, references, budget)
  const slug = text
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-')
  return { html, slug, steps: left - budget.left }
}

/** Null where it takes more steps than are left. */
function linesOf(
  headings: readonly Raw[],
  maxDepth: number,
  render: (source: string) => Priced,
  left: number,
): readonly TocLine[] | null {
  const highest = headings.reduce((least, { level }) => Math.min(least, level), 6)
  const counts = new Map<string, number>()
  const lines: TocLine[] = []
  let rest = left
  for (const { level, text: source } of headings) {
    if (level > maxDepth) continue
    const { html, slug, steps } = render(source)
    rest -= steps
    if (rest <= 0) return null
    const count = counts.get(slug) ?? 0
    counts.set(slug, count + 1)
    const anchor = count > 0 ? `${slug}-${count}` : slug
    lines.push({ line: `${'  '.repeat(level - highest)}- [${html}](#${anchor})`, heading: html })
  }
  return lines
}
