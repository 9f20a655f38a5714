// How fast keplint is: npm run bench [-- DIRECTORY …] [-- --sizes 654,2500,10000] [-- --peers]
//
// Measures the built command (npm run build) over each directory, or over made-up trees of as many proposals as `--sizes`
// says (bench/tree.mjs; 654 and 10,000 without it), which it writes to the temporary directory and removes again.
// `npm run bench` measures the Node of node_modules; `node bench/bench.mjs` measures the one that is installed. `--peers`
// measures other programs over the same trees (bench/peers.mjs), which takes minutes.
//
// How to read it. The first table has whole processes, as a user waits for them: medians of nine runs, which take
// turns so that a busy machine slows all of them. "Nothing" is the start of Node, "reading" the least a program
// about the tree must do (bench/read.mjs); some 10 ms of each are bench/peak.mjs, which tells the peak of memory.
// "Action" is the same check by the action's bundle, and "with a base", for the made-up trees, a check of three changed
// KEPs against the commit before. The times are this machine's. The ratio of keplint to reading moves far less from
// machine to machine, and is the figure to compare over time.
//
// The second table says where the time inside one run goes (bench/stages.mjs), without the start of Node and the
// loading of the code; a rule is listed from 1 % of the sum on. The last line, for the made-up trees, says whether
// the time grows as the trees do.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { fail, grouped, median, printTable, round, runProcess } from './measure.mjs'
import { measurePeers } from './peers.mjs'
import { writeTree } from './tree.mjs'

const runs = 9
const { values: asked, positionals } = parseArgs({
  options: { peers: { type: 'boolean' }, sizes: { type: 'string', default: '654,10000' } },
  allowPositionals: true,
})
const sizes = asked.sizes.split(',').map(Number)
/** @param {string} name */
const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const command = here('../dist/cli/index.js')
const action = here('../dist/index.js')

const needed = [command, action, here('../lib/lint/lint.js')].find((file) => !existsSync(file))
if (needed !== undefined) fail(`${needed} is missing; npm run build makes it`)
if (!sizes.every((size) => Number.isInteger(size) && size > 0))
  fail(`--sizes is ${asked.sizes}, not numbers of proposals`)
const given = positionals.map((directory) => resolve(directory))
const missing = given.find((directory) => !existsSync(directory))
if (missing !== undefined) fail(`${missing} does not exist`)

console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} processors\n`)
const made = given.length > 0 ? null : mkdtempSync(join(tmpdir(), 'keplint-bench-'))
if (made !== null) {
  process.on('exit', () => rmSync(made, { recursive: true, force: true }))
  process.on('SIGINT', () => process.exit(130))
}
const directories = made === null ? given : sizes.map((size) => makeTree(join(made, String(size)), size))
const [first, ...others] = directories.map(measure)
if (first !== undefined && made !== null) for (const other of others) printGrowth(first, other)
if (asked.peers) for (const directory of directories) measurePeers(directory, command)

/**
 * @typedef {import('./measure.mjs').Ran} Ran
 * @typedef {{ readonly keps: number, readonly time: number }} Measured
 * @typedef {{ readonly stages: Record<string, number>, readonly rules: Record<string, number> }} Stages
 * @typedef {readonly [name: string, time: number]} Row
 */

/**
 * @param {string} directory
 * @param {number} size
 */
function makeTree(directory, size) {
  writeTree(directory, size)
  /** @param {readonly string[]} words */
  const git = (...words) =>
    execFileSync('git', ['-C', directory, '-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...words])
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'base')
  const listed = String(git('ls-files', '-z', '*/kep.yaml')).split('\0')
  for (const file of listed.slice(0, 3)) {
    const path = join(directory, file)
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^stage: .*$/m, 'stage: stable'))
  }
  return directory
}

/**
 * Measures and prints one tree.
 *
 * @param {string} directory
 * @returns {Measured}
 */
function measure(directory) {
  const usual = ['--root', directory, '--fail-on', 'never', '--quiet']
  /** @type {Record<string, string[]>} */
  const processes = {
    nothing: ['--eval', ''],
    reading: [here('read.mjs'), directory],
    keplint: [command, ...usual],
    action: [action],
    ...(made === null ? {} : { 'with a base': [command, ...usual, '--base', 'HEAD', '--scope', 'changed'] }),
  }
  const inside = [here('stages.mjs'), directory]
  /** @type {Record<string, Ran[]>} */
  const seen = {}
  const stages = []
  const env = { GITHUB_WORKSPACE: directory, 'INPUT_FAIL-ON': 'never' }
  for (const args of Object.values(processes)) runProcess(args, 'ignore', env)
  for (let run = 0; run < runs; run++) {
    for (const [name, args] of Object.entries(processes)) (seen[name] ??= []).push(runProcess(args, 'ignore', env))
    stages.push(JSON.parse(runProcess(inside, 'pipe').output))
  }
  const { counts } = stages[0]
  /** @param {string} name */
  const ran = (name) => seen[name] ?? []
  /** @param {string} name */
  const time = (name) => median(ran(name).map((run) => run.time))
  const result = { keps: counts.keps, time: time('keplint') }
  const amounts = [
    `${grouped(counts.keps)} KEPs`,
    `${grouped(counts.files)} files`,
    `${(counts.characters / 1e6).toFixed(1)} million characters`,
    `${grouped(counts.headings)} headings`,
    `${grouped(counts.findings)} findings`,
  ]
  console.log(`${directory}: ${amounts.join(', ')}\n`)
  printTable(
    ['process', 'median ms', 'least', 'most', 'peak MB', 'of nothing', 'of reading', 'of keplint'],
    Object.keys(processes).map((name) => {
      const times = ran(name).map((run) => run.time)
      const peak = median(ran(name).map((run) => run.peak)) / 1e6
      return [
        name,
        round(time(name)),
        round(Math.min(...times)),
        round(Math.max(...times)),
        round(peak),
        ...['nothing', 'reading', 'keplint'].map((other) => (time(name) / time(other)).toFixed(2)),
      ]
    }),
  )
  printStages(stages)
  return result
}

/** @param {readonly Stages[]} runs */
function printStages(runs) {
  /** @type {(part: 'stages' | 'rules') => readonly Row[]} */
  const rowsOf = (part) =>
    Object.keys(runs[0]?.[part] ?? {}).map((name) => [name, median(runs.map((run) => run[part][name] ?? NaN))])
  const stages = rowsOf('stages')
  const sum = stages.reduce((total, [, time]) => total + time, 0)
  const rules = rowsOf('rules')
    .filter(([, time]) => time >= sum / 100)
    .sort((a, b) => b[1] - a[1])
  /** @param {Row} row */
  const row = ([name, time]) => [name, time.toFixed(1), `${((time / sum) * 100).toFixed(0)} %`]
  printTable(
    ['stage', 'median ms', 'share'],
    stages.flatMap((stage) =>
      stage[0] === 'rules' ? [row(stage), ...rules.map(([id, time]) => row([`  ${id}`, time]))] : [row(stage)],
    ),
  )
}

/**
 * @param {Measured} small
 * @param {Measured} large
 */
function printGrowth(small, large) {
  const [keps, time] = [large.keps / small.keps, large.time / small.time]
  console.log(
    `${grouped(large.keps)} KEPs take ${time.toFixed(1)} times as long as ${grouped(small.keps)}: ` +
      `${keps.toFixed(1)} times the KEPs, so ${(time / keps).toFixed(2)} of the time for each`,
  )
}
