import { witnesses } from '../../glob/witnesses.js'
import type { Surroundings } from './surroundings.js'

/** A file that two configurations are asked of. */
export interface AskedPlace {
  readonly file: string
  readonly kep: string | null
  /** The same where its KEP is now, and where that was. */
  readonly forth: string
  readonly back: string
}

/** What the files are called that findings are in. */
const endings = ['**/*.md', '**/*.markdown', '**/*.yaml', '**/*.yml']

/**
 * The files that some of the patterns tell apart: those of the KEPs, and ones that nobody has written yet. A name that
 * a pattern gives is not taken for a file where it may be a directory.
 */
export function* placesToAsk(patterns: readonly string[], { files, moves }: Surroundings): Generator<AskedPlace> {
  const place = (file: string, kep: string | null): AskedPlace => ({
    file,
    kep,
    forth: moves.forth(file),
    back: moves.back(file),
  })
  for (const { file, kep } of files) yield place(file, kep)
  for (const file of witnesses(patterns, endings)) yield place(file, null)
}
