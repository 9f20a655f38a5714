import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { run } from '../../src/cli/run.js'
import { inEnvironment } from './environment.js'

/** The bundle that users run. */
export const bundle = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url))

/** What the command wrote, and its exit code. */
export interface Ran {
  readonly exit: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A process takes as long as the machine lets it; nothing here is a matter of time. */
export const patient = { timeout: 120_000 }

export type Files = Readonly<Record<string, string | Uint8Array>>

/** A directory of its own for each tree of a test file, gone when `remove` is called. */
export function makeTrees(): { readonly tree: (files: Files) => string; readonly remove: () => void } {
  const home = realpathSync.native(mkdtempSync(join(tmpdir(), 'keplint-')))
  let count = 0
  return {
    tree(files) {
      count += 1
      const root = join(home, `tree-${String(count).padStart(3, '0')}`)
      mkdirSync(root)
      write(root, files)
      return root
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}

/** Writes files, and the directories they stand in, below `root`. */
export function write(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

type Environment = Readonly<Record<string, string>>

/**
 * Runs the command in `root` on a fixed day, in this process, with nothing of the environment but what is given. The
 * root's path, which differs from run to run, is `ROOT` in what it writes. `columns` makes standard output a terminal of
 * that width.
 */
export function keplint(
  root: string,
  args: readonly string[] = [],
  env: Environment = {},
  columns: number | null = null,
): Ran {
  const written = { stdout: '', stderr: '' }
  const host = {
    cwd: root,
    home: product,
    env,
    stdout: (text: string) => void (written.stdout += text),
    stderr: (text: string) => void (written.stderr += text),
    ask: null,
    stdoutIsTTY: columns !== null,
    columns,
    stderrIsTTY: false,
    now: () => new Date(),
  }
  const exit = inEnvironment(env, () => run([...args, ...dayOf(args)], host))
  return withoutRoot({ exit, ...written }, root)
}

/** As `keplint`, in a process of its own: the built command. */
export function builtKeplint(root: string, args: readonly string[] = [], env: Environment = {}): Ran {
  return runBundle(root, [...args, ...dayOf(args)], env)
}

function dayOf(args: readonly string[]): readonly string[] {
  return ['rules', 'explain', 'schema'].includes(args[0] ?? '') || args.includes('--today') ? [] : ['--today', today]
}

/** As `builtKeplint`, with the arguments as they are. */
export function runBundle(root: string, args: readonly string[], env: Environment = {}): Ran {
  const ran = spawnSync(process.execPath, [bundle, ...args], { cwd: root, env, encoding: 'utf8', timeout: 60_000 })
  if (ran.error) throw ran.error
  return withoutRoot({ exit: ran.status, stdout: ran.stdout, stderr: ran.stderr }, root)
}

function withoutRoot({ exit, stdout, stderr }: Ran, root: string): Ran {
  return { exit, stdout: stdout.replaceAll(root, 'ROOT'), stderr: stderr.replaceAll(root, 'ROOT') }
}

const product = fileURLToPath(new URL('../../', import.meta.url))

export const today = '2026-11-20'

/** A KEP in the KEP-1a format with nothing to find in it, and its summary; `more` comes at the end. */
export function draft(directory: string, title: string, more = ''): Files {
  const head = `title: ${title}\nauthors: ["@octocat"]\nstate: draft\ncreated: 2026-01-01\nlast_updated: 2026-01-01\n`
  return {
    [`${directory}/metadata.yaml`]: `${head}uuid: ${uuidOf(directory)}\nsections: [summary.md]\n${more}`,
    [`${directory}/summary.md`]: `# Summary\n\nOf ${title}.\n`,
  }
}

/** A uuid that is as different as the texts are. */
function uuidOf(text: string): string {
  const hex = [...text]
    .map((unit) => unit.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .slice(-12)
    .padStart(12, '0')
  return `0d0a2f4e-7c1b-4f3e-9a65-${hex}`
}
