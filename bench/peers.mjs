// The same tree through other programs, beside keplint in one run: node bench/bench.mjs --peers [DIRECTORY …]
//
// Each does a part of what keplint does: ajv-cli and v8r hold each kep.yaml against a schema, markdownlint-cli2 reads the
// Markdown, and remark-validate-links follows its links. They are installed into a temporary directory. A program that
// finds faults ends with its own status for that.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { fail, median, printTable, round, runProcess } from './measure.mjs'

const runs = 3

/** Programs of one moment, so that two runs measure the same. */
const packages = [
  'ajv-cli@5.0.0',
  'markdownlint-cli2@0.24.1',
  'remark-cli@12.0.1',
  'remark-validate-links@13.1.0',
  'v8r@6.1.0',
]

/**
 * Measures and prints keplint and its peers over one tree.
 *
 * @param {string} directory
 * @param {string} command
 */
export function measurePeers(directory, command) {
  const place = mkdtempSync(join(tmpdir(), 'keplint-peers-'))
  const stay = process.cwd()
  try {
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', place, ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    process.chdir(directory)
    print(processesIn(directory, place, command))
  } finally {
    process.chdir(stay)
    rmSync(place, { recursive: true, force: true })
  }
}

/**
 * The arguments of Node for each program, all in the tree's directory.
 *
 * @param {string} directory
 * @param {string} place
 * @param {string} command
 * @returns {Readonly<Record<string, readonly string[]>>}
 */
function processesIn(directory, place, command) {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  const metadata = files.filter((path) => path.endsWith('/kep.yaml')).sort()
  const first = metadata[0]?.split('/')[0]
  if (first === undefined) fail(`${directory} has no kep.yaml below a directory`)
  const schema = fileURLToPath(new URL('../schemas/kep.schema.json', import.meta.url))
  const quiet = join(place, 'quiet.markdownlint-cli2.jsonc')
  writeFileSync(quiet, '{ "outputFormatters": [], "noProgress": true }')
  const all = `${first}/**/kep.yaml`
  return {
    keplint: [command, '--root', directory, '--fail-on', 'never', '--quiet'],
    'ajv-cli': [bin(place, 'ajv-cli'), 'validate', '--spec=draft2020', '--strict=false', '-s', schema, '-d', all],
    v8r: [bin(place, 'v8r'), '--schema', schema, all],
    'markdownlint-cli2': [bin(place, 'markdownlint-cli2'), '--config', quiet, `${first}/**/*.md`],
    'remark-validate-links': [
      bin(place, 'remark-cli'),
      first,
      '--quiet',
      '--no-stdout',
      '--use',
      `${join(place, 'node_modules/remark-validate-links/index.js')}=repository:false`,
    ],
  }
}

/**
 * @param {string} place
 * @param {string} name
 */
function bin(place, name) {
  const home = join(place, 'node_modules', name)
  /** @type {{ readonly bin: string | Readonly<Record<string, string>> }} */
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const file = join(home, typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''))
  return existsSync(file) ? file : fail(`${name} has no command`)
}

/** @param {Readonly<Record<string, readonly string[]>>} processes */
function print(processes) {
  /** @type {Record<string, import('./measure.mjs').Ran[]>} */
  const seen = {}
  for (let run = 0; run < runs; run++) {
    for (const [name, args] of Object.entries(processes)) {
      ;(seen[name] ??= []).push(runProcess(args, 'ignore', {}, [0, 1, 2, 99]))
    }
  }
  /** @type {(name: string, part: 'time' | 'peak') => number} */
  const middle = (name, part) => median((seen[name] ?? []).map((run) => run[part]))
  printTable(
    ['program', 'median ms', 'peak MB', 'of keplint'],
    Object.keys(processes).map((name) => [
      name,
      round(middle(name, 'time')),
      round(middle(name, 'peak') / 1e6),
      (middle(name, 'time') / middle('keplint', 'time')).toFixed(2),
    ]),
  )
}
