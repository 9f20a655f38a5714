import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { write } from '../support/run-command.js'

const product = fileURLToPath(new URL('../../', import.meta.url))
const home = realpathSync(mkdtempSync(join(tmpdir(), 'keplint-package-')))
const project = join(home, 'project')
const manifest = readFileSync(join(product, 'package.json'), 'utf8')
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** The Node and npm that are installed, not those of node_modules. */
const env = {
  ...process.env,
  PATH: (process.env['PATH'] ?? '')
    .split(':')
    .filter((directory) => !directory.includes('node_modules'))
    .join(':'),
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
}
const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: project, encoding: 'utf8', env })

beforeAll(() => {
  // A copy, as other tests read the manifest meanwhile.
  const copy = join(home, 'product')
  const wanted = [
    'dist/cli',
    'dist/library',
    'schemas',
    'scripts/published-package.mjs',
    'package.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
  ]
  for (const path of wanted) {
    execFileSync('mkdir', ['-p', join(copy, path, '..')])
    execFileSync('cp', ['-r', join(product, path), join(copy, path)])
  }
  execFileSync('npm', ['pack', '--silent', '--pack-destination', home], { cwd: copy, env })
  expect(readFileSync(join(copy, 'package.json'), 'utf8')).toBe(manifest)
  write(project, { 'package.json': '{ "name": "someone", "private": true, "type": "module" }\n' })
  run('npm', 'install', '--silent', join(home, readdirSync(home).find((name) => name.endsWith('.tgz')) ?? ''))
})

test('it is under two megabytes', () => {
  const files = readdirSync(join(project, 'node_modules/keplint'), { recursive: true, withFileTypes: true })
  const sizes = files.filter((file) => file.isFile()).map((file) => statSync(join(file.parentPath, file.name)).size)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000)
})

test('it explains a rule', () => {
  expect(run('npx', 'keplint', 'explain', 'uuid-unique')).toContain('## How to fix it')
  expect(run('npx', 'keplint', 'explain', 'uuid-unique', '--examples')).toContain(
    'examples: https://github.com/keplint/keplint/blob/v1/src/lint/rules/uuid-unique.md',
  )
})

test('it brings nothing with it, and leaves Node alone', () => {
  expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['keplint'])
  expect(readdirSync(join(project, 'node_modules/.bin'))).toEqual(['keplint'])
  const { dependencies, devDependencies, optionalDependencies, scripts } = JSON.parse(
    readFileSync(join(project, 'node_modules/keplint/package.json'), 'utf8'),
  )
  expect([dependencies, devDependencies, optionalDependencies, scripts]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(run('npx', 'node', '-v')).toBe(run('node', '-v'))
})

const sample = `
const tree = treeOfTexts(new Map([['keps/42-racks/kep.yaml', 'title: Racks\\nstatus: implementabel\\n']]))
const options = { today: '2026-01-01', repository: null, rules: new Map(), only: null }
const check = (of) => lint(of, options).findings
const { draft, fixed } = fixTree(tree, { check, isAsked: () => true })
console.log(check(tree).some(({ rule }) => rule === 'metadata-schema'), fixed.length, draft.now.texts.get('keps/42-racks/kep.yaml').includes('implementable'))
`

test('it is imported as a module, and required from CommonJS', () => {
  write(project, {
    'module.mjs': `import { fixTree, lint, treeOfTexts } from 'keplint'\n${sample}`,
    'common.cjs': `const { fixTree, lint, treeOfTexts } = require('keplint')\n${sample}`,
  })
  expect(run('node', 'module.mjs')).toBe('true 1 true\n')
  expect(run('node', '--no-warnings', 'common.cjs')).toBe('true 1 true\n')
})

test('its types are those of the sample, and refuse what is wrong', () => {
  const typed = (today: string): string => `import { type Finding, lint, type Report, treeOfTexts } from 'keplint'
const report: Report = lint(treeOfTexts(new Map([['a.md', '# A']])), { today: ${today}, repository: null, rules: new Map(), only: null })
export const first: Finding | undefined = report.findings[0]
`
  const tsc = (): string =>
    spawnSync(
      'node',
      [join(product, 'node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--module', 'nodenext', 'sample.ts'],
      {
        cwd: project,
        encoding: 'utf8',
        env,
      },
    ).stdout
  write(project, { 'sample.ts': typed("'2026-01-01'") })
  expect(tsc()).toBe('')
  write(project, { 'sample.ts': typed('42') })
  expect(tsc()).toContain("Type 'number' is not assignable to type 'string'")
})

test('the examples of the documentation run', () => {
  const page = readFileSync(join(product, 'docs/library.md'), 'utf8')
  const examples = [...page.matchAll(/```js\n(.*?)```/gs)].map(([, code = '']) => code)
  expect(examples.length).toBeGreaterThan(1)
  write(project, { 'examples.mjs': examples.join('\n') })
  const said = [...page.matchAll(/```text\n(.*?)```/gs)].map(([, text = '']) => text)
  expect(run('node', 'examples.mjs')).toBe(said.join(''))
})

test('its command runs, and its schemas are there', () => {
  expect(run('npx', 'keplint', '--version')).toBe(`${JSON.parse(manifest).version}\n`)
  expect(statSync(join(project, 'node_modules/keplint/schemas/report.schema.json')).isFile()).toBe(true)
})
