import type { Range } from '../model/catalogue.js'
import type { Markdown } from '../model/kep.js'
import { frontMatter, textStart } from './front-matter.js'
import { blockStart, isMargin, scanHeadings, type Block } from './markdown-scan.js'

/**
 * Parts the text, front matter apart, so that each part means the same alone, link reference definitions aside. The
 * function gives the parts that hold some offsets, in order and each once; where code or a comment is certain there
 * are none.
 */
export function partsOf(markdown: Markdown): (offsets: readonly number[]) => readonly Range[] {
  const { text } = markdown
  const body = frontMatter(text)?.body ?? textStart(text)
  const blocks = blocksOf(markdown, body)
  return (offsets) => {
    const parts: Range[] = []
    let index = 0
    let end = body
    for (const offset of [...offsets].sort((a, b) => a - b)) {
      if (offset < end) continue
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

/** The blocks and what stands between them; where they are not certain, what stands between two headings. */
function blocksOf({ text, headings }: Markdown, body: number): readonly Part[] {
  const blocks: Block[] = []
  const parts: Part[] = []
  let end = body
  const addUpTo = (start: number, plain: boolean): void => {
    if (start > end) parts.push({ start: end, end: start, opaque: false, plain })
    end = start
  }
  if (scanHeadings(text, body, 1, blocks) === null) {
    // A heading at the margin stands in no other block and ends all that are open.
    for (const { start } of headings) if (text.charCodeAt(start) === 35) addUpTo(start, false)
    addUpTo(text.length, false)
    return parts
  }
  for (const block of blocks) {
    addUpTo(block.start, true)
    parts.push({ ...block, plain: false })
    end = block.end
  }
  addUpTo(text.length, true)
  return parts
}

function partAround(text: string, { start, end }: Range, offset: number): Range {
  const line = text.lastIndexOf('\n', offset - 1) + 1
  const from = blockStart(text, start, Math.max(line, start))
  for (let at = text.indexOf('\n\n', offset); at >= 0 && at + 2 < end; at = text.indexOf('\n\n', at + 1)) {
    if (isMargin(text, at + 2)) return { start: from, end: at + 2 }
  }
  return { start: from, end }
}
