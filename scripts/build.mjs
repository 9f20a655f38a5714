// Builds dist/: the action (dist/index.js), the command (dist/cli/index.js) and the library (dist/library/index.js, with
// its types), each one file with all it needs. What of
// the action asks GitHub for reviews is a third file (dist/reviews/index.js): few runs load it, and it is as large.
// Types are not checked here (npm run types does). A dist/ that is up to date is left as it is.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { minifySync } from 'rolldown/utils'
import ts from 'typescript'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** What a client of GitHub's API is made of. */
const octokit = ['core', 'plugin-retry', 'request'].map((name) => `@octokit/${name}`)

/**
 * A bundle: where it starts, where it goes, which packages it must and must not hold, the line that it opens with,
 * whether it sends requests, and whether its types are beside it.
 *
 * @typedef {{
 *   from: string
 *   to: string
 *   holds: readonly string[]
 *   lacks: readonly string[]
 *   starts?: string
 *   sends?: boolean
 *   types?: boolean
 * }} Bundle
 */

/** @type {readonly Bundle[]} */
const bundles = [
  {
    from: 'main',
    to: 'dist',
    holds: ['@actions/core', '@actions/glob', 'js-yaml', 'markdown-it', 'minimatch'],
    lacks: ['@actions/github', '@actions/http-client', ...octokit, 'ajv', 'undici'],
  },
  {
    from: 'action/reviews/index',
    to: 'dist/reviews',
    holds: ['@actions/github', '@octokit/plugin-retry', 'undici'],
    lacks: ['ajv', 'js-yaml', 'markdown-it'],
    sends: true,
  },
  {
    from: 'lsp/index',
    to: 'dist/lsp',
    holds: ['vscode-jsonrpc'],
    lacks: ['ajv', 'js-yaml', 'markdown-it', 'vscode-languageserver-protocol'],
  },
  {
    from: 'cli',
    to: 'dist/cli',
    holds: ['js-yaml', 'markdown-it'],
    lacks: ['@actions/core', '@actions/github', '@actions/glob', '@actions/http-client', ...octokit, 'ajv', 'undici'],
    starts: '#!/usr/bin/env node\n',
  },
  {
    from: 'index',
    to: 'dist/library',
    holds: ['js-yaml', 'markdown-it'],
    lacks: ['@actions/core', '@actions/github', '@actions/glob', '@actions/http-client', ...octokit, 'ajv', 'undici'],
    types: true,
  },
]

/** Where paths of modules are that ncc reads as others, as it reads them in a tsconfig.json. */
const withoutRequests = join(root, 'node_modules/.cache/keplint/without-requests.json')

/** The digest of what dist/ was made of, and of dist/ itself. */
const stamp = join(root, 'node_modules/.cache/keplint/bundles')

compile()
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) {
  console.log('dist/ is up to date')
} else {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  mkdirSync(dirname(stamp), { recursive: true })
  leaveOutRequests()
  await Promise.all(bundles.map(build))
  writeFileSync(stamp, fingerprint())
}

/** Writes lib/: each source file as JavaScript. The options hold that a file can be compiled without the others. */
function compile() {
  rmSync(join(root, 'lib'), { recursive: true, force: true })
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  // A file on its own has no package.json that says so.
  const compilerOptions = { ...options, module: ts.ModuleKind.ESNext }
  for (const fileName of fileNames.filter((name) => !name.endsWith('.d.ts'))) {
    const to = join(root, 'lib', fileName.slice(join(root, 'src').length)).replace(/\.ts$/, '.js')
    mkdirSync(dirname(to), { recursive: true })
    // The compiler lays the validators out on three times as many characters, and Node reads all of them at each start.
    if (fileName.endsWith('.js')) copyFileSync(fileName, to)
    else writeFileSync(to, ts.transpileModule(readFileSync(fileName, 'utf8'), { compilerOptions, fileName }).outputText)
  }
}

/**
 * `@actions/core` loads an HTTP client of a megabyte, for tokens that keplint never asks for: a bundle that sends nothing
 * gets empty classes in its place.
 */
function leaveOutRequests() {
  const none = join(root, 'lib/no-requests.js')
  writeFileSync(none, 'export class HttpClient {}\nexport class BearerCredentialHandler {}\n')
  const paths = { '@actions/http-client': [none], '@actions/http-client/lib/auth': [none] }
  writeFileSync(withoutRequests, JSON.stringify({ compilerOptions: { allowJs: true, baseUrl: root, paths } }))
}

/** A digest of all that a build reads, with the installed packages by their versions, and of all that it writes. */
function fingerprint() {
  const digest = createHash('sha256').update(process.version)
  const inputs = ['scripts/build.mjs', 'package.json', 'node_modules/.package-lock.json']
  for (const path of [...inputs, ...filesIn('lib'), ...filesIn('src/lint/rules'), ...filesIn('dist')]) {
    digest.update(`\0${path}\0`).update(readFileSync(join(root, path)))
  }
  return digest.digest('hex')
}

