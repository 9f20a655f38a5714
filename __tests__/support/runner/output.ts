import { isAbsolute, relative } from 'node:path'

import { type Command, parseCommand } from './commands.js'

export type Level = 'error' | 'warning' | 'notice'

/** An annotation as GitHub shows it. Absent properties were not given, or the runner dropped them. */
export interface ShownAnnotation {
  readonly level: Level
  readonly message: string
  readonly title?: string
  readonly file?: string
  readonly line?: number
  readonly endLine?: number
  readonly column?: number
  readonly endColumn?: number
}

/** What the runner makes of a step's output. */
export interface Interpreted {
  readonly annotations: readonly ShownAnnotation[]
  /** Those past the limit of their level: in the log alone. */
  readonly droppedAnnotations: readonly ShownAnnotation[]
  /** The lines that the log shows. */
  readonly log: readonly string[]
  /** The commands that were obeyed, in order. */
  readonly commands: readonly Command[]
  /** A command was refused, which fails the step whatever its exit code. */
  readonly refused: boolean
  readonly masks: readonly string[]
}

const perLevel = 10
const longestMessage = 4096

/**
 * Commands that files took over. The runner refuses the first two; the others it still obeys, with a warning,
 * and refuses nothing: here all four are refused, for no action should use them.
 */
const refusedCommands = new Set(['set-env', 'add-path', 'set-output', 'save-state'])

const levels: ReadonlySet<string> = new Set<Level>(['error', 'warning', 'notice'])

const knownCommands = [
  ...levels,
  ...refusedCommands,
  'add-mask',
  'add-matcher',
  'remove-matcher',
  'debug',
  'group',
  'endgroup',
  'echo',
  'stop-commands',
]

/** Reads a step's output as GitHub's runner does: `\n`, `\r\n` and a lone `\r` end a line. */
export function interpret(output: string, workspace: string): Interpreted {
  const known = new Set(knownCommands)
  const annotations: ShownAnnotation[] = []
  const droppedAnnotations: ShownAnnotation[] = []
  const log: string[] = []
  const commands: Command[] = []
  const masks: string[] = []
  const sent = new Map<Level, number>()
  let resume: string | null = null
  let refused = false

  const masked = (text: string): string => masks.reduce((left, mask) => left.replaceAll(mask, '***'), text)
  const show = (text: string): void => void log.push(...masked(text).split(/\r\n|\r|\n/))
  const annotate = (level: Level, message: string, properties: ReadonlyMap<string, string>): void => {
    const cut = masked(message).slice(0, longestMessage)
    show(`##[${level}]${cut}`)
    const count = (sent.get(level) ?? 0) + 1
    sent.set(level, count)
    if (cut.trim() === '') return
    const annotation = { level, message: cut, ...place(properties, workspace) }
    void (count > perLevel ? droppedAnnotations : annotations).push(annotation)
  }

  for (const line of linesOf(output)) {
    const command = parseCommand(line, known)
    if (command === null) {
      show(line)
    } else if (resume !== null) {
      show(line)
      if (command.name !== resume) continue
      known.delete(resume)
      resume = null
    } else if (command.name === 'stop-commands') {
      commands.push(command)
      show(line)
      resume = command.data.toLowerCase()
      known.add(resume)
    } else if (refusedCommands.has(command.name)) {
      commands.push(command)
      annotate('error', `Unable to process command '${line}' successfully.`, new Map())
      refused = true
    } else {
      commands.push(command)
      if (isLevel(command.name)) annotate(command.name, command.data, command.properties)
      if (command.name === 'add-mask' && command.data.trim() !== '') masks.push(command.data)
      if (command.name === 'group') show(`##[group]${command.data}`)
      if (command.name === 'endgroup') show('##[endgroup]')
    }
  }
  return { annotations, droppedAnnotations, log, commands, refused, masks }
}

function isLevel(name: string): name is Level {
  return levels.has(name)
}

function linesOf(output: string): readonly string[] {
  const lines = output.split(/\r\n|\r|\n/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** The file relative to the workspace, and those of the lines and columns that the runner lets stand. */
function place(properties: ReadonlyMap<string, string>, workspace: string): Omit<ShownAnnotation, 'level' | 'message'> {
  const given = properties.get('file')
  const title = properties.get('title')
  let endLine = integer(properties.get('endLine'))
  let line = integer(properties.get('line')) ?? endLine
  let endColumn = integer(properties.get('endColumn'))
  let column = integer(properties.get('col')) ?? endColumn
  const manyLines = endLine !== undefined && endLine !== line
  const backwards = column !== undefined && endColumn !== undefined && endColumn < column
  if (line === undefined || manyLines || backwards) column = endColumn = undefined
  if (line !== undefined && endLine !== undefined && endLine < line) line = endLine = undefined
  return {
    ...(title === undefined ? {} : { title }),
    ...(given === undefined ? {} : { file: inWorkspace(given, workspace) }),
    ...(line === undefined ? {} : { line }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { column }),
    ...(endColumn === undefined ? {} : { endColumn }),
  }
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*[-+]?\d+\s*$/.test(text) ? Number(text) : undefined
}

function inWorkspace(file: string, workspace: string): string {
  if (!isAbsolute(file)) return file
  const path = relative(workspace, file)
  return path === '..' || path.startsWith('../') ? file : path
}
