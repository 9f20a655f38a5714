import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const source = new URL('../src/', import.meta.url)

/** Which parts a part may import: a file or a folder of `src/`, the longest that fits. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['action'],
  'cli.ts': ['cli'],
  'version.ts': [],
  action: ['action', 'host', 'lint/lint.ts', 'lint/reporters', 'lint/model', 'lint/words', 'version.ts'],
  cli: ['cli', 'host', 'lint/lint.ts', 'lint/reporters', 'lint/model', 'lint/words', 'lint/generated/pages.ts', 'version.ts'],
  host: ['host', 'lint/lint.ts', 'lint/model', 'lint/words'],
  'lint/options.ts': ['lint/model'],
  'lint/problems.ts': ['lint/rules', 'lint/policy', 'lint/model', 'lint/words'],
  'lint/findings.ts': ['lint/options.ts', 'lint/problems.ts', 'lint/rules', 'lint/policy', 'lint/profiles', 'lint/model', 'lint/words'],
  'lint/against-base.ts': ['lint/options.ts', 'lint/problems.ts', 'lint/findings.ts', 'lint/rules', 'lint/parse', 'lint/policy', 'lint/model', 'lint/words'],
  'lint/lint.ts': ['lint/options.ts', 'lint/problems.ts', 'lint/findings.ts', 'lint/against-base.ts', 'lint/rules', 'lint/parse', 'lint/policy', 'lint/profiles', 'lint/model', 'lint/words'],
  'lint/rules': ['lint/rules', 'lint/model', 'lint/words'],
  'lint/rules/metadata-schema.ts': ['lint/rules', 'lint/model', 'lint/words', 'lint/parse/canonical.ts', 'lint/parse/shape.ts'],
  'lint/rules/handle-format.ts': ['lint/rules', 'lint/model', 'lint/words', 'lint/parse/canonical.ts'],
  'lint/rules/prr-approval.ts': ['lint/rules', 'lint/model', 'lint/words', 'lint/parse/shape.ts'],
  'lint/parse': ['lint/parse', 'lint/model', 'lint/words'],
  'lint/parse/shape.ts': ['lint/model', 'lint/words', 'lint/generated/validators.ts'],
  'lint/policy': ['lint/policy', 'lint/model', 'lint/words'],
  'lint/profiles': ['lint/profiles', 'lint/model', 'lint/words'],
  'lint/reporters': ['lint/reporters', 'lint/model', 'lint/words'],
  'lint/model': ['lint/model'],
  'lint/words': ['lint/words', 'lint/model'],
}

/** Which packages a part may import; what is not named may import none. */
const mayUse: Readonly<Record<string, RegExp>> = {
  'main.ts': /^$/,
  'cli.ts': /^node:/,
  action: /^(?:node:|@actions\/|@octokit\/plugin-retry$)/,
  cli: /^node:/,
  host: /^node:/,
  'lint/parse/yaml.ts': /^js-yaml$/,
  'lint/parse/markdown.ts': /^markdown-it$/,
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('lint/generated/'))
  .sort()

const importsOf = (file: string): string[] => {
  const text = readFileSync(new URL(file, source), 'utf8')
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|\bimport\(?\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
}

const fits = (file: string, part: string): boolean => file === part || file.startsWith(`${part}/`)
const partOf = (file: string, table: Readonly<Record<string, unknown>>): string | undefined =>
  Object.keys(table)
    .filter((part) => fits(file, part))
    .sort((a, b) => b.length - a.length)[0]

test('there is source to look at', () => {
  expect(files.length).toBeGreaterThan(30)
  expect(files.flatMap(importsOf).length).toBeGreaterThan(100)
})

test.each(files)('%s imports only what its layer may', (file) => {
  const own = partOf(file, mayImport)
  expect(own, `${file} stands in no layer`).toBeDefined()
  const allowed = mayImport[own ?? ''] ?? []
  const packages = mayUse[partOf(file, mayUse) ?? ''] ?? /^$/
  const wrong = importsOf(file).filter((name) => {
    if (!name.startsWith('.')) return !packages.test(name)
    const target = new URL(name, new URL(file, source)).pathname.slice(source.pathname.length).replace(/\.js$/, '.ts')
    return !allowed.some((part) => fits(target, part))
  })
  expect(wrong).toEqual([])
})

test.each(files.filter((file) => file.startsWith('lint/')))('%s is pure', (file) => {
  const text = readFileSync(new URL(file, source), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  const impure = text.match(/\bprocess\.|\bconsole\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\(|\bawait\b/g)
  expect(impure ?? []).toEqual([])
})
