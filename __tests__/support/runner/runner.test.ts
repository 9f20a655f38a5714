import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { parseEntries, uploadSummary } from './command-files.js'
import { interpret } from './output.js'
import { runAction } from './run-action.js'

const workspace = '/home/runner/work/repo'

describe('what the runner makes of a line', () => {
  const at = (properties: string) => `::error ${properties}::m`
  const annotations: readonly (readonly [line: string, expected: readonly unknown[]])[] = [
    ['::error::m', [{ level: 'error', message: 'm' }]],
    ['::WARNING::m', [{ level: 'warning', message: 'm' }]],
    ['::notice title=t::m', [{ level: 'notice', message: 'm', title: 't' }]],
    [' \u00a0\u2003\t::error::m', [{ level: 'error', message: 'm' }]],
    ['x ::error::m', []],
    ['::errors::m', []],
    ['::error', []],
    ['x ##[error]m', [{ level: 'error', message: 'm' }]],
    ['##[warning file=a;line=2]m', [{ level: 'warning', message: 'm', file: 'a', line: 2 }]],
    ['::nonsense::##[error]m', [{ level: 'error', message: 'm' }]],
    ['##\u200b[error]m', []],
    ['::error::a%25b%0Ac%0D', [{ level: 'error', message: 'a%b\nc\r' }]],
    ['::error::%3A%2C', [{ level: 'error', message: '%3A%2C' }]],
    ['::error::%250A', [{ level: 'error', message: '%0A' }]],
    ['##[error]a%3Bb%5D', [{ level: 'error', message: 'a;b]' }]],
    [at('title=a%3A%2C%25'), [{ level: 'error', message: 'm', title: 'a:,%' }]],
    ['::error::', []],
    ['::error:: %0A ', []],
    [at(`file=${workspace}/a/b`), [{ level: 'error', message: 'm', file: 'a/b' }]],
    [at('file=/etc/passwd'), [{ level: 'error', message: 'm', file: '/etc/passwd' }]],
    [
      at('file=a,line=3,endLine=3,col=2,endColumn=5'),
      [{ level: 'error', message: 'm', file: 'a', line: 3, endLine: 3, column: 2, endColumn: 5 }],
    ],
    [
      at('file=a,line=3,endLine=4,col=2,endColumn=5'),
      [{ level: 'error', message: 'm', file: 'a', line: 3, endLine: 4 }],
    ],
    [at('file=a,line=3,endLine=2,col=2'), [{ level: 'error', message: 'm', file: 'a' }]],
    [at('file=a,line=3,col=5,endColumn=2'), [{ level: 'error', message: 'm', file: 'a', line: 3 }]],
    [at('file=a,col=5'), [{ level: 'error', message: 'm', file: 'a' }]],
    [at('file=a,endLine=5'), [{ level: 'error', message: 'm', file: 'a', line: 5, endLine: 5 }]],
    [at('line=x'), [{ level: 'error', message: 'm' }]],
    [`::error::${'x'.repeat(5000)}`, [{ level: 'error', message: 'x'.repeat(4096) }]],
  ]
  test.each(annotations)('annotations of %j', (line, expected) => {
    expect(interpret(`${line}\n`, workspace).annotations).toEqual(expected)
  })

  const logs: readonly (readonly [output: string, log: readonly string[], commands: readonly string[]])[] = [
    ['a\nb\r\nc\rd', ['a', 'b', 'c', 'd'], []],
    ['a\r::warning::m', ['a', '##[warning]m'], ['warning']],
    ['::group::g\nx\n::endgroup::\n', ['##[group]g', 'x', '##[endgroup]'], ['group', 'endgroup']],
    ['::debug::hidden\nshown', ['shown'], ['debug']],
    [
      '::stop-commands::T\n::error::m\n::T::\n::error::n',
      ['::stop-commands::T', '::error::m', '::T::', '##[error]n'],
      ['stop-commands', 'error'],
    ],
    ['::add-mask::abc\nxabcx\n::notice::abc', ['x***x', '##[notice]***'], ['add-mask', 'notice']],
    ['::add-matcher::m.json', [], ['add-matcher']],
  ]
  test.each(logs)('log and commands of %j', (output, log, commands) => {
    const result = interpret(output, workspace)
    expect(result.log).toEqual(log)
    expect(result.commands.map(({ name }) => name)).toEqual(commands)
    expect(result.refused).toBe(false)
  })

  test.each(['set-env name=a', 'add-path', 'set-output name=a', 'save-state name=a'])('%s is refused', (head) => {
    const result = interpret(`::${head}::b`, workspace)
    expect(result.refused).toBe(true)
    expect(result.annotations).toEqual([
      { level: 'error', message: `Unable to process command '::${head}::b' successfully.` },
    ])
  })

  test('ten of each level are annotations, blank ones counted; the others are in the log alone', () => {
    const output = ['error', 'warning', 'notice'].flatMap((level) => [
      `::${level}::`,
      ...Array.from({ length: 12 }, (_, i) => `::${level}::${i}`),
    ])
    const result = interpret(output.join('\n'), workspace)
    const texts = (list: typeof result.annotations) => list.map(({ level, message }) => `${level} ${message}`)
    const range = (level: string, from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => `${level} ${from + i}`)
    expect(texts(result.annotations)).toEqual(['error', 'warning', 'notice'].flatMap((level) => range(level, 0, 9)))
    expect(texts(result.droppedAnnotations)).toEqual(
      ['error', 'warning', 'notice'].flatMap((level) => range(level, 9, 12)),
    )
    expect(result.log).toHaveLength(39)
  })
})

