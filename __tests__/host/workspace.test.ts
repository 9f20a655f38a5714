import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { UsageError } from '../../src/host/errors/usage-error.js'
import { readWorkspace } from '../../src/host/workspace.js'
import type { Tree } from '../../src/lint/model/tree.js'
import { plain } from '../support/read-tree.js'

const secret = 'what stands outside is nobody’s business'

let base: string
let root: string

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'keplint-'))
  root = join(base, 'root')
  mkdirSync(join(base, 'outside/one'), { recursive: true })
  writeFileSync(join(base, 'outside/secret.md'), secret)
  writeFileSync(join(base, 'outside/one/metadata.yaml'), secret)
  mkdirSync(join(root, 'keps'), { recursive: true })
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  symlinkSync(target, join(root, path))
}

function read(select = (path: string): boolean => path.startsWith('keps/'), more: { alsoRead?: string[] } = {}): Tree {
  return readWorkspace({ root, select, ...more })
}

describe('a tree', () => {
  test('has the names of all, and the texts of what is selected and is Markdown or YAML', () => {
    put('OWNERS_ALIASES', 'aliases: {}\n')
    put('sigs.yaml', 'sigs: []\n')
    put('README.md', 'not selected')
    put('.keplint.yml', 'asked for by name')
    put('keps/two/metadata.yaml', '\uFEFFtitle: Zwei 🦀\r\n')
    put('keps/two/SUMMARY.MD', '')
    put('keps/one.Markdown', '# One\n')
    put('keps/two/picture.png', 'x')
    put('keps/sigs.yaml', 'also selected')
    expect(plain(read(undefined, { alsoRead: ['.keplint.yml', 'absent.yml'] }))).toEqual({
      files: [
        '.keplint.yml',
        'OWNERS_ALIASES',
        'README.md',
        'sigs.yaml',
        'keps/one.Markdown',
        'keps/sigs.yaml',
        'keps/two/SUMMARY.MD',
        'keps/two/metadata.yaml',
        'keps/two/picture.png',
      ],
      directories: ['.', 'keps', 'keps/two'],
      links: {},
      selected: [
        'keps/one.Markdown',
        'keps/sigs.yaml',
        'keps/two/SUMMARY.MD',
        'keps/two/metadata.yaml',
        'keps/two/picture.png',
      ],
      texts: {
        '.keplint.yml': 'asked for by name',
        OWNERS_ALIASES: 'aliases: {}\n',
        'sigs.yaml': 'sigs: []\n',
        'keps/one.Markdown': '# One\n',
        'keps/sigs.yaml': 'also selected',
        'keps/two/SUMMARY.MD': '',
        'keps/two/metadata.yaml': '\uFEFFtitle: Zwei 🦀\r\n',
      },
      refused: [],
    })
  })

  test('does not depend on the order in which files were made', () => {
    const names = ['b', 'a/z', 'a-b/y', 'a.md', 'Ä', 'ä', 'B']
    for (const name of names) put(`keps/${name}.md`, name)
    const first = plain(read())
    rmSync(join(root, 'keps'), { recursive: true })
    for (const name of names.reverse()) put(`keps/${name}.md`, name)
    expect(JSON.stringify(plain(read()))).toBe(JSON.stringify(first))
  })

  test('holds neither git’s files nor packages, wherever they stand', () => {
    put('.git/config', 'token')
    put('node_modules/keps/one/metadata.yaml', 'x')
    put('keps/one/.git', 'gitdir: elsewhere')
    put('keps/one/node_modules/a.md', 'x')
    link('keps/one/git.md', '../../.git/config')
    expect(plain(read())).toEqual({
      files: [],
      directories: ['.', 'keps', 'keps/one'],
      links: { 'keps/one/git.md': null },
      selected: [],
      texts: {},
      refused: ['keps/one/git.md is a symbolic link to a place outside the tree'],
    })
  })

  test('is that of the directory behind a root that is a link', () => {
    put('keps/one.md', 'x')
    link('keps/two.md', join(root, 'keps/one.md'))
    symlinkSync(root, join(base, 'alias'))
    const tree = readWorkspace({ root: join(base, 'alias'), select: () => true })
    expect(plain(tree)).toEqual(plain(read(() => true)))
    expect(tree.links.get('keps/two.md')).toBe('keps/one.md')
  })

  test.each(['absent', 'file'])('is refused whole where the root is %s', (name) => {
    put('file', '')
    const reason = name === 'file' ? 'it is not a directory' : 'no such file or directory'
    const place = join(root, name)
    expect(() => readWorkspace({ root: place, select: () => true })).toThrow(
      new UsageError(`the root ${place} cannot be read: ${reason}`),
    )
  })

  test('tells how many files it is about to read', () => {
    for (const name of ['a.md', 'b.yaml', 'c.txt']) put(`keps/${name}`, '')
    const told: number[] = []
    readWorkspace({ root, select: () => true, onReading: (files) => told.push(files) })
    expect(told).toEqual([2])
  })
})

