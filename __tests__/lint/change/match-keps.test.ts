import { describe, expect, test } from 'vitest'
import { matchKeps } from '../../../src/lint/change/match-keps.js'
import {
  type LintOptions,
  movedForwardIn,
  readBaseline,
  readConfig,
  rules,
  writeBaseline,
} from '../../../src/lint/lint.js'
import type { Base } from '../../../src/lint/model/change.js'
import type { Report } from '../../../src/lint/model/finding.js'
import { profiles } from '../../../src/lint/profiles/index.js'
import { newCache } from '../../../src/lint/read/cache.js'
import { readCatalogue } from '../../../src/lint/read/catalogue.js'
import { makeTree } from '../../support/pages.js'
import { type Files, proposal, uuidOf as uuid } from '../../support/proposals.js'
import { findingLine } from '../../support/read-tree.js'
import { lint } from '../../support/report-schema.js'

const today = '2026-01-15'
const treeOf = (files: Files) => makeTree(new Map(Object.entries(files)))

/** Compares two trees; every run counts only what is new unless it says otherwise. */
function change(before: Files, now: Files, options: Partial<LintOptions> = {}, base: Partial<Base> = {}): Report {
  return lint(treeOf(now), {
    today,
    repository: null,
    rules: new Map([['last-updated-bumped', 'off']]),
    only: null,
    scope: 'changed',
    base: { tree: treeOf(before), name: 'main', setups: null, reviews: null, ...base },
    ...options,
  })
}

const lines = ({ findings }: Report): readonly string[] =>
  findings.flatMap((finding) => [
    findingLine(finding),
    ...(finding.related ?? []).map(({ at, message }) => `  also ${at.path}:${at.line} ${message}`),
  ])

function configOf(text: string): Pick<LintOptions, 'config'> {
  const read = readConfig(
    '.keplint.yml',
    text,
    rules.map(({ id }) => id),
    null,
  )
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return { config: read.value }
}

describe('KEPs are found again', () => {
  const matches = (before: Files, now: Files): readonly string[] => {
    const kepsOf = (files: Files) =>
      readCatalogue(treeOf(files), {
        profiles,
        today,
        repository: null,
        groups: [],
        roster: null,
        cache: newCache(),
      }).keps.all
    return matchKeps(kepsOf(before), kepsOf(now)).map((each) => `${each.before?.path ?? '-'} ${each.now?.path ?? '-'}`)
  }
  const kep = (path: string, text: string): Files => ({ [`${path}/kep.yaml`]: text, [`${path}/README.md`]: '# A\n' })
  const one = (path: string, text: string): Files => ({ [`${path}/metadata.yaml`]: text })

  test('by their uuid, wherever they went and whatever else they are called', () => {
    expect(matches(one('a', `uuid: ${uuid(1)}\ntitle: A`), one('b/c', `uuid: ${uuid(1)}\ntitle: B`))).toEqual(['a b/c'])
  })
  test('by their number', () => {
    expect(matches(kep('keps/1-a', 'kep-number: 1\ntitle: A'), kep('keps/sig-x/0001-b', 'kep-number: "0001"'))).toEqual(
      ['keps/1-a keps/sig-x/0001-b'],
    )
  })
  test('by the number of their name, where the metadata is broken', () => {
    expect(matches(kep('keps/17-a', 'kep-number: 17'), kep('keps/x/17-a', '@broken'))).toEqual([
      'keps/17-a keps/x/17-a',
    ])
  })
  test('by their path, where the number changed', () => {
    expect(matches(kep('keps/a', 'kep-number: 1'), kep('keps/a', 'kep-number: 2'))).toEqual(['keps/a keps/a'])
  })
  test('by their path, where one file became a directory', () => {
    expect(
      matches({ 'keps/a.md': '---\ntitle: A\nauthors: [a]\nstatus: draft\n---\n# A\n' }, kep('keps/a', 'title: B')),
    ).toEqual(['keps/a.md keps/a'])
  })
  test('by their title, white space and case aside', () => {
    expect(matches(kep('keps/a', 'title: The  Name'), kep('keps/b', 'title: the name'))).toEqual(['keps/a keps/b'])
  })
  test('a copy is new, and what it was copied from is not', () => {
    const a = one('a', `uuid: ${uuid(1)}`)
    expect(matches(a, { ...a, ...one('0', `uuid: ${uuid(1)}`) })).toEqual(['- 0', 'a a'])
  })
  test('where they stood, when they kept a mark and another took the other', () => {
    const before = { ...kep('keps/a', 'title: A\nkep-number: 1'), ...kep('keps/b', 'title: B\nkep-number: 2') }
    const swapped = { ...kep('keps/a', 'title: A\nkep-number: 2'), ...kep('keps/b', 'title: B\nkep-number: 1') }
    expect(matches(before, swapped)).toEqual(['keps/a keps/a', 'keps/b keps/b'])
    const taken = { ...kep('keps/a', 'title: A\nkep-number: 3'), ...kep('keps/c', 'title: C\nkep-number: 1') }
    expect(matches(kep('keps/a', 'title: A\nkep-number: 1'), taken)).toEqual(['keps/a keps/a', '- keps/c'])
  })
  test('where they went, when two directories were swapped whole', () => {
    const [a, b] = ['title: A\nkep-number: 1', 'title: B\nkep-number: 2']
    expect(matches({ ...kep('keps/a', a), ...kep('keps/b', b) }, { ...kep('keps/a', b), ...kep('keps/b', a) })).toEqual(
      ['keps/b keps/a', 'keps/a keps/b'],
    )
  })
  test('number 0 and a missing number tell nothing', () => {
    expect(matches(kep('keps/a', 'kep-number: 0'), kep('keps/b', 'kep-number: 0'))).toEqual(['keps/a -', '- keps/b'])
  })
  test('two of a title are not guessed at', () => {
    const before = { ...kep('keps/a', 'title: T'), ...kep('keps/b', 'title: T') }
    expect(matches(before, kep('keps/c', 'title: T'))).toEqual(['keps/a -', 'keps/b -', '- keps/c'])
  })
})

