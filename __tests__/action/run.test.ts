import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { publishFailure } from '../../src/action/publish.js'
import { writeWanted } from '../../src/action/report-file.js'
import { UsageError } from '../../src/host/errors/usage-error.js'
import { RuleError } from '../../src/lint/lint.js'
import { type Files, proposal, uuidOf } from '../support/proposals.js'
import { ownCommands } from '../support/proposed.js'
import { reportFaults } from '../support/report-schema.js'
import { interpret } from '../support/runner/output.js'
import { runAction, type Step, type StepResult } from '../support/runner/run-action.js'
import { runHere } from '../support/runner/run-here.js'

let workspace = ''
beforeEach(() => void (workspace = mkdtempSync(join(tmpdir(), 'workspace-'))))
afterEach(() => rmSync(workspace, { recursive: true, force: true }))

/** Runs the action in this process, in the workspace, and checks what must hold of every run. */
function run(inputs: Step['inputs'] = {}, rest: Partial<Step> = {}): Promise<StepResult> {
  return checked(runHere({ workspace, inputs, ...rest }))
}

/** As `run`, in a process of its own: the built action. */
function runBuilt(inputs: Step['inputs'] = {}, rest: Partial<Step> = {}): Promise<StepResult> {
  return checked(runAction({ workspace, inputs, ...rest }))
}

async function checked(running: Promise<StepResult>): Promise<StepResult> {
  const result = await running
  expect(result.commands.map(({ name }) => name).filter((name) => !ownCommands.includes(name))).toEqual([])
  expect(result.exported).toEqual({ env: '', path: '', state: '' })
  expect(result.droppedAnnotations).toEqual([])
  expect(result.outputs['conclusion'], result.log.join('\n')).toBe(result.conclusion)
  return result
}

/** What a run says when it cannot be done: one annotation, exit code 1, no numbers, no summary. */
function refusal(message: string) {
  return {
    exitCode: 1,
    annotations: [{ level: 'error', title: 'keplint', message }],
    outputs: { conclusion: 'failure' },
    summary: '',
  }
}

function write(files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), text)
  }
}

const one = 'keps/sig-node/one'
const two = 'keps/sig-node/two'
const uuid = uuidOf(1)