describe('a symbolic link', () => {
  test('is known by where it leads, and what it leads to is read once, under its own name', () => {
    put('keps/one/README.md', 'one')
    put('shared/metadata.yaml', 'title: shared')
    link('keps/old-one.md', 'one/README.md')
    link('keps/again', 'one')
    link('keps/one/metadata.yaml', '../../shared/metadata.yaml')
    link('keps/one/up', '..')
    expect(plain(read())).toEqual({
      files: ['keps/one/README.md', 'shared/metadata.yaml', 'keps/old-one.md', 'keps/one/metadata.yaml'],
      directories: ['.', 'keps', 'keps/one', 'shared'],
      links: {
        'keps/again': 'keps/one',
        'keps/old-one.md': 'keps/one/README.md',
        'keps/one/metadata.yaml': 'shared/metadata.yaml',
        'keps/one/up': 'keps',
      },
      selected: ['keps/one/README.md', 'keps/old-one.md', 'keps/one/metadata.yaml'],
      texts: { 'keps/one/README.md': 'one', 'shared/metadata.yaml': 'title: shared' },
      refused: [],
    })
  })

  test('that leads out of the tree, nowhere or round in a circle is refused, and nothing behind it is read', () => {
    link('keps/passwd.md', '/etc/passwd')
    link('keps/relative.md', '../../outside/secret.md')
    link('keps/directory', '../../outside')
    link('keps/through.md', 'directory/secret.md')
    link('keps/chain.md', 'relative.md')
    link('keps/prefix.md', `${root}-sibling.md`)
    link('keps/nowhere.yaml', 'absent')
    link('keps/nowhere.png', 'absent')
    link('keps/left.md', 'right.md')
    link('keps/right.md', 'left.md')
    link('elsewhere', '../outside')
    link('OWNERS_ALIASES', '../outside/secret.md')
    writeFileSync(`${root}-sibling.md`, secret)
    const outside = 'is a symbolic link to a place outside the tree'
    const nowhere = 'is a symbolic link that leads nowhere'
    const tree = plain(read())
    expect(tree).toMatchObject({
      files: [],
      directories: ['.', 'keps'],
      selected: [],
      texts: {},
      refused: [
        `OWNERS_ALIASES ${outside}`,
        `keps/chain.md ${outside}`,
        `keps/directory ${outside}`,
        `keps/left.md ${nowhere}`,
        `keps/nowhere.yaml ${nowhere}`,
        `keps/passwd.md ${outside}`,
        `keps/prefix.md ${outside}`,
        `keps/relative.md ${outside}`,
        `keps/right.md ${nowhere}`,
        `keps/through.md ${outside}`,
      ],
    })
    expect(JSON.stringify(tree)).not.toMatch(/business|root:/)
  })
})

