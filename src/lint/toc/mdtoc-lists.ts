import {
  afterBlank,
  afterRun,
  type Budget,
  fenceMarks,
  headingLevel,
  isRule,
  isSpecialHeading,
  itemMarks,
  lineStop,
  nextLine,
} from './mdtoc-lines.js'

/** What reads the blocks inside a list item. */
export interface Reader {
  readonly budget: Budget
  readonly read: (part: string) => void
}

type Kind = 'bullet' | 'number' | 'definition'

/** What the items of a list have learned of it: most of it holds for all that follow. */
interface List {
  readonly kind: Kind
  /** The item is a term that definitions follow. */
  term: boolean
  /** Some item has more than one block, so its text is read as blocks. */
  blocks: boolean
  over: boolean
}

/** Reads the list at the offset, and returns where it ends. */
export function afterList(reader: Reader, text: string, at: number, kind: Kind): number {
  const list: List = { kind, term: false, blocks: false, over: false }
  let end = at
  while (end < text.length && !list.over && reader.budget.left > 0) {
    const next = afterItem(reader, text, end, list)
    if (next === end) break
    end = next
  }
  return end
}

/** A list's item as it is gathered: its lines without their indents. */
interface Item {
  text: string
  /** Where in the text the first list below it begins; 0: none. */
  nested: number
}

function afterItem(reader: Reader, text: string, at: number, list: List): number {
  const indent = text.charCodeAt(at) === 9 ? 4 : afterRun(text, at, 32, 3) - at
  const { bullet, number, definition } = itemMarks(text, at)
  const marks = bullet || number || definition
  if (bullet === 0 && number === 0 && definition > 0) list.term = false
  if (marks === 0) {
    if (list.kind !== 'definition') return at
    list.term = true
  }
  const start = afterRun(text, at + marks, 32)
  // A line without a mark and without an indent is gathered as those that follow.
  const next = start === at ? at : text.charCodeAt(start - 1) === 10 ? start : nextLine(text, start)
  const item: Item = { text: text.slice(start, next), nested: 0 }
  const end = gather(reader, text, next, indent, list, item)
  reader.budget.left -= item.text.length
  if (list.blocks && !list.term) {
    if (item.nested > 0) reader.read(item.text.slice(0, item.nested))
    reader.read(item.text.slice(item.nested))
  } else if (item.nested > 0) reader.read(item.text.slice(item.nested))
  return end
}

/** Adds the lines from `line` on that belong to the item, and returns where the first begins that does not. */
function gather(reader: Reader, text: string, from: number, itemIndent: number, list: List, item: Item): number {
  let blank = false
  let line = from
  for (let next = line; line < text.length && reader.budget.left > 0; line = next) {
    next = nextLine(text, line)
    reader.budget.left -= next - line
    if (afterBlank(text, line) >= 0) {
      blank = true
      continue
    }
    const tab = text.charCodeAt(line) === 9
    const spaces = afterRun(text, line, 32, 4) - line
    const indent = tab ? 4 : spaces
    let start = line + (tab ? 1 : spaces)
    if (indent === 0 && fenceMarks(text, start) !== null) {
      list.over = true
      break
    }
    const { bullet, number, definition } = itemMarks(text, start)
    if ((bullet > 0 && !isRule(text, start)) || number > 0 || definition > 0) {
      if (spaces >= 4 && definition === 0) start -= afterRun(text, start, 32) - start + 1
      if (indent <= itemIndent) {
        if (isOther(list, text, start)) list.over = true
        else if (blank) list.blocks = true
        break
      }
      if (blank) list.blocks = true
      if (item.nested === 0) {
        // A definition's term is on the line before.
        item.nested = definition > 0 ? lastLine(item.text) : item.text.length
      }
    } else if (headingLevel(text, start) > 0 || isSpecialHeading(text, start)) {
      if (blank && indent < 4) {
        list.over = true
        break
      }
      list.blocks = true
    } else if (blank && indent < 4) {
      if (list.kind !== 'definition' || next >= text.length - 1 || isOverAfter(text, next)) list.over = true
      break
    } else if (blank) {
      item.text += '\n'
      list.blocks = true
    }
    if (blank) {
      blank = false
      item.text += '\n'
    }
    item.text += text.slice(start, next)
  }
  return line
}

/** The item begins a list of another kind. */
function isOther(list: List, text: string, at: number): boolean {
  const { bullet, number, definition } = itemMarks(text, at)
  if (definition > 0 && list.kind !== 'definition') return true
  if (number > 0 && list.kind !== 'number') return true
  return bullet > 0 && list.kind !== 'bullet'
}

function lastLine(text: string): number {
  return text.lastIndexOf('\n', Math.max(0, text.length - 2)) + 1
}

/** Neither the line nor the next one that is not empty is a definition. */
function isOverAfter(text: string, line: number): boolean {
  let next = lineStop(text, line)
  while (next < text.length - 1 && text.charCodeAt(next) === 10) next++
  return text[line] !== ':' && next < text.length - 1 && text[next] !== ':'
}