describe('a clean tree', () => {
  test('succeeds and says so everywhere', async () => {
    write({ ...proposal(one, 1), ...proposal(two, 2) })
    const result = await run()
    expect(result).toMatchObject({
      exitCode: 0,
      annotations: [],
      outputs: {
        conclusion: 'success',
        keps: '2',
        errors: '0',
        warnings: '0',
        notices: '0',
        'report-file': '',
        'patch-file': '',
      },
      log: [
        'the payload of the event push has no base, so the whole tree counts; set input base',
        '##[group]0 findings in 2 KEPs',
        '2 KEPs checked, nothing found',
        '##[endgroup]',
        'success: nothing found (fail-on: error)',
      ],
    })
    expect(result.summary).toMatch(/^## ✅ 2 KEPs checked, nothing found\n/)
  })

  test.each(['schedule', 'push', 'workflow_dispatch'])('on %s too', async (name) => {
    write(proposal(one, 1))
    expect(await run({}, { event: { name, payload: {} } })).toMatchObject({ exitCode: 0, annotations: [] })
  })

  test.each(['merge_group', 'pull_request'])('on %s too, though there is nothing to compare with', async (name) => {
    write(proposal(one, 1))
    const message =
      'the workspace has no git repository that can be read, so the whole tree counts; ' +
      'actions/checkout creates one if git is installed'
    const { annotations, exitCode, summary } = await run({}, { event: { name, payload: {} } })
    expect([exitCode, annotations]).toEqual([0, [{ level: 'notice', title: 'keplint', message }]])
    expect(summary).toContain('so the whole tree counts')
  })

  test('whatever the file of the event holds, and where there is none', async () => {
    write({ ...proposal(one, 1), 'event.json': '{' })
    for (const GITHUB_EVENT_PATH of [join(workspace, 'event.json'), join(workspace, 'nowhere.json')]) {
      const { exitCode, log } = await runBuilt({}, { env: { GITHUB_EVENT_PATH } })
      expect([exitCode, log.at(-1)]).toEqual([0, 'success: nothing found (fail-on: error)'])
      expect(log.join('\n')).not.toContain('nowhere.json')
    }
  })

  test('without a token, a repository, summaries or a network', async () => {
    write(proposal(one, 1))
    const gone = ['GITHUB_REPOSITORY', 'GITHUB_SHA', 'GITHUB_SERVER_URL', 'GITHUB_STEP_SUMMARY', 'RUNNER_TEMP', 'HOME']
    const env = Object.fromEntries(gone.map((name) => [name, undefined]))
    const nowhere = 'http://127.0.0.1:9'
    const result = await runBuilt({}, { env: { ...env, HTTPS_PROXY: nowhere, HTTP_PROXY: nowhere } })
    expect(result).toMatchObject({ exitCode: 0, annotations: [], summary: '' })
    expect(result.log.at(-1)).toBe('This runner has no job summaries.')
  })

  test('the inputs that are given and empty mean their defaults', async () => {
    write(proposal(one, 1))
    const names = ['paths', 'config', 'profile', 'fail-on', 'repository', 'annotations', 'summary', 'report-file']
    expect(await run(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(await run())
  })
})

describe('findings', () => {
  beforeEach(() => write({ ...proposal(one, 1), ...proposal(two, 2, { uuid }) }))

  test('fail, and stand at their lines, in the log, in the summary and in the outputs', async () => {
    const result = await run()
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toEqual(
      [one, two].map((path, i) => ({
        level: 'error',
        title: 'uuid-unique',
        message: expect.stringContaining([two, one][i] ?? ''),
        file: `${path}/metadata.yaml`,
        line: 4,
        endLine: 4,
        column: 7,
        endColumn: 43,
      })),
    )
    expect(result.outputs).toEqual({
      conclusion: 'failure',
      keps: '2',
      errors: '2',
      warnings: '0',
      notices: '0',
      'report-file': '',
      'patch-file': '',
    })
    expect(result.summary).toContain('## ❌ 2 errors in 2 KEPs')
    expect(result.summary).toContain(
      'https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/one/',
    )
    expect(result.log).toContain('##[group]2 findings in 2 KEPs')
    expect(result.log).toContain(`${one}/metadata.yaml`)
    expect(result.log).toContain('failure: 2 errors (fail-on: error)')
  })

  test('are no annotations when those are off', async () => {
    const result = await run({ annotations: 'False' })
    expect(result).toMatchObject({ exitCode: 1, annotations: [], outputs: { errors: '2' } })
    expect(result.log).toContain(`${one}/metadata.yaml`)
    expect(result.summary).not.toBe('')
  })

  test('are in no summary when it is off', async () => {
    const result = await run({ summary: 'FALSE' })
    expect(result).toMatchObject({ exitCode: 1, summary: '', outputs: { errors: '2' } })
    expect(result.annotations).toHaveLength(2)
  })
})

describe('repository', () => {
  test.each([
    ['example/enhancements', 'failure'],
    ['', 'failure'],
    ['someone/else', 'success'],
  ])('%j: a URL of example/enhancements is a path of this tree: %s', async (repository, conclusion) => {
    const replaces = '["https://github.com/example/enhancements/tree/main/keps/sig-node/gone"]'
    write(proposal(one, 1, { replaces }))
    expect(await run({ repository })).toMatchObject({ conclusion })
  })
})

describe('fail-on', () => {
  test.each([
    ['error', 'success'],
    ['warning', 'failure'],
    ['notice', 'failure'],
    ['never', 'success'],
  ])('%s: warnings alone are a %s', async (failOn, conclusion) => {
    write({ ...proposal(one, 1), [`${one}/unlisted.md`]: 'A text.\n' })
    const result = await run({ 'fail-on': failOn })
    expect(result).toMatchObject({ conclusion, outputs: { errors: '0', warnings: '1' } })
    expect(result.annotations.map(({ level }) => level)).toEqual(['warning'])
  })

  test('never: errors succeed', async () => {
    write({ ...proposal(one, 1), ...proposal(two, 2, { uuid }) })
    expect(await run({ 'fail-on': 'never' })).toMatchObject({ exitCode: 0, outputs: { errors: '2' } })
  })
})

describe('what cannot be done is one error that says what to mend', () => {
  const refused: readonly (readonly [name: string, value: string, message: string])[] = [
    ['fail-on', 'erorr', 'input fail-on "erorr" is not one of error, warning, notice, never; did you mean error?'],
    ['fail-on', 'Error', 'input fail-on "Error" is not one of error, warning, notice, never; did you mean error?'],
    ['annotations', 'yes', 'input annotations "yes" is not one of true, false'],
    ['summary', 'flase', 'input summary "flase" is not one of true, false; did you mean false?'],
    [
      'repository',
      'https://github.com/a/b',
      'input repository "https://github.com/a/b" is not OWNER/NAME, as in kubernetes/enhancements',
    ],
    ['paths', '../keps', 'input paths "../keps" contains ..: write a path inside the workspace'],
    ['paths', 'keps\n!keps/../../x', 'input paths "!keps/../../x" contains ..: write a path inside the workspace'],
    ['paths', '/etc', 'input paths "/etc" is absolute: write a path relative to the workspace'],
    ['paths', '/etc/**', 'input paths "/etc/**" is absolute: write a path relative to the workspace'],
    ['paths', '~/x', 'input paths "~/x" is absolute: write a path relative to the workspace'],
    [
      'paths',
      'keps/*.{md,yaml}',
      'input paths "keps/*.{md,yaml}" contains braces, which are not expanded: write one pattern a line',
    ],
    ['paths', '# nothing', 'input paths selects nothing: write a line that does not begin with ! or #'],
    ['paths', '!keps', 'input paths selects nothing: write a line that does not begin with ! or #'],
    ['paths', 'keps\n!!keps', 'input paths "!!keps" has no pattern after the !'],
    ['paths', 'kesp', 'input paths "kesp" does not exist in the workspace; did you mean keps?'],
    [
      'paths',
      'keps\nkeps/sig-nod',
      'input paths "keps/sig-nod" does not exist in the workspace; did you mean keps/sig-node?',
    ],
    [
      'paths',
      'keps/sig-node/one/summary.md/x',
      'input paths "keps/sig-node/one/summary.md/x" cannot be read: it is not a directory',
    ],
    ['paths', 'out', 'input paths "out" leaves the workspace through a symbolic link'],
    ['paths', 'docs', 'no KEP found in the 1 file that input paths selects: docs'],
    ['paths', 'keps/**/*.txt\n!docs', 'no KEP found in the 0 files that input paths selects: keps/**/*.txt, !docs'],
    ['report-file', '../report.json', 'input report-file "../report.json" is outside the workspace and RUNNER_TEMP'],
    [
      'report-file',
      '/etc/report.json',
      'input report-file "/etc/report.json" is outside the workspace and RUNNER_TEMP',
    ],
    ['report-file', 'out/report.json', 'input report-file "out/report.json" is outside the workspace and RUNNER_TEMP'],
    ['report-file', 'docs', 'input report-file "docs" is a directory'],
    ['report-file', 'new/', 'input report-file "new/" is a directory'],
    ['report-file', 'link.json', 'input report-file "link.json" is not a regular file'],
    [
      'report-file',
      'docs/a.md/report.json',
      'input report-file "docs/a.md/report.json" could not be written: it is not a directory',
    ],
    [
      'report-file',
      `${'x/'.repeat(2100)}r.json`,
      `input report-file "${'x/'.repeat(49)}x…" could not be written: its path is too long`,
    ],
    [
      'report-file',
      `${'x'.repeat(300)}.json`,
      `input report-file "${'x'.repeat(99)}…" could not be written: its path is too long`,
    ],
    [
      'report-file',
      './keps/sig-node/one/summary.md',
      'input report-file "./keps/sig-node/one/summary.md" is a file of the tree that is checked',
    ],
  ]
  test.each(refused)('%s: %j', async (name, value, message) => {
    write({ ...proposal(one, 1), 'docs/a.md': 'A text.\n' })
    symlinkSync(tmpdir(), join(workspace, 'out'))
    symlinkSync('docs/a.md', join(workspace, 'link.json'))
    expect(await run({ [name]: value })).toMatchObject(refusal(message))
  })

  test('a profile that does not exist', async () => {
    write(proposal(one, 1))
    const result = await run({ profile: 'kep-1b' })
    expect(result).toMatchObject(
      refusal(
        expect.stringMatching(
          /^profile "kep-1b" is not one of auto, (?:[\w-]+, )*[\w-]+, nor a \.yaml file; did you mean kep-1a\?$/,
        ),
      ),
    )
  })

  test('a job that forgot to check out', async () => {
    expect(await run()).toMatchObject(refusal('the workspace is empty: run actions/checkout before keplint'))
  })

  test('a workspace that is not there', async () => {
    const env = { GITHUB_WORKSPACE: join(workspace, 'gone') }
    expect(await run({}, { env })).toMatchObject(
      refusal(`the workspace ${env.GITHUB_WORKSPACE} cannot be read: no such file or directory`),
    )
  })

  test('a bad input that holds commands gives none', async () => {
    const result = await run({ 'fail-on': 'x\r\n::stop-commands::x\n##[add-mask]x' })
    expect(result.annotations).toHaveLength(1)
    expect(result.annotations[0]?.message).toMatch(/^input fail-on "x.*" is not one of error, warning, notice, never$/)
  })
})

describe('paths', () => {
  const number = (result: StepResult) => result.outputs['keps']
  beforeEach(() => {
    const directories = [one, 'keps/sig-node/old', 'other/three', 'a[b]/four']
    for (const [i, directory] of directories.entries()) write(proposal(directory, i + 1))
  })

  test.each([
    ['.', '4'],
    ['keps', '2'],
    ['./keps/', '2'],
    ['keps\nother', '3'],
    ['keps\r\n  other  \r\n# not this\r\n\r\n', '3'],
    ['keps\n!keps/sig-node/old', '1'],
    ['!keps/sig-node/old\nkeps', '2'],
    ['keps\n!keps/sig-node\nkeps/sig-node/one', '1'],
    ['keps/sig-node/one/metadata.yaml', '1'],
    ['**', '4'],
    ['**/metadata.yaml', '4'],
    ['k*', '2'],
    ['keps/*/o??', '2'],
    ['keps/sig-node/[n-p]*\n!**/old', '1'],
    ['keps/sig-node\n!**/old', '1'],
    ['.\n!**/*.yaml\nother/three/metadata.yaml', '1'],
    ['a[[]b]', '1'],
    ['a\\[b]', '1'],
  ])('%j selects %s KEPs', async (paths, keps) => {
    const result = await run({ paths, 'fail-on': 'never' })
    expect(number(result)).toBe(keps)
  })

  test('a link to a directory of the workspace means that directory', async () => {
    symlinkSync('other', join(workspace, 'link'))
    expect(number(await run({ paths: 'link' }))).toBe('1')
  })

  test('a workspace whose own path has wildcards is searched as it stands', async () => {
    const odd = join(workspace, '[x]*? (1)')
    mkdirSync(odd)
    const outer = workspace
    workspace = odd
    write(proposal(one, 1))
    try {
      expect(number(await run({ paths: '**/one' }))).toBe('1')
    } finally {
      workspace = outer
    }
  })

  test('nothing outside the workspace is read through links', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'))
    try {
      writeFileSync(join(outside, 'secret.yaml'), 'title: TOPSECRET\n')
      mkdirSync(join(workspace, 'keps/evil'))
      symlinkSync(join(outside, 'secret.yaml'), join(workspace, 'keps/evil/metadata.yaml'))
      symlinkSync(outside, join(workspace, 'keps/directory'))
      for (const paths of ['keps', 'keps/**', '**/*.yaml']) {
        const result = await run({ paths, 'report-file': 'report.json' })
        expect(JSON.stringify(result) + readFileSync(join(workspace, 'report.json'), 'utf8')).not.toContain('TOPSECRET')
        expect(result.conclusion).toBe('failure')
      }
    } finally {
      rmSync(outside, { recursive: true })
    }
  })
})

describe('report-file', () => {
  beforeEach(() => write({ ...proposal(one, 1), ...proposal(two, 2, { uuid }) }))

  test('holds the findings, in directories that are made for it', async () => {
    const result = await run({ 'report-file': 'out/of/report.json' })
    expect(result.outputs['report-file']).toBe('out/of/report.json')
    const report = JSON.parse(readFileSync(join(workspace, 'out/of/report.json'), 'utf8')) as unknown
    expect(reportFaults(report)).toEqual([])
    expect(report).toMatchObject({
      version: 1,
      summary: { keps: 2, errors: 2 },
      findings: [{ rule: 'uuid-unique', path: `${one}/metadata.yaml`, line: 4 }, { rule: 'uuid-unique' }],
    })
  })

  test('replaces the one before, whole', async () => {
    write({ 'report.json': 'x'.repeat(100_000) })
    await run({ 'report-file': 'report.json' })
    expect(JSON.parse(readFileSync(join(workspace, 'report.json'), 'utf8'))).toMatchObject({ version: 1 })
  })

  test('may be several, in the formats that their names say', async () => {
    const result = await run({ 'report-file': 'out/keplint.sarif\n\n  report.md\nfindings' })
    expect(result.outputs['report-file']).toBe('out/keplint.sarif\nreport.md\nfindings')
    const starts = ['out/keplint.sarif', 'report.md', 'findings'].map((file) =>
      readFileSync(join(workspace, file), 'utf8').replace(/\s+/g, ' ').slice(0, 24),
    )
    expect(starts).toMatchInlineSnapshot(`
      [
        "{ "$schema": "https://js",
        "## ❌ 2 errors in 2 KEPs ",
        "{ "version": 1, "tool": ",
      ]
    `)
  })

  test('may stand in RUNNER_TEMP', async () => {
    const temp = mkdtempSync(join(tmpdir(), 'temp-'))
    try {
      const file = join(temp, 'report.json')
      expect((await run({ 'report-file': file }, { env: { RUNNER_TEMP: temp } })).outputs['report-file']).toBe(file)
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1 })
    } finally {
      rmSync(temp, { recursive: true })
    }
  })
})

