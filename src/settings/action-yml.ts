import { wrap } from '../lint/text/wrap.js'
import { nameOf, type Option, type Table } from './table.js'

/** The widest line of the file, in characters. */
const width = 120

/** An `action.yml` with the inputs of a table in place of its own. Throws if it has no inputs before its outputs. */
export function withInputs(manifest: string, table: Table): string {
  const start = manifest.indexOf('\ninputs:\n') + 1
  const end = manifest.indexOf('\noutputs:\n') + 1
  if (start === 0 || end < start) throw new Error('action.yml has no inputs before its outputs')
  const note = '  # Written by npm run generate, from src/settings/options.ts.\n'
  const inputs = Object.entries(table).map(([key, option]) => inputOf(nameOf(key), option))
  return `${manifest.slice(0, start)}inputs:\n${note}${inputs.join('')}${manifest.slice(end)}`
}

function inputOf(name: string, { input, takes, takesIn }: Option): string {
  if (input === undefined) return ''
  const lines = wrap(input.description, width - 6).map((line) => `      ${line}\n`)
  const { usual } = takesIn?.action ?? takes
  return `  ${name}:\n    description: >-\n${lines.join('')}    default: ${scalar(usual)}\n`
}

/** A text as YAML writes it: `true` without quotes would be none. */
function scalar(text: string): string {
  const isPlain = /^[a-z][a-z-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/.test(text)
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`
}
