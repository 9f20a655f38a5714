import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test, vi } from 'vitest'

import { readBaseTree } from '../../../src/host/base-tree.js'
import { fileReader } from '../../../src/host/config.js'
import { GitError, UsageError } from '../../../src/host/errors/usage-error.js'
import { checkoutOf } from '../../../src/host/git/checkout.js'
import { type Git, openGit } from '../../../src/host/git/objects.js'
import { selectionOf } from '../../../src/host/selection.js'
import { readWorkspace } from '../../../src/host/workspace.js'
import type { Tree } from '../../../src/lint/model/tree.js'
import {
  gitEnvironment,
  newRemote,
  newRepository,
  type Repository,
  temporaryDirectory,
} from '../../support/git-repository.js'
import { plain } from '../../support/read-tree.js'

// Processes take as long as the machine lets them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const all = (): boolean => true

function opened(root: string): Git {
  const git = openGit(root, { environment: gitEnvironment })
  if ('why' in git) throw new Error(git.why)
  return git
}

/** The checked-out tree, and that of a commit, with the contents that were read from git for it. */
function both(root: string, commit = 'HEAD'): { head: Tree; base: Tree; read: readonly string[] } {
  const git = opened(root)
  const head = readWorkspace({ root, checkout: checkoutOf(git), select: all })
  const read: string[] = []
  const spying: Git = {
    ...git,
    read: (ids, limit) => {
      const blobs = git.read(ids, limit)
      for (const { bytes } of blobs.values()) read.push(bytes.toString('utf8'))
      return blobs
    },
  }
  return { head, base: readBaseTree(spying, commit, { select: all, head }), read }
}

/** Checks the files out anew, as a clone would. */
function renew(repository: Repository, ...paths: readonly string[]): void {
  for (const path of paths) repository.write({ [path]: null })
  repository.git('checkout', '--quiet', '--', ...paths)
}

/** What git has seen of the files is no longer so, and their contents are the same. */
function touch(repository: Repository, ...paths: readonly string[]): void {
  for (const path of paths) utimesSync(join(repository.root, path), 1_700_000_000, 1_700_000_000)
}