describe('site', () => {
  test('is written beside the report', async () => {
    write(proposal(one, 1))
    const { exitCode } = await run({ site: 'out/site' })
    expect(exitCode).toBe(0)
    expect(readFileSync(join(workspace, 'out/site/index.html'), 'utf8')).toContain('<h1>Overview</h1>')
  })

  test.each([
    ['.', 'input site "." is not a directory inside the workspace or RUNNER_TEMP'],
    ['../out', 'input site "../out" is not a directory inside the workspace or RUNNER_TEMP'],
    ['keps', 'input site "keps" is not empty and holds no site of keplint; name another directory, or empty it'],
  ])('%s is refused', async (site, message) => {
    write(proposal(one, 1))
    expect(await run({ site })).toMatchObject(refusal(message))
  })
})

describe('since', () => {
  test('says in the summary what is new and what is fixed', async () => {
    write(proposal(one, 1, { state: 'provisonal' }))
    await run({ 'report-file': 'last.json' })
    write(proposal(one, 1, { state: 'drafft' }))
    const { summary } = await run({ since: 'last.json' })
    expect(summary).toContain('### Since `last.json`\n\n1 new, 1 fixed, 0 still there\n')
  })

  test('a first run has no earlier report, and says so', async () => {
    write(proposal(one, 1))
    const { exitCode, annotations } = await run({ since: 'last.json' })
    const message = 'input since "last.json" does not exist, so nothing is compared with it'
    expect([exitCode, annotations]).toEqual([0, [{ level: 'notice', title: 'keplint', message }]])
  })

  test.each([
    ['/etc/hostname', 'input since "/etc/hostname" is outside the workspace and RUNNER_TEMP'],
    ['keps', 'input since "keps" cannot be read: it is a directory'],
    [`${one}/metadata.yaml`, `input since "${one}/metadata.yaml" is not JSON that keplint wrote`],
  ])('%s is refused', async (file, message) => {
    write(proposal(one, 1))
    expect(await run({ since: file })).toMatchObject(refusal(message))
  })
})

