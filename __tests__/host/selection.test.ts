import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UsageError } from '../../src/host/errors/usage-error.js'
import { selectionOf } from '../../src/host/selection.js'

const files = [
  'README.md',
  'docs/[id]/a.md',
  'docs/guide.md',
  'examples/keps/one/guides/developer.md',
  'examples/keps/one/metadata.yaml',
  'keps/.hidden/a.md',
  'keps/sig-cli/1-one/README.md',
  'keps/sig-cli/1-one/kep.yaml',
  'keps/sig-node/2-two/README.md',
  'keps/sig-node/2-two/kep.yaml',
  'keps/sig-node/flat.md',
]

let base: string
let root: string
let bare: string

beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'keplint-')))
  root = join(base, 'root')
  bare = join(base, 'bare')
  for (const place of [...files.map((file) => join(root, file)), join(bare, 'one/metadata.yaml')]) {
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, '')
  }
  mkdirSync(join(base, 'root-sibling'))
  symlinkSync('sig-node', join(root, 'keps/sig-old'))
  symlinkSync('../root-sibling', join(root, 'out'))
  symlinkSync('absent', join(root, 'broken'))
  symlinkSync(root, join(base, 'alias'))
  execFileSync('mkfifo', [join(root, 'pipe')])
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const underKeps = files.filter((file) => file.startsWith('keps/'))
const node = files.filter((file) => file.startsWith('keps/sig-node/'))
const cli = files.filter((file) => file.startsWith('keps/sig-cli/'))