describe('a file that git holds for unmodified is unchanged', () => {
  const kinds: readonly [string, string, string, (repository: Repository) => void][] = [
    [
      'with the line ends of Windows',
      'a\nb\n',
      'a\r\nb\r\n',
      (repository) => {
        repository.git('config', 'core.autocrlf', 'true')
      },
    ],
    [
      'with the attribute eol',
      'a\nb\n',
      'a\r\nb\r\n',
      (repository) => {
        repository.write({ '.gitattributes': '*.md text eol=crlf\n' })
      },
    ],
    [
      'with the attribute ident',
      'of $Id$\n',
      'of $Id: ID $\n',
      (repository) => {
        repository.write({ '.gitattributes': '*.md ident\n' })
      },
    ],
    [
      'with both',
      '$Id$\nof $Id$ and $Id$\n',
      '$Id: ID $\r\nof $Id: ID $ and $Id: ID $\r\n',
      (repository) => {
        repository.write({ '.gitattributes': '*.md ident text eol=crlf\n' })
      },
    ],
  ]

  test.each(kinds)('%s, whatever its marks', (_, text, onDisk, prepare) => {
    const repository = newRepository()
    prepare(repository)
    repository.commit({ 'a.md': text, 'b.md': 'b' })
    renew(repository, 'a.md')
    const expected = onDisk.replaceAll('ID', repository.git('rev-parse', 'HEAD:a.md'))
    expect(readFileSync(join(repository.root, 'a.md'), 'utf8')).toBe(expected)
    for (const change of [() => {}, () => touch(repository, 'a.md')]) {
      change()
      const { head, base, read } = both(repository.root)
      expect(plain(base)).toEqual(plain(head))
      expect(read).toEqual([])
    }
    repository.write({ 'a.md': onDisk.replace('a', 'c').replace('of', 'on') })
    expect(both(repository.root).base.texts.get('a.md')).toBe(text)
  })

  test('in another encoding, which is refused in both trees alike', () => {
    const repository = newRepository()
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('title: ä\n', 'utf16le')])
    repository.write({ '.gitattributes': 'a.yaml text working-tree-encoding=UTF-16\n' })
    repository.commit({ 'a.yaml': utf16, 'b.yaml': 'b' })
    renew(repository, 'a.yaml')
    expect(repository.git('cat-file', 'blob', 'HEAD:a.yaml')).toBe('title: ä')
    const { head, base, read } = both(repository.root)
    expect(head.refused).toEqual([{ path: 'a.yaml', reason: 'is UTF-16, not UTF-8 text' }])
    expect(plain(base)).toEqual(plain(head))
    expect(read).toEqual([])
    repository.write({ 'a.yaml': 'title: a\n' })
    expect(both(repository.root).base.texts.get('a.yaml')).toBe('title: ä\n')
  })

  test('after a filter, which is not run', () => {
    const repository = newRepository()
    const log = join(temporaryDirectory(), 'runs')
    repository.git('config', 'filter.loud.clean', `echo clean >>${log}; tr A-Z a-z`)
    repository.git('config', 'filter.loud.smudge', `echo smudge >>${log}; tr a-z A-Z`)
    repository.git('config', 'filter.loud.required', 'true')
    repository.write({ '.gitattributes': '*.md filter=loud\n' })
    repository.commit({ 'a.md': 'a loud text\n', 'b.txt': 'b' })
    renew(repository, 'a.md')
    const runs = readFileSync(log, 'utf8')
    const { head, base, read } = both(repository.root)
    expect([head.texts.get('a.md'), base.texts.get('a.md'), read]).toEqual(['A LOUD TEXT\n', 'A LOUD TEXT\n', []])
    repository.write({ 'a.md': 'ANOTHER TEXT\n' })
    expect(both(repository.root).base.texts.get('a.md')).toBe('a loud text\n')
    expect(readFileSync(log, 'utf8')).toBe(runs)
  })

  test('that Git LFS keeps, whatever its marks', () => {
    const repository = newRepository()
    const text = '# Ein großer Text\r\n'
    const oid = createHash('sha256').update(text).digest('hex')
    const pointer = (id: string): string =>
      `version https://git-lfs.github.com/spec/v1\noid sha256:${id}\nsize ${Buffer.byteLength(text)}\n`
    repository.commit({ 'a.md': pointer(oid), 'b.md': pointer(oid), 'c.md': pointer('0'.repeat(64)) })
    expect(both(repository.root)).toMatchObject({ read: [] })
    repository.write({ 'a.md': text, 'b.md': text.trimEnd(), 'c.md': text })
    const { base } = both(repository.root)
    expect(Object.fromEntries(base.texts)).toEqual({
      'a.md': text,
      'b.md': pointer(oid),
      'c.md': pointer('0'.repeat(64)),
    })
  })

  test('that git was told to hold for it, and only that', () => {
    const repository = newRepository()
    repository.commit({ 'a.md': 'a', 'b.md': 'b' })
    repository.git('update-index', '--assume-unchanged', 'a.md')
    repository.write({ 'a.md': 'mine', 'b.md': 'mine' })
    expect(Object.fromEntries(both(repository.root).base.texts)).toEqual({ 'a.md': 'mine', 'b.md': 'b' })
  })

  test('though it was written anew within the second, or is staged', () => {
    const repository = newRepository()
    const commit = repository.commit({ 'a.md': 'one', 'b.md': 'one', 'c.md': 'one' })
    repository.write({ 'a.md': 'two' })
    repository.write({ 'b.md': 'two' })
    repository.git('add', 'b.md')
    expect(both(repository.root, commit)).toMatchObject({ read: ['one'] })
    expect([...both(repository.root, commit).base.texts.values()]).toEqual(['one', 'one', 'one'])
    repository.git('config', 'core.fileMode', 'false')
    chmodSync(join(repository.root, 'c.md'), 0o755)
    expect(both(repository.root, commit)).toMatchObject({ read: ['one'] })
  })

  test('in the middle of a merge, and with an index that cannot be read', () => {
    const repository = newRepository()
    const commit = repository.commit({ 'a.md': 'a', 'b.md': 'b' })
    repository.branch('topic')
    repository.commit({ 'a.md': 'theirs' })
    repository.checkout('main')
    repository.commit({ 'a.md': 'ours' })
    expect(() => repository.git('merge', 'topic')).toThrow('merge topic')
    expect(Object.fromEntries(both(repository.root, commit).base.texts)).toEqual({ 'a.md': 'a', 'b.md': 'b' })
    writeFileSync(join(repository.root, '.git/index'), 'broken')
    expect(Object.fromEntries(both(repository.root, commit).base.texts)).toEqual({ 'a.md': 'a', 'b.md': 'b' })
  })
})

