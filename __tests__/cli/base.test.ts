import { execFileSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { gitEnvironment, newRemote, newRepository, temporaryDirectory } from '../support/git-repository.js'
import { proposal, uuidOf } from '../support/proposals.js'
import { reportFaults } from '../support/report-schema.js'
import { patient, type Ran, keplint as run, write } from '../support/run-command.js'

const keplint = (root: string, ...args: readonly string[]): Ran => run(root, args, gitEnvironment)

const path = 'keps/sig-node/one'
const old = proposal('keps/sig-node/old', 2, { state: 'provisonal' })

/** A repository whose branch `topic` changed a KEP, and whose `main` has got another one since. */
function diverged() {
  const repository = newRepository()
  repository.commit({ ...proposal(path, 1), ...old })
  repository.branch('topic')
  repository.checkout('main')
  repository.commit(proposal('keps/sig-node/later', 3))
  repository.checkout('topic')
  return repository
}

describe('--base', patient, () => {
  const repository = diverged()

  test('finds nothing where nothing changed, whatever others merged since', () => {
    const start = repository.git('merge-base', 'main', 'topic').slice(0, 7)
    expect(keplint(repository.root, '--base', 'main')).toEqual({
      exit: 0,
      stdout: [
        'nothing found; this change touches no KEP',
        `not counted: 1 finding already in main at ${start} (1 error)`,
        '',
      ].join('\n'),
      stderr: '',
    })
    expect(keplint(repository.root, '--base', 'main', '--scope', 'all')).toMatchObject({ exit: 1 })
  })

  test('compares files that are not committed yet', () => {
    write(repository.root, proposal(path, 1, { uuid: uuidOf(9), last_updated: '2026-11-19' }))
    const ran = keplint(repository.root, '--base', 'HEAD')
    expect(ran).toMatchInlineSnapshot(`
      {
        "exit": 1,
        "stderr": "",
        "stdout": "keps/sig-node/one/metadata.yaml
        4:7  error  uuid was 00000000-0000-4000-8000-000000000001 and is now 00000000-0000-4000-8000-000000000009; a KEP keeps its uuid  identity-immutable
             | uuid: 00000000-0000-4000-8000-000000000009
             |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        1  error  identity-immutable

      1 error in 1 KEP that this change touches
      not counted: 1 finding already in HEAD (1 error)
      what this change does:
        keps/sig-node/one  stays provisional; needs: fix 1 error
          provisional → implementable needs: an approver, a reviewer, graduation_criteria.md, guides/developer.md, guides/operator.md, guides/teacher.md
      ",
      }
    `)
  })

  test('counts what the given files belong to', () => {
    expect(keplint(repository.root, '--base', 'HEAD', 'keps/sig-node/old/summary.md')).toMatchObject({ exit: 0 })
    expect(keplint(repository.root, '--base', 'HEAD', `${path}/summary.md`)).toMatchObject({ exit: 1 })
  })

  test.each(['json', 'github', 'markdown'])('is reported as %s', async (format) => {
    const { exit, stdout } = keplint(repository.root, '--base', 'HEAD', '--format', format)
    expect(exit).toBe(1)
    if (format === 'json') expect(reportFaults(JSON.parse(stdout))).toEqual([])
    await expect(stdout).toMatchFileSnapshot(
      `../snapshots/change/command.${format === 'json' ? 'json' : format === 'github' ? 'annotations.txt' : 'md'}`,
    )
  })

  test('reads the configuration that is there, and says what it loosens', () => {
    write(repository.root, { '.keplint.yml': 'rules: {identity-immutable: off}\n' })
    const { exit, stdout } = keplint(repository.root, '--base', 'HEAD')
    expect([exit, stdout.split('\n').filter((line) => line.includes('loosens'))]).toEqual([
      0,
      ['this change loosens the checks: identity-immutable is off, and was an error by default'],
    ])
  })

  test.each([
    ['nowhere', '--base "nowhere" is not a commit in this repository; write a branch, a tag or a commit id'],
    ['-x', '--base needs a value'],
  ])('%s is told in one line', (name, message) => {
    expect(keplint(repository.root, '--base', name)).toEqual({ exit: 2, stdout: '', stderr: `keplint: ${message}\n` })
  })

  test('needs a repository', () => {
    const root = temporaryDirectory()
    write(root, proposal(path, 1))
    expect(keplint(root, '--base', 'main')).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'keplint: --base "main": ROOT is not in a git repository\n',
    })
  })

  test('says that a shallow clone may lack it', () => {
    const clone = repository.clone({ depth: 1, branch: 'topic' })
    expect(keplint(clone.root, '--base', 'HEAD~1')).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'keplint: --base "HEAD~1" is not a commit in this repository; this clone is shallow: fetch it first\n',
    })
  })

  test('is never compared with where it has no commit in common with HEAD', () => {
    const unrelated = diverged()
    unrelated.git('checkout', '--quiet', '--orphan', 'other')
    unrelated.commit({ 'README.md': 'of its own\n' })
    unrelated.checkout('topic')
    const id = unrelated.git('rev-parse', 'other')
    const tip = unrelated.git('rev-parse', 'main')
    const clone = unrelated.clone({ depth: 1, branch: 'topic' })
    clone.git('fetch', '--quiet', '--depth=1', 'origin', 'main:main')
    const unborn = newRepository()
    unborn.write(proposal(path, 1))
    unborn.git('fetch', '--quiet', unrelated.url, 'main:theirs')
    for (const [root, base, hint] of [
      [unrelated.root, 'other', 'write a commit that HEAD comes from'],
      [unrelated.root, id, 'write a commit that HEAD comes from'],
      [unborn.root, 'theirs', 'nothing is committed here yet'],
      [clone.root, 'main', 'this clone is shallow: git fetch --unshallow gets the rest of its history'],
      [clone.root, tip, 'this clone is shallow: git fetch --unshallow gets the rest of its history'],
    ] as const) {
      expect(keplint(root, '--base', base)).toEqual({
        exit: 2,
        stdout: '',
        stderr: `keplint: --base "${base}" has no commit in common with HEAD; ${hint}\n`,
      })
    }
    clone.git('fetch', '--quiet', '--unshallow')
    expect(keplint(clone.root, '--base', 'main')).toMatchObject({ exit: 0, stderr: '' })
  })

  test('may be a parent of HEAD that a shallow clone has got alone', () => {
    const { origin, work } = newRemote()
    work.commit()
    const parent = work.commit(proposal(path, 1))
    work.commit({ 'README.md': 'new\n' })
    work.push('HEAD:main')
    const clone = origin.clone({ depth: 1, branch: 'main' })
    clone.git('fetch', '--quiet', '--depth=1', 'origin', parent)
    expect(keplint(clone.root, '--base', parent)).toMatchObject({ exit: 0, stderr: '' })
  })

  test('says in one line what a partial clone lacks, and fetches nothing', () => {
    const { origin, work } = newRemote()
    work.commit(proposal(path, 1))
    const kept = work.commit({ [`${path}/summary.md`]: '# Summary\n\nOf another kind.\n' })
    work.push('HEAD:main')
    const place = temporaryDirectory()
    execFileSync('git', ['clone', '--quiet', '--filter=blob:none', '--branch=main', origin.url, place], {
      env: gitEnvironment,
    })
    const objects = (): string => execFileSync('git', ['count-objects', '-v'], { cwd: place, encoding: 'utf8' })
    const before = objects()
    const first = work.git('rev-parse', 'HEAD~1').slice(0, 7)
    expect(keplint(place, '--base', 'HEAD~1')).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'keplint: the base HEAD~1 has files that this clone lacks; ' +
        `in a partial clone, git diff --stat ${first} fetches what is missing\n`,
    })
    expect(objects()).toBe(before)
    expect(keplint(place, '--base', kept)).toMatchObject({ exit: 0, stderr: '' })
    execFileSync('git', ['diff', '--stat', first], { cwd: place, env: gitEnvironment })
    expect(keplint(place, '--base', 'HEAD~1')).toMatchObject({ exit: 0, stderr: '' })
  })

  // Only the superuser can give a directory away.
  test.skipIf(process.getuid?.() !== 0)('says how to allow a repository that git refuses', () => {
    const theirs = newRepository()
    theirs.commit(proposal(path, 1))
    for (const place of [theirs.root, join(theirs.root, '.git')]) chownSync(place, 12345, 12345)
    expect(keplint(theirs.root, '--base', 'HEAD')).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'keplint: --base "HEAD": git refuses the repository ROOT, which belongs to another user; ' +
        'allow it with git config --global --add safe.directory ROOT\n',
    })
    expect(keplint(theirs.root)).toMatchObject({ exit: 0, stderr: '' })
  })

  test('reads a directory of a repository as a tree of its own', () => {
    const outer = newRepository()
    const files = Object.entries(proposal(path, 1)).map(([file, text]) => [`proposals/${file}`, text])
    outer.commit(Object.fromEntries(files))
    outer.write({ [`proposals/${path}/summary.md`]: null })
    expect(keplint(outer.root, '--root', 'proposals', '--base', 'HEAD')).toMatchInlineSnapshot(`
      {
        "exit": 1,
        "stderr": "",
        "stdout": "keps/sig-node/one/metadata.yaml
        6:15  warning  last_updated is still 2024-01-02, and summary.md changed; set it to 2026-11-20  last-updated-bumped
              | last_updated: 2024-01-02
              |               ^^^^^^^^^^
        8:12  error    section "summary.md" is not a file in keps/sig-node/one  section-listed
              | sections: [summary.md, motivation.md]
              |            ^^^^^^^^^^

        1  error    section-listed
        1  warning  last-updated-bumped

      1 error, 1 warning in 1 KEP that this change touches
      what this change does:
        keps/sig-node/one  stays provisional; needs: fix 1 error
          provisional → implementable needs: an approver, a reviewer, graduation_criteria.md, guides/developer.md, guides/operator.md, guides/teacher.md, fix 1 error
      ",
      }
    `)
  })
})
