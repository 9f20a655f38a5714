import { UsageError } from '../host/errors/usage-error.js'
import { schemas } from '../lint/generated/schemas.js'
import { nearest } from '../lint/text/nearest.js'

/** A JSON Schema by its name, as a file has it. Throws a UsageError where there is none. */
export function schemaNamed(name: string): string {
  const known = Object.keys(schemas)
  const found = Object.hasOwn(schemas, name) ? schemas[name] : undefined
  if (found !== undefined) return found
  const near = nearest(name, known)
  const hint = near === null ? '' : `; did you mean ${near}?`
  throw new UsageError(`schema ${JSON.stringify(name)} is not one of ${known.join(', ')}${hint}`)
}
