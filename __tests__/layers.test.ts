import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

const source = new URL('../src/', import.meta.url)

/** What each folder of `src/` may import beside itself, from the lowest to the shells. A folder below is one of its own. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'lint/model': [],
  'lint/text': ['lint/model'],
  'lint/glob': [],
  'lint/yaml': ['lint/model', 'lint/text'],
  'lint/markdown': ['lint/model', 'lint/text'],
  'lint/toc': ['lint/model', 'lint/text', 'lint/markdown'],
  'lint/schema': ['lint/model', 'lint/text', 'lint/generated'],
  'lint/facts': ['lint/model', 'lint/text', 'lint/yaml', 'lint/profiles'],
  'lint/profiles': ['lint/model'],
  'lint/config': ['lint/model', 'lint/text', 'lint/yaml', 'lint/schema', 'lint/profiles'],
  'lint/read': [
    'lint/model',
    'lint/text',
    'lint/yaml',
    'lint/markdown',
    'lint/toc',
    'lint/schema',
    'lint/facts',
    'lint/read/people',
    'lint/read/references',
  ],
  'lint/read/people': ['lint/model', 'lint/text', 'lint/yaml', 'lint/profiles'],
  'lint/read/references': ['lint/model', 'lint/text', 'lint/markdown', 'lint/facts'],
  'lint/dialect': [
    'lint/markdown',
    'lint/model',
    'lint/text',
    'lint/schema',
    'lint/facts',
    'lint/profiles',
    'lint/read',
  ],
  'lint/fix': ['lint/model', 'lint/text'],
  'lint/rules': ['lint/fix', 'lint/model', 'lint/text', 'lint/yaml', 'lint/schema', 'lint/facts'],
  'lint/policy': ['lint/model', 'lint/text', 'lint/glob', 'lint/facts'],
  'lint/change': ['lint/model', 'lint/text', 'lint/yaml', 'lint/facts', 'lint/policy'],
  'lint/change/loosening': ['lint/model', 'lint/text', 'lint/glob', 'lint/facts', 'lint/policy'],
  'lint/engine': [
    'lint/model',
    'lint/text',
    'lint/facts',
    'lint/profiles',
    'lint/dialect',
    'lint/read',
    'lint/read/people',
    'lint/rules',
    'lint/policy',
    'lint/change',
    'lint/change/loosening',
  ],
  'lint/reporters/exchange': ['lint/fix', 'lint/model', 'lint/text', 'lint/policy', 'lint/reporters'],
  'lint/reporters/summary': ['lint/fix', 'lint/model', 'lint/text', 'lint/profiles', 'lint/reporters'],
  'lint/reporters': [
    'lint/reporters/exchange',
    'lint/reporters/summary',
    'lint/fix',
    'lint/model',
    'lint/text',
    'lint/profiles',
  ],
  'lint/index': ['lint/model', 'lint/text', 'lint/yaml', 'lint/markdown', 'lint/facts', 'lint/reporters'],
  'lint/site': [
    'lint',
    'lint/fix',
    'lint/index',
    'lint/model',
    'lint/text',
    'lint/profiles',
    'lint/reporters',
    'lint/site/pages',
  ],
  'lint/site/pages': ['lint/index', 'lint/model', 'lint/text', 'lint/reporters', 'lint/site'],
  lint: [
    'lint/index',
    'lint/dialect',
    'lint/text',
    'lint/model',
    'lint/facts',
    'lint/profiles',
    'lint/config',
    'lint/read',
    'lint/rules',
    'lint/policy',
    'lint/change',
    'lint/engine',
  ],
  'lint/authoring': [
    'lint/profiles',
    'lint/fix',
    'lint',
    'lint/model',
    'lint/text',
    'lint/yaml',
    'lint/markdown',
    'lint/facts',
    'lint/read',
    'lint/read/references',
    'lint/index',
  ],
  'host/errors': [],
  'host/disk': ['host/errors', 'lint/fix', 'lint/model', 'lint/text', 'lint/profiles'],
  'host/git': ['host/errors', 'host/disk', 'lint/model', 'lint/text'],
  host: [
    '.',
    'host/errors',
    'host/disk',
    'host/git',
    'lint',
    'lint/index',
    'lint/model',
    'lint/site',
    'lint/site/pages',
    'lint/text',
    'lint/glob',
  ],
  settings: ['lint/index', 'host/errors', 'lint/model', 'lint/text', 'lint/profiles', 'lint/reporters'],
  action: [
    '.',
    'settings',
    'host',
    'host/errors',
    'host/disk',
    'host/git',
    'lint',
    'lint/fix',
    'lint/model',
    'lint/text',
    'lint/glob',
    'lint/reporters',
    'lint/reporters/summary',
    'action/reviews',
  ],
  'action/reviews': ['lint/model', 'lint/text', 'lint/reporters'],
  lsp: [],
  'cli/language-server': [
    '.',
    'cli',
    'host/disk',
    'host/errors',
    'lint',
    'lint/authoring',
    'lint/fix',
    'lint/model',
    'lint/reporters',
    'lint/text',
    'lsp',
  ],
  cli: [
    'cli/authoring',
    'cli/language-server',
    'lsp',
    'lint/site',
    'lint/index',
    'lint/fix',
    '.',
    'settings',
    'host',
    'host/errors',
    'host/disk',
    'host/git',
    'lint',
    'lint/model',
    'lint/text',
    'lint/profiles',
    'lint/reporters',
    'lint/authoring',
  ],
  'cli/authoring': [
    'cli',
    'lint/index',
    'lint/fix',
    '.',
    'settings',
    'host',
    'host/errors',
    'host/disk',
    'host/git',
    'lint',
    'lint/model',
    'lint/text',
    'lint/profiles',
    'lint/reporters',
    'lint/authoring',
  ],
  '.': ['action', 'cli', 'host', 'lint', 'lint/fix', 'lint/model', 'lint/reporters'],
}

/** Which packages a folder may import; what is not named may import none. */
const mayUse: Readonly<Record<string, RegExp>> = {
  '.': /^node:/,
  action: /^(?:node:|@actions\/(?:core|glob)$)/,
  'action/reviews': /^(?:@actions\/github|@octokit\/plugin-retry)$/,
  cli: /^node:/,
  'cli/authoring': /^node:/,
  'cli/language-server': /^(?:node:|vscode-languageserver-protocol$)/,
  lsp: /^vscode-jsonrpc\/node$/,
  host: /^node:/,
  'host/disk': /^node:/,
  'host/errors': /^node:/,
  'host/git': /^node:/,
  settings: /^node:path$/,
  'lint/fix': /^diff$/,
  'lint/index': /^string-width$/,
  'lint/reporters': /^wrap-ansi$/,
  'lint/site': /^d3-shape$/,
  'lint/reporters/exchange': /^sarif$/,
  'lint/yaml': /^js-yaml$/,
  'lint/markdown': /^markdown-it$/,
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('lint/generated/'))
  .sort()
