import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'

import { gitEnvironment } from '../support/git-repository.js'
import { makeTrees, keplint as run, write } from '../support/run-command.js'

const { tree, remove } = makeTrees()
afterAll(remove)

const metadata = `title: Warm racks
kep-number: 42
authors: ["@mira"]
reviewers: ["@noor"]
approvers: ["@otto"]
owning-sig: sig-node
status: draft # for now
creation-date: 2025-01-02
last-updated: 2025-01-02
`
const path = 'keps/sig-node/42-warm-racks'
const body = (...sections: readonly string[]): string =>
  `# KEP-42: Warm racks\n\n${['Summary', 'Motivation', ...sections].map((name) => `## ${name}\n\nThe racks stay warm.\n`).join('\n')}`
const all = ['Goals', 'Non-Goals', 'Proposal', 'Design Details', 'Test Plan', 'Graduation Criteria']

let root = ''
beforeEach(() => {
  root = tree({ [`${path}/kep.yaml`]: metadata, [`${path}/README.md`]: body() })
})
const keplint = (...args: readonly string[]) => run(root, args, gitEnvironment)
const written = (): string => readFileSync(join(root, `${path}/kep.yaml`), 'utf8')

test('a KEP goes its way step by step, and each step is refused until what it owes is there', () => {
  expect(keplint('propose', '42')).toMatchObject({ exit: 0, stdout: `changed ${path}/kep.yaml\n` })
  const refused = keplint('approve', 'warm')
  expect([refused.exit, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).toContain('section Test Plan is missing; status implementable requires it')
  expect(refused.stderr).toMatch(/^keplint: nothing is written: \d errors would be in the tree that are not now\n/)
  expect(refused.stderr).toMatch(/keplint: put that right first, or add --force\n$/)
  write(root, { [`${path}/README.md`]: body(...all) })
  expect(keplint('approve', path, '--stage', 'alpha', '--milestone', '1.38')).toMatchObject({ exit: 0 })
  expect(keplint('move', 'KEP-42', 'implemented', '--stage', 'stable', '--milestone', 'v1.40')).toMatchObject({
    exit: 0,
  })
  const today = /last-updated: (\d{4}-\d{2}-\d{2})/.exec(written())?.[1] ?? ''
  expect(written()).toBe(`${metadata
    .replace('status: draft', 'status: implemented')
    .replace('last-updated: 2025-01-02', `last-updated: ${today}`)}stage: stable
latest-milestone: v1.40
milestone:
  alpha: "v1.38"
  stable: "v1.40"
`)
  expect(today).not.toBe('2025-01-02')
  expect(keplint('--fail-on', 'warning')).toMatchObject({ exit: 0 })
})

test('--dry-run prints a diff, and --force writes what is refused', () => {
  const { exit, stdout } = keplint('propose', '42', '--dry-run')
  expect(exit).toBe(0)
  expect(stdout).toContain('-status: draft # for now\n')
  expect(stdout).toContain('+status: provisional # for now\n')
  expect(written()).toBe(metadata)
  expect(keplint('move', '42', 'implemented', '--force')).toMatchObject({ exit: 0 })
  expect(written()).toContain('status: implemented # for now\n')
})

test.each([
  [['move', '43', 'rejected'], 'no KEP is "43"'],
  [
    ['move', '42', 'rejectd'],
    'state "rejectd" is not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced; did you mean rejected?',
  ],
  [
    ['move', '42', '--stage', 'betta'],
    'stage "betta" is not one of alpha, beta, stable, deprecated, disabled or removed; did you mean beta?',
  ],
  [['move', '42', '--milestone', 'soon'], '--milestone "soon" is not a version such as v1.30'],
  [['move', '42', 'draft'], `${path} is there already`],
])('%j is refused in one line', (args, message) => {
  expect(keplint(...args)).toEqual({ exit: 2, stdout: '', stderr: `keplint: ${message}\n` })
})

test('a word that several KEPs could mean lists them', () => {
  write(root, { 'keps/sig-node/43-warm-rooms/kep.yaml': metadata.replace('42', '43').replace('racks', 'rooms') })
  expect(keplint('propose', 'warm').stderr).toBe(
    `keplint: "warm" may be 2 KEPs\n  ${path}\n  keps/sig-node/43-warm-rooms\n`,
  )
})
