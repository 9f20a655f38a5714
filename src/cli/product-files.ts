import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../host/errors/usage-error.js'
import { rulePage } from '../lint/reporters/rule-page.js'
import { nearest } from '../lint/text/nearest.js'

const ending = '.schema.json'

/**
 * The page of a rule: without the examples, unless they are asked for. `home` is the directory of the product. The
 * package has no examples: then the page says where they are.
 */
export function pageOf(home: string, id: string, withExamples: boolean): string {
  const short = readFileSync(join(home, 'dist/cli/pages', `${id}.md`), 'utf8')
  if (!withExamples) return `${short}\nkeplint explain ${id} --examples shows examples\n`
  const whole = join(home, 'src/lint/rules', `${id}.md`)
  return existsSync(whole) ? readFileSync(whole, 'utf8') : `${short}\nexamples: ${rulePage(id)}\n`
}

/** A JSON Schema by its name, as a file has it. Throws a UsageError where there is none. */
export function schemaNamed(home: string, name: string): string {
  const known = readdirSync(join(home, 'schemas'))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort()
  if (known.includes(name)) return readFileSync(join(home, 'schemas', `${name}${ending}`), 'utf8')
  const near = nearest(name, known)
  const hint = near === null ? '' : `; did you mean ${near}?`
  throw new UsageError(`schema ${JSON.stringify(name)} is not one of ${known.join(', ')}${hint}`)
}
