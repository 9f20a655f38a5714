// Makes a repository out of a checkout of kubernetes/enhancements, commits one made-up pull request of each kind after
// the other, and holds what keplint says of each against what a maintainer would: `node scripts/changes.mjs CHECKOUT`.
// With --table the table goes to standard output. CHECKOUT itself is not written to.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [checkout, ...flags] = process.argv.slice(2)
if (checkout === undefined || !existsSync(join(checkout, 'keps'))) {
  console.error('usage: node scripts/changes.mjs CHECKOUT [--table]; CHECKOUT holds keps/ of kubernetes/enhancements')
  process.exit(2)
}
const command = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli', 'index.js')
const today = '2026-07-25'
const root = mkdtempSync(join(tmpdir(), 'keplint-changes-'))
process.on('exit', () => rmSync(root, { recursive: true, force: true }))
cpSync(checkout, root, { recursive: true, verbatimSymlinks: true })

function run(program, args, options = {}) {
  return spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, ...options })
}
function git(...args) {
  const { status, stderr, stdout } = run('git', ['-c', 'user.name=keplint', '-c', 'user.email=keplint@example.com', ...args])
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}
function lint(...args) {
  const { status, stdout, stderr } = run(process.execPath, [
    command, '--root', root, '--repository', 'kubernetes/enhancements', '--today', today, '--format', 'json', ...args,
  ])
  if (status !== 0 && status !== 1) throw new Error(`keplint ended with ${status}: ${stderr}`)
  return { red: status === 1, report: JSON.parse(stdout) }
}

// --- the files of a KEP ----------------------------------------------------------------------------------
const at = (...path) => join(root, ...path)
const read = path => readFileSync(at(path), 'utf8')
const write = (path, text) => {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), text)
}
const edit = (path, change) => {
  const before = read(path)
  const after = change(before)
  if (after === before) throw new Error(`the edit of ${path} changes nothing`)
  write(path, after)
}
/** Sets a key of the first level to a value in one line, in place of all that it holds. */
const set = (kep, key, value) =>
  edit(`${kep}/kep.yaml`, text => {
    const line = value === null ? '' : `${key}: ${value}\n`
    const block = new RegExp(`^${key}:.*\\n(?:[ \\t]+.*\\n|-.*\\n|#.*\\n)*`, 'm')
    return block.test(text) ? text.replace(block, () => line) : `${text.replace(/\n*$/, '\n')}${line}`
  })
const setMilestone = (kep, stage, value) =>
  edit(`${kep}/kep.yaml`, text => text.replace(new RegExp(`^(\\s+${stage}:).*$`, 'm'), `$1 ${value}`))

git('init', '--quiet', '--initial-branch=main')
git('add', '--all', '--force')
git('commit', '--quiet', '--message', 'The tree')
const { report: whole } = lint('--fail-on', 'never')
const troubled = new Set(whole.findings.filter(({ severity }) => severity !== 'notice').map(({ kep }) => kep))
const clean = whole.keps.filter(({ path }) => !troubled.has(path))

/** The first KEP without errors and warnings that `fits`, `skip` others left out. */
function pick(fits, skip = 0) {
  const kep = clean.filter(fits)[skip]
  if (!kep) throw new Error('no KEP without findings fits')
  return kep.path
}
const inState = (state, stage) => kep => kep.state === state && (stage === undefined || kep.stage === stage)
const parts = path => ({ sig: path.split('/')[1], number: /(\d+)-[^/]*$/.exec(path)?.[1] })
const approval = path => `keps/prod-readiness/${parts(path).sig}/${parts(path).number}.yaml`
const current = kep => /^v1\.3[6-9]$/.test(kep.milestone ?? '') && kep.state === 'implementable'
const currentAt = stage => kep => current(kep) && kep.stage === stage && existsSync(at(approval(kep.path)))

