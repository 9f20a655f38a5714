import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test, vi } from 'vitest'

import { commitReader, readBaseTree } from '../../../src/host/base-tree.js'
import { GitError, MissingFiles } from '../../../src/host/errors/usage-error.js'
import { type Git, type GitOptions, openGit } from '../../../src/host/git/objects.js'
import { repositoryOf } from '../../../src/host/repository.js'
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
vi.setConfig({ testTimeout: 120_000 })

type Select = (path: string) => boolean
const all: Select = () => true
const zeros = '0'.repeat(40)

function opened(repository: Repository | string, options: GitOptions = {}): Git {
  const root = typeof repository === 'string' ? repository : repository.root
  const git = openGit(root, { environment: gitEnvironment, ...options })
  if ('why' in git) throw new Error(git.why)
  return git
}

/** A commit's tree, and that on disk which it is compared with. */
function both(root: string, commit: string, select: Select = all): { head: Tree; base: Tree } {
  const head = readWorkspace({ root, select })
  return { head, base: readBaseTree(opened(root), commit, { select, head }) }
}

describe('the tree of a commit', () => {
  test('is what its checkout is on disk', () => {
    const repository = newRepository()
    const commit = repository.commit({
      OWNERS_ALIASES: 'aliases: {}\n',
      'README.md': 'outside\n',
      'keps/b/metadata.yaml': '\uFEFFtitle: Zwei 🦀\r\n',
      'keps/b/SUMMARY.MD': '',
      'keps/b/picture.png': Uint8Array.from([0, 1, 0xff]),
      'keps/a-b/kep.yaml': 'a: 1',
      'keps/a.md': '# A\n',
      'keps/a/deep/er/x.md': 'x',
      'keps/again': { link: 'a' },
      'keps/node_modules/package/README.md': 'not ours',
      'Ä/ä b\n"c".md': 'names\n',
      'keps/run.sh': '#!/bin/sh\n',
    })
    chmodSync(join(repository.root, 'keps/a.md'), 0o755)
    const executable = repository.commit()
    expect(executable).not.toBe(commit)
    for (const select of [all, (path) => path.startsWith('keps/')] satisfies Select[]) {
      const { head, base } = both(repository.root, executable, select)
      expect(head.texts.size).toBeGreaterThan(4)
      expect(plain(base)).toEqual(plain(head))
    }
  })

  test('is that of the commit, whatever became of its files', () => {
    const repository = newRepository()
    const commit = repository.commit({
      'changed.md': 'before',
      'deleted.md': 'was here',
      'old/moved.md': 'moves',
      'kept.md': 'as ever',
      'kind.md': 'file',
    })
    repository.move('old/moved.md', 'new/moved.md')
    repository.write({ 'changed.md': 'after', 'deleted.md': null, 'added.md': 'new', 'kind.md': { link: 'kept.md' } })
    expect(plain(both(repository.root, commit).base)).toEqual({
      files: ['changed.md', 'deleted.md', 'kept.md', 'kind.md', 'old/moved.md'],
      directories: ['.', 'old'],
      links: {},
      selected: ['changed.md', 'deleted.md', 'kept.md', 'kind.md', 'old/moved.md'],
      texts: {
        'changed.md': 'before',
        'deleted.md': 'was here',
        'kept.md': 'as ever',
        'kind.md': 'file',
        'old/moved.md': 'moves',
      },
      refused: [],
    })
  })

  test.each(['sha1', 'sha256'])('reads no text that the tree on disk has too (%s)', (objects) => {
    const repository = newRepository({ objects })
    const kept = { 'ascii.md': 'a', 'empty.md': '', 'utf8.yaml': '\uFEFFä🦀\n', 'crlf.md': 'a\r\nb\r\n' }
    const files = { ...kept, 'changed.md': 'was' }
    const commit = repository.commit(files)
    repository.write({ 'changed.md': 'is', 'added.md': 'x' })
    const read: string[] = []
    const git = opened(repository)
    const head = readWorkspace({ root: repository.root, select: all })
    const spying: Git = {
      ...git,
      read: (ids, limit) => {
        const blobs = git.read(ids, limit)
        for (const { bytes } of blobs.values()) read.push(bytes.toString('utf8'))
        return blobs
      },
    }
    const base = readBaseTree(spying, commit, { select: all, head })
    expect(Object.fromEntries(base.texts)).toEqual(files)
    expect(read).toEqual(['was'])
  })

  test('takes line ends that git writes at a checkout for those of the commit, and no others', () => {
    const repository = newRepository()
    const commit = repository.commit({ 'lf.md': 'a\nb\n', 'crlf.md': 'a\r\nb\r\n', 'mixed.md': 'a\nb\r\n' })
    repository.write({ 'lf.md': 'a\r\nb\r\n', 'crlf.md': 'a\nb\n', 'mixed.md': 'a\r\nb\r\n' })
    expect(Object.fromEntries(both(repository.root, commit).base.texts)).toEqual({
      'lf.md': 'a\r\nb\r\n',
      'crlf.md': 'a\r\nb\r\n',
      'mixed.md': 'a\nb\r\n',
    })
  })

  test('has an empty tree where the commit has no file, or not the root', () => {
    const repository = newRepository()
    const empty = repository.commit()
    const file = repository.commit({ sub: 'a file', 'a.md': 'a' })
    const full = repository.commit({ sub: null, 'sub/er/b.md': 'b', 'sub/er/up.md': { link: '../../a.md' } })
    const nothing = { files: [], directories: ['.'], links: {}, selected: [], texts: {}, refused: [] }
    expect(plain(both(repository.root, empty).base)).toEqual(nothing)
    const root = join(repository.root, 'sub/er')
    for (const commit of [empty, file]) expect(plain(both(root, commit).base)).toEqual(nothing)
    const { head, base } = both(root, full)
    expect(plain(base)).toEqual(plain(head))
    expect(plain(base)).toMatchObject({
      files: ['b.md'],
      texts: { 'b.md': 'b' },
      refused: ['up.md is a symbolic link to a place outside the tree'],
    })
  })

  test('has a submodule as a directory', () => {
    const repository = newRepository()
    repository.write({ 'keps/a.md': 'a' })
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},keps/sub`)
    repository.git('add', 'keps/a.md')
    repository.git('commit', '--quiet', '--message', 'submodule')
    mkdirSync(join(repository.root, 'keps/sub'))
    const { head, base } = both(repository.root, repository.git('rev-parse', 'HEAD'))
    expect(plain(base)).toEqual(plain(head))
    expect([...base.directories]).toEqual(['.', 'keps', 'keps/sub'])
  })

  test('refuses what is too large or no UTF-8, as on disk', () => {
    const repository = newRepository()
    const commit = repository.commit({
      'large.yaml': 'x'.repeat(256 * 1024 + 1),
      'largest.yaml': 'x'.repeat(256 * 1024),
      'large.md': Buffer.alloc(4 * 1024 * 1024 + 1, 'x'),
      'latin.md': Uint8Array.from([0x63, 0xe9]),
      'utf16.md': Uint8Array.from([0xff, 0xfe, 0x61, 0]),
      'z.md': 'read after them',
    })
    const { head, base } = both(repository.root, commit)
    expect(plain(base)).toEqual(plain(head))
    expect(base.refused.map(({ path }) => path)).toEqual(['large.md', 'large.yaml', 'latin.md', 'utf16.md'])
    expect(base.texts.get('z.md')).toBe('read after them')
  })

  test('bears names that are not UTF-8', () => {
    const repository = newRepository()
    repository.write({ 'keps/real-\uFFFD.md': 'fine', 'keps/ä.md': 'ä' })
    for (const name of ['caf\xe9.md', 'd\xe9/below.md', 'd\xe9/deep/er.md']) {
      const place = Buffer.from(`${repository.root}/keps/${name}`, 'latin1')
      mkdirSync(place.subarray(0, place.lastIndexOf('/')), { recursive: true })
      writeFileSync(place, 'x')
    }
    symlinkSync('real-\uFFFD.md', Buffer.from(`${repository.root}/keps/l\xe9.md`, 'latin1'))
    const { head, base } = both(repository.root, repository.commit())
    expect(plain(base)).toEqual(plain(head))
    expect(plain(base)).toMatchObject({
      texts: { 'keps/real-\uFFFD.md': 'fine', 'keps/ä.md': 'ä' },
      refused: [
        'keps/caf\uFFFD.md has a name that is not UTF-8',
        'keps/d\uFFFD has a name that is not UTF-8',
        'keps/l\uFFFD.md is a symbolic link that leads nowhere',
      ],
    })
  })

  test('is read though it is very large', () => {
    const repository = newRepository()
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.md`, `${i} `.repeat(300_000)]))
    const commit = repository.commit(files)
    for (const path of Object.keys(files)) repository.write({ [path]: 'short' })
    expect(Object.fromEntries(both(repository.root, commit).base.texts)).toEqual(files)
  })

  test('is read from a working tree that shares a repository', () => {
    const repository = newRepository()
    const commit = repository.commit({ 'a.md': 'a' })
    const place = join(temporaryDirectory(), 'worktree')
    repository.git('worktree', 'add', '--quiet', '--detach', place)
    writeFileSync(join(place, 'a.md'), 'b')
    expect(Object.fromEntries(both(place, commit).base.texts)).toEqual({ 'a.md': 'a' })
  })

  test('is read from a partial clone only where fetching is allowed, and all that is missing at once', () => {
    const { origin, work } = newRemote()
    const commit = work.commit({ 'a.md': 'a', 'b.md': 'b', 'same.md': 'same' })
    work.commit({ 'a.md': 'b!', 'b.md': 'c' })
    work.push()
    const partial = (filter: string): string => {
      const place = temporaryDirectory()
      execFileSync('git', ['clone', '--quiet', `--filter=${filter}`, origin.url, place], { env: gitEnvironment })
      return place
    }
    const place = partial('blob:none')
    const head = readWorkspace({ root: place, select: all })
    const files = execFileSync('git', ['-C', place, 'count-objects', '-v'], { encoding: 'utf8' })
    expect(() => readBaseTree(opened(place), commit, { select: all, head })).toThrow(new MissingFiles())
    expect(execFileSync('git', ['-C', place, 'count-objects', '-v'], { encoding: 'utf8' })).toBe(files)
    const allowed = opened(place, { fetchesMissing: true })
    expect(Object.fromEntries(readBaseTree(allowed, commit, { select: all, head }).texts)).toEqual({
      'a.md': 'a',
      'b.md': 'b',
      'same.md': 'same',
    })
    expect(Object.fromEntries(both(place, commit).base.texts)).toEqual({ 'a.md': 'a', 'b.md': 'b', 'same.md': 'same' })

    const treeless = partial('tree:0')
    expect(() => both(treeless, commit)).toThrow(GitError)
    expect(() => both(treeless, commit)).toThrow(/^git ls-tree failed: [^\n]+$/)
    expect([...opened(treeless, { fetchesMissing: true }).entries(commit)].map(({ path }) => path)).toEqual([
      'a.md',
      'b.md',
      'same.md',
    ])

    const cut = partial('blob:none')
    execFileSync('git', ['-C', cut, 'remote', 'set-url', 'origin', '/nonexistent'], { env: gitEnvironment })
    expect(() => readBaseTree(opened(cut, { fetchesMissing: true }), commit, { select: all, head })).toThrow(
      new MissingFiles(),
    )
    expect(() => both(cut, '1'.repeat(40))).toThrow(/^git ls-tree failed: [^\n]+$/)
  })

  test('runs nothing that the configuration of a partial clone names', () => {
    const repository = newRepository()
    const commit = repository.commit({ 'a.md': 'a' })
    const id = repository.git('rev-parse', 'HEAD:a.md')
    repository.commit({ 'a.md': 'b' })
    rmSync(join(repository.root, '.git/objects', id.slice(0, 2), id.slice(2)))
    const touched = join(temporaryDirectory(), 'touched')
    for (const [name, value] of [
      ['core.repositoryFormatVersion', '1'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.url', `ext::touch ${touched}`],
      ['protocol.ext.allow', 'always'],
      ['protocol.allow', 'always'],
      ['remote.origin.uploadpack', `touch ${touched}`],
    ])
      repository.git('config', name ?? '', value ?? '')
    expect(() => both(repository.root, commit)).toThrow(new MissingFiles())
    repository.git('config', 'remote.origin.url', repository.url)
    expect(() => both(repository.root, commit)).toThrow(new MissingFiles())
    expect(() => realpathSync(touched)).toThrow('ENOENT')
  })
})