test('a text that two trees share is read once', () => {
  const { yaml, frontMatter, markdown, comments } = newCache()
  for (const read of [yaml, frontMatter, markdown, comments]) {
    const first = read('a.md', '---\ntitle: A\n---\n')
    expect(read('a.md', '---\ntitle: A\n---\n')).toBe(first)
    expect(read('a.md', '---\ntitle: B\n---\n')).not.toBe(first)
    expect(read('b.md', '---\ntitle: A\n---\n')).not.toBe(first)
    expect(read('a.md', '---\ntitle: A\n---\n')).toBe(first)
  }
})

describe('a change is blamed for what it breaks, and for nothing else', () => {
  const old = proposal('keps/old', 1, { authors: '[]', state: 'provisonal' })

  test('old faults are counted, also those in a file that it touches', () => {
    const now = { ...old, 'keps/old/summary.md': '# Summary\n\nA better text.\n' }
    const report = change(old, now)
    expect(lines(report)).toEqual([])
    expect(report.change).toMatchObject({ older: { error: 2, warning: 0, notice: 0 }, mended: 0 })
  })

  test('all count where the scope is all', () => {
    const report = change(old, old, { scope: 'all' })
    expect(report.findings).toHaveLength(2)
    expect(report.change).toMatchObject({ older: { error: 0, warning: 0, notice: 0 }, keps: [] })
  })

  test('a new fault beside an old one is the only one', () => {
    const now = { ...old, ...proposal('keps/old', 1, { authors: '[]', state: 'provisonal', created: '2024-13-01' }) }
    expect(lines(change(old, now))).toEqual([
      'keps/old/metadata.yaml:5:10 error metadata-schema created is "2024-13-01", not a date (YYYY-MM-DD) or an RFC 3339 timestamp; did you mean 2024-01-13?',
    ])
  })

  test('what it mends is counted', () => {
    const report = change(old, proposal('keps/old', 1, { authors: '[]' }))
    expect(lines(report)).toEqual([])
    expect(report.change).toMatchObject({ older: { error: 1 }, mended: 1 })
  })

  test('a KEP that moves takes its old faults along', () => {
    const report = change(old, proposal('keps/sig-node/new', 1, { authors: '[]', state: 'provisonal' }))
    expect(lines(report)).toEqual([])
    expect(report.change?.older).toEqual({ error: 2, warning: 0, notice: 0 })
  })

  test('a KEP that is new has all of its faults', () => {
    expect(lines(change({}, old)).map((line) => line.replace(/^.* (\S+) .*$/, '$1'))).toHaveLength(2)
  })

  const target = proposal('keps/target', 1)
  const other = proposal('keps/other', 2, { replaces: `[${uuid(1)}]`, state: 'draft' })
  const quiet = new Map([
    ['last-updated-bumped', 'off'],
    ['reference-reciprocal', 'off'],
  ] as const)

  test('a KEP that is removed breaks those that name it', () => {
    expect(lines(change({ ...target, ...other }, other, { rules: quiet }))).toMatchInlineSnapshot(`
      [
        "keps/target/metadata.yaml:1:1 error history-kept keps/target was deleted; restore it, and set state to rejected, withdrawn or replaced",
        "keps/target/metadata.yaml:1:1 error reference-exists breaks keps/other: replaces "00000000-0000-4000-8000-000000000001" does not exist in this tree",
        "  also keps/other/metadata.yaml:9 it breaks here",
      ]
    `)
  })

  test('a KEP that moves breaks those that name its path', () => {
    const named = proposal('keps/other', 2, { replaces: '[keps/target]', state: 'draft' })
    const moved = proposal('keps/sig-node/goal', 1)
    expect(lines(change({ ...target, ...named }, { ...moved, ...named }, { rules: quiet }))).toMatchInlineSnapshot(`
      [
        "keps/sig-node/goal/metadata.yaml:1:1 error reference-exists breaks keps/other: replaces "keps/target" does not exist in this tree",
        "  also keps/other/metadata.yaml:9 it breaks here",
      ]
    `)
  })

  test('a KEP that gets a used uuid is blamed once', () => {
    const third = proposal('keps/third', 3)
    const now = { ...target, ...proposal('keps/third', 1, { title: 'Third' }) }
    expect(lines(change({ ...target, ...third }, now, { rules: quiet }))).toMatchInlineSnapshot(`
      [
        "keps/third/metadata.yaml:4:7 error identity-immutable uuid was 00000000-0000-4000-8000-000000000003 and is now 00000000-0000-4000-8000-000000000001; a KEP keeps its uuid",
        "keps/third/metadata.yaml:4:7 error uuid-unique uuid is also used by keps/target",
        "  also keps/target/metadata.yaml:4 the same uuid",
      ]
    `)
  })

  test('a KEP that is renumbered breaks those that name its number', () => {
    const numbered = (number: number): Files => ({
      'keps/a/kep.yaml': `title: A\nkep-number: ${number}\nauthors: ["@ada"]\nstatus: provisional\n`,
      'keps/a/README.md': '# A\n\n## Summary\n\nText.\n\n## Motivation\n\nText.\n',
    })
    const naming = {
      'keps/b/kep.yaml':
        'title: B\nkep-number: 9\nauthors: ["@ada"]\nstatus: provisional\nsee-also: ["#1"]\nreplaces: ["KEP-1"]\n',
      'keps/b/README.md': '# B\n\n## Summary\n\nText.\n\n## Motivation\n\nText.\n',
    }
    expect(
      lines(change({ ...numbered(1), ...naming }, { ...numbered(3), ...naming }, { rules: quiet })),
    ).toMatchInlineSnapshot(`
      [
        "keps/a/kep.yaml:2:13 error identity-immutable kep-number was 1 and is now 3; a KEP keeps its number",
        "keps/a/kep.yaml:2:13 error reference-exists breaks keps/b: replaces "KEP-1" does not exist in this tree",
        "  also keps/b/kep.yaml:6 it breaks here",
      ]
    `)
  })

  test('a section that is gone breaks the links to it', () => {
    const linking = { ...other, 'keps/other/summary.md': '# Summary\n\nSee [why](../target/motivation.md).\n' }
    const { 'keps/target/motivation.md': _, ...rest } = target
    const now = { ...rest, ...proposal('keps/target', 1, { state: 'draft', sections: '[summary.md]' }) }
    const without = Object.fromEntries(Object.entries(now).filter(([path]) => path !== 'keps/target/motivation.md'))
    expect(
      lines(change({ ...target, ...linking }, { ...without, ...linking }, { rules: quiet })),
    ).toMatchInlineSnapshot(`
      [
        "keps/target/metadata.yaml:3:8 warning transition-legal state moved back from provisional to draft",
        "keps/target/motivation.md:1:1 warning link-target breaks keps/other: link target ../target/motivation.md does not exist; did you mean ../target?",
        "  also keps/other/summary.md:3 it breaks here",
      ]
    `)
  })

  const approved = (number: number): Files => ({
    [`keps/sig-node/${number}-a/kep.yaml`]: [
      `title: A ${number}`,
      `kep-number: ${number}`,
      'authors: ["@ada"]',
      'owning-sig: sig-node',
      'status: provisional',
      '',
    ].join('\n'),
    [`keps/sig-node/${number}-a/README.md`]: '# A\n\n## Summary\n\nText.\n\n## Motivation\n\nText.\n',
    [`keps/prod-readiness/sig-node/${number}.yaml`]: `kep-number: ${number}\nalpha:\n  approver: "@ada"\n`,
    OWNERS_ALIASES: 'aliases:\n  prod-readiness-approvers: [ada]\n',
  })

  test('an approval without its KEP is laid to who removed that', () => {
    const before = { ...approved(1), ...approved(2) }
    const gone = Object.entries(before).filter(([path]) => !path.startsWith('keps/sig-node/1-a/'))
    expect(lines(change(before, Object.fromEntries(gone)))).toMatchInlineSnapshot(`
      [
        "keps/sig-node/1-a/kep.yaml:1:1 error history-kept keps/sig-node/1-a was deleted; restore it, and set status to rejected, withdrawn or replaced",
        "keps/sig-node/1-a/kep.yaml:1:1 warning prr-approval breaks keps/prod-readiness/sig-node/1.yaml: approval belongs to no KEP: none has the number 1",
        "  also keps/prod-readiness/sig-node/1.yaml:1 it breaks here",
      ]
    `)
  })

  test('a change of an approval touches its KEP', () => {
    const now = { ...approved(1), 'keps/prod-readiness/sig-node/1.yaml': 'kep-number: 1\nalpha:\n  approver: "@eve"\n' }
    const report = change(approved(1), now)
    expect(lines(report)).toMatchInlineSnapshot(`[]`)
    expect(report.change?.keps.map((kep) => kep.now?.path)).toEqual(['keps/sig-node/1-a'])
  })

  test('an old fault that gets graver is a new one', () => {
    const kep = (milestone: string): Files => ({
      'keps/sig-node/1-a/kep.yaml': [
        'title: A',
        'kep-number: 1',
        'authors: ["@ada"]',
        'owning-sig: sig-node',
        'status: provisional',
        `latest-milestone: ${milestone}`,
        '',
      ].join('\n'),
      'keps/sig-node/1-a/README.md': '# A\n\n## Summary\n\nText.\n',
    })
    expect(lines(change(kep('v1.34'), kep('v1.35')))).toEqual([])
    expect(lines(change(kep('v1.35'), kep('v1.36')))).toEqual([
      'keps/sig-node/1-a/kep.yaml:5:9 error section-required section Motivation is missing; status provisional requires it',
      '  also keps/sig-node/1-a/README.md:3 section Motivation belongs after this heading',
    ])
  })

  test('of two faults that are alike the new line is told', () => {
    const bad = '# Summary\n\nA text, see [m](missing.md).\n'
    const more = bad.replace('A text', 'Before [it](missing.md) is\n\nA text')
    const before = { ...target, 'keps/target/summary.md': bad }
    expect(lines(change(before, { ...target, 'keps/target/summary.md': more }))).toEqual([
      'keps/target/summary.md:3:13 warning link-target link target missing.md does not exist',
    ])
  })

  test('what was hidden by broken metadata is not laid to who mends that', () => {
    const broken = {
      ...old,
      'keps/old/metadata.yaml': '@broken\n',
      'keps/old/summary.md': '# Summary\n\nSee [m](missing.md).\n',
    }
    const mended = { ...broken, ...proposal('keps/old', 1), 'keps/old/summary.md': broken['keps/old/summary.md'] }
    const report = change(broken, mended)
    expect(lines(report)).toEqual([])
    expect(report.change).toMatchObject({ older: { warning: 1 }, mended: 1 })
  })

  test('what is broken or taken away is not mended', () => {
    const { 'keps/old/motivation.md': _, ...rest } = old
    const without = { ...rest, 'keps/old/metadata.yaml': `${old['keps/old/metadata.yaml']}<<<<<<<\n` }
    expect(change(old, without).change?.mended).toBe(0)
  })

  test('an approval moves with its KEP', () => {
    const before = { ...approved(1), 'keps/prod-readiness/sig-node/1.yaml': 'kep-number: 7\n' }
    const now = Object.fromEntries(
      Object.entries(before).map(([path, text]) => [path.replace('sig-node', 'sig-apps'), text]),
    )
    const moved = Object.fromEntries(
      Object.entries(now).map(([path, text]) => [path, text.replace('owning-sig: sig-node', 'owning-sig: sig-apps')]),
    )
    const report = change(before, moved)
    expect(lines(report)).toEqual([])
    expect(report.change?.mended).toBe(0)
  })

  test('a roster that loses a SIG breaks its KEPs', () => {
    const roster = (sig: string): Files => ({ 'sigs.yaml': `sigs:\n- dir: ${sig}\n` })
    expect(
      lines(change({ ...target, ...roster('sig-node') }, { ...target, ...roster('sig-apps') })),
    ).toMatchInlineSnapshot(`
      [
        "sigs.yaml:1:1 error sig-known breaks keps/target: owning_sig is "sig-node", not in sigs.yaml",
        "  also keps/target/metadata.yaml:7 it breaks here",
      ]
    `)
  })
})