describe('patch-file', () => {
  test('holds the safe fixes, and the tree stays as it is', async () => {
    const files = proposal(one, 1, { state: 'implementabel' })
    write(files)
    const result = await run({ 'patch-file': 'out/fixes.patch' })
    expect([result.exitCode, result.outputs['patch-file']]).toEqual([1, 'out/fixes.patch'])
    expect(readFileSync(join(workspace, 'out/fixes.patch'), 'utf8')).toMatchInlineSnapshot(`
      "diff --git a/keps/sig-node/one/metadata.yaml b/keps/sig-node/one/metadata.yaml
      --- a/keps/sig-node/one/metadata.yaml
      +++ b/keps/sig-node/one/metadata.yaml
      @@ -1,6 +1,6 @@
       title: Proposal 1
       authors: ["@ada"]
      -state: implementabel
      +state: implementable
       uuid: 00000000-0000-4000-8000-000000000001
       created: 2024-01-01
       last_updated: 2024-01-02
      "
    `)
    expect(readFileSync(join(workspace, `${one}/metadata.yaml`), 'utf8')).toBe(files[`${one}/metadata.yaml`])
    const applied = spawnSync('git', ['apply', 'out/fixes.patch'], { cwd: workspace, encoding: 'utf8' })
    expect([applied.status, applied.stderr]).toEqual([0, ''])
    expect(readFileSync(join(workspace, `${one}/metadata.yaml`), 'utf8')).toContain('state: implementable\n')
  })

  test('is empty where nothing is to be fixed', async () => {
    write(proposal(one, 1))
    await run({ 'patch-file': 'fixes.patch' })
    expect(readFileSync(join(workspace, 'fixes.patch'), 'utf8')).toBe('')
  })

  test('is no other file that is asked for', async () => {
    write(proposal(one, 1))
    expect(await run({ 'report-file': 'one.json', 'patch-file': './one.json' })).toMatchObject(
      refusal('input patch-file "./one.json" is asked for twice'),
    )
  })
})

