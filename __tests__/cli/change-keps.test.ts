import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

import { gitEnvironment } from '../support/git-repository.js'
import { type Files, makeTrees, type Ran, keplint as run } from '../support/run-command.js'

const { tree, remove } = makeTrees()
afterAll(remove)

const keplint = (root: string, ...args: readonly string[]): Ran => run(root, args, gitEnvironment)
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')
/** All files of a tree with their texts. */
const filesOf = (root: string): Files =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort()
      .map((path) => [path, read(root, path)]),
  )

const headings = ['Summary', 'Motivation', 'Goals', 'Non-Goals', 'Proposal', 'Design Details', 'Test Plan']
const body = (number: number, title: string, more = ''): string =>
  `# KEP-${number}: ${title}\n\n${[...headings, 'Graduation Criteria'].map((name) => `## ${name}\n\nIt is said here.\n`).join('\n')}${more}`
const metadata = (number: number, title: string, more = ''): string => `title: ${title}
kep-number: ${number}
authors: ["@mira"]
reviewers: ["@noor"]
approvers: ["@otto"]
owning-sig: sig-node
status: implementable
creation-date: 2019-06-02
last-updated: 2019-06-02
stage: alpha
latest-milestone: v1.20
milestone:
  alpha: v1.20
${more}`

const harbour: Files = {
  'keps/prod-readiness/sig-node/42.yaml': 'kep-number: 42\nalpha:\n  approver: "@ada"\n',
  'keps/sig-node/42-quays/kep.yaml': metadata(42, 'Quays'),
  'keps/sig-node/42-quays/README.md': body(42, 'Quays', '\nSee [cranes](../43-cranes/README.md#summary).\n'),
  'keps/sig-node/43-cranes/kep.yaml': metadata(
    43,
    'Cranes',
    'see-also:\n  - "/keps/sig-node/42-quays"\n  - KEP-42\n  - ../42-quays # beside it\n',
  ),
  'keps/sig-node/43-cranes/README.md': body(
    43,
    'Cranes',
    '\nOn [the quays](../42-quays), and [their plan](/keps/sig-node/42-quays/README.md#test-plan "plan").\n',
  ),
}

describe('renumber', () => {
  test('follows everywhere', () => {
    const root = tree(harbour)
    expect(keplint(root, '--fail-on', 'warning')).toMatchObject({ exit: 0 })
    const { exit, stdout, stderr } = keplint(root, 'renumber', 'quays', '51')
    expect([exit, stderr, stdout]).toMatchInlineSnapshot(`
      [
        0,
        "",
        "changed keps/prod-readiness/sig-node/42.yaml
      moved   keps/prod-readiness/sig-node/42.yaml to keps/prod-readiness/sig-node/51.yaml
      changed keps/sig-node/42-quays/README.md
      moved   keps/sig-node/42-quays/README.md to keps/sig-node/51-quays/README.md
      changed keps/sig-node/42-quays/kep.yaml
      moved   keps/sig-node/42-quays/kep.yaml to keps/sig-node/51-quays/kep.yaml
      changed keps/sig-node/43-cranes/README.md
      changed keps/sig-node/43-cranes/kep.yaml
      ",
      ]
    `)
    expect(filesOf(root)).toMatchInlineSnapshot(`
      {
        "keps/prod-readiness/sig-node/51.yaml": "kep-number: 51
      alpha:
        approver: "@ada"
      ",
        "keps/sig-node/43-cranes/README.md": "# KEP-43: Cranes

      ## Summary

      It is said here.

      ## Motivation

      It is said here.

      ## Goals

      It is said here.

      ## Non-Goals

      It is said here.

      ## Proposal

      It is said here.

      ## Design Details

      It is said here.

      ## Test Plan

      It is said here.

      ## Graduation Criteria

      It is said here.

      On [the quays](../51-quays), and [their plan](/keps/sig-node/51-quays/README.md#test-plan "plan").
      ",
        "keps/sig-node/43-cranes/kep.yaml": "title: Cranes
      kep-number: 43
      authors: ["@mira"]
      reviewers: ["@noor"]
      approvers: ["@otto"]
      owning-sig: sig-node
      status: implementable
      creation-date: 2019-06-02
      last-updated: 2019-06-02
      stage: alpha
      latest-milestone: v1.20
      milestone:
        alpha: v1.20
      see-also:
        - "/keps/sig-node/51-quays"
        - KEP-51
        - ../51-quays # beside it
      ",
        "keps/sig-node/51-quays/README.md": "# KEP-51: Quays

      ## Summary

      It is said here.

      ## Motivation

      It is said here.

      ## Goals

      It is said here.

      ## Non-Goals

      It is said here.

      ## Proposal

      It is said here.

      ## Design Details

      It is said here.

      ## Test Plan

      It is said here.

      ## Graduation Criteria

      It is said here.

      See [cranes](../43-cranes/README.md#summary).
      ",
        "keps/sig-node/51-quays/kep.yaml": "title: Quays
      kep-number: 51
      authors: ["@mira"]
      reviewers: ["@noor"]
      approvers: ["@otto"]
      owning-sig: sig-node
      status: implementable
      creation-date: 2019-06-02
      last-updated: 2026-11-20
      stage: alpha
      latest-milestone: v1.20
      milestone:
        alpha: v1.20
      ",
      }
    `)
    expect(keplint(root, '--fail-on', 'warning')).toMatchObject({ exit: 0 })
  })

  test.each([
    [['quays', '43'], 'number 43 is that of keps/sig-node/43-cranes'],
    [['quays', '42'], 'keps/sig-node/42-quays has the number 42 already'],
    [['quays', 'x'], 'renumber: "x" is not a whole number from 1'],
    [['42-quais', '7'], 'no KEP is "42-quais"; did you mean keps/sig-node/42-quays?'],
  ])('%j is refused', (args, message) => {
    const root = tree({ ...harbour })
    const { exit, stderr } = keplint(root, 'renumber', ...args)
    expect([exit, stderr]).toEqual([2, `keplint: ${message}\n`])
  })
})