describe('a state or stage that moves forward', () => {
  const draft = proposal('keps/a', 1, { state: 'draft', sections: '[]', authors: '["the author"]' })
  const provisional = proposal('keps/a', 1, { sections: '[]', authors: '["the author"]' })
  const exemption = 'exemptions:\n- {rule: handle-format, path: keps/a, reason: Old.}\n'

  test('brings back what exemptions, overrides and the baseline cover', () => {
    const config = configOf(`${exemption}overrides:\n- paths: [keps/a]\n  rules: {section-required: notice}\n`)
    const still = change(draft, draft, config)
    expect([lines(still), still.exempted]).toEqual([[], 1])
    expect(lines(change(draft, provisional, config))).toMatchInlineSnapshot(`
      [
        "keps/a/metadata.yaml:2:11 warning handle-format authors has "the author", which is text, not a handle; write a GitHub handle",
        "keps/a/metadata.yaml:3:8 error section-required motivation.md is not in sections; state provisional requires it; the file exists: list it",
        "keps/a/metadata.yaml:3:8 error section-required summary.md is not in sections; state provisional requires it; the file exists: list it",
      ]
    `)
  })

  test('brings back what the baseline holds', () => {
    const held = lint(treeOf(draft), { today, repository: null, rules: new Map(), only: null })
    const text = writeBaseline(held.findings, held.keps, null, true, movedForwardIn(profiles))
    const baseline = readBaseline('b.json', text)
    if (typeof baseline === 'string') throw new Error(baseline)
    const still = change(draft, draft, { baseline, scope: 'all' })
    expect([lines(still), still.exempted]).toEqual([[], 3])
    const moved = change(draft, proposal('keps/a', 1, { authors: '["the author"]' }), { baseline })
    expect(lines(moved).filter((line) => !line.startsWith('b.json'))).toEqual([
      'keps/a/metadata.yaml:2:11 warning handle-format authors has "the author", which is text, not a handle; write a GitHub handle',
    ])
  })

  test('leaves a KEP as old as its milestone: what it lacks stays a notice', () => {
    const kep = (stage: string, milestone: string): Files => ({
      'keps/sig-node/1-a/kep.yaml': [
        'title: A',
        'kep-number: 1',
        'authors: ["@ada"]',
        'owning-sig: sig-node',
        'status: implementable',
        'reviewers: ["@bob"]',
        'approvers: ["@bob"]',
        `stage: ${stage}`,
        `latest-milestone: ${milestone}`,
        `milestone: {alpha: v1.18, beta: v1.19}`,
      ]
        .map((line) => `${line}\n`)
        .join(''),
      'keps/sig-node/1-a/README.md': '# A\n\n## Summary\n\nText.\n\n## Motivation\n\nText.\n\n## Proposal\n\nText.\n',
    })
    const alpha = kep('alpha', 'v1.18')
    expect(lines(change(alpha, alpha, { scope: 'all' })).filter((line) => / error /.test(line))).toEqual([])
    const report = change(alpha, kep('beta', 'v1.19'))
    expect(lines(report)).toMatchInlineSnapshot(`
      [
        "keps/sig-node/1-a/kep.yaml:1:1 warning metadata-schema creation-date is missing",
        "keps/sig-node/1-a/kep.yaml:5:9 notice section-required sections Goals, Non-Goals, Design Details, Test Plan and Graduation Criteria are missing; status implementable requires them",
      ]
    `)
    expect(report.change?.keps).toMatchInlineSnapshot(`
      [
        {
          "before": {
            "path": "keps/sig-node/1-a",
            "stage": "alpha",
            "state": "implementable",
          },
          "next": {
            "needs": [
              "Design Details",
              "Goals",
              "Graduation Criteria",
              "Test Plan",
              "stage stable",
            ],
            "others": 0,
            "state": "implemented",
          },
          "now": {
            "path": "keps/sig-node/1-a",
            "stage": "beta",
            "state": "implementable",
          },
          "others": 0,
          "owes": [
            "Goals, Non-Goals, Design Details, Test Plan and Graduation Criteria",
          ],
          "promoted": true,
          "title": "A",
        },
      ]
    `)
  })

  test('does not when the word before meant nothing', () => {
    const before = proposal('keps/a', 1, { state: 'begun', sections: '[]' })
    const report = change(before, proposal('keps/a', 1, { sections: '[]' }))
    expect(report.change?.keps.map(({ promoted }) => promoted)).toEqual([false])
  })
})