describe('files of commands', () => {
  test('entries are lines or heredocs, the last of a name counts', () => {
    const text = 'a=1\nb<<E\nx\na=2\n\nE\n\nc=d<<e\na=3\nempty<<E\nE\n'
    expect(Object.fromEntries(parseEntries(text))).toEqual({ a: '3', b: 'x\na=2\n', c: 'd<<e', empty: '' })
  })

  test.each(['nonsense\n', 'a<<E\nx\n', 'a<<\n', '=x\n', '<<E\nE\n'])('%j is refused', (text) => {
    expect(() => parseEntries(text)).toThrow(/^Invalid/)
  })

  test('a summary of 1 MiB is shown, one byte more takes it away whole', () => {
    const whole = 'é'.repeat(512 * 1024)
    expect(uploadSummary(whole)).toEqual({ summary: whole, error: null })
    expect(uploadSummary(`${whole}x`)).toEqual({
      summary: '',
      error: '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1024k',
    })
  })
})

describe('an action', () => {
  let action = ''
  beforeEach(() => {
    action = mkdtempSync(join(tmpdir(), 'action-'))
    writeFileSync(join(action, 'package.json'), '{"type":"module"}')
    writeFileSync(join(action, 'action.yml'), manifest)
  })
  afterEach(() => rmSync(action, { recursive: true }))

  const manifest = `name: echo
inputs:
  fail-on: { default: error }
  two words: { default: 2 }
  none: {}
outputs:
  seen: {}
runs: { using: node24, main: main.js }
`
  const runMain = (main: string, rest: object = {}) => {
    writeFileSync(join(action, 'main.js'), `import { appendFileSync, writeFileSync } from 'node:fs'\n${main}`)
    return runAction({ workspace: action, action, ...rest })
  }

  test('is given its inputs, its event and its files, and nothing of this process', async () => {
    const names = 'INPUT_FAIL-ON INPUT_TWO_WORDS INPUT_NONE GITHUB_EVENT_NAME GITHUB_REPOSITORY VITEST'.split(' ')
    const result = await runMain(
      `console.log(process.cwd() === process.env.GITHUB_WORKSPACE)
       for (const name of ${JSON.stringify(names)}) console.log(name, process.env[name])
       appendFileSync(process.env.GITHUB_OUTPUT, 'seen<<E\\na\\nE\\n')
       appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# s')
       console.log(process.version.split('.')[0])`,
      {
        inputs: { 'fail-on': 'never' },
        event: { name: 'schedule', payload: {} },
        env: { GITHUB_REPOSITORY: undefined },
      },
    )
    expect(result).toEqual({
      exitCode: 0,
      conclusion: 'success',
      annotations: [],
      droppedAnnotations: [],
      summary: '# s',
      outputs: { seen: 'a' },
      log: [
        'true',
        'INPUT_FAIL-ON never',
        'INPUT_TWO_WORDS 2',
        'INPUT_NONE ',
        'GITHUB_EVENT_NAME schedule',
        'GITHUB_REPOSITORY undefined',
        'VITEST undefined',
        expect.stringMatching(/^v\d+$/),
      ],
      commands: [],
      exported: { env: '', path: '', state: '' },
    })
  })

  test('fails by its exit code', async () => {
    expect(await runMain('process.exitCode = 3')).toMatchObject({ exitCode: 3, conclusion: 'failure' })
  })

  test('fails by a refused command', async () => {
    expect(await runMain(`console.log('::set-output name=a::b')`)).toMatchObject({ exitCode: 0, conclusion: 'failure' })
  })

  test('loses a summary beyond 1 MiB, and is told so by an error, and does not fail of it', async () => {
    const result = await runMain(`writeFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + 1))`)
    expect(result.summary).toBe('')
    expect(result.annotations).toEqual([{ level: 'error', message: expect.stringContaining('upload aborted') }])
    expect(result.conclusion).toBe('success')
  })

  test('that sets an output that it does not declare is a broken test', async () => {
    await expect(runMain(`appendFileSync(process.env.GITHUB_OUTPUT, 'other=1\\n')`)).rejects.toThrow('other')
  })
})
