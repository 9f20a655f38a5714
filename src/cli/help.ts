import { wrap } from '../lint/text/wrap.js'
import { commands } from '../settings/commands.js'
import { groups, nameOf, type Option, type Table } from '../settings/table.js'

/** The widest line, in characters. */
const width = 80

/** What `--help` prints of a table of options. */
export function helpOf(table: Table): string {
  const usage = Object.values(commands).map(({ usage, help }): Row => [`keplint ${usage}`, help])
  return `\
keplint checks a tree of enhancement proposals (KEPs): their metadata, sections,
references, owners, dates and links.

Usage
${columns(usage, 41)}
Paths
  Directories (with everything below them), globs ("keps/sig-*/**", quoted) and
  files, relative to the root. "!" before a glob excludes what it matches.
  Default: keps if the root has it, else the whole root. If files are given, as
  pre-commit does, keplint reads the whole tree and reports the KEPs of those
  files.

${groups.flatMap((group) => optionsOf(table, group) ?? []).join('\n')}
Examples
  keplint
  keplint keps/sig-node --fail-on warning
  keplint --rule link-target=off --format json --output report.json
  keplint keps/sig-cli/2377-Kustomize/README.md
  keplint --base origin/main
  keplint explain uuid-unique

Exit codes
  0  no finding at or above --fail-on
  1  a finding at or above --fail-on
  2  keplint could not run: a bad option or configuration, no KEP found, or a
     root that cannot be read
`
}

type Row = readonly [term: string, text: string]

/** The options of a group below its title; null if it has none. */
function optionsOf(table: Table, group: string): string | null {
  const rows = Object.entries(table).flatMap(([key, { command }]): Row[] =>
    command?.group === group ? [[termOf(key, command), command.help]] : [],
  )
  return rows.length === 0 ? null : `${group === '' ? '' : `${group}\n`}${columns(rows, 27)}`
}

/** An option as it is written: `--root DIR`, `-h, --help`. */
function termOf(key: string, { short, value }: NonNullable<Option['command']>): string {
  return `${short === undefined ? '' : `-${short}, `}--${nameOf(key)}${value === undefined ? '' : ` ${value}`}`
}

/** Rows of two columns; the second begins after `start` characters, and is wrapped. */
function columns(rows: readonly Row[], start: number): string {
  return rows
    .map(([term, text]) => {
      const indent = `\n${' '.repeat(start)}`
      const head = `  ${term}`
      return `${head.length < start - 1 ? head.padEnd(start) : head + indent}${wrap(text, width - start).join(indent)}\n`
    })
    .join('')
}
