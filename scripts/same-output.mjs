// Compares what two builds of the command write, byte for byte: over each tree, in each format, by itself and compared
// with a base.
// usage: node scripts/same-output.mjs BEFORE AFTER TREE…
//   BEFORE, AFTER  dist/cli/index.js of two builds
//   TREE           a directory with KEPs; it is copied, and left alone
// Exits with 0 if all outputs and exit codes are the same, else with 1.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

const [before = '', after = '', ...trees] = process.argv.slice(2).map((path) => resolve(path))
if (trees.length === 0) {
  console.error('usage: node scripts/same-output.mjs BEFORE AFTER TREE…')
  process.exit(2)
}

const formats = ['text', 'json', 'github', 'markdown']
const today = '2026-07-25'

/**
 * Edits of every n-th metadata file, so that a comparison has something to say of each kind of change.
 *
 * @type {readonly ((text: string) => string)[]}
 */
const edits = [
  (text) => text.replace(/^status: .*$/m, 'status: implemented'),
  (text) => text.replace(/^status: .*$/m, 'status: imlpemented'),
  (text) => text.replace(/^(?:kep-number|number): .*$/m, 'kep-number: 1'),
  (text) => text.replace(/^stage: .*$/m, 'stage: stable'),
  (text) => text.replace(/^approvers:[^]*?(?=^\S)/m, ''),
  (text) => text.replace(/^title: .*$/m, 'title: Another Title'),
  (text) => text.replace(/^creation-date: .*$/m, ''),
]

/**
 * The files below a directory that may hold metadata, in an order that is always the same.
 *
 * @param {string} root
 */
function metadataFiles(root) {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /(?:^|\/)(?:kep|metadata)\.ya?ml$|keps\/.*\.md$/.test(file) && !file.startsWith('.git/'))
    .sort()
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 */
function git(root, ...args) {
  const identity = ['-c', 'user.name=keplint', '-c', 'user.email=keplint@example.com', '-c', 'core.autocrlf=false']
  execFileSync('git', ['-C', root, ...identity, ...args], { stdio: 'ignore' })
}

/**
 * Commits the tree as it is, and edits or deletes some of its files.
 *
 * @param {string} root
 */
function change(root) {
  git(root, 'init', '--quiet')
  git(root, 'add', '--all', '--force')
  git(root, 'commit', '--quiet', '--message', 'base')
  for (const [i, file] of metadataFiles(root).entries()) {
    const path = join(root, file)
    if (i % 11 === 10) rmSync(path)
    else if (i % 3 === 0) {
      const edit = edits[(i / 3) % edits.length]
      // What a removed file was the target of is a dangling link now.
      if (edit !== undefined && existsSync(path)) writeFileSync(path, edit(readFileSync(path, 'utf8')))
    }
  }
}

/**
 * What a run says and how it ends.
 *
 * @param {string} program
 * @param {string} root
 * @param {readonly string[]} args
 */
function run(program, root, args) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, '--root', root, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, TZ: 'UTC' },
  })
  return JSON.stringify({ status, stdout, stderr })
}

let different = 0

/**
 * @param {string} name
 * @param {string} root
 * @param {readonly string[]} args
 */
function compare(name, root, args) {
  const same = run(before, root, args) === run(after, root, args)
  if (!same) different += 1
  console.log(`${same ? 'same     ' : 'DIFFERENT'} ${name} ${args.join(' ')}`)
}

for (const tree of trees) {
  const copies = mkdtempSync(join(tmpdir(), 'same-output-'))
  const root = join(copies, basename(tree))
  cpSync(tree, root, { recursive: true, verbatimSymlinks: true })
  /** @param {string} format */
  const options = (format) => ['--format', format, '--today', today]
  for (const format of formats) compare(basename(tree), root, options(format))
  change(root)
  for (const format of formats) compare(basename(tree), root, [...options(format), '--base', 'HEAD'])
  compare(basename(tree), root, [...options('json'), '--base', 'HEAD', '--scope', 'changed'])
  rmSync(copies, { recursive: true })
}
console.log(different === 0 ? 'every output is the same' : `${different} outputs differ`)
process.exit(different === 0 ? 0 : 1)