describe('what cannot be written takes nothing from the verdict, and one line says what it is', () => {
  const told = (message: string) => ({ level: 'notice', title: 'keplint', message })
  const outputs = told('the outputs of the step could not be written: it is a directory')
  const summary = told('the job summary could not be written: no such file or directory')
  const unwritable = () => ({ GITHUB_OUTPUT: workspace, GITHUB_STEP_SUMMARY: join(workspace, 'gone/summary') })

  test('outputs and summary, where all is well', async () => {
    write(proposal(one, 1))
    const result = await runHere({ workspace, env: unwritable() })
    expect(result).toMatchObject({ exitCode: 0, annotations: [outputs, summary], outputs: {}, summary: '' })
    expect(result.log).toContain('success: nothing found (fail-on: error)')
  })

  test('and where it is not; nothing refers to a summary that is not there', async () => {
    const missing = Array.from({ length: 30 }, (_, i) => `missing/${i}.md`)
    write(proposal(one, 1, { sections: `[summary.md, motivation.md, ${missing.join(', ')}]` }))
    const result = await runHere({ workspace, env: unwritable() })
    expect(result).toMatchObject({ exitCode: 1, outputs: {}, summary: '' })
    expect(result.annotations.filter(({ title }) => title === 'keplint')).toEqual([
      { level: 'error', title: 'keplint', message: '21 more errors: see the log' },
      outputs,
      summary,
    ])
  })

  test('one of them is told in the other, and in the log where annotations are off', async () => {
    write(proposal(one, 1))
    const inputs = { annotations: 'false' }
    const result = await runHere({ workspace, inputs, env: { GITHUB_OUTPUT: workspace } })
    expect(result).toMatchObject({ exitCode: 0, annotations: [] })
    expect(result.log.at(-1)).toBe(outputs.message)
    expect(result.summary).toContain('the outputs of the step could not be written: it is a directory')
  })

  test('a run that cannot be done says why all the same', async () => {
    const result = await runHere({ workspace, inputs: { scope: 'some' }, env: { GITHUB_OUTPUT: workspace } })
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: {},
      log: [outputs.message, expect.stringMatching(/input scope/)],
    })
    expect(result.annotations).toHaveLength(1)
  })

  test.runIf(process.platform === 'linux')('the disk is full', async () => {
    write(proposal(one, 1))
    const result = await runHere({ workspace, env: { GITHUB_OUTPUT: '/dev/full', GITHUB_STEP_SUMMARY: '/dev/full' } })
    expect(result).toMatchObject({ exitCode: 0, outputs: {} })
    expect(result.annotations).toEqual([
      told('the outputs of the step could not be written: no space left'),
      told('the job summary could not be written: no space left'),
    ])
  })

  test('the report', () => {
    write({ 'there.json/a': '', file: '' })
    const written = (file: string): string | null =>
      writeWanted({ input: 'report-file', file, place: join(workspace, file) }, '{}')
    expect(written('there.json')).toBe('input report-file "there.json" could not be written: it is a directory')
    expect(written('file/r.json')).toMatch(
      /^input report-file "file\/r\.json" could not be written: it (?:is not a directory|already exists)$/,
    )
    expect(written('new/r.json')).toBeNull()
  })

  test.runIf(process.platform === 'linux')('the log', () => {
    write(proposal(one, 1, { state: 'implementd' }))
    const env = { GITHUB_WORKSPACE: workspace, PATH: process.env['PATH'] ?? '' }
    const command = `'${process.execPath}' '${join(import.meta.dirname, '../../dist/index.js')}'`
    const script = `${command} >/dev/full; echo "exit $?"; { ${command}; echo "exit $?" >&3; } 3>&1 | head -c 0`
    const ran = spawnSync('sh', ['-c', script], { env, encoding: 'utf8' })
    expect([ran.stdout, ran.stderr]).toEqual(['exit 1\n', 'keplint: the log could not be written: no space left\n'])
  })
})