/** A new KEP, copied from one that is right and given another number and title. */
function fresh(number = '9042', { from = pick(currentAt('alpha')) } = {}) {
  const sig = parts(from).sig
  const path = `keps/${sig}/${number}-spare-disks`
  cpSync(at(from), at(path), { recursive: true })
  const old = parts(from).number
  edit(`${path}/kep.yaml`, text => text.replace(/^title:.*$/m, 'title: Spare disks').replace(/^kep-number:.*$/m, `kep-number: ${number}`))
  for (const key of ['see-also', 'replaces', 'superseded-by']) if (read(`${path}/kep.yaml`).includes(`${key}:`)) set(path, key, '[]')
  edit(`${path}/README.md`, text => text.replace(/^# .*$/m, `# KEP-${number}: Spare disks`))
  write(approval(path), read(approval(from)).replace(old, number))
  return path
}

// --- the pull requests -----------------------------------------------------------------------------------
/** What a maintainer would have: red, and for which rule; or green. */
const red = rule => ({ red: true, rule })
const green = rule => ({ red: false, rule })

const lifecycle = {
  provisional: { draft: 0, implementable: 0, implemented: 0, deferred: 0, rejected: 0, withdrawn: 0, replaced: 0 },
  implementable: { draft: 1, provisional: 0, implemented: 0, deferred: 0, rejected: 0, withdrawn: 0, replaced: 0 },
  implemented: { draft: 1, provisional: 1, implementable: 0, deferred: 1, rejected: 1, withdrawn: 1, replaced: 0 },
  deferred: { draft: 0, provisional: 0, implementable: 0, implemented: 1, rejected: 0, withdrawn: 0, replaced: 0 },
  withdrawn: { draft: 1, provisional: 1, implementable: 1, implemented: 1, deferred: 1, rejected: 1, replaced: 1 },
  replaced: { draft: 1, provisional: 1, implementable: 1, implemented: 1, deferred: 1, rejected: 1, withdrawn: 1 },
}
const moves = Object.entries(lifecycle).flatMap(([from, targets]) =>
  Object.entries(targets).map(([to, isIllegal]) => ({
    name: `${from} → ${to}`,
    // What the new state owes may be red as well: only the move is held here.
    wants: { move: isIllegal === 1 },
    make: () => {
      const kep = whole.keps.find(({ state, path }) => state === from && existsSync(at(`${path}/kep.yaml`))).path
      set(kep, 'status', to)
      return kep
    },
  })),
)

const others = [
  // A change that makes it is red.
  ['a stage left behind', red('stage-matches-state'), () => {
    const kep = pick(currentAt('alpha'))
    set(kep, 'latest-milestone', '"v1.38"')
    setMilestone(kep, 'alpha', '"v1.36"')
    edit(`${kep}/kep.yaml`, text => (/^\s+beta:/m.test(text) ? text.replace(/^(\s+beta:).*$/m, '$1 "v1.38"') : text.replace(/^(\s+)alpha:.*$/m, '$&\n$1beta: "v1.38"')))
  }],
  ['a stage that moves with its milestone, approved', green(), () => {
    const kep = pick(kep => inState('implementable', 'alpha')(kep) && current(kep) && existsSync(at(approval(kep.path))) && /^beta:/m.test(read(approval(kep.path))))
    set(kep, 'stage', 'beta')
    edit(`${kep}/kep.yaml`, text => (/^\s+beta:/m.test(text) ? text.replace(/^(\s+beta:).*$/m, '$1 "v1.38"') : text.replace(/^(\s+)alpha:.*$/m, '$&\n$1beta: "v1.38"')))
    set(kep, 'latest-milestone', '"v1.38"')
  }, 'optional'],
  ['a new KEP that is right', green(), () => void fresh()],
  ['a new KEP with the template’s title', red('title-unique'), () => set(fresh(), 'title', 'KEP Template')],
  ['a new KEP without creation-date', red('metadata-schema'), () => set(fresh(), 'creation-date', null)],
  ['a new KEP whose milestones shipped before it was created', red('milestone-consistent'), () => {
    const kep = fresh()
    set(kep, 'creation-date', '2026-07-01')
    set(kep, 'latest-milestone', '"v1.30"')
    setMilestone(kep, 'alpha', '"v1.30"')
  }],
  ['a new KEP of the template, untouched', red(), () => {
    cpSync(at('keps/NNNN-kep-template'), at('keps/sig-node/9042-spare-disks'), { recursive: true })
    set('keps/sig-node/9042-spare-disks', 'kep-number', '9042')
  }],
  ['a new KEP with a number that is taken', red('number-unique'), () => {
    const kep = fresh()
    const taken = parts(pick(inState('implementable'), 3)).number
    renameSync(at(kep), at(dirname(kep), `${taken}-spare-disks`))
    const moved = `${dirname(kep)}/${taken}-spare-disks`
    set(moved, 'kep-number', taken)
    edit(`${moved}/README.md`, text => text.replace('KEP-9042', `KEP-${taken}`))
  }],
  ['a new KEP whose heading has another number', red('number-matches'), () =>
    edit(`${fresh()}/README.md`, text => text.replace('KEP-9042', 'KEP-9024'))],
  ['a new KEP that keeps NNNN in its heading', red('number-matches'), () =>
    edit(`${fresh()}/README.md`, text => text.replace('KEP-9042', 'KEP-NNNN'))],
  ['a new KEP without a README', red('kep-layout'), () => rmSync(at(fresh(), 'README.md'))],
  ['a new KEP without kep.yaml', red('kep-layout'), () => rmSync(at(fresh(), 'kep.yaml'))],
  ['a new KEP whose kep.yaml is no YAML', red('metadata-readable'), () =>
    edit(`${fresh()}/kep.yaml`, text => text.replace(/^title:.*$/m, 'title: Spare: disks'))],
  ['a new KEP with a misspelt key', red('metadata-schema'), () =>
    edit(`${fresh()}/kep.yaml`, text => text.replace(/^owning-sig:/m, 'owning-sgi:'))],
  ['a new KEP with an unknown SIG', red('sig-known'), () => set(fresh(), 'owning-sig', 'sig-nobody')],
  ['a new KEP with no approver', red('owners-assigned'), () => set(fresh(), 'approvers', '[TBD]')],
  ['a new KEP without an approval', red('prr-approval'), () => rmSync(at(approval(fresh())))],
  ['a new KEP without a test plan', red('section-required'), () =>
    edit(`${fresh()}/README.md`, text => text.replace(/^### Test Plan$/m, '### Plans'))],
  ['a new KEP that replaces nothing', red('reference-exists'), () => set(fresh(), 'replaces', '[/keps/sig-node/9999-gone]')],
  ['a new KEP, withdrawn and kept as a record', green('transition-legal'), () => set(fresh(), 'status', 'withdrawn')],
  ['a new KEP that is provisional', green(), () => set(fresh(), 'status', 'provisional')],
  ['a heading without its line in the table of contents', red('toc-current'), () => {
    const kep = pick(kep => current(kep) && read(`${kep.path}/README.md`).includes('<!-- toc -->'))
    edit(`${kep}/README.md`, text => text.replace(/^### Test Plan$/m, '### How we test'))
  }],
  ['an answer to a question taken away', red('prr-questions'), () => {
    const kep = pick(currentAt('alpha'))
    edit(`${kep}/README.md`, text => text.replace(/^(#{4,6} (?:How can this feature be enabled|Does enabling the feature change any default)[^\n]*\n)[\s\S]*?(?=^#{2,6} )/m, '$1\n'))
  }],
  ['a KEP set to implemented in beta', red('stage-matches-state'), () => set(pick(inState('implementable', 'beta')), 'status', 'implemented')],
  ['a KEP set to replaced without a successor', red('superseded-state'), () => set(pick(inState('implementable')), 'status', 'replaced')],
  ['a successor named without the state', red('superseded-state'), () =>
    set(pick(inState('implementable')), 'superseded-by', `[/${pick(inState('implementable'), 1)}]`)],
  ['a number that changes', red(), () => set(pick(inState('implementable')), 'kep-number', '9043')],
  ['a creation date that changes', red('identity-immutable'), () => set(pick(inState('implementable')), 'creation-date', '2019-01-01')],
  ['a KEP deleted', red('history-kept'), () => rmSync(at(pick(inState('provisional'))), { recursive: true })],
  ['a directory renamed, references left behind', red('reference-exists'), () => {
    const { kep } = [...whole.keps].flatMap(({ path }) => {
      const text = read(`${path}/kep.yaml`)
      const target = /^replaces:\n\s*-\s*"?\/?(keps\/[^"\s]+?)\/?"?\s*$/m.exec(text)?.[1]
      return target !== undefined && existsSync(at(target, 'kep.yaml')) && !troubled.has(path) ? [{ kep: target }] : []
    })[0] ?? {}
    if (kep === undefined) throw new Error('no KEP without findings fits')
    renameSync(at(kep), at(`${kep}-renamed`))
  }],
  ['an approval without its approver', red('prr-approval'), () => {
    const kep = pick(currentAt('alpha'))
    edit(approval(kep), text => text.replace(/^(\s+approver:).*$/m, '$1'))
  }],
  ['a state misspelt', red('metadata-schema'), () => set(pick(inState('implementable')), 'status', 'imlpementable')],
  ['a last-updated before the creation', red('date-order'), () => set(pick(inState('implementable')), 'last-updated', '2001-01-01')],
  // What is repaired, or only touched, is green.
  ['a repair of a state', green(), () => {
    const kep = whole.findings.find(({ rule, message }) => rule === 'metadata-schema' && /^status is/.test(message)).kep
    set(kep, 'status', 'implemented')
    edit(`${kep}/kep.yaml`, text => (/^stage:/m.test(text) ? text.replace(/^stage:.*$/m, 'stage: stable') : text))
  }, 'optional'],
  ['a repair of a heading’s number', green(), () => {
    const { path, related } = whole.findings.find(({ rule, path, message }) => rule === 'number-matches' && path.endsWith('README.md') && /NNNN/.test(message))
    const number = read(related[0].path).match(/^kep-number: (\d+)/m)[1]
    edit(path, text => text.replace('KEP-NNNN', `KEP-${number}`))
  }],
  ['a repair of a title', green(), () => {
    const { kep } = whole.findings.find(({ rule, message }) => rule === 'title-unique' && /template/.test(message))
    set(kep, 'title', 'A title of its own')
  }],
  ['a handle replaced everywhere', green(), () => {
    for (const { path } of whole.keps) {
      const file = `${path}/kep.yaml`
      if (existsSync(at(file)) && read(file).includes('"@johnbelamaric"')) edit(file, text => text.replaceAll('"@johnbelamaric"', '"@somebody-else"'))
    }
  }],
  ['white space at the end of every kep.yaml', green(), () => {
    for (const { path } of whole.keps) edit(`${path}/kep.yaml`, text => `${text}\n`)
  }],
  ['a word in a hundred READMEs', green(), () => {
    for (const { path } of clean.slice(0, 100)) edit(`${path}/README.md`, text => `${text}\nOne more word.\n`)
  }],
  ['milestones of twenty KEPs, with their stages', green(), () => {
    const keps = clean.filter(kep => current(kep) && kep.milestone === 'v1.37').slice(0, 20)
    for (const { path } of keps) set(path, 'latest-milestone', '"v1.38"')
  }, 'optional'],
  ['a troubled KEP touched elsewhere', green(), () => {
    const { kep } = whole.findings.find(({ severity, kep }) => severity === 'error' && existsSync(at(kep ?? 'none', 'README.md')))
    edit(`${kep}/README.md`, text => `${text}\nOne more word.\n`)
  }],
  ['a directory renamed with all that refers to it', green(), () => {
    const kep = pick(kep => inState('provisional')(kep) && run('git', ['grep', '-l', '--fixed-strings', kep.path]).stdout.split('\n').filter(Boolean).every(file => file.startsWith(kep.path)))
    renameSync(at(kep), at(`${kep}-renamed`))
  }],
  ['deferred, with the date', green(), () => {
    const kep = pick(inState('implementable'))
    set(kep, 'status', 'deferred')
    if (/^last-updated:/m.test(read(`${kep}/kep.yaml`))) set(kep, 'last-updated', today)
  }],
  ['the configuration loosened', green('config-loosened'), () => write('.keplint.yml', 'rules: { reference-exists: off }\n')],
]

const base = git('rev-parse', 'HEAD')
const rows = []
for (const { name, wants, make } of [...moves, ...others.map(([name, wants, make]) => ({ name, wants, make }))]) {
  git('checkout', '--quiet', '--force', '-B', 'change', base)
  git('clean', '--quiet', '--force', '-d')
  make()
  git('add', '--all', '--force')
  git('commit', '--quiet', '--message', name)
  const { red: isRed, report } = lint('--base', base)
  const errors = [...new Set(report.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule))]
  const has = rule => report.findings.some(finding => finding.rule === rule)
  const moveIsError = errors.includes('transition-legal')
  const holds = 'move' in wants
    ? wants.move === moveIsError
    : wants.red === isRed && (wants.rule === undefined || (wants.red ? errors.includes(wants.rule) : has(wants.rule)))
  const said = report.findings.slice(0, 6).map(({ severity, rule, message }) => `${severity[0]} ${rule}: ${message.slice(0, 90)}`)
  rows.push({ name, isRed, wants, holds, errors, said, findings: report.findings.length })
  if (!holds) console.error(`${name}: is ${isRed ? 'red' : 'green'}, wants ${JSON.stringify(wants)}\n  ${said.join('\n  ')}`)
}
if (flags.includes('--table')) {
  console.log('| change | result | errors of | other findings | as it should be |\n|---|---|---|---|---|')
  for (const { name, isRed, errors, findings, said, holds } of rows) {
    const rest = said.filter(each => !each.startsWith('e ')).map(each => each.split(':')[0])
    console.log(`| ${name} | ${isRed ? 'red' : 'green'} | ${errors.join(', ')} | ${[...new Set(rest)].join(', ')} (${findings} in all) | ${holds ? 'yes' : 'no'} |`)
  }
}
const bad = rows.filter(({ holds }) => !holds).length
console.log(`${rows.length - bad} of ${rows.length} changes are judged as they should be`)
process.exit(bad === 0 ? 0 : 1)
