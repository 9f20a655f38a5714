import { writeFileSync } from 'node:fs'
import { errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import { safeForTerminal } from '../lint/reporters/safe-text.js'

/** All that the command takes from the machine it runs on, besides the disk. */
export interface Host {
  readonly cwd: string
  /** The directory of the product, which has the pages of the rules and the schemas. */
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** Asks on the terminal, and gives the line that is typed, or null at the end of the input; null without a terminal. */
  readonly ask: ((question: string) => string | null) | null
  readonly stdoutIsTTY: boolean
  /** The width of the terminal that standard output is, in columns; null where that is not known. */
  readonly columns: number | null
  readonly stderrIsTTY: boolean
  readonly now: () => Date
}

/** What the command ends with: nothing at or above `--fail-on`, something, or it could not run. */
export const exitCodes = { passed: 0, failed: 1, couldNotRun: 2 } as const

/** A line for standard error. It may hold names from the tree, and the log of a workflow may be what reads it. */
export function line(message: string): string {
  return `keplint: ${safeForTerminal(message)}\n`
}

/** Writes a file that the user asked for. Throws a UsageError that calls it by `name`. */
export function writeFile(path: string, name: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${errorWords(error)}`)
  }
}