describe('a hostile tree', () => {
  /** Nothing in code is markup: `<code>` in lines of HTML, backticks in those of Markdown. */
  function withoutCode(summary: string): string {
    const strip = (line: string) =>
      line.startsWith('<')
        ? line.replace(/<code>[^<]*<\/code>/g, '')
        : line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
    return summary.split('\n').map(strip).join('\n')
  }

  const payloads = [
    '::stop-commands::x',
    '\u2003::add-mask::a',
    '##[stop-commands]x',
    'a ##[add-mask]e',
    '##[error]made up',
    '::error::made up',
    '\r::set-output name=conclusion::success',
    '\n::set-env name=A::b',
    '%0A::error::made up',
    '</details><img src=x onerror=alert(1)>',
    '<script>',
    '<!--',
    '`<b>',
    '| a | b |',
    '@octocat/all',
    '\u202eevil',
    '\u001b[31m',
    '[x](javascript:alert(1))',
    '\n\n# heading\n\n',
    '$(id)',
    '&lt;img&gt;',
    'a\u200b##\u200b[error]b',
  ]

  test('gives no command, no markup and no verdict of its own', async () => {
    write(
      Object.assign(
        {},
        ...payloads.map((payload, i) => {
          const name = payload.replaceAll('/', '∕')
          const quoted = JSON.stringify(payload)
          return proposal(`keps/sig-node/${i}${name}`, i, { title: quoted, state: quoted, [quoted]: quoted })
        }),
      ) as Files,
    )
    write({ 'keps/##[error]made up/README.md': '## Summary\n\n## Motivation\n' })
    const result = await run()
    expect(result.exitCode).toBe(1)
    expect(result.outputs['keps']).toBe(String(payloads.length))
    expect(Number(result.outputs['errors'])).toBeGreaterThan(payloads.length)
    expect(result.annotations.filter(({ level }) => level === 'error')).toHaveLength(10)
    for (const { title, message } of result.annotations) {
      expect(message.trim()).not.toBe('made up')
      expect(title).toBeDefined()
    }
    const shown = result.log.filter((line) => !/^##\[(?:error|warning|notice|group|endgroup)\]/.test(line)).join('\n')
    expect(shown).not.toContain('##[')
    expect(shown).not.toMatch(/^\s*::/m)
    expect(shown + result.summary).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u202e]/)
    const outsideCode = withoutCode(result.summary)
    const tags = new Set(Array.from(outsideCode.matchAll(/<(?!br\b)[/!]?([^\s>]*)/g), ([, tag]) => tag))
    const ownTags = ['details', 'summary', 'b', 'code', 'table', 'tr', 'th', 'td']
    expect([...tags].filter((tag) => !ownTags.includes(tag ?? ''))).toEqual([])
    expect(outsideCode).not.toMatch(/@octocat|javascript:|^# heading/m)
    expect(result.outputs['conclusion']).toBe('failure')
  })
})