describe('the selection', () => {
  test.each<[string, string[], string[]]>([
    ['nothing', [], underKeps],
    ['the root', ['.'], files],
    ['a directory', ['examples'], files.filter((file) => file.startsWith('examples/'))],
    ['a directory with a slash', ['./examples/keps/'], files.filter((file) => file.startsWith('examples/'))],
    ['two directories', ['docs', 'keps'], files.filter((file) => /^(?:docs|keps)\//.test(file))],
    ['a directory with glob signs in its name', ['docs/[id]'], ['docs/[id]/a.md']],
    ['a glob of directories', ['ex*'], files.filter((file) => file.startsWith('examples/'))],
    ['a glob of files', ['**/kep.yaml'], [cli[1] ?? '', node[1] ?? '']],
    ['a glob and names with a dot', ['*/*/'], files.filter((file) => file !== 'README.md')],
    ['a glob from anywhere', ['**/1-*'], cli],
    ['a set', ['[a-e]*'], files.filter((file) => /^(?:docs|examples)\//.test(file))],
    ['no glob for braces', ['{docs,keps}*'], []],
    ['an exclusion alone', ['!keps/sig-node'], underKeps.filter((file) => !node.includes(file))],
    ['an exclusion after', ['keps', '!keps/sig-node/**'], underKeps.filter((file) => !node.includes(file))],
    ['an exclusion of what is not there', ['keps', '!keps/sig-absent'], underKeps],
    ['an exclusion, then some of it again', ['!keps/sig-node', 'keps/sig-node/2-*'], node.slice(0, 2)],
    ['all excluded', ['keps', '!**'], []],
  ])('of %s', (_, paths, selected) => {
    const { select, only } = selectionOf(root, paths)
    expect(files.filter(select)).toEqual(selected)
    expect(only(files)).toBeNull()
  })

  test('is all where the root has no keps', () => {
    expect(selectionOf(bare, []).patterns).toEqual(['.'])
    expect(selectionOf(bare, []).select('one/metadata.yaml')).toBe(true)
  })

  test('takes absolute paths inside the root, by either of its names', () => {
    for (const start of [root, join(base, 'alias')]) {
      for (const asked of [root, join(base, 'alias')]) {
        expect(files.filter(selectionOf(start, [join(asked, 'keps/sig-node')]).select)).toEqual(node)
      }
      expect(files.filter(selectionOf(start, [join(start, 'keps/sig-n*')]).select)).toEqual(node)
    }
  })

  test('names what was asked for', () => {
    expect(selectionOf(root, []).patterns).toEqual(['keps'])
    expect(selectionOf(root, ['!keps/x']).patterns).toEqual(['keps', '!keps/x'])
    expect(selectionOf(root, ['docs', '!keps/x']).patterns).toEqual(['docs', '!keps/x'])
  })

  test.each<[string, string[], string[], string[]]>([
    ['a file', ['keps/sig-cli/1-one/README.md'], underKeps, ['keps/sig-cli/1-one/README.md']],
    [
      'a file elsewhere',
      ['examples/keps/one/guides/developer.md'],
      files.filter((file) => /^(?:examples|keps)\//.test(file)),
      ['examples/keps/one/guides/developer.md'],
    ],
    ['a file at the root', ['README.md'], ['README.md', ...underKeps], ['README.md']],
    [
      'a file and a directory',
      ['keps/sig-node/flat.md', 'keps/sig-cli'],
      underKeps,
      ['keps/sig-node/flat.md', 'keps/sig-cli'],
    ],
    ['a file and a glob', ['keps/sig-node/flat.md', 'keps/sig-c*'], underKeps, [...cli, 'keps/sig-node/flat.md']],
    ['a file that is then left out', ['keps/sig-node/flat.md', '!**/flat.md'], underKeps, []],
    ['a part of keps', ['./keps/sig-node/'], underKeps, ['keps/sig-node']],
    ['two parts of keps', ['keps/sig-node', 'keps/sig-cli'], underKeps, ['keps/sig-node', 'keps/sig-cli']],
    ['a part behind a link', ['keps/sig-old'], underKeps, ['keps/sig-node']],
    ['a glob in keps', ['keps/sig-[a-d]*'], underKeps, cli],
    ['a glob of files in keps', ['keps/**/kep.yaml'], underKeps, [cli[1] ?? '', node[1] ?? '']],
  ])('of %s is the whole, and the KEP alone is reported', (_, paths, selected, reported) => {
    const { select, only } = selectionOf(root, paths)
    expect(files.filter(select)).toEqual(selected)
    expect(only(files.filter(select))).toEqual(reported)
  })

  test.each([
    ['keps/sig-nod', 'keps/sig-nod does not exist in ROOT; did you mean keps/sig-node?'],
    ['kep/sig-node/2-two', 'kep/sig-node/2-two does not exist in ROOT; did you mean keps?'],
    [
      'keps/sig-node/2-tow/kep.yaml',
      'keps/sig-node/2-tow/kep.yaml does not exist in ROOT; did you mean keps/sig-node/2-two?',
    ],
    ['something-else', 'something-else does not exist in ROOT'],
    ['README.md/x', 'README.md/x does not exist in ROOT'],
    [
      'keps/{sig-cli,sig-node}',
      'keps/{sig-cli,sig-node} does not exist in ROOT; braces are not expanded: give one pattern for each',
    ],
    ['broken', 'broken is a symbolic link that leads nowhere'],
    ['pipe', 'pipe is a named pipe, neither a file nor a directory'],
    ['..', '.. is outside the root ROOT'],
    ['out', 'out is outside the root ROOT'],
    ['../root-sibling', '../root-sibling is outside the root ROOT'],
    ['../absent', '../absent is outside the root ROOT'],
    ['/etc/passwd', '/etc/passwd is outside the root ROOT'],
    ['/etc/*', '/etc/* is outside the root ROOT'],
    ['keps/*/../../..', 'keps/*/../../.. is outside the root ROOT'],
    ['!../x', '../x is outside the root ROOT'],
    [`${'*'.repeat(1001)}`, `the pattern ${'*'.repeat(40)}… is longer than 1000 characters`],
  ])('refuses %s', (path, message) => {
    expect(() => selectionOf(root, [path])).toThrow(new UsageError(message.replace('ROOT', root)))
  })

  test('refuses a root that is not there', () => {
    const place = join(base, 'absent')
    expect(() => selectionOf(place, [])).toThrow(
      new UsageError(`the root ${place} cannot be read: no such file or directory`),
    )
  })
})