describe('a link of a commit', () => {
  test('leads where it leads on disk', () => {
    const repository = newRepository()
    const outside = temporaryDirectory()
    writeFileSync(join(outside, 'secret.md'), 'nobody’s business')
    const chain = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`chain/${i}.md`, { link: `${i + 1}.md` }]))
    const commit = repository.commit({
      'keps/one/README.md': 'one',
      'keps/file.md': 'file',
      'shared/metadata.yaml': 'title: shared',
      'keps/old-one.md': { link: 'one/README.md' },
      'keps/again': { link: 'one' },
      'keps/through.md': { link: 'again/README.md' },
      'keps/through/x.md': { link: '../again/../file.md' },
      'keps/two.md': { link: 'old-one.md' },
      'keps/one/up': { link: '..' },
      'keps/top': { link: '../.' },
      'keps/slash': { link: 'one/' },
      'keps/dots.md': { link: './/one/././README.md' },
      'keps/one/metadata.yaml': { link: '../../shared/metadata.yaml' },
      'keps/round.md': { link: 'one/up/one/up/file.md' },
      'keps/nowhere.yaml': { link: 'absent' },
      'keps/no-directory.md': { link: 'file.md/' },
      'keps/below-file.md': { link: 'file.md/../file.md' },
      'keps/left.md': { link: 'right.md' },
      'keps/right.md': { link: 'left.md' },
      'keps/self.md': { link: 'self.md/self.md' },
      'keps/passwd.md': { link: '/etc/passwd' },
      'keps/above.md': { link: `../../${outside.split('/').at(-1) ?? ''}/secret.md` },
      'keps/absent-above.md': { link: '../../absent/secret.md' },
      'keps/absent-absolute.md': { link: '/nonexistent/secret.md' },
      'keps/out': { link: outside },
      'keps/out-through.md': { link: 'out/secret.md' },
      'keps/out-and-in.md': { link: `../../${repository.root.split('/').at(-1) ?? ''}/keps/file.md` },
      'keps/in-by-root.md': { link: join(repository.root, 'keps/file.md') },
      'keps/config.md': { link: '../.git/config' },
      'keps/no-config.md': { link: '../.git/absent' },
      'node_modules/x.md': 'x',
      'keps/package.md': { link: '../node_modules/x.md' },
      ...chain,
      'chain/60.md': 'end',
    })
    const { head, base } = both(repository.root, commit)
    expect(plain(base)).toEqual(plain(head))
    expect(Object.fromEntries([...base.links].filter(([path]) => path.startsWith('keps/')))).toMatchObject({
      'keps/again': 'keps/one',
      'keps/through.md': 'keps/one/README.md',
      'keps/through/x.md': 'keps/file.md',
      'keps/two.md': 'keps/one/README.md',
      'keps/top': '.',
      'keps/left.md': null,
      'keps/above.md': null,
      'keps/self.md': null,
    })
    expect(JSON.stringify(plain(base))).not.toMatch(/business|root:/)
  })

  test('leads to what the commit has, not to what stands on disk', () => {
    const repository = newRepository()
    const commit = repository.commit({ 'a.md': 'a', 'l.md': { link: 'a.md' }, 'm.md': { link: 'b.md' } })
    repository.commit({ 'a.md': null, 'b.md': 'b' })
    expect(plain(both(repository.root, commit).base)).toMatchObject({
      links: { 'l.md': 'a.md', 'm.md': null },
      refused: ['m.md is a symbolic link that leads nowhere'],
    })
  })

  test.each([
    ['too long', 'x/'.repeat(3000)],
    ['empty', ''],
    ['no text', 'a\0b'],
  ])('whose target is %s leads nowhere', (_, target) => {
    const repository = newRepository()
    repository.write({ target })
    const id = repository.git('hash-object', '-w', 'target')
    repository.git('update-index', '--add', '--cacheinfo', `120000,${id},link.md`)
    repository.git('commit', '--quiet', '--message', 'link')
    const { base } = both(repository.root, repository.git('rev-parse', 'HEAD'))
    expect(plain(base)).toMatchObject({
      links: { 'link.md': null },
      refused: ['link.md is a symbolic link that leads nowhere'],
    })
  })
})