describe('a file', () => {
  const yaml = 256 * 1024
  const markdown = 4 * 1024 * 1024

  test.each([
    ['keps/a.yaml', yaml, null],
    ['keps/a.yaml', yaml + 1, 'is 256.1 KiB, more than the 256 KiB that keplint reads'],
    ['keps/a.yml', 3 * yaml, 'is 768 KiB, more than the 256 KiB that keplint reads'],
    ['keps/a.md', markdown, null],
    ['keps/A.MARKDOWN', markdown + 1, 'is 4.1 MiB, more than the 4 MiB that keplint reads'],
    ['keps/a.md', 3 * markdown, 'is 12 MiB, more than the 4 MiB that keplint reads'],
    ['keps/a.md', 2 ** 40, 'is 1048576 MiB, more than the 4 MiB that keplint reads'],
    ['OWNERS_ALIASES', yaml + 1, 'is 256.1 KiB, more than the 256 KiB that keplint reads'],
  ])('%s of %i bytes', (path, size, reason) => {
    put(path, '')
    truncateSync(join(root, path), size)
    const tree = read()
    expect([...tree.files]).toEqual([path])
    expect(tree.refused).toEqual(reason === null ? [] : [{ path, reason }])
    expect(tree.texts.get(path)?.length).toBe(reason === null ? size : undefined)
  })

  test.each([
    ['Latin-1', [0x63, 0x61, 0x66, 0xe9], 'is not UTF-8 text'],
    ['a surrogate', [0xed, 0xa0, 0x80], 'is not UTF-8 text'],
    ['an overlong form', [0xc0, 0xaf], 'is not UTF-8 text'],
    ['a cut character', [0x61, 0xf0, 0x9f, 0xa6], 'is not UTF-8 text'],
    ['UTF-16, little end first', [0xff, 0xfe, 0x61, 0x00], 'is UTF-16, not UTF-8 text'],
    ['UTF-16, big end first', [0xfe, 0xff, 0x00, 0x61], 'is UTF-16, not UTF-8 text'],
    ['one stray byte', [0xff], 'is not UTF-8 text'],
  ])('in %s is refused', (_, bytes, reason) => {
    put('keps/a.md', Uint8Array.from(bytes))
    put('keps/b.md', 'next')
    expect(plain(read())).toMatchObject({ texts: { 'keps/b.md': 'next' }, refused: [`keps/a.md ${reason}`] })
  })

  test('that is short does not end with the one that was read before it', () => {
    put('keps/a.md', 'a long text that is read first, ünd not ASCII')
    put('keps/b.md', 'shört')
    put('keps/c.md', 'c')
    expect([...read().texts.values()]).toEqual(['a long text that is read first, ünd not ASCII', 'shört', 'c'])
  })

  test('that is no regular one is never opened', async () => {
    execFileSync('mkfifo', [join(root, 'keps/pipe.md'), join(root, 'pipe.md')])
    const server = createServer()
    await new Promise<void>((done) => void server.listen(join(root, 'keps/socket'), done))
    try {
      expect(plain(read())).toMatchObject({
        files: [],
        selected: [],
        refused: ['keps/pipe.md is a named pipe, not a regular file', 'keps/socket is a socket, not a regular file'],
      })
    } finally {
      server.close()
    }
  })

  test.skipIf(process.getuid?.() === 0)('or directory that may not be read is refused', () => {
    put('keps/a.md', 'x')
    put('keps/b/c.md', 'x')
    chmodSync(join(root, 'keps/a.md'), 0)
    chmodSync(join(root, 'keps/b'), 0)
    try {
      expect(plain(read())).toMatchObject({
        files: ['keps/a.md'],
        refused: ['keps/a.md could not be opened: permission denied', 'keps/b could not be opened: permission denied'],
      })
    } finally {
      chmodSync(join(root, 'keps/b'), 0o700)
    }
  })
})

describe('a hostile name', () => {
  test.each([
    ['a line feed', 'a\n::error::b.md'],
    ['a carriage return', 'a\r::stop-commands::x.md'],
    ['a workflow command', '::error file=x::y.md'],
    ['an older command', '##[add-matcher]x.md'],
    ['an escape', 'a\x1b[31mred.md'],
    ['a right-to-left mark', 'a\u202egnp.md'],
    ['blanks', '  .md'],
    ['a backslash', 'a\\b.md'],
    ['__proto__', '__proto__.md'],
    ['a colon and quotes', 'a:"b\'`.md'],
  ])('with %s is that of a file like any other', (_, name) => {
    put(`keps/${name}`, 'text')
    expect([...read().texts]).toEqual([[`keps/${name}`, 'text']])
  })

  test('that is not UTF-8 is refused', () => {
    const bad = (name: string): Buffer => Buffer.from(`${root}/keps/${name}`, 'latin1')
    writeFileSync(bad('caf\xe9.md'), 'x')
    mkdirSync(bad('d\xe9'))
    put('keps/real-\uFFFD.md', 'this one is fine')
    expect(plain(read())).toMatchObject({
      texts: { 'keps/real-\uFFFD.md': 'this one is fine' },
      refused: ['keps/caf\uFFFD.md has a name that is not UTF-8', 'keps/d\uFFFD has a name that is not UTF-8'],
    })
  })

  test('may stand very deep', () => {
    const depth = 1500
    put(`keps/${'d/'.repeat(depth)}a.md`, 'deep')
    const tree = read()
    expect(tree.directories.size).toBe(depth + 2)
    expect([...tree.texts.values()]).toEqual(['deep'])
  })
})
