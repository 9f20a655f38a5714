import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

import { gitEnvironment, newRepository } from '../support/git-repository.js'
import { builtKeplint, draft, makeTrees, patient, type Ran, keplint as run } from '../support/run-command.js'

const { tree, remove } = makeTrees()
afterAll(remove)

const keplint = (root: string, ...args: readonly string[]): Ran => run(root, args, gitEnvironment)
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

/** A template as a tree of the format `kep` has it. */
const template = {
  'keps/NNNN-kep-template/kep.yaml': `\
title: KEP Template
kep-number: NNNN
authors:
  - "@jane.doe"
owning-sig: sig-xyz
participating-sigs:
  - sig-aaa
  - sig-bbb
status: provisional|implementable|implemented
creation-date: yyyy-mm-dd
reviewers:
  - TBD
  - "@alice.doe"
approvers:
  - TBD

see-also:
  - "/keps/sig-aaa/1234-we-heard-you-like-keps"

# How mature it is.
stage: alpha|beta|stable

latest-milestone: "v1.19"
milestone:
  alpha: "v1.19"
  beta: "v1.20"

feature-gates:
  - name: MyFeature
    components:
      - kube-apiserver
disable-supported: true
metrics:
  - my_feature_metric
`,
  'keps/NNNN-kep-template/README.md': `\
<!-- Copy this directory. -->
# KEP-NNNN: Your short, descriptive title

## Summary

<!-- What is it about? See [the process](../README.md). -->

## Motivation

Read [the process](../README.md) first.

### Goals
`,
  'keps/README.md': '# Proposals\n',
}

