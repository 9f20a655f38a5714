// Makes a repository out of a checkout of kubernetes/enhancements, commits one made-up pull request of each kind after
// the other, and holds what keplint says of each against what a maintainer would: `node scripts/changes.mjs CHECKOUT`.
// With --table the table goes to standard output; --only=TEXT makes those alone whose name holds TEXT. CHECKOUT itself
// is not written to. The command runs in this process, out of lib/: it is faster warm, over a hundred runs.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { run } from '#lib/cli/run.js'
import { broken, newKeps } from './changes/breaking.mjs'
import { everyday } from './changes/everyday.mjs'
import { moves } from './changes/lifecycle.mjs'
import { openTree, today } from './changes/tree.mjs'
import { holds } from './changes/wants.mjs'

const [checkout, ...flags] = process.argv.slice(2)
if (checkout === undefined || !existsSync(join(checkout, 'keps'))) {
  console.error(
    'usage: node scripts/changes.mjs CHECKOUT [--table] [--only=TEXT]; CHECKOUT holds keps/ of kubernetes/enhancements',
  )
  process.exit(2)
}
/** @typedef {import('./changes/wants.mjs').Finding} Finding */

const only = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length) ?? ''

/** @type {import('./changes/tree.mjs').Lint} */
function lint(root, ...args) {
  let [out, said] = ['', '']
  const exit = run(
    ['--root', root, '--repository', 'kubernetes/enhancements', '--today', today, '--format', 'json', ...args],
    {
      cwd: root,
      home: root,
      env: { PATH: process.env['PATH'] },
      stdout: (text) => {
        out += text
      },
      stderr: (text) => {
        said += text
      },
      stdoutIsTTY: false,
      columns: null,
      stderrIsTTY: false,
      ask: null,
      now: () => new Date(today),
    },
  )
  if (exit > 1) throw new Error(`keplint ended with ${exit}: ${said}`)
  const report = JSON.parse(out)
  if ((exit === 1) !== report.summary.errors > 0)
    throw new Error(`keplint ended with ${exit}, its report has ${report.summary.errors} errors`)
  return report
}

const tree = openTree(checkout, lint)
/** @type {{ name: string, wants: import('./changes/wants.mjs').Wants, findings: readonly Finding[], isRight: boolean }[]} */
const rows = []
for (const [name, wants, make] of [...newKeps(tree), ...broken(tree), ...everyday(tree)]) {
  if (!name.includes(only)) continue
  try {
    tree.commit(name, make)
    const { findings } = lint(tree.root, '--base', tree.base)
    rows.push({ name, wants, findings, isRight: holds(wants, findings) })
  } catch (error) {
    rows.push({
      name,
      wants,
      findings: [
        { severity: 'error', rule: `(${error instanceof Error ? error.message : String(error)})`, message: '' },
      ],
      isRight: false,
    })
  }
}
if ('each move of the lifecycle'.includes(only)) rows.push(...moves(tree, lint))

/** @param {{ readonly findings: readonly Finding[] }} row */
const isRed = ({ findings }) => findings.some(({ severity }) => severity === 'error')
/**
 * @param {readonly Finding[]} findings
 * @param {(finding: Finding) => boolean} fits
 */
const rulesOf = (findings, fits) => [...new Set(findings.filter(fits).map(({ rule }) => rule))].join(', ')
if (flags.includes('--table')) {
  console.log('| change | result | errors of | other findings | as it should be |\n|---|---|---|---|---|')
  for (const row of rows) {
    const { name, findings, isRight } = row
    const rest = rulesOf(findings, ({ severity }) => severity !== 'error')
    const errors = rulesOf(findings, ({ severity }) => severity === 'error')
    console.log(`| ${name} | ${isRed(row) ? 'red' : 'green'} | ${errors} | ${rest} | ${isRight ? 'yes' : 'no'} |`)
  }
}
const wrong = rows.filter(({ isRight }) => !isRight)
for (const row of wrong) {
  const { name, wants, findings } = row
  const wanted = `${wants.red ? 'red' : 'green'} ${wants.rules.join(', ')}`.trim()
  const said = findings
    .slice(0, 8)
    .map(({ severity, rule, path, line, message }) => `  ${severity} ${rule} ${path}:${line} ${message}`)
  console.error([`${name}: is ${isRed(row) ? 'red' : 'green'}, should be ${wanted}`, ...said].join('\n'))
}
console.log(`${rows.length - wrong.length} of ${rows.length} changes are judged as they should be`)
process.exitCode = wrong.length === 0 ? 0 : 1