const textOf = (file: string): string => readFileSync(new URL(file, source), 'utf8')

/** What a file imports or exports again, types included: files of `src/` by their paths, and packages by their names. */
function importsOf(file: string): readonly string[] {
  const specifiers =
    /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|\bimport\(?\s*(?:\/\*.*\*\/\s*)?['"]([^'"]+)['"]/g
  const names = [...textOf(file).matchAll(specifiers)].map((match) => match[1] ?? match[2] ?? '')
  return names.map((name) =>
    name.startsWith('.') ? posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts') : name,
  )
}

const imports = new Map(files.map((file) => [file, importsOf(file)]))
const isOwn = (name: string): boolean => imports.has(name) || name.startsWith('lint/generated/')

test('there is source to look at', () => {
  expect(files.length).toBeGreaterThan(30)
  expect([...imports.values()].flat().length).toBeGreaterThan(100)
})

test.each(files)('%s imports only what its folder may', (file) => {
  const folder = posix.dirname(file)
  expect(mayImport, `${folder} is in no layer`).toHaveProperty([folder])
  const allowed = [folder, ...(mayImport[folder] ?? [])]
  const packages = mayUse[folder] ?? /^$/
  const wrong = imports
    .get(file)
    ?.filter((name) => (isOwn(name) ? !allowed.includes(posix.dirname(name)) : !packages.test(name)))
  expect(wrong).toEqual([])
})

/** The circles of a graph of files: one for each import that closes one, as `a → b → a`. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const circles: string[] = []
  const done = new Set<string>()
  const way: string[] = []
  const visit = (file: string): void => {
    const start = way.indexOf(file)
    if (start >= 0) circles.push([...way.slice(start), file].join(' → '))
    if (start >= 0 || done.has(file)) return
    way.push(file)
    for (const next of graph.get(file) ?? []) visit(next)
    way.pop()
    done.add(file)
  }
  for (const file of graph.keys()) visit(file)
  return circles
}

test('no file imports itself by way of others, types included', () => {
  expect(circlesIn(imports)).toEqual([])
})

test('a circle of imports is found and named', () => {
  const graph = { a: ['b', 'c'], b: ['d'], c: [], d: ['c', 'b'] }
  expect(circlesIn(new Map(Object.entries(graph)))).toEqual(['b → d → b'])
})

test('no file is over 300 lines, and no folder but that of the rules has over 20 files', () => {
  expect(files.filter((file) => textOf(file).split('\n').length > 301)).toEqual([])
  const counts = new Map<string, number>()
  for (const file of files) counts.set(posix.dirname(file), (counts.get(posix.dirname(file)) ?? 0) + 1)
  expect([...counts].filter(([folder, count]) => folder !== 'lint/rules' && count > 20)).toEqual([])
})

test.each(files.filter((file) => file.startsWith('lint/')))('%s is pure', (file) => {
  const text = textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  const impure = text.match(
    /\bprocess\.|\bconsole\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\(|\bawait\b/g,
  )
  expect(impure ?? []).toEqual([])
})
