import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'
import type { Options } from '../../src/cli/asked.js'
import { helpOf } from '../../src/cli/help.js'
import { parseOptions } from '../../src/cli/options.js'
import { startProgress } from '../../src/cli/progress.js'
import { UsageError } from '../../src/host/errors/usage-error.js'
import { formats } from '../../src/lint/reporters/formats.js'
import { text } from '../../src/settings/kinds.js'
import { options } from '../../src/settings/options.js'
import { nameOf, type Option, type Table } from '../../src/settings/table.js'
import { version } from '../../src/version.js'

const known = { rules: ['uuid-unique', 'link-target', 'date-order'] }
const parse = (line: string): Options => parseOptions(line === '' ? [] : line.split(' '), known)

const help = helpOf(options)
const plain = parse('')
const baseline = parse('baseline')
const rulesText = parse('rules')
const explain = parse('explain date-order')

test('what is left out has its default', () => {
  const ofTree = { root: null, repository: null, config: null, profile: null, rule: new Map(), today: null }
  const always = { quiet: false, noColor: false }
  expect(plain).toMatchObject({
    ...always,
    ...ofTree,
    command: 'check',
    paths: [],
    nearCommand: null,
    format: null,
    output: [],
    failOn: 'error',
    base: null,
    scope: 'all',
  })
  expect(baseline).toMatchObject({ ...always, ...ofTree, command: 'baseline', grow: false })
  expect(explain).toMatchObject({ ...always, command: 'explain', id: 'date-order' })
  expect(rulesText).toMatchObject({ ...always, command: 'rules', format: 'text' })
})