describe('a sparse checkout', () => {
  /** Of what is in `kept`, with all else left out. */
  function sparse(...kept: readonly string[]): { repository: Repository; whole: unknown } {
    const repository = newRepository()
    repository.commit({
      '.keplint.yml': 'profile: kep\n',
      OWNERS_ALIASES: 'aliases: {}\n',
      'keps/one/kep.yaml': 'title: one\n',
      'keps/one/README.md': '# One\n',
      'keps/two/kep.yaml': 'title: two\n',
      'keps/two/deep/er/note.md': 'note\n',
      'keps/two/latin.md': Uint8Array.from([0xe9]),
      'keps/old.md': { link: 'two/kep.yaml' },
      'keps/to-two': { link: 'two' },
      'keps/two/to-one.md': { link: '../one/README.md' },
      'docs/x.md': 'x\n',
      'docs/nowhere.md': { link: '../absent.md' },
      'docs/out.md': { link: '/etc/hostname' },
    })
    const whole = plain(both(repository.root).head)
    repository.git('sparse-checkout', 'set', '--no-cone', ...kept)
    return { repository, whole }
  }

  test.each([
    ['of one KEP', ['/keps/one/']],
    ['of a link, and not of what it leads to', ['/keps/old.md', '/keps/to-two', '/docs/']],
    ['of a part of a directory', ['/keps/two/deep/', '/.keplint.yml']],
    ['of all but one KEP', ['/*', '!/keps/one/']],
  ])('%s is the whole tree', (_, kept) => {
    const { repository, whole } = sparse(...kept)
    expect(repository.git('ls-files', '-t')).toMatch(/^S /m)
    const { head, base, read } = both(repository.root)
    expect(plain(head)).toEqual(whole)
    expect(plain(base)).toEqual(whole)
    expect(read.filter((text) => text.includes(' ') || text.startsWith('#'))).toEqual([])
  })

  test('with cones is the whole tree, below a root of its own too', () => {
    const repository = newRepository()
    const { whole } = sparse('/*')
    repository.commit({ 'sub/keps/one/kep.yaml': 'a: 1\n', 'sub/keps/two/kep.yaml': 'a: 2\n', 'other/x.md': 'x' })
    expect(whole).toBeDefined()
    repository.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'sub/keps/one')
    expect(existsSync(join(repository.root, 'sub/keps/two'))).toBe(false)
    const { head, base } = both(join(repository.root, 'sub'))
    expect(Object.fromEntries(head.texts)).toEqual({ 'keps/one/kep.yaml': 'a: 1\n', 'keps/two/kep.yaml': 'a: 2\n' })
    expect(plain(base)).toEqual(plain(head))
  })

  test('has what was changed in what is left out', () => {
    const { repository } = sparse('/keps/one/')
    const before = repository.git('rev-parse', 'HEAD')
    const id = execFileSync('git', ['hash-object', '-w', '--stdin'], {
      cwd: repository.root,
      env: gitEnvironment,
      input: 'title: zwei\n',
      encoding: 'utf8',
    }).trim()
    repository.git('update-index', '--cacheinfo', `100644,${id},keps/two/kep.yaml`)
    repository.git('update-index', '--skip-worktree', 'keps/two/kep.yaml')
    const { head, base } = both(repository.root, before)
    expect([head.texts.get('keps/two/kep.yaml'), base.texts.get('keps/two/kep.yaml')]).toEqual([
      'title: zwei\n',
      'title: two\n',
    ])
  })

  test('is the index’s where a file was put in its place, and git was not told of a sparse checkout', () => {
    const repository = newRepository()
    repository.commit({ 'a.md': 'a', 'b.md': 'b' })
    repository.git('update-index', '--skip-worktree', 'a.md', 'b.md')
    repository.write({ 'a.md': 'mine', 'b.md': null })
    expect(Object.fromEntries(both(repository.root).head.texts)).toEqual({ 'a.md': 'a', 'b.md': 'b' })
  })

  test('has its configuration, and the paths that are asked for', () => {
    const { repository } = sparse('/docs/')
    const checkout = checkoutOf(opened(repository.root))
    const read = fileReader(repository.root, checkout)
    expect([read('.keplint.yml'), read('absent.yml')]).toEqual([{ text: 'profile: kep\n' }, null])
    const select = (...paths: readonly string[]) => selectionOf(repository.root, paths, null, checkout)
    expect(select().patterns).toEqual(['keps'])
    const { files } = both(repository.root).head
    const selected = (...paths: readonly string[]): readonly string[] => [...files].filter(select(...paths).select)
    expect(selected('keps/two/deep', 'docs')).toEqual(['docs/x.md', 'keps/two/deep/er/note.md'])
    expect(select('keps/one/kep.yaml').only(files)).toEqual(['keps/one/kep.yaml'])
    expect(() => select('keps/three')).toThrow(UsageError)
  })

  test('of a partial clone says in one line what it lacks', () => {
    const { origin, work } = newRemote()
    work.commit({ 'keps/one/kep.yaml': 'a: 1\n', 'keps/two/kep.yaml': 'a: 2\n' })
    work.push()
    const place = temporaryDirectory()
    const clone = (...words: readonly string[]): void => void execFileSync('git', words, { env: gitEnvironment })
    clone('clone', '--quiet', '--filter=blob:none', '--sparse', origin.url, place)
    clone('-C', place, 'sparse-checkout', 'set', 'keps/one')
    expect(() => both(place)).toThrow(
      new GitError(
        'the sparse checkout leaves out files that this partial clone lacks; git sparse-checkout disable gets them',
      ),
    )
  })
})