test('single files of a commit are read as safely as those on disk', () => {
  const repository = newRepository()
  const commit = repository.commit({
    '.keplint.yml': 'profile: kep\n',
    'large.yml': 'x'.repeat(256 * 1024 + 1),
    'latin.yml': Uint8Array.from([0xe9]),
    'sub/file.yml': 'x',
    'to-file.yml': { link: '.keplint.yml' },
    to: { link: 'sub' },
  })
  repository.commit({ '.keplint.yml': 'profile: auto\n' })
  const read = commitReader(opened(repository), commit)
  const throughLink = { reason: 'is reached through a symbolic link' }
  const directory = { reason: 'is a directory, not a regular file' }
  expect(read('.keplint.yml')).toEqual({ text: 'profile: kep\n' })
  expect(read('absent.yml')).toBeNull()
  expect(read('sub/absent.yml')).toBeNull()
  expect(read('large.yml')).toEqual({ reason: 'is 256.1 KiB, more than the 256 KiB that keplint reads' })
  expect(read('latin.yml')).toEqual({ reason: 'is not UTF-8 text' })
  expect(read('sub')).toEqual(directory)
  expect(read('to-file.yml')).toEqual(throughLink)
  expect(read('to/file.yml')).toEqual(throughLink)
  expect(read('to/absent.yml')).toEqual(throughLink)
})

