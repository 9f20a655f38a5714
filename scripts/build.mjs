// Builds dist/: the action (dist/index.js) and the command (dist/cli/index.js), each one file with all it needs.
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** What a client of GitHub's API is made of. */
const octokit = ['core', 'plugin-retry', 'request'].map((name) => `@octokit/${name}`)

/**
 * A bundle: where it starts, where it goes, which packages it must and must not hold, and the line that it opens with.
 *
 * @typedef {{ from: string, to: string, holds: readonly string[], lacks: readonly string[], starts?: string }} Bundle
 */

/** @type {readonly Bundle[]} */
const bundles = [
  {
    from: 'main',
    to: 'dist',
    holds: [
      '@actions/core',
      '@actions/github',
      '@actions/glob',
      '@octokit/plugin-retry',
      'js-yaml',
      'markdown-it',
      'minimatch',
    ],
    lacks: ['ajv'],
  },
  {
    from: 'cli',
    to: 'dist/cli',
    holds: ['js-yaml', 'markdown-it'],
    lacks: ['@actions/core', '@actions/github', '@actions/glob', '@actions/http-client', ...octokit, 'ajv', 'undici'],
    starts: '#!/usr/bin/env node\n',
  },
]

/**
 * Runs a script of a package; ends this process if that fails.
 *
 * @param {string} script
 * @param {readonly string[]} args
 */
function node(script, ...args) {
  const command = [join('node_modules', script), ...args]
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}

for (const directory of ['lib', 'dist']) rmSync(join(root, directory), { recursive: true, force: true })
node('typescript/bin/tsc')
// The compiler lays the validators out on three times as many characters, and Node reads all of them at each start.
const validators = 'lint/generated/validators.js'
copyFileSync(join(root, 'src', validators), join(root, 'lib', validators))
for (const bundle of bundles) build(bundle)

/** @param {Bundle} bundle */
function build({ from, to, holds, lacks, starts = '' }) {
  // ncc's cache outlives a change of its version; its licence file is complete only without dynamic imports.
  const options = ['-o', to, '--no-cache', '--license', 'LICENSES.txt', '-q']
  node('@vercel/ncc/dist/ncc/cli.js', 'build', `lib/${from}.js`, ...options)
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
  if (starts !== '') {
    writeFileSync(file, starts + code)
    chmodSync(file, 0o755)
  }
  console.log(`${to}/index.js: ${code.length} characters`)
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
  return readdirSync(directory).filter((name) => !['index.js', 'package.json', 'LICENSES.txt', 'cli'].includes(name))
}
