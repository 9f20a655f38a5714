import { chownSync, existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

import { beforeAll, describe, expect, test } from 'vitest'

import { checkout, gitEnvironment, newRepository, temporaryDirectory } from '../support/git-repository.js'
import { pullRequest, push } from '../support/payloads.js'
import { proposal } from '../support/proposals.js'
import { act, cutOff, type Proposed, propose, type Told } from '../support/proposed.js'
import { write } from '../support/run-command.js'
import type { Step } from '../support/runner/run-action.js'

/** A pull request that makes a new KEP with a fault, and one reference by this repository's URL. */
let proposed: Proposed
const kep = 'keps/sig-node/new'
beforeAll(() => {
  const debt = proposal('keps/sig-node/debt', 1, { state: 'provisonal' })
  const fault = proposal(kep, 3, {
    state: 'provisinal',
    replaces: '["https://github.com/example/enhancements/tree/main/keps/sig-node/gone"]',
  })
  proposed = propose(debt, fault)
})

/** A workspace in which the pull request is checked out at `path`. */
function workspaceWith(path: string): string {
  const clone = checkout(proposed.origin, proposed.ids.merge, 2)
  const workspace = temporaryDirectory()
  mkdirSync(join(workspace, path, '..'), { recursive: true })
  renameSync(clone.root, join(workspace, path))
  return workspace
}

function run(step: Pick<Step, 'workspace' | 'inputs' | 'env'>): Promise<Told> {
  const { event, env } = pullRequest(proposed.ids)
  return act({ event, ...step, env: { ...env, ...step.env } }, proposed.ids)
}

const places = ({ annotations }: Told): readonly string[] =>
  annotations.map(({ level, file, line, title, message }) =>
    file === undefined ? `${level} ${message}` : `${level} ${file}:${line} ${title}`,
  )

describe('the input root', () => {
  test.each(['enhancements', './enhancements/', 'work/of others'])('checks what is checked out at %s', async (root) => {
    const workspace = workspaceWith(root)
    write(join(workspace, root), { '.keplint.yml': 'rules: { reference-exists: warning }\n' })
    const told = await run({ workspace, inputs: { root, 'report-file': 'report.json' } })
    // GitHub finds a file by its path in the repository.
    expect(places(told)).toEqual([
      `error ${kep}/metadata.yaml:3 metadata-schema`,
      `warning ${kep}/metadata.yaml:9 reference-exists`,
      'notice .keplint.yml:1 config-loosened',
    ])
    expect(told.summary).toContain(`https://github.com/example/enhancements/blob/MERGE/${kep}/metadata.yaml#L3`)
    expect(told.summary).toContain('compared with `BASE`')
    expect(told.outputs).toMatchObject({ conclusion: 'failure', errors: '1', warnings: '1' })
  })

  test('may be a directory of the repository, whose URLs are then no paths of the tree', async () => {
    const files = Object.entries(
      proposal(kep, 3, {
        state: 'provisinal',
        replaces: '["https://github.com/example/enhancements/tree/main/keps/sig-node/gone"]',
      }),
    )
    const repository = newRepository()
    const before = repository.commit({ 'README.md': 'top\n' })
    const after = repository.commit(Object.fromEntries(files.map(([path, text]) => [`design/${path}`, text])))
    const { event, env } = push({ before, after })
    const told = await act(
      { workspace: repository.root, event, env, inputs: { root: 'design', scope: 'changed' } },
      { before, after },
    )
    expect(places(told)).toEqual([`error design/${kep}/metadata.yaml:3 metadata-schema`])
    expect(told.summary).toContain(`/blob/AFTER/design/${kep}/metadata.yaml#L3`)
  })

  test('knows the repository by its origin', async () => {
    const workspace = workspaceWith('other')
    write(join(workspace, 'other'), {
      '.git/config': '[remote "origin"]\n\turl = https://github.com/harbour/proposals\n',
    })
    const told = await run({ workspace, inputs: { root: 'other' } })
    expect(places(told)).toEqual([`error ${kep}/metadata.yaml:3 metadata-schema`])
    expect(told.summary).toContain(`https://github.com/harbour/proposals/blob/MERGE/${kep}/metadata.yaml#L3`)
  })

  test.each([
    ['enhancement', 'input root "enhancement" does not exist in the workspace; did you mean enhancements?'],
    [
      'elsewhere',
      'input root "elsewhere" does not exist in the workspace; ' +
        'check out the repository there, with path: of actions/checkout',
    ],
    ['..', 'input root ".." is outside the workspace'],
    ['/etc', 'input root "/etc" is outside the workspace'],
    ['out', 'input root "out" is outside the workspace'],
    ['file', 'input root "file" is not a directory'],
    ['file/x', 'input root "file/x" cannot be read: it is not a directory'],
    ['x'.repeat(256), `input root "${'x'.repeat(256)}" cannot be read: its path is too long`],
  ])('is refused where it is no directory of the workspace: %s', async (root, message) => {
    const workspace = temporaryDirectory()
    write(workspace, { 'enhancements/keps/x.md': 'x', file: 'x' })
    symlinkSync('/etc', join(workspace, 'out'))
    expect(await run({ workspace, inputs: { root } })).toMatchObject({
      exitCode: 1,
      annotations: [{ level: 'error', title: 'keplint', message }],
      outputs: { conclusion: 'failure' },
    })
  })

  test('says what does not exist in it', async () => {
    const workspace = workspaceWith('enhancements')
    expect(places(await run({ workspace, inputs: { root: 'enhancements', paths: 'kesp' } }))).toEqual([
      'error input paths "kesp" does not exist in enhancements; did you mean keps?',
    ])
  })
})

describe('a repository without keps', () => {
  const notice = 'there is no directory keps yet, so nothing was checked; set input paths if the KEPs are elsewhere'

  test('passes with a notice where nobody has said where they are', async () => {
    const workspace = temporaryDirectory()
    write(workspace, { 'README.md': '# Proposals\n' })
    const told = await run({ workspace })
    expect(told).toMatchObject({ exitCode: 0, outputs: { conclusion: 'success', keps: '0', errors: '0' } })
    expect(places(told)).toContain(`notice ${notice}`)
    expect(told.summary).toContain(notice)

    write(workspace, { 'kep/a.md': 'a' })
    expect(places(await run({ workspace }))).toContain(`notice ${notice}; did you mean kep?`)
  })

  test('fails where somebody has, and where keps is there and empty', async () => {
    const workspace = temporaryDirectory()
    write(workspace, { 'README.md': '# Proposals\n' })
    expect(await run({ workspace, inputs: { paths: 'keps' } })).toMatchObject({ exitCode: 1 })
    write(workspace, { '.keplint.yml': 'paths: [keps]\n' })
    expect(await run({ workspace })).toMatchObject({ exitCode: 1 })
    write(workspace, { '.keplint.yml': '', 'keps/README.md': '# KEPs\n' })
    expect(places(await run({ workspace }))).toEqual([
      'error no KEP found in the 1 file that input paths selects: keps',
    ])
  })

  test('may be a sparse checkout that leaves them out: then they are checked', async () => {
    const local = checkout(proposed.origin, proposed.ids.merge, 2)
    const whole = await run({ workspace: local.root })
    local.git('sparse-checkout', 'set', '--no-cone', '/README.md')
    expect(existsSync(join(local.root, 'keps'))).toBe(false)
    expect(await run({ workspace: local.root })).toEqual(whole)
    const inputs = { paths: 'keps/**/*\n!keps/sig-node/debt' }
    expect(await run({ workspace: local.root, inputs })).toMatchObject({ exitCode: 1 })
  })
})

test('a file that looks like a configuration is told of in a notice', async () => {
  const workspace = temporaryDirectory()
  write(workspace, { ...proposal(kep, 3), 'keplint.yml': 'rules: {}\n' })
  const told = await run({ workspace, env: { GITHUB_EVENT_NAME: 'schedule' } })
  expect(told).toMatchObject({ exitCode: 0 })
  expect(places(told)).toEqual(['notice keplint.yml is not read: the configuration is .keplint.yml'])
})

// Only the superuser can give a directory away; git that is not on GitHub's runner has its own judgement.
test.skipIf(process.getuid?.() !== 0)('a repository that git refuses is told of, with how to allow it', async () => {
  const workspace = workspaceWith('enhancements')
  const root = join(workspace, 'enhancements')
  for (const place of [root, join(root, '.git')]) chownSync(place, 12345, 12345)
  const env = { ...gitEnvironment, GITHUB_ACTIONS: 'false' }
  const told = await run({ workspace, inputs: { root: 'enhancements' }, env })
  expect(places(told)).toContain(
    `notice git refuses the repository ${root}, which belongs to another user, so the whole tree counts; ` +
      `allow it with git config --global --add safe.directory ${root}`,
  )
})

test('an input base that has no commit in common is told of, and the whole tree counts', async () => {
  const workspace = checkout(proposed.origin, proposed.ids.merge, 1)
  workspace.git('fetch', '--quiet', '--depth=1', 'origin', `${proposed.ids.start}:refs/remotes/origin/old`)
  cutOff(workspace)
  const told = await run({ workspace: workspace.root, inputs: { base: 'origin/old' } })
  expect(told.outputs).toMatchObject({ conclusion: 'failure' })
  expect(places(told)).toContain(
    'notice MERGE and the base origin/old have no commit in common in this clone' +
      ', so the whole tree counts; set fetch-depth: 0 for actions/checkout',
  )
})