describe('supersede', () => {
  test('says it on both sides', () => {
    const root = tree(harbour)
    expect(keplint(root, 'supersede', '42', '43', '--today', '2026-11-20')).toMatchObject({ exit: 0, stderr: '' })
    const changed = (path: string): readonly string[] => {
      const before = String(harbour[path]).split('\n')
      return read(root, path)
        .split('\n')
        .filter((line) => !before.includes(line))
    }
    expect(changed('keps/sig-node/42-quays/kep.yaml')).toEqual([
      'status: replaced',
      'last-updated: 2026-11-20',
      'superseded-by:',
      '  - "/keps/sig-node/43-cranes"',
    ])
    expect(changed('keps/sig-node/43-cranes/kep.yaml')).toEqual(['last-updated: 2026-11-20', 'replaces:'])
    expect(read(root, 'keps/sig-node/43-cranes/kep.yaml')).toContain('replaces:\n  - "/keps/sig-node/42-quays"\n')
    expect(keplint(root, '--fail-on', 'warning')).toMatchObject({ exit: 0 })
    expect(keplint(root, 'supersede', '42', '43').stderr).toBe(
      'keplint: keps/sig-node/42-quays is replaced by keps/sig-node/43-cranes already\n',
    )
    expect(keplint(root, 'supersede', '43', '42').stderr).toContain('supersession is a cycle')
  })

  test('a KEP that replaces itself is refused', () => {
    expect(keplint(tree(harbour), 'supersede', '42', 'quays').stderr).toBe(
      'keplint: keps/sig-node/42-quays cannot replace itself\n',
    )
  })
})

const flat: Files = {
  'keps/sig-node/0042-quays.md': `---
# What it is.
kep-number: 42
title: Quays
authors:
  - "@mira"
owning-sig: sig-node
reviewers:
  - name: "@noor"
approvers:
  - "@otto"
creation-date: 2019-01-02
last-updated: 2019-01-02
status: provisional
---

${body(42, 'Quays', '\nSee [cranes](0043-cranes.md#summary), ![plan](plan.png).\n')}`,
  'keps/sig-node/plan.png': '',
  'keps/sig-node/0043-cranes.md': `---
kep-number: 43
title: Cranes
authors:
  - "@mira"
owning-sig: sig-node
creation-date: 2019-01-02
status: provisional
see-also:
  - "/keps/sig-node/0042-quays.md"
---

${body(43, 'Cranes', '\nOn [the quays](./0042-quays.md).\n')}`,
}

