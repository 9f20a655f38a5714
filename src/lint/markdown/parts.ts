import type { Markdown } from '../model/kep.js'
import type { Range } from '../model/texts.js'
import { frontMatter, textStart } from './front-matter.js'
import { type Block, blockStart, isMargin, scanHeadings } from './scan.js'

/**
 * Parts the text, front matter apart, so that each part means the same alone, link reference definitions aside. The
 * function gives the parts that hold some offsets, in order and each once; where code or a comment is certain there
 * are none.
 */
export function partsOf({ text, headings }: Markdown): (offsets: readonly number[]) => readonly Range[] {
  const body = frontMatter(text)?.body ?? textStart(text)
  // A heading at the margin is in no other block and ends all that are open.
  const cuts = [body, ...headings.flatMap(({ start }) => (text.charCodeAt(start) === 35 ? [start] : [])), text.length]
  return (offsets) => {
    const parts: Range[] = []
    let section = 0
    let blocks: readonly Part[] = []
    let index = 0
    let end = body
    for (const offset of [...offsets].sort((a, b) => a - b)) {
      if (offset < end) continue
      if (offset >= (cuts[section] ?? 0)) {
        while (offset >= (cuts[section] ?? Infinity)) section++
        blocks = blocksOf(text, cuts[section - 1] ?? 0, cuts[section] ?? text.length)
        index = 0
      }
      while (index < blocks.length && (blocks[index]?.end ?? 0) <= offset) index++
      const block = blocks[index]
      if (block === undefined || block.opaque) continue
      const part = block.plain ? partAround(text, block, offset) : block
      parts.push(part)
      end = part.end
    }
    return parts
  }
}

/** Of a plain block every line at the margin after a blank line begins another. */
interface Part extends Block {
  readonly plain: boolean
}

/** The blocks of a section and what is between them; the section as one where they are not certain. */
function blocksOf(text: string, start: number, end: number): readonly Part[] {
  const blocks: Block[] = []
  if (scanHeadings(text.slice(start, end), 0, 1, blocks) === null) return [{ start, end, opaque: false, plain: false }]
  const parts: Part[] = []
  let last = start
  for (const block of blocks) {
    const from = start + block.start
    if (from > last) parts.push({ start: last, end: from, opaque: false, plain: true })
    last = start + block.end
    parts.push({ start: from, end: last, opaque: block.opaque, plain: false })
  }
  if (end > last) parts.push({ start: last, end, opaque: false, plain: true })
  return parts
}

function partAround(text: string, { start, end }: Range, offset: number): Range {
  const line = text.slice(start, offset).lastIndexOf('\n') + 1
  const from = blockStart(text, start, start + line)
  const rest = text.slice(offset, end)
  for (let at = rest.indexOf('\n\n'); at >= 0 && at + 2 < rest.length; at = rest.indexOf('\n\n', at + 1)) {
    if (isMargin(rest, at + 2)) return { start: from, end: offset + at + 2 }
  }
  return { start: from, end }
}
