import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyRepository } from '../support/copy.js'

test('an id that cannot be is refused in one line, and nothing is written', () => {
  const { node, changed } = copyRepository()
  const form = 'is not an id: write two or more words in lower case with hyphens, as uuid-unique'
  const refused = [
    [[], 'name the rule: npm run new:rule example-rule'],
    [['Two-Words'], `"Two-Words" ${form}`],
    [['index'], `"index" ${form}`],
    [['../out-of'], `"../out-of" ${form}`],
    [['uuid-unique'], 'there is a rule uuid-unique already: choose another id'],
  ] as const
  for (const [words, message] of refused) {
    expect(node('scripts/new-rule.mjs', ...words)).toEqual({ status: 1, output: `${message}\n` })
  }
  expect(changed()).toEqual([])
}, 60_000)

// It compiles and tests a whole copy, so it is a step of .ci/run and not of every npm test.
test.runIf(process.env['CONTRIBUTOR_PATH'])(
  'a rule is started by one command, and nothing else is edited',
  () => {
    const { directory, node, changed } = copyRepository()
    const passes = (...words: readonly string[]): void => {
      const { status, output } = node(...words)
      expect(status, output).toBe(0)
    }
    passes('scripts/new-rule.mjs', 'example-rule')
    expect(changed()).toEqual([
      'README.md',
      'src/lint/rules/README.md',
      'src/lint/rules/example-rule.md',
      'src/lint/rules/example-rule.ts',
      'src/lint/rules/index.ts',
    ])
    passes('scripts/generate.mjs', '--check')
    passes('node_modules/typescript/bin/tsc', '--noEmit')
    passes('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')
    passes('scripts/test-rule.mjs', 'example-rule')

    // The page is what is tested: it does not pass for nothing.
    const page = join(directory, 'src/lint/rules/example-rule.md')
    writeFileSync(page, readFileSync(page, 'utf8').replace(':1:8 notice', ':1:9 notice'))
    expect(node('scripts/test-rule.mjs', 'example-rule').status).toBe(1)
  },
  120_000,
)