describe('what a change does', () => {
  test('says for each KEP what it owes, and what it needs to go on', () => {
    const before = { ...proposal('keps/a', 1), ...proposal('keps/gone', 2), ...proposal('keps/still', 4) }
    const now = {
      ...proposal('keps/a', 1, { sections: '[summary.md]' }),
      ...proposal('keps/still', 4),
      ...proposal('keps/sig-node/new', 3, { state: 'implementable', sections: '[summary.md, motivation.md]' }),
    }
    expect(change(before, now).change?.keps).toMatchInlineSnapshot(`
      [
        {
          "before": {
            "path": "keps/a",
            "stage": null,
            "state": "provisional",
          },
          "next": {
            "needs": [
              "an approver",
              "a reviewer",
              "graduation_criteria.md",
              "guides/developer.md",
              "guides/operator.md",
              "guides/teacher.md",
              "motivation.md",
            ],
            "others": 0,
            "state": "implementable",
          },
          "now": {
            "path": "keps/a",
            "stage": null,
            "state": "provisional",
          },
          "others": 0,
          "owes": [
            "motivation.md",
          ],
          "promoted": false,
          "title": "Proposal 1",
        },
        {
          "before": {
            "path": "keps/gone",
            "stage": null,
            "state": "provisional",
          },
          "next": null,
          "now": null,
          "others": 0,
          "owes": [],
          "promoted": false,
          "title": "Proposal 2",
        },
        {
          "before": null,
          "next": {
            "needs": [
              "an approver",
              "a reviewer",
              "graduation_criteria.md",
              "guides/developer.md",
              "guides/operator.md",
              "guides/teacher.md",
            ],
            "others": 0,
            "state": "implemented",
          },
          "now": {
            "path": "keps/sig-node/new",
            "stage": null,
            "state": "implementable",
          },
          "others": 0,
          "owes": [
            "an approver",
            "a reviewer",
            "graduation_criteria.md",
            "guides/developer.md",
            "guides/operator.md",
            "guides/teacher.md",
          ],
          "promoted": false,
          "title": "Proposal 3",
        },
      ]
    `)
  })
})
