import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { lint as lintTree } from '../../src/lint/lint.js'
import { renderJson } from '../../src/lint/reporters/json.js'

const schema: object = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema)

/** How a JSON report differs from its schema; nothing when it does not. */
export function reportFaults(report: unknown): readonly string[] {
  return validate(report) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)
}

/** Lints, and throws where the report, as JSON, would not match its schema. */
export const lint: typeof lintTree = (...asked) => {
  const report = lintTree(...asked)
  const faults = reportFaults(JSON.parse(renderJson(report, '1.0.0')))
  if (faults.length > 0) throw new Error(`the report does not match its schema: ${faults.join('; ')}`)
  return report
}