describe('5,000 findings', () => {
  beforeEach(() => {
    const missing = Array.from({ length: 98 }, (_, i) => `missing/${i}.md`)
    const sections = `[summary.md, motivation.md, ${missing.join(', ')}]`
    for (let i = 0; i < 50; i++) {
      write(proposal(`keps/sig-node/${i}`, i, { sections }))
      write({ [`keps/sig-node/${i}/unlisted.md`]: 'A text.\n', [`keps/sig-node/${i}/other.md`]: 'A text.\n' })
    }
  })

  function inSummary({ summary }: StepResult) {
    const leftOut = Number(/^…and (\d+) findings more, in \d+ KEPs/m.exec(summary)?.[1] ?? 0)
    const alike = [...summary.matchAll(/^ {2}- (\d+) more of this rule: /gm)].map(([, count]) => Number(count))
    const rows = summary.split('\n').filter((line) => /^- (?:❌|⚠️)/u.test(line)).length
    return { findings: alike.reduce((sum, count) => sum + count, rows), leftOut }
  }

  test('show ten of each level, the last saying how many more, and all in the summary', async () => {
    const result = await runBuilt({}, { env: { GITHUB_SHA: undefined } })
    expect(result.outputs).toMatchObject({ keps: '50', errors: '4900', warnings: '100', notices: '0' })
    const levels = result.annotations.map(({ level }) => level)
    expect(levels.filter((level) => level === 'error')).toHaveLength(10)
    expect(levels.filter((level) => level === 'warning')).toHaveLength(10)
    expect(result.annotations.filter(({ title }) => title === 'keplint').map(({ message }) => message)).toEqual([
      '4891 more errors: see the job summary',
      '91 more warnings: see the job summary',
    ])
    expect(inSummary(result)).toEqual({ findings: 5000, leftOut: 0 })
    expect(result.log).toContain('failure: 4900 errors, 100 warnings (fail-on: error)')
    expect(result.log.filter((line) => /^… and \d+ more lines; /.test(line))).toHaveLength(1)
  })

  test('whose links make the summary too long: it says what it leaves out', async () => {
    const { findings, leftOut } = inSummary(await run())
    expect(leftOut).toBeGreaterThan(0)
    expect(findings + leftOut).toBe(5000)
  })
})

