import { gitProgram } from './program.js'

/** In seconds. */
const longest = 60

/**
 * Which of these files, paths below `root` (an absolute path), have changes that are not committed, sorted. Nothing
 * where git cannot say: then there is no history that a change could be lost against.
 */
export function uncommittedAmong(
  root: string,
  paths: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  if (paths.length === 0) return []
  const wanted = new Set(paths)
  const run = gitProgram(root, environment)
  const prefix = run(['rev-parse', '--show-prefix'], { within: longest })
  if (prefix.exit !== 0) return []
  const above = prefix.output.toString('utf8').replace(/\n$/, '')
  const words = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--', '.']
  const { exit, output } = run(words, { within: longest })
  if (exit !== 0) return []
  // https://git-scm.com/docs/git-status#_porcelain_format_version_1: two letters, a blank, a path from the top.
  const changed = output
    .toString('utf8')
    .split('\0')
    .map((entry) => entry.slice(3))
  return changed
    .filter((path) => path.startsWith(above))
    .map((path) => path.slice(above.length))
    .filter((path) => wanted.has(path))
    .sort()
}

/** What git's configuration says of a key, the user's own too; null where it says nothing. */
export function gitSetting(root: string, key: string, environment: NodeJS.ProcessEnv = process.env): string | null {
  const { exit, output } = gitProgram(root, environment)(['config', '--get', key], { within: longest })
  const value = output.toString('utf8').trim()
  return exit === 0 && value !== '' ? value : null
}