describe('a command line', () => {
  test.each<[string, object]>([
    ['check', plain],
    ['keps docs', { ...plain, paths: ['keps', 'docs'] }],
    ['check rules', { ...plain, paths: ['rules'] }],
    ['./rules', { ...plain, paths: ['./rules'] }],
    ['-- rules', { ...plain, paths: ['rules'] }],
    ['-- --quiet', { ...plain, paths: ['--quiet'] }],
    ['check -- -x', { ...plain, paths: ['-x'] }],
    ['a -- rules', { ...plain, paths: ['a', 'rules'] }],
    ['keps --quiet docs', { ...plain, paths: ['keps', 'docs'], quiet: true }],
    ['--root /x --repository a/b --profile kep-flat', { ...plain, root: '/x', repository: 'a/b', profile: 'kep-flat' }],
    ['--format=json --output=out.json', { ...plain, format: 'json', output: ['out.json'] }],
    ['--format json --format github', { ...plain, format: 'github' }],
    ['--fail-on never --no-color', { ...plain, failOn: 'never', noColor: true }],
    ['--today 2024-02-29', { ...plain, today: '2024-02-29' }],
    [
      '--rule uuid-unique=off --rule=link-target=error --rule uuid-unique=notice',
      {
        ...plain,
        rule: new Map([
          ['uuid-unique', 'notice'],
          ['link-target', 'error'],
        ]),
      },
    ],
    ['--base origin/main', { ...plain, base: 'origin/main', scope: 'changed' }],
    ['keps --scope all --base=HEAD~2', { ...plain, paths: ['keps'], base: 'HEAD~2', scope: 'all' }],
    ['--scope changed --base v1', { ...plain, base: 'v1', scope: 'changed' }],
    ['--scope all', plain],
    ['--format json rules', { ...rulesText, format: 'json' }],
    ['explain uuid-unique', { ...explain, id: 'uuid-unique' }],
    ['explain --no-color date-order', { ...explain, noColor: true }],
    ['--help', { command: 'help' }],
    ['rules -h', { command: 'help' }],
    ['--nonsense --help', { command: 'help' }],
    ['--help=x', { command: 'help' }],
    ['baseline --grow --rule date-order=off', { ...baseline, grow: true, rule: new Map([['date-order', 'off']]) }],
    ['--version', { command: 'version' }],
    ['--version --help', { command: 'help' }],
    ['help', { command: 'help' }],
    ['help explain', { command: 'help' }],
    ['--quiet help', { command: 'help' }],
    ['check help', { ...plain, paths: ['help'] }],
    ['-- help', { ...plain, paths: ['help'] }],
    ['./help', { ...plain, paths: ['./help'] }],
    ['chekc', { ...plain, paths: ['chekc'], nearCommand: 'check' }],
    ['rule keps', { ...plain, paths: ['rule', 'keps'], nearCommand: 'rules' }],
    ['Explain uuid-unique', { ...plain, paths: ['Explain', 'uuid-unique'], nearCommand: 'explain' }],
    ['basline', { ...plain, paths: ['basline'], nearCommand: 'baseline' }],
    ['hlep', { ...plain, paths: ['hlep'], nearCommand: 'help' }],
    ['keps chekc', { ...plain, paths: ['keps', 'chekc'] }],
    ['check chekc', { ...plain, paths: ['chekc'] }],
    ['chekc/', { ...plain, paths: ['chekc/'] }],
    ['rule*', { ...plain, paths: ['rule*'] }],
  ])('%s', (line, options) => {
    expect(parse(line)).toEqual(options)
  })

  test.each([
    ['--format jsn', `--format "jsn" is not one of ${formats.join(', ')}; did you mean json?`],
    ['--format picture', `--format "picture" is not one of ${formats.join(', ')}`],
    ['rules --format github', '--format "github" is not one of text, json'],
    ['--fail-on errors', '--fail-on "errors" is not one of error, warning, notice, never; did you mean error?'],
    ['--fromat json', 'unknown option --fromat; did you mean --format?'],
    ['--fail_on error', 'unknown option --fail_on; did you mean --fail-on?'],
    ['--xyzzy', 'unknown option --xyzzy; --help lists them'],
    ['--__proto__=x', 'unknown option --__proto__; --help lists them'],
    ['--constructor', 'unknown option --constructor; --help lists them'],
    ['-x', 'unknown option -x; --help lists them'],
    ['--no-quiet', 'unknown option --no-quiet; did you mean --quiet?'],
    ['--bogus x', 'unknown option --bogus; --help lists them'],
    ['--grow', '--grow is not an option of check'],
    ['baseline --format json', '--format is not an option of baseline'],
    ['baseline keps', 'baseline takes no path, but "keps" is given: it holds the findings of the whole tree'],
    ['--quiet=yes', '--quiet takes no value, but "yes" is given'],
    ['--root', '--root needs a value'],
    ['--root=', '--root needs a value'],
    ['--output --quiet', '--output needs a value'],
    ['--format -- json', '--format needs a value'],
    ['--base', '--base needs a value'],
    ['--base -x', '--base needs a value'],
    ['--base=--upload-pack=x', '--base "--upload-pack=x" is not a branch, a tag or a commit id'],
    ['--scope change --base main', '--scope "change" is not one of all, changed; did you mean changed?'],
    ['--scope auto', '--scope "auto" is not one of all, changed'],
    ['--scope changed', '--scope changed needs --base: name the commit to compare with, as in --base origin/main'],
    ['baseline --base main', '--base is not an option of baseline'],
    ['rules --scope all', '--scope is not an option of rules'],
    ['--rule uuid-uniqe=off', 'unknown rule "uuid-uniqe"; did you mean uuid-unique?'],
    ['--rule nothing-like-it=off', 'unknown rule "nothing-like-it"; keplint rules lists them'],
    ['--rule uuid-unique', '--rule "uuid-unique" has no severity: write ID=SEVERITY, as in uuid-unique=off'],
    ['--rule uuid-unique=', '--rule uuid-unique "" is not one of off, error, warning, notice'],
    ['--rule uuid-unique=warn', '--rule uuid-unique "warn" is not one of off, error, warning, notice'],
    [
      '--rule uuid-unique=eror',
      '--rule uuid-unique "eror" is not one of off, error, warning, notice; did you mean error?',
    ],
    ['--today yesterday', '--today "yesterday" is not a date: write YYYY-MM-DD'],
    ['--today 2024-2-29', '--today "2024-2-29" is not a date: write YYYY-MM-DD'],
    ['--today 2024-02-29T00:00:00Z', '--today "2024-02-29T00:00:00Z" is not a date: write YYYY-MM-DD'],
    ['--today 2023-02-29', '--today "2023-02-29" is a day that does not exist'],
    ['--repository enhancements', '--repository "enhancements" is not OWNER/NAME, as in kubernetes/enhancements'],
    ['rules keps', 'rules takes no path, but "keps" is given'],
    ['rules --root x', '--root is not an option of rules'],
    ['rules --rule uuid-unique=off', '--rule is not an option of rules'],
    ['explain --format json uuid-unique', '--format is not an option of explain'],
    ['explain', 'explain takes the id of one rule, but 0 are given; keplint rules lists them'],
    ['explain uuid-unique date-order', 'explain takes the id of one rule, but 2 are given; keplint rules lists them'],
    ['explain uuidunique', 'unknown rule "uuidunique"; did you mean uuid-unique?'],
    ['keps  docs', 'a path is empty'],
  ])('%s is refused', (line, message) => {
    expect(() => parse(line)).toThrow(new UsageError(message))
  })
})

