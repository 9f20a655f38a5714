// Runs the tests of one rule: all that its page shows. Needs no build.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { root } from './generate/output.mjs'
import { idsOfRules } from './generate/rule-ids.mjs'

/**
 * @param {string} script
 * @param {readonly string[]} words
 */
function run(script, ...words) {
  const { status } = spawnSync(process.execPath, [script, ...words], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}

const [id = ''] = process.argv.slice(2)
if (idsOfRules().includes(id)) {
  // What it writes does not matter to one rule, as long as it is there: it takes as long as the tests.
  if (!existsSync(`${root}src/lint/generated/validators.js`)) run('scripts/generate.mjs')
  const oneProcess = ['--pool=threads', '--no-isolate', '--no-file-parallelism']
  const pages = '__tests__/lint/rules/pages.test.ts'
  run('node_modules/vitest/vitest.mjs', 'run', pages, '--testNamePattern', `(?:^| )'?${id}'? `, ...oneProcess)
} else {
  console.error(`there is no rule ${JSON.stringify(id)}: write the id of one, as in npm run test:rule uuid-unique`)
  process.exitCode = 1
}
