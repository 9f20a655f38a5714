// A repository made of a checkout of kubernetes/enhancements, and the hands that change its KEPs.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The day of every run: the corpora are of that day. */
export const today = '2026-07-25'

/**
 * What is read of a JSON report.
 *
 * @typedef {{ readonly path: string, readonly title: string | null, readonly state: string | null, readonly stage: string | null, readonly milestone: string | null }} Kep
 * @typedef {{ readonly keps: readonly Kep[], readonly findings: readonly import('./wants.mjs').Finding[] }} Report
 * @typedef {(root: string, ...args: readonly string[]) => Report} Lint
 */

/**
 * A made-up pull request: its name, what is wanted of the report, and what makes it.
 *
 * @typedef {[name: string, wants: import('./wants.mjs').Wants, make: () => void]} Change
 *
 * @typedef {ReturnType<typeof openTree>} OpenTree
 */

/**
 * A copy of `checkout` as a git repository with one commit, gone when the process ends. `lint(root, ...arguments)` runs
 * keplint and returns its JSON report. The copy is linted once, to tell the KEPs that have nothing to find.
 *
 * @param {string} checkout
 * @param {Lint} lint
 */
export function openTree(checkout, lint) {
  const root = mkdtempSync(join(tmpdir(), 'keplint-changes-'))
  process.on('exit', () => rmSync(root, { recursive: true, force: true }))
  cpSync(checkout, root, { recursive: true, verbatimSymlinks: true })

  /** @param {readonly string[]} args */
  const program = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 })
  /** @param {readonly string[]} args */
  const git = (...args) => {
    const { status, stderr, stdout } = program(
      '-c',
      'user.name=keplint',
      '-c',
      'user.email=keplint@example.com',
      ...args,
    )
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
    return stdout.trim()
  }
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all', '--force')
  git('commit', '--quiet', '--message', 'The tree')
  const base = git('rev-parse', 'HEAD')
  const whole = lint(root)
  const troubled = new Set(whole.findings.filter(({ severity }) => severity !== 'notice').map(({ kep }) => kep))
  const clean = whole.keps.filter(({ path }) => !troubled.has(path) && existsSync(join(root, path, 'kep.yaml')))

  // --- files -------------------------------------------------------------------------------------------
  /** @param {readonly string[]} path */
  const at = (...path) => join(root, ...path)
  /** @param {readonly string[]} path */
  const has = (...path) => existsSync(at(...path))
  /** @param {string} path */
  const read = (path) => readFileSync(at(path), 'utf8')
  /** @type {(path: string, content: string | Uint8Array) => void} */
  const write = (path, content) => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), content)
  }
  /** @param {string} path */
  const remove = (path) => rmSync(at(path), { recursive: true })
  /** @type {(from: string, to: string) => void} */
  const move = (from, to) => {
    mkdirSync(dirname(at(to)), { recursive: true })
    renameSync(at(from), at(to))
  }
  /**
   * Moves a KEP, with its approval, and has all that refers to it follow.
   *
   * @type {(kep: string, moved: string) => void}
   */
  const follow = (kep, moved) => {
    for (const path of filesWith(kep)) edit(path, (text) => text.replaceAll(kep, moved))
    move(kep, moved)
    if (has(approval(kep)) && approval(kep) !== approval(moved)) move(approval(kep), approval(moved))
  }
  /** @type {(from: string, to: string) => void} */
  const copy = (from, to) => cpSync(at(from), at(to), { recursive: true })
  /**
   * Changes a text; an edit that finds nothing to change is a mistake of the change.
   *
   * @type {(path: string, change: (text: string) => string, mayBeThere?: boolean) => void}
   */
  const edit = (path, change, mayBeThere = false) => {
    const before = read(path)
    const after = change(before)
    if (after === before && !mayBeThere) throw new Error(`the edit of ${path} changes nothing`)
    write(path, after)
  }
  /** @type {(path: string, what: string | RegExp, by: string) => void} */
  const replace = (path, what, by) => edit(path, (text) => text.replace(what, by))
  /** @type {(path: string, more: string) => void} */
  const append = (path, more) => edit(path, (text) => `${text.replace(/\n*$/, '\n')}${more}`)
  /**
   * The files of the repository that hold a text.
   *
   * @param {string} text
   */
  const filesWith = (text) => program('grep', '-l', '--fixed-strings', text).stdout.split('\n').filter(Boolean)

  // --- KEPs --------------------------------------------------------------------------------------------
  /** @param {string} kep */
  const yaml = (kep) => `${kep}/kep.yaml`
  /** @param {string} kep */
  const readme = (kep) => `${kep}/README.md`
  /** @param {string} kep */
  const sig = (kep) => kep.split('/')[1]
  /** @param {string} kep */
  const number = (kep) => /(\d+)-[^/]*$/.exec(kep)?.[1] ?? ''
  /** @param {string} kep */
  const approval = (kep) => `keps/prod-readiness/${sig(kep)}/${number(kep)}.yaml`
  /**
   * Sets a key of the first level, in place of all that it holds; null takes it away.
   *
   * @type {(kep: string, key: string, value: string | null) => void}
   */
  const set = (kep, key, value) =>
    edit(yaml(kep), (text) => {
      const line = value === null ? '' : `${key}: ${value}\n`
      const block = new RegExp(`^${key}:.*\\n(?:[ \\t]+.*\\n|-.*\\n|#.*\\n)*`, 'm')
      return block.test(text) ? text.replace(block, () => line) : `${text.replace(/\n*$/, '\n')}${line}`
    })
  /**
   * Sets the milestone of a stage, adding it where the KEP has none.
   *
   * @type {(kep: string, stage: string, value: string) => void}
   */
  const setMilestone = (kep, stage, value) =>
    edit(
      yaml(kep),
      (text) => {
        const line = new RegExp(`^(\\s+${stage}:).*$`, 'm')
        return line.test(text)
          ? text.replace(line, `$1 ${value}`)
          : text.replace(/^milestone:.*\n(?:[ \t]+.*\n)*/m, (all) => `${all}  ${stage}: ${value}\n`)
      },
      true,
    )
  /**
   * Adds who approves a stage to the approval file: who approved alpha.
   *
   * @type {(kep: string, stage: string) => void}
   */
  const approve = (kep, stage) =>
    edit(
      approval(kep),
      (text) => `${text.replace(/\n*$/, '\n')}${stage}:\n  approver: "${/approver: *"?(@[\w-]+)/.exec(text)?.[1]}"\n`,
    )

  /**
   * The first KEP without errors and warnings that `fits`, `skip` others left out.
   *
   * @param {(kep: Kep) => boolean} fits
   */
  const pick = (fits, skip = 0) => {
    const kep = clean.filter(fits)[skip]
    if (!kep) throw new Error('no KEP without findings fits')
    return kep.path
  }
  /** @type {(state: string, stage?: string) => (kep: Kep) => boolean} */
  const isIn = (state, stage) => (kep) => kep.state === state && (stage === undefined || kep.stage === stage)
  /**
   * Whether upstream holds the KEP to the template: its release is not out, or has just come out.
   *
   * @param {Kep} kep
   */
  const isCurrent = (kep) =>
    /^v1\.3[6-9]$/.test(kep.milestone ?? '') && kep.state === 'implementable' && has(approval(kep.path))
  /**
   * A KEP that is current and whole, in alpha unless told otherwise.
   *
   * @type {(stage?: string, skip?: number, fits?: (kep: Kep) => boolean) => string}
   */
  const current = (stage = 'alpha', skip = 0, fits = () => true) =>
    pick((kep) => isCurrent(kep) && kep.stage === stage && fits(kep), skip)

  /** A new KEP, copied from one that is right and given another number and title. */
  const fresh = (id = '9042') => {
    const from = current(
      'alpha',
      0,
      ({ path, milestone }) => milestone === 'v1.37' && /^title:.*\n/m.test(read(yaml(path))),
    )
    const kep = `keps/${sig(from)}/${id}-spare-disks`
    copy(from, kep)
    set(kep, 'title', 'Spare disks')
    set(kep, 'kep-number', id)
    for (const key of ['see-also', 'replaces', 'superseded-by'])
      if (read(yaml(kep)).includes(`\n${key}:`)) set(kep, key, '[]')
    replace(readme(kep), /^# .*$/m, `# KEP-${id}: Spare disks`)
    if (read(readme(kep)).includes('<!-- toc -->')) replace(readme(kep), /<!-- toc -->[\s\S]*<!-- \/toc -->\n/, '')
    write(approval(kep), read(approval(from)).replace(number(from), id))
    return kep
  }

  /**
   * A pull request: the tree as it was, changed by `make`, committed as `name`.
   *
   * @type {(name: string, make: () => void) => void}
   */
  const commit = (name, make) => {
    git('checkout', '--quiet', '--force', '-B', 'change', base)
    git('clean', '--quiet', '--force', '-d', '-x')
    make()
    git('add', '--all', '--force')
    git('commit', '--quiet', '--message', name)
  }

  return {
    root,
    base,
    whole,
    clean,
    troubled,
    at,
    has,
    read,
    write,
    remove,
    move,
    follow,
    copy,
    edit,
    replace,
    append,
    filesWith,
    yaml,
    readme,
    sig,
    number,
    approval,
    set,
    setMilestone,
    approve,
    pick,
    isIn,
    isCurrent,
    current,
    fresh,
    commit,
  }
}