describe('a repository', () => {
  const why = (root: string, environment: NodeJS.ProcessEnv = gitEnvironment): unknown => {
    const git = openGit(root, { environment })
    return 'why' in git ? git : git.root
  }
  const none = (root: string): unknown => ({ why: `${root} is not in a git repository`, fix: null, isNone: true })

  test('is none where there is none, or no git', () => {
    const repository = newRepository()
    const place = temporaryDirectory()
    expect(why(place)).toEqual(none(place))
    expect(why(join(repository.root, 'absent'))).toEqual(none(join(repository.root, 'absent')))
    expect(why(repository.root, { ...gitEnvironment, PATH: place })).toEqual({
      why: `the repository of ${repository.root} cannot be read: git is not installed`,
      fix: null,
      isNone: false,
    })
    expect(why(repository.root)).toBe(realpathSync(repository.root))
  })

  // Only the superuser can give a directory away.
  test.skipIf(process.getuid?.() !== 0)('of another user is one on GitHub’s runner alone', () => {
    const repository = newRepository()
    repository.commit({ 'a.md': 'a', 'sub/b.md': 'b' })
    for (const place of [repository.root, join(repository.root, '.git')]) chownSync(place, 12345, 12345)
    for (const place of [repository.root, join(repository.root, 'sub')]) {
      expect(why(place)).toEqual({
        why: `git refuses the repository ${repository.root}, which belongs to another user`,
        fix: `allow it with git config --global --add safe.directory ${repository.root}`,
        isNone: false,
      })
    }
    expect(why(repository.root, { ...gitEnvironment, GITHUB_ACTIONS: 'true' })).toBe(repository.root)
  })

  test.each<[string, (git: string) => void]>([
    ['a pipe', (git) => void execFileSync('mkfifo', [git])],
    ['a text', (git) => writeFileSync(git, 'hello')],
    ['a pointer to nothing', (git) => writeFileSync(git, 'gitdir: /nonexistent\n')],
    ['a pointer to itself', (git) => writeFileSync(git, 'gitdir: .git\n')],
    ['a link to itself', (git) => symlinkSync('.git', git)],
    ['an empty directory', (git) => mkdirSync(git)],
    ['a link to a device', (git) => symlinkSync('/dev/zero', git)],
  ])('is none where .git is %s', (_, make) => {
    const root = temporaryDirectory()
    make(join(root, '.git'))
    const git = openGit(root, { environment: gitEnvironment })
    expect('why' in git && git.why.split('\n')).toHaveLength(1)
    expect(repositoryOf(root, null, undefined)).toBeNull()
  })

  test.each(['HEAD', 'config', 'index', 'packed-refs'])(
    'is none where its %s is a pipe, and nobody waits for it',
    (name) => {
      const repository = newRepository()
      repository.commit({ 'sub/a.md': 'a' })
      const place = join(repository.root, '.git', name)
      rmSync(place, { force: true })
      execFileSync('mkfifo', [place])
      for (const root of [repository.root, join(repository.root, 'sub')]) {
        expect(why(root)).toEqual({ why: `${place} is a named pipe, not a git file`, fix: null, isNone: false })
      }
      expect(repositoryOf(repository.root, null, undefined)).toBeNull()
    },
  )

  test('knows commits by their names', () => {
    const { origin, work } = newRemote()
    const first = work.commit({ 'a.md': 'a' })
    work.git('tag', '--annotate', '--message', 'tag', 'v1')
    const second = work.commit({ 'a.md': 'b' })
    work.push()
    work.push('HEAD~1:refs/heads/release/1')
    const git = opened(origin.clone())
    const ours = opened(work)
    const names = ['HEAD', 'main', 'HEAD~1', 'v1', first.slice(0, 9)]
    expect(names.map(ours.commit)).toEqual([second, second, first, first, first])
    expect([git.commit('origin/release/1'), git.commit('release/1')]).toEqual([first, first])
  })

  test.each([
    '',
    ' ',
    '-h',
    '--all',
    '--git-dir',
    '--output=x',
    '^HEAD',
    'HEAD..HEAD',
    'HEAD:a.md',
    'absent',
    'HEAD~7',
    'a\0b',
    'a\nb',
    zeros,
    '1'.repeat(40),
    '1'.repeat(64),
    '$(touch x)',
    ':/change',
    '@{-1}',
    'HEAD^{tree}',
    '*',
  ])('knows no commit %j', (revision) => {
    const repository = newRepository()
    repository.commit({ 'a.md': 'a' })
    expect(opened(repository).commit(revision)).toBeNull()
  })

  test('is not another one that a hook’s environment or its own configuration names', () => {
    const other = newRepository()
    other.commit({ 'other.md': 'other' })
    const repository = newRepository()
    const commit = repository.commit({ 'a.md': 'a', 'sub/b.md': 'b' })
    const replaced = repository.commit({ 'a.md': 'replacement' })
    repository.git('replace', commit, replaced)
    const touched = join(temporaryDirectory(), 'touched')
    repository.git('config', 'core.fsmonitor', `touch ${touched}`)
    repository.write({ '.git/hooks/post-index-change': `#!/bin/sh\ntouch ${touched}\n` })
    chmodSync(join(repository.root, '.git/hooks/post-index-change'), 0o755)
    repository.write({ '.git/info/grafts': `${replaced}\n` })
    const environment = {
      ...gitEnvironment,
      GIT_DIR: join(other.root, '.git'),
      GIT_WORK_TREE: other.root,
      GIT_INDEX_FILE: '.git/index.lock',
      GIT_OBJECT_DIRECTORY: join(other.root, '.git/objects'),
      GIT_PREFIX: 'sub/',
      GIT_NAMESPACE: 'other',
      GIT_COMMON_DIR: join(other.root, '.git'),
      LC_ALL: 'de_DE.UTF-8',
    }
    const git = opened(repository, { environment })
    const head = readWorkspace({ root: repository.root, select: all })
    expect(git.commit('HEAD')).toBe(replaced)
    const { texts } = readBaseTree(git, commit, { select: all, head })
    expect(Object.fromEntries(texts)).toEqual({ 'a.md': 'a', 'sub/b.md': 'b' })
    expect(git.parents(commit)).toEqual([])
    expect(git.mergeBase(replaced, commit)).toBe(commit)
    expect(git.index().map(({ path }) => path)).toEqual(['a.md', 'sub/b.md'])
    expect(() => realpathSync(touched)).toThrow('ENOENT')
  })

  test('knows where histories part', () => {
    const repository = newRepository()
    const base = repository.commit({ 'a.md': 'a' })
    repository.branch('topic')
    const topic = repository.commit({ 'b.md': 'b' })
    repository.checkout('main')
    const main = repository.commit({ 'c.md': 'c' })
    repository.git('checkout', '--quiet', '--orphan', 'unrelated')
    repository.commit()
    const git = opened(repository)
    expect([git.mergeBase(main, topic), git.mergeBase('main', 'topic')]).toEqual([base, base])
    expect(git.mergeBase(topic, topic)).toBe(topic)
    expect([git.mergeBase('main', 'unrelated'), git.mergeBase(main, zeros)]).toEqual([null, null])
    expect(git.mergeBase('-h', main)).toBeNull()
  })
})

