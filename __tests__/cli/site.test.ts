import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

import { gitEnvironment } from '../support/git-repository.js'
import { draft, makeTrees, type Ran, keplint as run, write } from '../support/run-command.js'

const { tree, remove } = makeTrees()
afterAll(remove)

const keplint = (root: string, ...args: readonly string[]): Ran => run(root, args, gitEnvironment)
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')
const filesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()

const harbour = {
  ...draft('keps/sig-node/quays', 'Quays'),
  ...draft('keps/sig-node/cranes', 'Cranes', 'kep_number: 12\n'),
  ...draft('keps/sig-apps/quays', 'Other quays', 'replaces: [/keps/sig-node/cranes]\n'),
}

test('writes the pages and the data, the same bytes each time', () => {
  const root = tree(harbour)
  expect(keplint(root, 'site', '--out', 'out')).toEqual({
    exit: 0,
    stdout: '',
    stderr:
      'keplint: there are no timelines: the tree is not in a git repository\n' +
      'keplint: 3 KEPs in 7 pages; open out/index.html\n',
  })
  const files = filesIn(join(root, 'out'))
  expect(files).toEqual([
    '.keplint-site',
    'data.json',
    'health.html',
    'index.html',
    'kep/cranes.html',
    'kep/quays-2.html',
    'kep/quays.html',
    'keps.html',
    'roadmap.html',
  ])
  const before = files.map((file) => read(root, `out/${file}`))
  expect(keplint(root, 'site', '--out', 'out', '--quiet')).toEqual({ exit: 0, stdout: '', stderr: '' })
  expect(files.map((file) => read(root, `out/${file}`))).toEqual(before)
  const page = read(root, 'out/kep/quays.html')
  expect(page).toContain('<dt>Replaces</dt><dd><a href="../kep/cranes.html">12 Cranes</a></dd>')
  expect(page).toContain('content="default-src &#39;none&#39;; style-src &#39;sha256-')
  expect(JSON.parse(read(root, 'out/data.json'))).toMatchObject({
    version: 1,
    day: '2026-11-20',
    keps: [{ path: 'keps/sig-apps/quays' }, { path: 'keps/sig-node/cranes' }, { path: 'keps/sig-node/quays' }],
  })
})

test('removes the pages of KEPs that are gone, and nothing else', () => {
  const root = tree(harbour)
  keplint(root, 'site', '--out', 'out')
  write(root, { 'out/CNAME': 'keps.example.com\n' })
  rmSync(join(root, 'keps/sig-node'), { recursive: true })
  keplint(root, 'site', '--out', 'out')
  expect(filesIn(join(root, 'out'))).toEqual([
    '.keplint-site',
    'CNAME',
    'data.json',
    'health.html',
    'index.html',
    'kep/quays.html',
    'keps.html',
    'roadmap.html',
  ])
})

describe('is refused', () => {
  test.each([
    [[], 'site needs --out: the directory that the pages are written to'],
    [['--out', 'keps'], '--out keps is not empty and holds no site of keplint; name another directory, or empty it'],
    [['--out', 'file'], '--out file cannot be written: it is not a directory'],
    [['--out', 'out', '--trend', 'x'], '--trend "x" is not a whole number from 1'],
  ])('%j', (args, message) => {
    const root = tree({ ...harbour, file: '' })
    expect(keplint(root, 'site', ...args)).toEqual({ exit: 2, stdout: '', stderr: `keplint: ${message}\n` })
    expect(existsSync(join(root, 'out'))).toBe(false)
  })
})

test('nothing of a hostile tree is markup', () => {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&'
  const root = tree({
    'keps/sig-node/1-evil/kep.yaml': [
      `title: ${JSON.stringify(`${evil}\u202egnp`)}`,
      'kep-number: 1',
      `authors: [${JSON.stringify(evil)}]`,
      `owning-sig: ${JSON.stringify(evil)}`,
      'status: provisional',
      'creation-date: 2026-01-01',
      'latest-milestone: "v1.30\\"><script>"',
      'see-also: ["javascript:alert(1)", "data:text/html,<script>"]',
      `stage: ${JSON.stringify(evil)}`,
      '',
    ].join('\n'),
    'keps/sig-node/1-evil/README.md': '# KEP-1: <script>\n\n## Summary\n\nx\n\n## Motivation\n\ny\n',
  })
  expect(keplint(root, 'site', '--out', 'out', '--repository', 'o/r').exit).toBe(0)
  for (const file of filesIn(join(root, 'out')).filter((path) => path.endsWith('.html'))) {
    const html = read(root, `out/${file}`)
    const own = html.replace(/<script>\n\(function[\s\S]*?<\/script>/, '')
    expect(own, file).not.toMatch(/<script|<img|javascript:[^"<]*"|\u202e/)
    expect(own.replace(/"[^"]*"/g, '""').match(/<[^>]*\son\w+=/g), file).toBe(null)
    expect(
      own.match(/href="(?!https:\/\/github\.com\/|\.\.\/|kep\/|kep[\w-]*\.html|[\w-]+\.(?:html|json)|#main)[^"]*"/g),
    ).toBe(null)
  }
})