describe('the help', () => {
  test('fits a terminal of 80 columns', () => {
    expect(help.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  test('names exactly the options there are', () => {
    const named = help.match(/(?<=^ {2}(?:-h, )?)--[a-z-]+(?: \S+)?/gm)
    const ofCommand = Object.entries<Option>(options).filter(([, { command }]) => command)
    const written = ofCommand.map(([key, { command }]) => `--${nameOf(key)} ${command?.value ?? ''}`.trim())
    expect(named?.toSorted()).toEqual(written.toSorted())
    for (const [key, { takes }] of ofCommand) {
      const missing = new UsageError(`--${nameOf(key)} needs a value`)
      if (takes.is !== 'flag') expect(() => parse(`--${nameOf(key)}`)).toThrow(missing)
    }
  })

  test('lays options out in two columns', () => {
    const table: Table = {
      root: { ...options.root, command: { ...options.root.command, help: 'word '.repeat(12).trim() } },
      paths: options.paths,
      aNameThatIsLong: { takes: text(), command: { of: ['check'], group: 'The tree', value: 'VALUE', help: 'a text' } },
      help: options.help,
    }
    expect(helpOf(table).split('\n  files.\n\n')[1]?.split('Examples')[0]).toBe(`\
The tree
  --root DIR               word word word word word word word word word word
                           word word
  --a-name-that-is-long VALUE
                           a text

  -h, --help               show this help

`)
  })

  test('gives examples that are understood', () => {
    const examples = help.split('\nExamples\n')[1]?.split('\n\n')[0]?.split('\n') ?? []
    expect(examples).toHaveLength(6)
    for (const example of examples) parse(example.replace(/^ +keplint ?/, ''))
  })
})

test('the version is the package’s', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version })
})

describe('progress', () => {
  const at =
    (...times: number[]): (() => Date) =>
    () =>
      new Date(times.shift() ?? NaN)

  test('shows once a run is slow, and leaves nothing behind', () => {
    const written: string[] = []
    const progress = startProgress(at(0, 499, 500, 900), (text) => written.push(text))
    progress.at('reading')
    progress.at('checking')
    progress.at('writing')
    progress.end()
    progress.end()
    expect(written).toEqual(['\r\x1b[Kchecking', '\r\x1b[Kwriting', '\r\x1b[K'])
  })

  test('of a fast run writes nothing', () => {
    const written: string[] = []
    const progress = startProgress(at(0, 10), (text) => written.push(text))
    progress.at('reading')
    progress.end()
    expect(written).toEqual([])
  })
})
