import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

import { write } from '../support/run-command.js'

const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0
const product = fileURLToPath(new URL('../../', import.meta.url))
const home = realpathSync(mkdtempSync(join(tmpdir(), 'keplint-hooks-')))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Runs a program in a directory of its own, with nothing of the user's configuration. */
function run(
  root: string,
  program: string,
  ...args: readonly string[]
): { readonly exit: number | null; readonly output: string } {
  const env = { ...process.env, HOME: home, GIT_CONFIG_NOSYSTEM: '1', PRE_COMMIT_HOME: join(home, 'cache') }
  const identity = {
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  }
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, ...identity },
  })
  return { exit: status, output: stdout + stderr }
}

/** A repository of hooks: what is committed of the product, as pre-commit would clone it. */
function hooks(): string {
  const root = join(home, 'hooks')
  write(root, {
    '.pre-commit-hooks.yaml': readFileSync(join(product, '.pre-commit-hooks.yaml'), 'utf8'),
    'dist/package.json': readFileSync(join(product, 'dist/cli/package.json'), 'utf8'),
    'dist/cli/package.json': readFileSync(join(product, 'dist/cli/package.json'), 'utf8'),
    'dist/cli/index.js': readFileSync(join(product, 'dist/cli/index.js'), 'utf8'),
  })
  run(root, 'chmod', '+x', 'dist/cli/index.js')
  run(root, 'git', 'init', '--quiet')
  run(root, 'git', 'add', '--all', '--force')
  run(root, 'git', 'commit', '--quiet', '--message', 'hooks')
  return root
}

test.skipIf(!hasPreCommit)(
  'pre-commit runs both hooks: the check fails with the finding, and the fix makes it pass',
  () => {
    const source = hooks()
    const root = join(home, 'kepsite')
    const metadata = (status: string): string =>
      `title: Warm racks\nkep-number: 42\nauthors: ["@mira"]\napprovers: ["@otto"]\nstatus: ${status}\ncreation-date: 2025-01-02\n`
    const body = ['Summary', 'Motivation'].map((name) => `## ${name}\n\nThe racks stay warm.\n`).join('\n')
    write(root, {
      'keps/42-warm-racks/kep.yaml': metadata('provisionl'),
      'keps/42-warm-racks/README.md': `# KEP-42: Warm racks\n\n${body}`,
    })
    run(root, 'git', 'init', '--quiet')
    run(root, 'git', 'add', '--all')
    const check = run(root, 'pre-commit', 'try-repo', source, 'keplint', '--all-files')
    expect(check.output).toContain('status is "provisionl", not a known state; did you mean provisional?')
    expect(check.exit).toBe(1)
    const fix = run(root, 'pre-commit', 'try-repo', source, 'keplint-fix', '--all-files')
    expect(fix.output).toContain('files were modified by this hook')
    expect(readFileSync(join(root, 'keps/42-warm-racks/kep.yaml'), 'utf8')).toBe(metadata('provisional'))
    run(root, 'git', 'add', '--all')
    expect(run(root, 'pre-commit', 'try-repo', source, 'keplint', '--all-files')).toMatchObject({ exit: 0 })
  },
)