/** @param {string} directory */
function filesIn(directory) {
  if (!existsSync(join(root, directory))) return []
  const entries = readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort()
}

/**
 * Runs a script of a package; ends this process if that fails.
 *
 * @param {string} script
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 */
async function node(script, args, env) {
  const options = { cwd: root, stdio: /** @type {const} */ ('inherit'), env: { ...process.env, ...env } }
  const child = spawn(process.execPath, [join('node_modules', script), ...args], options)
  const status = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
  if (status !== 0) process.exit(1)
}

/** @param {Bundle} bundle */
async function build({ from, to, holds, lacks, starts = '', sends = false, types = false }) {
  // ncc's cache outlives a change of its version; its licence file is complete only without dynamic imports.
  const options = ['-o', to, '--no-cache', '--license', 'LICENSES.txt', '-q']
  /** @type {Record<string, string>} */
  const env = sends ? {} : { TS_NODE_PROJECT: withoutRequests }
  await node('@vercel/ncc/dist/ncc/cli.js', ['build', `lib/${from}.js`, ...options], env)
  const file = join(root, to, 'index.js')
  const code = readFileSync(file, 'utf8')
  const licensed = readFileSync(join(root, to, 'LICENSES.txt'), 'utf8').split('\n')
  const faults = [
    ...holds.filter((name) => !licensed.includes(name)).map((name) => `LICENSES.txt does not name ${name}`),
    ...lacks.filter((name) => licensed.includes(name) || inCode(code, name)).map((name) => `it holds ${name}`),
    ...requiredPackages(code).map((name) => `it requires ${name}, which is not in it`),
    ...['lib', 'node_modules']
      .map((name) => join(root, name))
      .filter((path) => code.includes(path))
      .map((path) => `it names ${path}`),
    ...(code.includes('MODULE: ../') ? ['it holds a module from outside the repository: is node_modules a link?'] : []),
    ...strangers(join(root, to)).map((name) => `it is more than one file: ${name}`),
  ]
  if (faults.length > 0) {
    console.error(`${to}/index.js is not fit to ship: ${faults.join('; ')}`)
    process.exit(1)
  }
  if (to === 'dist/cli') writePages(join(root, to, 'pages'))
  const small = minified(file, code)
  writeFileSync(file, starts + small)
  if (starts !== '') chmodSync(file, 0o755)
  if (types) {
    const words = ['--no-check', '--no-banner', '--silent', '-o', `${to}/index.d.ts`, `src/${from}.ts`]
    await node('dts-bundle-generator/dist/bin/dts-bundle-generator.js', words, {})
  }
  console.log(`${to}/index.js: ${small.length} characters`)
}

/**
 * Writes the pages of the rules for `keplint explain`: without their examples, which are most of them.
 *
 * @param {string} directory
 */
function writePages(directory) {
  mkdirSync(directory, { recursive: true })
  for (const name of readdirSync(join(root, 'src/lint/rules')).filter((file) => file.endsWith('.md'))) {
    const page = readFileSync(join(root, 'src/lint/rules', name), 'utf8')
    const examples = /^## (?:Fails|Passes)$/m.exec(page)?.index ?? page.length
    writeFileSync(join(directory, name), `${page.slice(0, examples).trimEnd()}\n`)
  }
}

/**
 * The code with the same names of functions and classes, so that the stack of a crash can be read. Licences are in
 * LICENSES.txt.
 *
 * @param {string} file
 * @param {string} code
 */
function minified(file, code) {
  const keepNames = { function: true, class: true }
  const { code: small, errors } = minifySync(file, code, {
    module: true,
    compress: { keepNames },
    mangle: { keepNames },
    codegen: { removeWhitespace: true, legalComments: 'none' },
  })
  if (errors.length === 0) return small
  console.error(`${file} cannot be minified: ${errors.map(String).join('; ')}`)
  process.exit(1)
}

/**
 * ncc names each module that it takes in by its path.
 *
 * @param {string} code
 * @param {string} name
 */
function inCode(code, name) {
  return code.includes(`node_modules/${name}/`)
}

/**
 * Packages that the bundle would look for on disk when it runs.
 *
 * @param {string} code
 */
function requiredPackages(code) {
  const statements = code.replace(/^\s*(?:\*|\/\/).*$/gm, '')
  const calls = statements.matchAll(/\b(?:require|import)\(\s*["']([^"'.][^"']*)/g)
  const imports = statements.matchAll(/^(?:im|ex)port\b[^;]*?\bfrom ["']([^"'.][^"']*)/gm)
  const names = new Set([...calls, ...imports].map(([, name = '']) => name))
  return [...names].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
}

/** @param {string} directory */
function strangers(directory) {
  const own = ['index.js', 'package.json', 'LICENSES.txt', ...bundles.map(({ to }) => basename(to))]
  return readdirSync(directory).filter((name) => !own.includes(name))
}