describe('a shallow clone', () => {
  /** A merge of a topic, as GitHub makes it for a pull request, and a branch that nothing leads to. */
  function history() {
    const { origin, work } = newRemote()
    const base = work.commit({ 'a.md': 'a' })
    work.push()
    work.branch('topic')
    const topic = work.commit({ 'b.md': 'b' })
    work.checkout('main')
    const main = work.commit({ 'c.md': 'c' })
    const merge = work.merge('topic')
    work.git('tag', 'v1', base)
    work.push('main')
    work.push('topic:refs/heads/feature/x')
    work.push('v1')
    return { origin, base, topic, main, merge }
  }

  test('knows the parents of a merge that it lacks, and gets them', () => {
    const { origin, topic, main, merge } = history()
    const clone = origin.clone({ depth: 1 })
    const git = opened(clone)
    expect(git.isShallow).toBe(true)
    expect(git.commit('HEAD')).toBe(merge)
    expect(git.parents(merge)).toEqual([main, topic])
    expect(git.commit(main)).toBeNull()
    const before = clone.git('for-each-ref')
    expect(git.fetch(main)).toBe(true)
    expect(git.commit(main)).toBe(main)
    const { base } = both(clone.root, main)
    expect(Object.fromEntries(base.texts)).toEqual({ 'a.md': 'a', 'c.md': 'c' })
    expect(clone.git('for-each-ref')).toBe(before)
    expect(() => clone.git('rev-parse', '--verify', 'FETCH_HEAD')).toThrow('FETCH_HEAD')
    expect(clone.git('rev-list', '--count', main)).toBe('1')
    expect(git.mergeBase(main, topic)).toBeNull()
  })

  test('gets a branch of its origin, and no tags', () => {
    const { origin, topic } = history()
    for (const name of ['feature/x', 'origin/feature/x', 'refs/heads/feature/x', 'refs/remotes/origin/feature/x']) {
      const clone = origin.clone({ depth: 1 })
      const git = opened(clone)
      expect(git.fetch(name)).toBe(true)
      expect([git.commit(name), git.commit('feature/x')]).toEqual([topic, topic])
      expect(clone.git('for-each-ref', '--format=%(refname:lstrip=1)').split('\n')).toEqual([
        'heads/main',
        'remotes/origin/HEAD',
        'remotes/origin/feature/x',
        'remotes/origin/main',
      ])
      expect(clone.git('tag')).toBe('')
    }
  })

  test('is not made of a full one', () => {
    const { origin, work } = newRemote()
    const first = work.commit({ 'a.md': 'a' })
    work.push()
    const clone = origin.clone()
    work.commit({ 'a.md': 'b' })
    const later = work.commit({ 'a.md': 'c' })
    work.push()
    const git = opened(clone)
    expect(git.isShallow).toBe(false)
    expect([git.commit(later), git.fetch(later), git.commit(later)]).toEqual([null, true, later])
    expect(clone.git('rev-parse', '--is-shallow-repository')).toBe('false')
    expect(git.mergeBase(first, later)).toBe(first)
  })

  test.each([
    '1'.repeat(40),
    zeros,
    'absent',
    '-h',
    '--upload-pack=touch x',
    'main:refs/heads/evil',
    '*',
    'HEAD~1',
    'v1',
    '',
    'a b',
    'a\0b',
  ])('does not get %j', (revision) => {
    const { origin } = history()
    const clone = origin.clone({ depth: 1 })
    const before = clone.git('for-each-ref')
    expect(opened(clone).fetch(revision)).toBe(false)
    expect(clone.git('for-each-ref')).toBe(before)
  })

  test('gets nothing where it has no origin, or none that answers', () => {
    const { origin, main, merge } = history()
    const clone = origin.clone({ depth: 1 })
    const git = opened(clone)
    clone.git('remote', 'set-url', 'origin', 'http://127.0.0.1:9/none.git')
    expect([git.fetch(main), git.fetch(merge)]).toEqual([false, true])
    clone.git('remote', 'remove', 'origin')
    expect(git.fetch(main)).toBe(false)
  })

  test('does not take a directory called origin for the remote', () => {
    const { origin, main } = history()
    const clone = origin.clone({ depth: 1 })
    clone.git('remote', 'remove', 'origin')
    clone.git('clone', '--quiet', '--bare', origin.url, 'origin')
    clone.git('-C', 'origin', 'config', 'uploadpack.allowAnySHA1InWant', 'true')
    expect(opened(clone).fetch(main)).toBe(false)
  })

  test('runs nothing that its configuration names when it fetches', () => {
    const { origin, main } = history()
    const clone = origin.clone({ depth: 1 })
    const touched = join(temporaryDirectory(), 'touched')
    clone.write({ '.git/hooks/reference-transaction': `#!/bin/sh\ntouch ${touched}\n` })
    chmodSync(join(clone.root, '.git/hooks/reference-transaction'), 0o755)
    const git = opened(clone)
    expect([git.fetch('feature/x'), git.fetch(main)]).toEqual([true, true])
    clone.git('remote', 'set-url', 'origin', `ext::touch ${touched}`)
    clone.git('config', 'protocol.ext.allow', 'always')
    expect(git.fetch('1'.repeat(40))).toBe(false)
    expect(() => realpathSync(touched)).toThrow('ENOENT')
  })
})
