/** A workflow command as GitHub's runner reads it from a line of a step's output. */
export interface Command {
  readonly name: string
  readonly properties: ReadonlyMap<string, string>
  readonly data: string
}

interface Syntax {
  /** Finds the command's head (name and properties) and its data in a line. */
  readonly split: (line: string) => readonly [head: string, data: string] | null
  readonly separator: string
  readonly data: readonly Escape[]
  readonly property: readonly Escape[]
}

type Escape = readonly [escaped: string, character: string]

/** In the order in which the runner undoes them: the percent sign last. */
const lineEnds: readonly Escape[] = [
  ['%0D', '\r'],
  ['%0A', '\n'],
]
const percent: Escape = ['%25', '%']
const bracket: readonly Escape[] = [['%3B', ';'], ...lineEnds, ['%5D', ']'], percent]

const syntaxes: readonly Syntax[] = [
  {
    // `::name key=value,key=value::data`, first in the line but for white space, Unicode's included.
    split(line) {
      const text = line.trimStart()
      const end = text.startsWith('::') ? text.indexOf('::', 2) : -1
      return end < 0 ? null : [text.slice(2, end), text.slice(end + 2)]
    },
    separator: ',',
    data: [...lineEnds, percent],
    property: [...lineEnds, ['%3A', ':'], ['%2C', ','], percent],
  },
  {
    // `##[name key=value;key=value]data`, anywhere in the line.
    split(line) {
      const start = line.indexOf('##[')
      const end = start < 0 ? -1 : line.indexOf(']', start)
      return end < 0 ? null : [line.slice(start + 3, end), line.slice(end + 1)]
    },
    separator: ';',
    data: bracket,
    property: bracket,
  },
]

/** The command in a line, or null where there is none of a known name. Names are compared without case. */
export function parseCommand(line: string, known: ReadonlySet<string>): Command | null {
  for (const syntax of syntaxes) {
    const parts = syntax.split(line)
    if (parts === null) continue
    const [head, data] = parts
    const space = head.indexOf(' ')
    const name = (space < 0 ? head : head.slice(0, space)).toLowerCase()
    if (!known.has(name)) continue
    const properties = new Map<string, string>()
    for (const property of space < 0
      ? []
      : head
          .slice(space + 1)
          .trim()
          .split(syntax.separator)) {
      const equals = property.indexOf('=')
      if (equals > 0 && equals < property.length - 1) {
        properties.set(property.slice(0, equals), undo(property.slice(equals + 1), syntax.property))
      }
    }
    return { name, properties, data: undo(data, syntax.data) }
  }
  return null
}

function undo(text: string, escapes: readonly Escape[]): string {
  return escapes.reduce((undone, [escaped, character]) => undone.replaceAll(escaped, character), text)
}
