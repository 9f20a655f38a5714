import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** How a process ended, and all that it wrote. */
export interface Ended {
  readonly status: number | null
  readonly output: string
}

/** A copy of the repository to change, without what it builds. */
export interface Copy {
  readonly directory: string
  /** Runs a program of Node with the words after it. */
  readonly node: (...words: readonly string[]) => Ended
  /** The paths of files that are new or not as they were, sorted; `src/lint/generated` is left out. */
  readonly changed: () => readonly string[]
}

/** Copies the files that git has or would add; packages are shared. The copy is removed when the test ends. */
export function copyRepository(): Copy {
  const directory = mkdtempSync(join(tmpdir(), 'keplint-copy-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const copied = listed
    .toString()
    .split('\0')
    .filter((path) => path !== '' && !path.startsWith('dist/'))
  for (const path of copied) {
    cpSync(join(root, path), join(directory, path), { verbatimSymlinks: true })
  }
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  const node = (...words: readonly string[]): Ended => {
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: directory, encoding: 'utf8' })
    return { status, output: stdout + stderr }
  }
  const changed = (): readonly string[] => {
    const ignored = /^(?:node_modules|src\/lint\/generated)(?:\/|$)/
    const isSame = (path: string): boolean =>
      copied.includes(path) && readFileSync(join(directory, path)).equals(readFileSync(join(root, path)))
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => relative(directory, join(parentPath, name)))
      .filter((path) => !ignored.test(path) && !isSame(path))
      .sort()
  }
  return { directory, node, changed }
}
