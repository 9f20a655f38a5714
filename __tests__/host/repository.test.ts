import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { repositoryOf } from '../../src/host/repository.js'

let root: string
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'keplint-'))))
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const withOrigin = (url: string): string => `[core]
\tbare = false
[remote "upstream"]
\turl = https://github.com/not/this
[remote "origin"]
\tfetch = +refs/heads/*:refs/remotes/origin/*
\turl = ${url}
[branch "main"]
\turl = https://github.com/nor/this
`

describe('the repository', () => {
  test.each<[string, string | null, string | undefined, string | null]>([
    ['asked for', 'asked/for', 'work/flow', 'asked/for'],
    ['the workflow’s', null, 'work/flow', 'work/flow'],
    ['git’s', null, undefined, 'in/git'],
    ['git’s where the workflow’s is none', null, 'nonsense', 'in/git'],
  ])('is the one %s', (_, asked, workflow, expected) => {
    put('.git/config', withOrigin('https://github.com/in/git'))
    expect(repositoryOf(root, asked, workflow)).toBe(expected)
  })

  test.each([
    ['https://github.com/kubernetes/enhancements', 'kubernetes/enhancements'],
    ['https://github.com/kubernetes/enhancements.git', 'kubernetes/enhancements'],
    ['https://github.com/kubernetes/enhancements/', 'kubernetes/enhancements'],
    ['https://user:token@github.com/a-b/c.d_e.git', 'a-b/c.d_e'],
    ['"https://github.com/a/b"', 'a/b'],
    ['git@github.com:a/b.git', 'a/b'],
    ['github.com:a/b', 'a/b'],
    ['ssh://git@github.com/a/b.git', 'a/b'],
    ['ssh://git@ssh.github.com:443/a/b.git', 'a/b'],
    ['git://github.com/a/b', 'a/b'],
    ['https://WWW.GitHub.com/a/b', 'a/b'],
    ['https://gitlab.com/a/b', null],
    ['https://example.com/github.com/a/b', null],
    ['https://notgithub.com/a/b', null],
    ['https://github.com.example.com/a/b', null],
    ['git@example.com:github.com/a/b', null],
    ['https://github.com/a', null],
    ['https://github.com/a/b/c', null],
    ['https://github.com/a/..', null],
    ['../sibling', null],
    ['', null],
  ])('of the remote %s', (url, expected) => {
    put('.git/config', withOrigin(url))
    expect(repositoryOf(root, null, undefined)).toBe(expected)
  })

  test('is unknown without git, without a remote and where git’s files are odd', () => {
    expect(repositoryOf(root, null, undefined)).toBeNull()
    put('.git/config', '[remote "upstream"]\n\turl = https://github.com/a/b\n')
    expect(repositoryOf(root, null, undefined)).toBeNull()
    rmSync(join(root, '.git'), { recursive: true })
    put('.git', 'not a pointer')
    expect(repositoryOf(root, null, undefined)).toBeNull()
  })

  test('of a submodule and of another working tree is found where .git points', () => {
    put('main/.git/config', withOrigin('https://github.com/a/main'))
    put('main/.git/worktrees/tree/commondir', '../..\n')
    put('main/.git/modules/part/config', withOrigin('https://github.com/a/part'))
    put('tree/.git', `gitdir: ${root}/main/.git/worktrees/tree\n`)
    put('main/part/.git', 'gitdir: ../.git/modules/part\n')
    expect(repositoryOf(join(root, 'tree'), null, undefined)).toBe('a/main')
    expect(repositoryOf(join(root, 'main/part'), null, undefined)).toBe('a/part')
  })
})