describe('migrate', () => {
  test('makes directories of files, and links and references follow', () => {
    const root = tree(flat)
    expect(keplint(root, 'migrate', 'keps')).toMatchObject({ exit: 0, stderr: '' })
    const files = filesOf(root)
    expect(Object.keys(files)).toEqual([
      'keps/sig-node/0042-quays/README.md',
      'keps/sig-node/0042-quays/kep.yaml',
      'keps/sig-node/0043-cranes/README.md',
      'keps/sig-node/0043-cranes/kep.yaml',
      'keps/sig-node/plan.png',
    ])
    expect(files['keps/sig-node/0042-quays/kep.yaml']).toBe(
      String(flat['keps/sig-node/0042-quays.md']).split('---\n')[1]?.replace('- name: "@noor"', '- "@noor"'),
    )
    expect(files['keps/sig-node/0042-quays/README.md']).toBe(
      body(42, 'Quays', '\nSee [cranes](../0043-cranes/README.md#summary), ![plan](../plan.png).\n'),
    )
    expect(files['keps/sig-node/0043-cranes/kep.yaml']).toContain('  - "/keps/sig-node/0042-quays"\n')
    expect(files['keps/sig-node/0043-cranes/README.md']).toContain('[the quays](../0042-quays/README.md)')
    expect(keplint(root, '--format', 'compact').stdout).not.toContain('link-target')
  })

  test('there and back is the same tree, but for what the format writes in one way', () => {
    const root = tree(flat)
    keplint(root, 'migrate', 'keps')
    expect(keplint(root, 'migrate', 'keps', '--to', 'kep-flat')).toMatchObject({ exit: 0, stderr: '' })
    const back = Object.entries(flat).map(([path, text]) => [
      path,
      String(text).replace('- name: "@noor"', '- "@noor"').replace('(./0042-quays.md)', '(0042-quays.md)'),
    ])
    expect(filesOf(root)).toEqual(Object.fromEntries(back))
    expect(existsSync(join(root, 'keps/sig-node/0042-quays'))).toBe(false)
  })

  test.each([
    [['42', '--to', 'kep-flat'], 'keps/sig-node/0042-quays.md is of the format kep-flat already'],
    [['42', '--to', 'kepp'], expect.stringMatching(/^"kepp" is not one of .*; did you mean kep\?$/)],
    [['other'], 'no KEP is in other'],
    [[], 'migrate takes KEPs or directories of KEPs, but none is given'],
  ])('%j is refused', (args, message) => {
    const { exit, stderr } = keplint(tree({ ...flat, 'other/notes.txt': '' }), 'migrate', ...args)
    expect([exit, stderr.replace(/^keplint: |\n$/g, '')]).toEqual([2, message])
  })

  test('what the other format does not have is not lost', () => {
    const { exit, stderr } = keplint(tree(harbour), 'migrate', '42', '--to', 'kep-flat')
    const lost = 'stage, latest-milestone'
    expect([exit, stderr]).toEqual([
      2,
      `keplint: keps/sig-node/42-quays has ${lost.replace(', ', ' and ')}, which the format kep-flat does not have; remove what is not needed first\n`,
    ])
  })
})

const first: Files = {
  'keps/sig-node/quays/metadata.yaml': `authors:
- "@mira"
title: Quays
state: provisional
created: 2026-01-01
last_updated: 2026-01-01
uuid: 0d0a2f4e-7c1b-4f3e-9a65-000000000001
sections:
- summary.md
- motivation.md
`,
  'keps/sig-node/quays/summary.md': '# Quays\n\n## Summary\n\nStone.\n',
  'keps/sig-node/quays/motivation.md': '# Quays\n\n## Motivation\n\nShips.\n',
}

