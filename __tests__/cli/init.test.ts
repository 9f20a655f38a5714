import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

import { keplint, makeTrees, write } from '../support/run-command.js'

const { tree, remove } = makeTrees()
afterAll(remove)

type Files = Readonly<Record<string, string>>
const fileOf = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

/** A proposal with a number in its name alone, sponsors, a state `proposed` and one author that is no list. */
function proposal(i: number, status: string, more = ''): Files {
  const number = String(i).padStart(4, '0')
  const sections = ['Summary', 'Motivation', 'Proposal', 'Design Details']
  const body = sections.map((name) => `## ${name}\n\nThe racks of room ${i} are warm.\n`).join('\n')
  const metadata = `title: Racks of room ${i}\nauthors: "@mira"\nsponsors: ["@otto"]\ncreation-date: 2025-01-02\nstatus: ${status}\n${more}`
  return { [`reps/${number}-racks.md`]: `---\n${metadata}---\n\n# REP-${number}: Racks of room ${i}\n\n${body}` }
}

const states = ['proposed', 'implementable', 'parked', 'implemented']
const files: Files = Object.assign(
  {},
  ...Array.from({ length: 24 }, (_, i) => proposal(i + 1, states[i % states.length] ?? '')),
  proposal(25, 'blessed', 'replaces: ["REP-99"]\nnonsense: 1\n'),
)
const findings = (root: string): readonly string[] =>
  keplint(root, ['--format', 'compact'])
    .stdout.split('\n')
    .filter((line) => !line.includes('[format-learned]'))

describe('init --yes', () => {
  test('writes what was learned in a few lines, and the check then finds the same, without the notice', () => {
    const root = tree(files)
    const before = findings(root)
    expect(before.length).toBeGreaterThan(3)
    expect(keplint(root, ['init', '--yes'])).toEqual({
      exit: 0,
      stdout: 'created keplint-kep-flat.yaml\ncreated .keplint.yml\n',
      stderr:
        'keplint: reps has 25 proposals in the format kep-flat with 9 differences: the number is in the name; numbers such ' +
        'as REP-42; proposals need not have kep-number and owning-sig; no state requires reviewers or approvers; authors ' +
        'is a single value; key sponsors; state parked; state proposed, like provisional; proposals need not have Goals, ' +
        'Non-Goals and Graduation Criteria\n',
    })
    expect(fileOf(root, 'keplint-kep-flat.yaml')).toBe(`\
# How the proposals differ from kep-flat, learned from 25 proposals.
extends: kep-flat
extra-keys: [sponsors, kep-number]
required: [title, state, authors]
expected: [created]
any-shape: [authors]
number-from: name
prefix: REP
states: { draft: {}, provisional: {}, proposed: { like: provisional }, implementable: {}, implemented: {}, deferred: {}, rejected: {}, withdrawn: {}, replaced: {}, parked: { like: any } }
extra-sections: { Goals: none, Non-Goals: none, Test Plan: none, Graduation Criteria: none }
people: { reviewers: none, approvers: none }
`)
    expect(fileOf(root, '.keplint.yml')).toBe(`\
# See https://github.com/keplint/keplint/blob/v1/docs/configuration.md
profile: [kep, kep-1a, keplint-kep-flat.yaml]
`)
    expect(findings(root)).toEqual(before)
    expect(keplint(root).stdout).not.toContain('format-learned')
  })

  test('keeps what is there already, and writes nothing then', () => {
    const root = tree({ ...files, '.keplint.yml': 'profile: auto\n' })
    const { exit, stdout, stderr } = keplint(root, ['init', '--yes'])
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/keplint: \.keplint\.yml is there already; delete it to have it written anew\n$/)
    expect(existsSync(join(root, 'keplint-kep-flat.yaml'))).toBe(false)
  })

  test('--dry-run prints, and writes nothing', () => {
    const root = tree(files)
    expect(keplint(root, ['init', '--yes', '--dry-run']).stdout).toMatch(
      /^keplint-kep-flat\.yaml:\n# How .*\n\.keplint\.yml:\n/s,
    )
    expect(existsSync(join(root, '.keplint.yml'))).toBe(false)
  })

  test('of a tree without KEPs says how to name their place', () => {
    const root = tree({ 'README.md': '# Nothing\n' })
    expect(keplint(root, ['init', '--yes'])).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'keplint: no KEP found in ROOT; say where they are, as in keplint init docs/proposals\n',
    })
  })
})

test('init without a terminal and without --yes says so', () => {
  expect(keplint(tree(files), ['init']).stderr).toMatch(/init asks questions, and there is no terminal; add --yes\n$/)
})

test('a format that is named twice is one line', () => {
  const root = tree(files)
  write(root, { '.keplint.yml': 'profile: [kep, kep]\n' })
  expect(keplint(root)).toEqual({
    exit: 2,
    stdout: '',
    stderr: 'keplint: .keplint.yml:1:10: profile names "kep" twice; give each format a name of its own\n',
  })
})