describe('a submodule', () => {
  test('is another tree, checked out or not, and links into it lead out of this one', () => {
    const other = newRepository()
    other.commit({ 'kep.yaml': 'title: theirs\n', 'deep/x.md': 'x' })
    const repository = newRepository()
    repository.git('submodule', '--quiet', 'add', other.url, 'keps/other')
    repository.commit({
      'keps/one/kep.yaml': 'title: ours\n',
      'keps/in.md': { link: 'other/deep/x.md' },
      'keps/gone.md': { link: 'other/absent.md' },
      'keps/itself': { link: 'other' },
    })
    const { head, base, read } = both(repository.root)
    expect(plain(head)).toMatchObject({
      files: ['.gitmodules', 'keps/one/kep.yaml'],
      directories: ['.', 'keps', 'keps/one', 'keps/other'],
      links: { 'keps/gone.md': null, 'keps/in.md': null, 'keps/itself': 'keps/other' },
      refused: [
        'keps/gone.md is a symbolic link that leads nowhere',
        'keps/in.md is a symbolic link to a place outside the tree',
      ],
    })
    expect(plain(base)).toEqual(plain(head))
    expect(read).toEqual(['other/absent.md', 'other/deep/x.md', 'other'])

    const clone = repository.clone()
    expect(existsSync(join(clone.root, 'keps/other/kep.yaml'))).toBe(false)
    const { head: empty, base: same } = both(clone.root)
    expect([...empty.files]).toEqual(['.gitmodules', 'keps/one/kep.yaml'])
    expect(plain(same)).toEqual(plain(empty))
  })

  test('whose root is asked for is a tree of its own', () => {
    const other = newRepository()
    other.commit({ 'keps/one/kep.yaml': 'title: theirs\n' })
    const repository = newRepository()
    repository.git('submodule', '--quiet', 'add', other.url, 'other')
    repository.commit()
    const { head, base } = both(join(repository.root, 'other'))
    expect([...head.files]).toEqual(['keps/one/kep.yaml'])
    expect(plain(base)).toEqual(plain(head))
  })

  test('is none where a repository only lies in the tree', () => {
    const repository = newRepository()
    repository.commit({ 'a.md': 'a' })
    mkdirSync(join(repository.root, 'tools'))
    execFileSync('git', ['init', '--quiet', join(repository.root, 'tools')], { env: gitEnvironment })
    repository.write({ 'tools/keps/b.md': 'b' })
    expect([...both(repository.root).head.texts.keys()]).toEqual(['a.md', 'tools/keps/b.md'])
  })
})

describe('with core.symlinks=false', () => {
  test('a link of the index is one, though the disk has a file', () => {
    const repository = newRepository()
    const files = {
      'keps/one/README.md': 'one\n',
      'keps/old.md': { link: 'one/README.md' },
      'keps/again': { link: 'one' },
      'keps/through.md': { link: 'again/README.md' },
      'keps/out.md': { link: '/etc/hostname' },
      'keps/nowhere.md': { link: 'absent.md' },
      'keps/self.md': { link: 'self.md' },
    }
    repository.commit(files)
    const { head: real } = both(repository.root)
    repository.git('config', 'core.symlinks', 'false')
    renew(repository, 'keps')
    expect(lstatSync(join(repository.root, 'keps/old.md')).isFile()).toBe(true)
    const { head, base } = both(repository.root)
    expect(plain(head)).toEqual(plain(real))
    expect(plain(base)).toEqual(plain(real))

    // A file that is written anew leads elsewhere; one that is new is a file.
    repository.write({ 'keps/old.md': 'through.md', 'keps/new.md': 'one/README.md', 'keps/long.md': 'x'.repeat(9999) })
    const { head: changed, base: before } = both(repository.root)
    expect([changed.links.get('keps/old.md'), before.links.get('keps/old.md')]).toEqual([
      'keps/one/README.md',
      'keps/one/README.md',
    ])
    expect([changed.texts.get('keps/new.md'), changed.links.has('keps/new.md')]).toEqual(['one/README.md', false])
    repository.write({ 'keps/old.md': 'y/'.repeat(5000) })
    expect(both(repository.root).head.links.get('keps/old.md')).toBeNull()
  })

  test('and otherwise a file in place of a link is a file', () => {
    const repository = newRepository()
    repository.commit({ 'a.md': 'a', 'b.md': { link: 'a.md' } })
    repository.write({ 'b.md': 'a.md' })
    const { head, base } = both(repository.root)
    expect([head.texts.get('b.md'), head.links.size]).toEqual(['a.md', 0])
    expect(base.links.get('b.md')).toBe('a.md')
  })
})
