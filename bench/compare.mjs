// What comparing two commits costs over checking one: npm run bench:compare [-- DIRECTORY]
//
// Puts a made-up tree of 654 proposals (bench/tree.mjs), or a copy of the directory, into a git repository of its own,
// changes one KEP, moves another and takes away a third, and runs the built command with and without --base by turns.
// The ratio is what counts: it may be 1.6 at most, and most of what a comparison adds is that findings are looked for
// in the base too.
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { median } from './measure.mjs'
import { writeTree } from './tree.mjs'

const runs = 9
const [given] = process.argv.slice(2)
const command = fileURLToPath(new URL('../dist/cli/index.js', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'keplint-bench-'))
process.on('exit', () => rmSync(place, { recursive: true, force: true }))

if (given === undefined) writeTree(place, 654)
else cpSync(given, place, { recursive: true, filter: (path) => !path.endsWith('/.git') })
git('init', '--quiet')
commit()
const [first, second, third] = readdirSync(place, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?:^|\/)(?:kep|metadata)\.yaml$/.test(path) && !/nnnn/i.test(path))
  .sort()
  .map((path) => join(place, path))
if (first === undefined || second === undefined || third === undefined)
  throw new Error(`${given} has fewer than three KEPs`)
appendFileSync(first, '# changed\n')
renameSync(join(second, '..'), `${join(second, '..')}-moved`)
rmSync(join(third, '..'), { recursive: true })

const plain = ['--root', place, '--fail-on', 'never', '--quiet', '--format', 'json']
const compared = [...plain, '--base', 'HEAD']
/** @type {{ plain: number[], compared: number[] }} */
const seen = { plain: [], compared: [] }
timed(plain)
for (let i = 0; i < runs; i++) {
  seen.plain.push(timed(plain))
  seen.compared.push(timed(compared))
}
const ratios = seen.compared.map((each, i) => each / (seen.plain[i] ?? NaN))
console.log(
  `Node ${process.version}: one tree ${median(seen.plain).toFixed(0)} ms, two commits ${median(seen.compared).toFixed(
    0,
  )} ms, ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
)

/** @param {readonly string[]} args */
function timed(args) {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, [command, ...args], { maxBuffer: 2 ** 30, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return Number(process.hrtime.bigint() - start) / 1e6
}

function commit() {
  git('add', '--all', '--force')
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '--quiet', '--message', 'base')
}

/** @param {readonly string[]} words */
function git(...words) {
  const { status, stderr } = spawnSync('git', ['-C', place, ...words], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}