describe('accept and plan', () => {
  test('name who takes a KEP on, and make what it lacks', () => {
    const root = tree(first)
    expect(keplint(root, 'accept', 'quays').stderr).toBe(
      'keplint: keps/sig-node/quays lacks the owning SIG (--sig), a reviewer (--reviewer) and an approver (--approver)\n',
    )
    const people = ['--sig', 'sig-node', '--reviewer', 'noor', '--approver', '@otto']
    expect(keplint(root, 'accept', 'quays', ...people)).toMatchObject({ exit: 0 })
    const { exit, stdout } = keplint(root, 'plan', 'quays')
    expect([exit, stdout]).toMatchInlineSnapshot(`
      [
        0,
        "created keps/sig-node/quays/graduation_criteria.md
      created keps/sig-node/quays/guides/developer.md
      created keps/sig-node/quays/guides/operator.md
      created keps/sig-node/quays/guides/teacher.md
      changed keps/sig-node/quays/metadata.yaml
      left to do:
        keps/sig-node/quays/graduation_criteria.md:9:5 graduation_criteria.md has no text, only headings, comments or text of the template; write it or remove it from sections  section-content
        keps/sig-node/quays/guides/developer.md:3:4 developer.md has no text, only headings, comments or text of the template; write it or remove it from sections  section-content
        keps/sig-node/quays/guides/operator.md:3:4 operator.md has no text, only headings, comments or text of the template; write it or remove it from sections  section-content
        keps/sig-node/quays/guides/teacher.md:3:4 teacher.md has no text, only headings, comments or text of the template; write it or remove it from sections  section-content
      ",
      ]
    `)
    expect(read(root, 'keps/sig-node/quays/metadata.yaml')).toMatchInlineSnapshot(`
      "authors:
      - "@mira"
      title: Quays
      state: provisional
      created: 2026-01-01
      last_updated: 2026-11-20
      uuid: 0d0a2f4e-7c1b-4f3e-9a65-000000000001
      sections:
      - summary.md
      - motivation.md
      - guides/developer.md
      - guides/operator.md
      - guides/teacher.md
      - graduation_criteria.md
      owning_sig: sig-node
      reviewers:
      - "@noor"
      approvers:
      - "@otto"
      "
    `)
    expect(keplint(root, 'plan', 'quays').stderr).toBe(
      'keplint: keps/sig-node/quays has all that implementable asks for\n',
    )
    expect(keplint(root, 'approve', 'quays')).toMatchObject({ exit: 1, stdout: '' })
  })

  test('headings and an approval are made too, and the state stays', () => {
    const root = tree({
      ...harbour,
      'keps/sig-node/44-piers/kep.yaml': metadata(44, 'Piers')
        .replace('implementable', 'provisional')
        .replaceAll('v1.20', 'v1.38'),
      'keps/sig-node/44-piers/README.md': '# KEP-44: Piers\n\n## Summary\n\nWood.\n\n## Motivation\n\nTides.\n',
    })
    expect(keplint(root, 'plan', '44')).toMatchObject({ exit: 0 })
    expect(read(root, 'keps/sig-node/44-piers/kep.yaml')).toContain('status: provisional\n')
    expect(read(root, 'keps/sig-node/44-piers/README.md').match(/^## .*/gm)).toMatchInlineSnapshot(`
      [
        "## Summary",
        "## Motivation",
        "## Goals",
        "## Non-Goals",
        "## Proposal",
        "## Design Details",
        "## Test Plan",
        "## Graduation Criteria",
        "## Production Readiness Review Questionnaire",
      ]
    `)
    expect(read(root, 'keps/prod-readiness/sig-node/44.yaml')).toBe('kep-number: 44\nalpha:\n  approver: ""\n')
  })

  test('--scaffold makes it with the move', () => {
    const root = tree(first)
    keplint(root, 'accept', 'quays', '--sig', 'sig-node', '--reviewer', 'noor', '--approver', '@otto')
    expect(keplint(root, 'approve', 'quays', '--scaffold')).toMatchObject({ exit: 0 })
    expect(existsSync(join(root, 'keps/sig-node/quays/guides/teacher.md'))).toBe(true)
    expect(read(root, 'keps/sig-node/quays/metadata.yaml')).toContain('state: implementable\n')
  })
})