describe('new', patient, () => {
  test("fills in the tree's template, and keeps what only the author can write", () => {
    const root = tree(template)
    expect(
      keplint(root, 'new', 'Warm  pods: faster', '--sig', 'sig-node', '--number', '42', '--author', 'ada'),
    ).toMatchInlineSnapshot(`
      {
        "exit": 0,
        "stderr": "",
        "stdout": "created keps/sig-node/42-warm-pods-faster/README.md
      created keps/sig-node/42-warm-pods-faster/kep.yaml
      left to do:
        keps/sig-node/42-warm-pods-faster/README.md:4:4 section Summary has no text, only headings, comments or text of the template; status provisional requires it  section-content
      ",
      }
    `)
    expect(read(root, 'keps/sig-node/42-warm-pods-faster/kep.yaml')).toMatchInlineSnapshot(`
      "title: "Warm pods: faster"
      kep-number: 42
      authors:
        - "@ada"
      owning-sig: sig-node
      participating-sigs: []
      status: provisional
      creation-date: 2026-11-20
      reviewers:
        - TBD
      approvers:
        - TBD

      see-also: []

      # How mature it is.
      stage: alpha

      latest-milestone: ""
      milestone:
        alpha: ""
        beta: ""

      feature-gates: []
      disable-supported: true
      metrics: []
      "
    `)
    expect(read(root, 'keps/sig-node/42-warm-pods-faster/README.md')).toMatchInlineSnapshot(`
      "<!-- Copy this directory. -->
      # KEP-42: Warm pods: faster

      ## Summary

      <!-- What is it about? See [the process](../README.md). -->

      ## Motivation

      Read [the process](../../README.md) first.

      ### Goals
      "
    `)
  })

  test('takes the author from git, and leaves the number for later', () => {
    const { root, git, commit } = newRepository()
    commit({ ...template, ...draft('keps/sig-node/one', 'One') })
    git('config', 'github.user', 'ada')
    expect(keplint(root, 'new', 'Warm pods', '--sig', 'sig-node')).toMatchInlineSnapshot(`
      {
        "exit": 0,
        "stderr": "",
        "stdout": "created keps/sig-node/NNNN-warm-pods/README.md
      created keps/sig-node/NNNN-warm-pods/kep.yaml
      keps/sig-node/NNNN-warm-pods has no number yet; write it in the metadata, the name and the heading when it has one
      left to do:
        keps/sig-node/NNNN-warm-pods/README.md:4:4 section Summary has no text, only headings, comments or text of the template; status provisional requires it  section-content
        keps/sig-node/NNNN-warm-pods/kep.yaml:1:1 name "NNNN-warm-pods" is a template's; put the KEP's number in place of the placeholder  template-residue
      ",
      }
    `)
    expect(keplint(root)).toMatchInlineSnapshot(`
      {
        "exit": 0,
        "stderr": "",
        "stdout": "keps/sig-node/NNNN-warm-pods/README.md
        4:4  notice  section Summary has no text, only headings, comments or text of the template; status provisional requires it  section-content
             | ## Summary
             |    ^^^^^^^

      keps/sig-node/NNNN-warm-pods/kep.yaml
        1:1  warning  name "NNNN-warm-pods" is a template's; put the KEP's number in place of the placeholder  template-residue
             | title: Warm pods
             | ^

        1  warning  template-residue
        1  notice   section-content

      1 warning, 1 notice in 2 KEPs
      ",
      }
    `)
  })

  test('writes each format without a template, with nothing to find but texts to write', () => {
    const root = tree(draft('keps/sig-node/one', 'One'))
    const more = ['--sig', 'sig-node', '--author', 'ada']
    for (const format of ['kep', 'kep-1a', 'kep-flat']) {
      expect(keplint(root, 'new', `In ${format}`, '--profile', format, ...more)).toMatchObject({ exit: 0, stderr: '' })
    }
    expect(keplint(root)).toMatchInlineSnapshot(`
      {
        "exit": 0,
        "stderr": "",
        "stdout": "keps/sig-node/20261120-in-kep-flat.md
        37:4  notice  sections Summary and Motivation have no text of their own; status provisional requires them  section-content
              | ## Summary
              |    ^^^^^^^
              also keps/sig-node/20261120-in-kep-flat.md:39:4 Motivation is here

      keps/sig-node/NNNN-in-kep/README.md
        18:4  notice  sections Summary and Motivation have no text of their own; status provisional requires them  section-content
              | ## Summary
              |    ^^^^^^^
              also keps/sig-node/NNNN-in-kep/README.md:20:4 Motivation is here

      keps/sig-node/NNNN-in-kep/kep.yaml
        1:1  warning  name "NNNN-in-kep" is a template's; put the KEP's number in place of the placeholder  template-residue
             | title: In kep
             | ^

      keps/sig-node/in-kep-1a/motivation.md
        3:4  warning  motivation.md has no text, only headings, comments or text of the template; write it or remove it from sections  section-content
             | ## Motivation
             |    ^^^^^^^^^^
             also keps/sig-node/in-kep-1a/metadata.yaml:10:5 listed here

      keps/sig-node/in-kep-1a/summary.md
        3:4  warning  summary.md has no text, only headings, comments or text of the template; write it or remove it from sections  section-content
             | ## Summary
             |    ^^^^^^^
             also keps/sig-node/in-kep-1a/metadata.yaml:9:5 listed here

        2  warning  section-content
        1  warning  template-residue
        2  notice   section-content

      3 warnings, 2 notices in 4 KEPs
      ",
      }
    `)
  })

  test('puts it where it is told to', () => {
    const root = tree({ 'README.md': '# No KEPs yet\n' })
    const more = ['--author', '@ada', '--number', '7']
    expect(
      keplint(root, 'new', 'One', ...more, '--dir', 'proposals/', '--sig', 'sig-node').stdout,
    ).toMatchInlineSnapshot(`
      "created proposals/sig-node/7-one/README.md
      created proposals/sig-node/7-one/kep.yaml
      left to do:
        proposals/sig-node/7-one/README.md:18:4 sections Summary and Motivation have no text of their own; status provisional requires them  section-content
      "
    `)
    expect(
      keplint(root, 'new', 'Two', '--author', '@ada', '--dir', 'proposals/sig-node', '--sig', 'sig-node').stdout,
    ).toMatchInlineSnapshot(`
      "created proposals/sig-node/NNNN-two/README.md
      created proposals/sig-node/NNNN-two/kep.yaml
      proposals/sig-node/NNNN-two has no number yet; write it in the metadata, the name and the heading when it has one
      left to do:
        proposals/sig-node/NNNN-two/README.md:18:4 sections Summary and Motivation have no text of their own; status provisional requires them  section-content
        proposals/sig-node/NNNN-two/kep.yaml:1:1 name "NNNN-two" is a template's; put the KEP's number in place of the placeholder  template-residue
      "
    `)
  })

  test('says in one line why it does nothing', () => {
    const root = tree({ ...template, ...draft('keps/sig-node/9-one', 'One', 'kep_number: 9\n') })
    const why = (...words: readonly string[]): string => {
      const { exit, stdout, stderr } = keplint(root, 'new', ...words)
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
      return stderr
    }
    const sig = ['--sig', 'sig-node', '--author', 'ada']
    expect(
      [
        why(),
        why('A', 'title'),
        why(' ', ...sig),
        why('Two', '--sig', 'sig-nod'),
        why('Two', '--sig', 'sig-node'),
        why('Two', '--author', 'ada'),
        why('one', ...sig),
        why('Two', ...sig, '--number', '9'),
        why('Two', ...sig, '--number', 'nine'),
        why('Two', ...sig, '--dir', '../elsewhere'),
        why('Two', ...sig, '--profile', 'kep1'),
      ].join(''),
    ).toMatchInlineSnapshot(`
      "keplint: new takes TITLE, but nothing is given
      keplint: new takes TITLE, but "A" "title" is given; put what has blanks in quotes
      keplint: the title is empty
      keplint: --sig "sig-nod" is no group that this tree knows; did you mean sig-node?
      keplint: the author is not known; add --author @LOGIN, or run git config github.user LOGIN
      keplint: the SIG is not known; add --sig
      keplint: "one" is the title of keps/sig-node/9-one
      keplint: number 9 is that of keps/sig-node/9-one
      keplint: --number "nine" is not a whole number from 1
      keplint: --dir "../elsewhere" is outside the root
      keplint: "kep1" is not one of kep, kep-1a, kep-flat; did you mean kep?
      "
    `)
  })

  test('writes nothing on a dry run', () => {
    const root = tree(draft('keps/sig-node/one', 'One'))
    const asked = ['new', 'Two', '--sig', 'sig-node', '--author', 'ada', '--profile', 'kep-1a', '--dry-run']
    expect(keplint(root, ...asked).stderr).toMatchInlineSnapshot(`
      "left to do:
        keps/sig-node/two/motivation.md:3:4 motivation.md has no text, only headings, comments or text of the template; write it or remove it from sections  section-content
        keps/sig-node/two/summary.md:3:4 summary.md has no text, only headings, comments or text of the template; write it or remove it from sections  section-content
      "
    `)
    expect(keplint(root, ...asked).stdout).toContain(
      'new file mode 100644\n--- /dev/null\n+++ b/keps/sig-node/two/summary.md\n',
    )
    expect(keplint(root).stdout).toBe('1 KEP checked, nothing found\n')
  })

  test('works as a program', () => {
    const root = tree(template)
    const asked = ['new', 'Two', '--sig', 'sig-node', '--number', '3', '--author', 'ada']
    expect(builtKeplint(root, asked, gitEnvironment)).toMatchObject({ exit: 0, stderr: '' })
  })
})

describe('schema', () => {
  test('prints the JSON Schema of a format as the file has it', () => {
    const file = readFileSync(new URL('../../schemas/kep-1a.schema.json', import.meta.url), 'utf8')
    expect(keplint('nowhere', 'schema', 'kep-1a')).toEqual({ exit: 0, stdout: file, stderr: '' })
  })

  test('names the formats where it does not know one', () => {
    expect(keplint('nowhere', 'schema', 'kep1a')).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'keplint: schema "kep1a" is not one of config, index, kep, kep-1a, kep-flat, profile, prr, report; did you mean kep-1a?\n',
    })
  })
})