describe('what stops a run', () => {
  /** What the runner makes of the one line that says so. */
  function published(error: unknown) {
    const written: string[] = []
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
    vi.stubEnv('GITHUB_OUTPUT', join(workspace, 'output'))
    writeFileSync(join(workspace, 'output'), '')
    try {
      publishFailure(error)
    } finally {
      spy.mockRestore()
      vi.unstubAllEnvs()
    }
    return interpret(written.join(''), workspace)
  }

  test('a defect of a rule names the rule, its KEP and its stack', () => {
    const cause = new TypeError('x is ##[error] not a function\n::error::made up')
    const result = published(new RuleError('uuid-unique', one, cause))
    expect(result.annotations).toHaveLength(1)
    expect(result.annotations[0]).toMatchObject({ level: 'error', title: 'keplint' })
    expect(result.annotations[0]?.message).toMatch(/^rule uuid-unique failed on keps\/sig-node\/one: TypeError: x is /)
    expect(result.annotations[0]?.message).toMatch(/\(a bug in keplint, please report it\)$/)
    expect(result.log.some((line) => line.includes('run.test.ts'))).toBe(true)
  })

  test("a user's mistake has no stack", () => {
    expect(published(new UsageError('input x "y" is not z'))).toMatchObject({
      annotations: [{ level: 'error', title: 'keplint', message: 'input x "y" is not z' }],
      log: ['##[error]input x "y" is not z'],
    })
  })

  test('anything may be thrown', () => {
    expect(published('a word').annotations[0]?.message).toBe(
      'keplint failed: a word (a bug in keplint, please report it)',
    )
  })
})

describe('the built action, in a process of its own, does what its sources do', () => {
  const faulty = () => ({ ...proposal(one, 1), ...proposal(two, 2, { uuid, state: '"::error::made up"' }) })
  test.each<[string, number, () => Files, Step['inputs']?]>([
    ['nothing found', 0, () => ({ ...proposal(one, 1), ...proposal(two, 2) })],
    ['errors', 1, faulty],
    ['errors, in a report too', 1, faulty, { annotations: 'false', 'report-file': 'report.json' }],
    ['errors that do not count', 0, faulty, { 'fail-on': 'never', summary: 'false' }],
    ['a pattern', 0, faulty, { paths: 'keps/**/*.yaml\n!**/two' }],
    ['an input that cannot be', 1, faulty, { 'fail-on': 'erorr' }],
    ['an empty workspace', 1, () => ({})],
  ])('%s: exit code %i', async (_, exitCode, files, inputs) => {
    write(files())
    const built = await runBuilt(inputs)
    expect(built.exitCode).toBe(exitCode)
    expect(built).toEqual(await run(inputs))
  })
})

test('the bundle needs nothing that is installed', () => {
  write(proposal(one, 1))
  const main = join(workspace, 'action/index.js')
  mkdirSync(dirname(main))
  writeFileSync(join(workspace, 'action/package.json'), '{"type":"module"}')
  writeFileSync(main, readFileSync(join(import.meta.dirname, '../../dist/index.js')))
  const env = { GITHUB_WORKSPACE: workspace, PATH: process.env['PATH'] ?? '' }
  expect(execFileSync(process.execPath, [main], { env, encoding: 'utf8' })).toContain('success: nothing found')
})
