import { compact } from './exchange/compact.js'
import { junit } from './exchange/junit.js'
import { rdjson } from './exchange/rdjson.js'
import { sarif } from './exchange/sarif.js'
import { github } from './github.js'
import { json } from './json.js'
import { markdown } from './markdown.js'
import type { Reporter } from './reporter.js'
import { text } from './text.js'

/** Every output format, by the name that `--format` takes. */
export const reporters = { text, compact, json, sarif, rdjson, junit, github, markdown } as const satisfies Readonly<
  Record<string, Reporter>
>
export type Format = keyof typeof reporters

/** The names of the formats, in the order of the table. */
export const formats = Object.keys(reporters).filter(isFormat)

function isFormat(name: string): name is Format {
  return Object.hasOwn(reporters, name)
}

/** The names as a sentence has them: `text, json, github (workflow commands) or markdown`. */
export function listOfFormats(): string {
  const names = Object.entries<Reporter>(reporters).map(([name, { alias }]) =>
    alias === null ? name : `${name} (${alias})`,
  )
  return `${names.slice(0, -1).join(', ')} or ${names.slice(-1).join('')}`
}

/** How the names of files end, without a dot, and the format of each. No two formats have one ending. */
export const formatEndings: readonly { readonly ending: string; readonly name: Format }[] = formats
  .map((name) => ({ ending: reporters[name].ending, name }))
  .filter(({ ending }, place, all) => all.findIndex((other) => other.ending === ending) === place)

/** The format that the ending of a file's name says; null where it says none. */
export function formatOfFile(path: string): Format | null {
  const lower = path.toLowerCase()
  return formatEndings.find(({ ending }) => lower.endsWith(`.${ending}`))?.name ?? null
}
