import { afterAll, describe, expect, test } from 'vitest'

import { commitReader } from '../../src/host/base-tree.js'
import { fileReader, readSetup, unreadConfigs } from '../../src/host/config.js'
import { UsageError } from '../../src/host/errors/usage-error.js'
import { openGit } from '../../src/host/git/objects.js'
import { gitEnvironment, newRepository } from '../support/git-repository.js'
import { draft, type Files, keplint, makeTrees, patient } from '../support/run-command.js'

const { tree, remove } = makeTrees()
afterAll(remove)

const asked = { config: null, profile: null }
const read = (files: Files, config: string | null = null): string | null =>
  readSetup(fileReader(tree(files)), { ...asked, config }).config.path

describe('the configuration', () => {
  test('is .keplint.yml or .keplint.yaml, in the tree and in a commit', () => {
    for (const path of ['.keplint.yml', '.keplint.yaml']) {
      expect(read({ [path]: 'rules: {}\n' })).toBe(path)
      const repository = newRepository()
      const commit = repository.commit({ [path]: 'rules: {}\n' })
      const git = openGit(repository.root, { environment: gitEnvironment })
      if ('why' in git) throw new Error(git.why)
      expect(readSetup(commitReader(git, commit), asked).config.path).toBe(path)
    }
    expect(read({ 'keplint.yml': 'rules: {}\n' })).toBeNull()
  })

  test('is not both at once, unless one of them is named', () => {
    const files = { '.keplint.yml': 'rules: {}\n', '.keplint.yaml': '{' }
    expect(() => read(files)).toThrow(new UsageError('.keplint.yml and .keplint.yaml both exist: keep one'))
    expect(read(files, '.keplint.yml')).toBe('.keplint.yml')
  })
})

describe('a file that looks like a configuration', () => {
  test.each([
    'keplint.yml',
    'keplint.yaml',
    '.keplintrc',
    '.keplintrc.yml',
    '.keplintrc.json',
    '.keplint.json',
    '.keplint.toml',
    '.keplint',
    'keplint.config.yaml',
    '.keplint.YML',
    '.KepLint.yaml',
    '.github/.keplint.yml',
    '.github/keplint.yaml',
    '.config/keplint.yml',
    '.keplint.jsonc',
  ])('is told of: %s', (path) => {
    expect(unreadConfigs([path, 'keps/a/kep.yaml'], null)).toEqual([
      `${path} is not read: the configuration is .keplint.yml`,
    ])
    expect(unreadConfigs([path, '.keplint.yaml'], '.keplint.yaml')).toEqual([
      `${path} is not read: the configuration is .keplint.yaml`,
    ])
  })

  test.each([
    '.keplint.yml',
    '.keplint.yaml',
    '.keplint-baseline.json',
    'keplint',
    'keplint.md',
    'keplint.ts',
    'docs/keplint.yml',
    '.github/workflows/keplint.yml',
    '.yamllint.yml',
    'keps/keplint.yml',
    'keplint.json/x',
    '.keplint.yml.orig',
  ])('is none: %s', (path) => {
    expect(unreadConfigs([path], null)).toEqual([])
  })

  test('is read after all where case does not count', () => {
    expect(unreadConfigs(['.keplint.YML'], '.keplint.yml')).toEqual([])
    expect(unreadConfigs(['.keplint.YML', '.keplint.yml'], '.keplint.yml')).toHaveLength(1)
  })

  test('is told of on standard error, unless a configuration was named or nothing is to be said', patient, () => {
    const root = tree({ ...draft('keps/a', 'A'), 'keplint.yml': 'rules: {}\n', '.github/.keplint.yml': '{' })
    expect(keplint(root)).toEqual({
      exit: 0,
      stdout: '1 KEP checked, nothing found\n',
      stderr: [
        'keplint: .github/.keplint.yml is not read: the configuration is .keplint.yml\n',
        'keplint: keplint.yml is not read: the configuration is .keplint.yml\n',
      ].join(''),
    })
    for (const args of [['--quiet'], ['--config', 'keplint.yml']]) {
      expect(keplint(root, args)).toMatchObject({ exit: 0, stderr: '' })
    }
  })
})

test('.keplint.yaml is obeyed', patient, () => {
  const files = draft('keps/a', 'A')
  const broken = { 'keps/a/summary.md': '# S\n\nSee [x](gone.md).\n' }
  const root = tree({ ...files, ...broken, '.keplint.yaml': 'rules: {link-target: error}\n' })
  expect(keplint(root)).toMatchObject({ exit: 1, stderr: '' })
  expect(keplint(tree({ ...files, '.keplint.yaml': 'ruels: {}\n' }))).toMatchObject({
    exit: 2,
    stdout: '',
    stderr: expect.stringMatching(/^keplint: \.keplint\.yaml:1:1: [^\n]+\n$/),
  })
})
