import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/lint/model/finding.js'
import type { Tree } from '../../../src/lint/model/tree.js'
import { fingerprints } from '../../../src/lint/policy/fingerprint.js'
import { rules } from '../../../src/lint/rules/index.js'
import { makeTree, readPage } from '../../support/pages.js'
import { wholeTree } from '../../support/read-tree.js'
import { lint } from '../../support/report-schema.js'

type Texts = Readonly<Record<string, string>>
/** A text, and what stands in its place after the change, in paths and in files. */
type Swap = readonly [from: string, to: string]

const kep = (path: string, metadata: string, body = ''): Texts => ({
  [`${path}/kep.yaml`]: `${metadata}\n`,
  [`${path}/README.md`]: body,
})
const disk = (metadata: string, body?: string): Texts => kep('keps/1-disk', metadata, body)
const fan = (metadata: string): Texts => kep('keps/2-fan', `kep-number: 2\n${metadata}`)
const comments = '## Summary\n<!-- What is it? -->\n<!-- Who asked for it? -->\n'
const template = kep('keps/NNNN-template', 'title: A name', comments)
const unapproved = disk('kep-number: 1\nowning-sig: sig-a\nstatus: implementable\nlatest-milestone: v1.30\nstage: beta')
const current = 'status: implementable\nlatest-milestone: v1.36'
const questionnaire = {
  ...kep(
    'keps/NNNN-template',
    'title: KEP Template',
    '### Feature Enablement and Rollback\n#### Can it be disabled?\n#### Is it tested?\n',
  ),
  'keps/prod-readiness/1.yaml': '',
  ...disk(
    `${current}\nstage: alpha`,
    '## Production Readiness Questionnaire\nIt is ready.\n#### Can it be disabled?\n#### Is it tested?\n',
  ),
}
const gaps = '## Summary\nDisks wait.\n## Test Plan\n'

/** What does not make another finding of an old one, though its message may come to say something else. */
const same: readonly (readonly [rule: string, change: string, texts: Texts, ...swaps: Swap[]])[] = [
  ['date-order', 'the title', disk('title: A\ncreation-date: 2030-01-01'), ['title: A', 'title: B']],
  [
    'feature-gate',
    'a word of the body that is near',
    disk('status: implementable\nfeature-gates: [{ name: SpareDisk }]', 'SpareDisks'),
    ['SpareDisks', 'SpareDiskz'],
  ],
  ['handle-format', 'the state', disk('status: draft\nauthors: [nobody, "@a b"]'), ['draft', 'provisional']],
  ['heading-matches-title', 'the title', disk('title: Spare fans', '# Disk'), ['Spare fans', 'Warm fans']],
  [
    'toc-current',
    'the line of the table',
    disk('title: A', '# Disk\n<!-- toc -->\n<!-- /toc -->\n## Summary\n'),
    ['# Disk\n<', '# Disk\n\n<'],
  ],
  [
    'kep-layout',
    'the name of another file, and the place of the KEP',
    { 'keps/1-disk/kep.yaml': 'title: A', 'keps/1-disk/notes.md': '' },
    ['keps/1', 'keps/sig-a/1'],
    ['notes', 'text'],
  ],
  [
    'kep-layout',
    'the line of what stands too low',
    { 'keps/1-disk.md': '# Disk\n\n---\ntitle: A\nstatus: draft\n---\n' },
    ['# Disk', '# Disk\n\nMore.'],
  ],
  [
    'link-target',
    'what is near',
    { ...disk('title: A', '[fan](../2-fa/kep.yaml)'), ...fan('title: B') },
    ['2-fan', '2-fann'],
  ],
  [
    'metadata-readable',
    'the line of a second document',
    disk('title: A\n---\ntitle: B'),
    ['title: A', 'title: A\nstatus: draft'],
  ],
  ['metadata-schema', 'the place in a list', disk('authors: ["@a", 7, {}]'), ['"@a"', '"@a", "@b"']],
  [
    'milestone-consistent',
    'the stage, of a version that is none',
    disk('stage: beta\nlatest-milestone: v1.3\nmilestone: { beta: v1.2, stable: soon }'),
    ['stage: beta', 'stage: stable'],
  ],
  [
    'milestone-consistent',
    'the stage, of one that is not planned',
    disk('stage: beta\nlatest-milestone: v1.4\nmilestone: { alpha: TBD, beta: v1.3, stable: v1.4 }'),
    ['stage: beta', 'stage: stable'],
  ],
  [
    'milestone-consistent',
    'the milestone that the latest is behind',
    disk('stage: beta\nlatest-milestone: v1.1\nmilestone: { beta: v1.2 }'),
    ['beta: v1.2', 'beta: v1.3'],
  ],
  ['number-matches', 'the place of the KEP', disk('kep-number: 3', '# KEP-2: Disk'), ['keps/1', 'keps/sig-a/1']],
  [
    'number-matches',
    'how numbers are written',
    disk('kep-number: 1', '# KEP-2: Disk'),
    ['kep-number: 1', 'kep-number: 0001'],
    ['KEP-2', 'KEP #2'],
  ],
  [
    'number-matches',
    'the zeros before the number of its directory',
    kep('keps/0007-z', 'kep-number: 3'),
    ['0007-z', '7-z'],
  ],
  [
    'number-matches',
    'the zeros before the number of its heading',
    disk('kep-number: 1', '# KEP-0002: Disk'),
    ['KEP-0002', 'KEP-2'],
  ],
  [
    'number-unassigned',
    'the state',
    { 'keps/1-disk/metadata.yaml': 'kep_number: 1\nstate: draft' },
    ['draft', 'provisional'],
  ],
  [
    'number-unique',
    'the name of another KEP',
    { ...kep('keps/disk', 'kep-number: 2'), ...fan('title: B') },
    ['2-fan', '2-fans'],
  ],
  [
    'owners-assigned',
    'the state, and who it is that is nobody',
    disk('status: implementable\napprovers: [TBD]'),
    ['implementable', 'implemented'],
    ['[TBD]', '[]'],
  ],
  [
    'owners-independent',
    'the state',
    disk('status: draft\nauthors: ["@a"]\napprovers: ["@a"]'),
    ['draft', 'provisional'],
  ],
  ...(
    [
      ['the state', ['implementable', 'implemented']],
      ['the SIG', ['owning-sig: sig-a', 'owning-sig: sig-c']],
      ['a file that is no approval for it', ['/2.yaml', '/1.yaml'], ['kep-number: 2', 'kep-number: 1']],
    ] as const satisfies readonly (readonly [string, ...Swap[]])[]
  ).map(
    ([change, ...swaps]) =>
      [
        'prr-approval',
        change,
        {
          ...unapproved,
          ...fan('title: B'),
          'keps/prod-readiness/sig-b/2.yaml': 'kep-number: 2\nalpha: { approver: "@a" }',
        },
        ...swaps,
      ] as const,
  ),
  [
    'prr-approval',
    'a file that approves another stage',
    {
      ...unapproved,
      ...fan('title: B'),
      'keps/prod-readiness/sig-a/2.yaml': 'alpha: { approver: "@a" }',
    },
    ['sig-a/2', 'sig-a/1'],
    ['kep-number: 2', 'kep-number: 1'],
  ],
  [
    'prr-approval',
    'who may approve',
    {
      ...unapproved,
      'keps/prod-readiness/sig-a/1.yaml': 'kep-number: 1\nbeta: { approver: "@mona" }\n',
      OWNERS_ALIASES: 'aliases: { prod-readiness-approvers: [monaa] }',
    },
    ['[monaa]', '[hubot]'],
  ],
  [
    'prr-approval',
    'the place of an approval with another number',
    {
      ...unapproved,
      'keps/prod-readiness/sig-a/1.yaml': 'kep-number: 2\nbeta: { approver: "@a" }\n',
    },
    ['sig-a', 'sig-c'],
  ],
  [
    'prr-approval',
    'the name of the KEP whose stage it is',
    {
      ...unapproved,
      'keps/prod-readiness/sig-a/1.yaml': 'kep-number: 1\nbeta: { approver: "" }\n',
    },
    ['1-disk', '1-disks'],
  ],
  [
    'prr-questions',
    'a question that was answered',
    questionnaire,
    ['implementable', 'implemented'],
    ['#### Is it', 'No.\n#### Is it'],
  ],
  [
    'reference-acyclic',
    'where the KEPs of the cycle stand',
    {
      ...kep('keps/sig-c/1-disk', 'kep-number: 1\nsuperseded-by: [2]'),
      ...kep('keps/sig-d/2-fan', 'kep-number: 2\nsuperseded-by: [1]'),
    },
    ['keps/sig-d', 'keps/sig-b'],
  ],
  ['reference-exists', 'what is near', { ...disk('replaces: [keps/2-fa]'), ...fan('title: B') }, ['2-fan', '2-fans']],
  [
    'reference-reciprocal',
    'the name of the other KEP',
    { ...disk('replaces: [keps/2-fan]'), ...fan('title: B') },
    ['2-fan', '2-fans'],
  ],
  ['section-content', 'the state', disk(current, gaps), ['implementable', 'implemented']],
  [
    'section-content',
    'how many sections of an older KEP are empty',
    disk('status: implementable\nlatest-milestone: v1.30', `${gaps}## Proposal\n`),
    ['Proposal\n', 'Proposal\nYes.\n'],
  ],
  [
    'section-content',
    'a state that calls for what was listed',
    {
      'keps/1-disk/metadata.yaml': 'state: provisional\nsections: [guides/operator.md]',
      'keps/1-disk/guides/operator.md': '# Operators\n',
    },
    ['provisional', 'implementable'],
  ],
  [
    'section-listed',
    'what is near, and the place of the KEP',
    {
      'keps/1-disk/metadata.yaml': 'sections: [summry.md, summry.md]',
      'keps/1-disk/summary.md': 'It is short.',
    },
    ['summary', 'sumary'],
    ['keps/1', 'keps/sig-a/1'],
  ],
  ['section-required', 'the state', disk(current, gaps), ['implementable', 'implemented']],
  [
    'section-required',
    'how many sections an older KEP lacks',
    disk('status: implementable\nlatest-milestone: v1.30', gaps),
    ['## Test Plan', '## Test Plan\n## Proposal'],
  ],
  [
    'section-required',
    'a file that is there and not listed',
    {
      'keps/1-disk/metadata.yaml': 'state: provisional\nsections: [motivation.md]',
      'keps/1-disk/short.md': 'It is short.',
    },
    ['short.md', 'summary.md'],
  ],
  [
    'section-unlisted',
    'the state',
    {
      'keps/1-disk/metadata.yaml': 'state: provisional\nsections: [motivation.md]',
      'keps/1-disk/short.md': 'It is short.',
    },
    ['provisional', 'implementable'],
  ],
  [
    'sig-directory',
    'the roster',
    {
      ...kep('keps/sig-a/1-disk', 'owning-sig: sig-b'),
      'sigs.yaml': 'sigs: [{ dir: sig-a }, { dir: sig-b }]',
    },
    ['{ dir: sig-a }, ', ''],
  ],
  [
    'sig-known',
    'the roster',
    { ...disk('owning-sig: sig-disk'), 'sigs.yaml': 'sigs: [{ dir: sig-disks }]' },
    ['sig-disks', 'sig-fans'],
  ],
  [
    'signoff-complete',
    'a box that was ticked',
    disk('status: implemented', '## Sign-off\n- [ ] (R) One\n- [ ] (R) Two\n'),
    ['[ ] (R) One', '[x] (R) One'],
  ],
  [
    'stage-matches-state',
    'the stage that was reached',
    disk('stage: alpha\nlatest-milestone: v1.4\nmilestone: { alpha: v1.1, beta: v1.2, stable: v1.5 }'),
    ['stable: v1.5', 'stable: v1.4'],
  ],
  [
    'stage-matches-state',
    'a milestone, in a state that is complete',
    disk('status: implemented\nstage: beta\nlatest-milestone: v1.4\nmilestone: { beta: v1.2, stable: v1.5 }'),
    ['stable: v1.5', 'stable: v1.4'],
  ],
  [
    'successor-live',
    'the name and the state of the other KEP',
    { ...disk('superseded-by: [keps/2-fan]'), ...fan('status: rejected') },
    ['2-fan', '2-fans'],
    ['rejected', 'withdrawn'],
  ],
  [
    'superseded-state',
    'the state, and the name of the other KEP',
    { ...disk('status: implementable\nsuperseded-by: [keps/2-fan]'), ...fan('status: draft') },
    ['2-fan', '2-fans'],
    ['implementable', 'implemented'],
  ],
  [
    'template-residue',
    'how many comments are left',
    {
      ...template,
      ...disk('status: implementable', comments),
    },
    ['implementable\n', 'implemented\n'],
    ['<!-- Who asked for it? -->', ''],
  ],
  ['title-unique', 'the name of another KEP', { ...disk('title: Disks'), ...fan('title: disks') }, ['2-fan', '2-fans']],
  [
    'unresolved',
    'the state',
    disk('status: implementable', '<<[UNRESOLVED who pays]>>\n<<[UNRESOLVED]>>'),
    ['implementable', 'implemented'],
  ],
  [
    'uuid-unique',
    'the name of another KEP',
    {
      'keps/1-disk/metadata.yaml': 'uuid: 7c1d2a46-58f2-4f0b-9a35-0d7be4c1a901',
      'keps/2-fan/metadata.yaml': 'uuid: 7c1d2a46-58f2-4f0b-9a35-0d7be4c1a901',
    },
    ['2-fan', '2-fans'],
  ],
]

for (const [rule, change, texts, ...swaps] of same) {
  test(`${rule} stays the same finding whatever becomes of ${change}`, () => {
    const before = known(rule, texts)
    for (const [from] of swaps) expect(Object.entries(texts).join('\n')).toContain(from)
    expect(before.length).toBeGreaterThan(0)
    expect(known(rule, swapped(texts, swaps), swaps)).toEqual(before)
  })
}

/** What is another fault than the one that was there. */
const other: typeof same = [
  ['date-order', 'another day', disk('creation-date: 2030-01-01'), ['01-01', '01-02']],
  [
    'feature-gate',
    'another gate',
    disk('status: implementable\nfeature-gates: [{ name: SpareDisk }]'),
    ['SpareDisk', 'Spares'],
  ],
  ['metadata-readable', 'another key', disk('title: A\ntitle: B'), ['title', 'status']],
  ['metadata-schema', 'another value', disk('status: half-baked'), ['half', 'well']],
  ['metadata-schema', 'another key that is missing', disk('status: draft'), ['status: draft', 'title: A']],
  ['milestone-consistent', 'another stage', disk('stage: beta\nmilestone: { beta: soon }'), ['beta', 'alpha']],
  ['number-matches', 'another number', disk('kep-number: 1', '# KEP-2: Disk'), ['KEP-2', 'KEP-3']],
  [
    'number-unique',
    'another number',
    { ...kep('keps/disk', 'kep-number: 2'), ...kep('keps/fan', 'kep-number: 2') },
    ['kep-number: 2', 'kep-number: 3'],
  ],
  ['owners-assigned', 'another field', disk('status: implementable\nreviewers: ["@a"]'), ['reviewers', 'approvers']],
  [
    'prr-approval',
    'another stage',
    {
      ...unapproved,
      'keps/prod-readiness/sig-a/1.yaml': 'kep-number: 1\nalpha: { approver: "@a" }',
    },
    ['stage: beta', 'stage: stable'],
  ],
  [
    'reference-acyclic',
    'another cycle',
    {
      ...disk('kep-number: 1\nsuperseded-by: [2]'),
      ...fan('superseded-by: [1]'),
      ...kep('keps/3-key', 'kep-number: 3\nsuperseded-by: [1]'),
    },
    ['superseded-by: [2]', 'superseded-by: [3]'],
  ],
  ['reference-exists', 'another KEP', disk('replaces: [7]'), ['[7]', '[8]']],
  ['reference-exists', 'another field', disk('replaces: [7]'), ['replaces', 'superseded-by']],
  ['section-content', 'another section', disk('status: implementable', gaps), ['Test Plan', 'Design Details']],
  ['section-listed', 'another file', { 'keps/1-disk/metadata.yaml': 'sections: [a.md]' }, ['a.md', 'b.md']],
  ['section-required', 'another section', disk('status: implementable', gaps), ['Test Plan', 'Proposal']],
  ['sig-known', 'another SIG', disk('owning-sig: sig-disk'), ['sig-disk', 'sig-fan']],
  ['stage-matches-state', 'another stage', disk('status: implemented\nstage: alpha'), ['alpha', 'beta']],
  [
    'successor-live',
    'another KEP',
    {
      ...disk('superseded-by: [2]'),
      ...fan('status: rejected'),
      ...kep('keps/3-key', 'kep-number: 3\nstatus: rejected'),
    },
    ['[2]', '[3]'],
  ],
  [
    'superseded-state',
    'the other half',
    disk('status: replaced'),
    ['status: replaced', 'status: draft\nsuperseded-by: [2]'],
  ],
  ['unresolved', 'another block', disk('status: implementable', '<<[UNRESOLVED who pays]>>'), ['pays', 'asks']],
]

for (const [rule, change, texts, ...swaps] of other) {
  test(`${rule} is another finding for ${change}`, () => {
    const [before, now] = [known(rule, texts), known(rule, swapped(texts, swaps), swaps)]
    expect(before.length).toBeGreaterThan(0)
    expect(now.filter((each) => !before.includes(each)).length).toBeGreaterThan(0)
  })
}

test('time that passes makes no new finding', () => {
  const texts = disk('creation-date: 2030-01-01')
  expect(known('date-order', texts, [], '2026-01-02')).toEqual(known('date-order', texts, [], '2026-01-01'))
})

test('a file that is refused stays refused, for whatever reason', () => {
  const [before, now] = ['is not UTF-8 text', 'has 3000000 bytes; 2000000 is the limit'].map((reason) =>
    knownIn('file-refused', makeTree(new Map(), new Map(), [{ path: 'keps/1-disk/README.md', reason }])),
  )
  expect(before?.length).toBe(1)
  expect(now).toEqual(before)
})

test('another KEP that takes a number, a uuid or a title which two share is found, and the two are no news', () => {
  const uuid = 'uuid: 7c1d2a46-58f2-4f0b-9a35-0d7be4c1a901'
  const twin = (path: string): Texts => ({ [`${path}/metadata.yaml`]: `title: A\nkep_number: 1\n${uuid}\n` })
  for (const rule of ['number-unique', 'uuid-unique', 'title-unique']) {
    const two = { ...twin('keps/a'), ...twin('keps/b') }
    const before = known(rule, two)
    expect(before.length, rule).toBe(2)
    expect(known(rule, { ...two, ...twin('keps/c') }).filter((each) => !before.includes(each)).length, rule).toBe(1)
  }
})

describe('every rule about one tree', () => {
  const asked = rules.filter(({ check, checkTree }) => check ?? checkTree).map(({ id }) => id)
  test.each(asked)('%s knows the findings of its page again, a line further down', (id) => {
    const page = readPage(readFileSync(new URL(`../../../src/lint/rules/${id}.md`, import.meta.url), 'utf8'))
    const trees = page.examples.filter(({ fails, base }) => fails && base === null).map(({ tree }) => tree)
    expect(trees.flatMap((tree) => knownIn(id, tree)).length).toBeGreaterThan(0)
    for (const tree of trees) expect(knownIn(id, movedDown(tree))).toEqual(knownIn(id, tree))
  })
})

/** The tree with one line more at the top of each YAML file. */
function movedDown(tree: Tree): Tree {
  const moved = Array.from(
    tree.texts,
    ([path, text]) => [path, /\.ya?ml$/.test(path) ? `# A remark\n${text}` : text] as const,
  )
  return { ...tree, texts: new Map(moved) }
}

test.each<readonly [rule: string, texts: Texts, needs: readonly (string | undefined)[]]>([
  ['kep-layout', { 'keps/1-disk/kep.yaml': 'title: A' }, ['README.md']],
  [
    'metadata-schema',
    disk('title:\nsea-also:\nstatus: draft'),
    ['authors', undefined, 'kep-number', 'title', undefined],
  ],
  ['milestone-consistent', disk('stage: beta\nlatest-milestone: v1.3\nmilestone: { alpha: v1.2 }'), ['milestone.beta']],
  ['owners-assigned', disk('status: implementable\nreviewers: [TBD]'), ['an approver', 'a reviewer']],
  [
    'prr-approval',
    { ...unapproved, 'keps/prod-readiness/README.md': '' },
    ['a production readiness approval for beta'],
  ],
  ['section-content', disk('status: provisional', '## Summary\n## Motivation\nDisks fail.\n'), ['text in Summary']],
  ['section-required', disk('status: provisional', '## Summary\nDisks wait.\n'), ['Motivation']],
  [
    'section-required',
    { 'keps/1-disk/metadata.yaml': 'state: provisional\nsections: [summary.md]' },
    ['motivation.md'],
  ],
  ['sig-known', disk('owning-sig: TBD'), ['owning-sig']],
  ['signoff-complete', disk('status: implemented', '## Sign-off\n- [ ] (R) One\n'), ['a complete sign-off checklist']],
  ['stage-matches-state', disk('status: implemented\nstage: beta'), ['stage stable']],
  ['superseded-state', disk('status: replaced'), ['superseded-by']],
  ['unresolved', disk('status: implementable', '<<[UNRESOLVED who pays]>>'), ['decisions on what is UNRESOLVED']],
])('%s says what a KEP lacks', (rule, texts, needs) => {
  expect(found(rule, makeTree(new Map(Object.entries(texts)))).map((finding) => finding.needs)).toEqual(needs)
})

test.each<readonly [rule: string, texts: Texts, destinations: readonly (string | undefined)[]]>([
  [
    'link-target',
    disk(
      'title: A',
      [
        '[a](../2-fan/x%20y.md#z?)',
        '[b](/docs/b.md)',
        '[c](#none)',
        '[d](../2-fan#none)',
        '[f](https://github.com/example/enhancements/blob/master/keps/3-key/README.md#top)',
        '[g](g.md?plain=1)',
      ].join('\n'),
    ),
    [
      'keps/2-fan/x y.md',
      'docs/b.md',
      'keps/1-disk/README.md',
      'keps/2-fan',
      'keps/3-key/README.md',
      'keps/1-disk/g.md',
    ],
  ],
  ['link-target', { ...disk('title: A', '[fan](../2-fan#none)'), ...fan('title: B') }, ['keps/2-fan/README.md']],
  [
    'section-listed',
    { 'keps/1-disk/metadata.yaml': 'sections: [./guides//a.md, /b.md, ../c.md]' },
    ['keps/1-disk/guides/a.md', undefined, undefined],
  ],
])('%s tells which path of the tree is meant', (rule, texts, destinations) => {
  const options = { ...wholeTree, repository: 'example/enhancements' }
  const { findings } = lint(
    makeTree(new Map(Object.entries(texts))),
    options,
    rules.filter(({ id }) => id === rule),
  )
  expect(findings.map(({ destination }) => destination)).toEqual(destinations)
})

test('a link through a directory that is a symbolic link means what is behind it', () => {
  const texts = new Map(Object.entries(disk('title: A', '[a](../old/a.md)')))
  const tree = makeTree(texts, new Map([['keps/old', 'keps/1-disk']]))
  expect(found('link-target', tree).map(({ destination }) => destination)).toEqual(['keps/1-disk/a.md'])
})

test.each<readonly [rule: string, texts: Texts, bases: readonly (string | undefined)[]]>([
  ['sig-known', disk('owning-sig: sig-disk\nparticipating-sigs: [sig-fan]'), [undefined, undefined]],
  [
    'sig-known',
    {
      ...disk('owning-sig: sig-disk\nparticipating-sigs: [sig-fan]'),
      'sigs.yaml': 'sigs: [{ dir: sig-disks }]',
    },
    ['sigs.yaml', 'sigs.yaml'],
  ],
  [
    'prr-approval',
    {
      ...unapproved,
      'keps/prod-readiness/sig-a/1.yaml': 'kep-number: 1\nbeta: { approver: "@mona" }\n',
      OWNERS_ALIASES: 'aliases: { prod-readiness-approvers: [hubot] }',
    },
    ['OWNERS_ALIASES'],
  ],
])('%s tells which file it judged by', (rule, texts, bases) => {
  expect(found(rule, makeTree(new Map(Object.entries(texts)))).map(({ basis }) => basis)).toEqual(bases)
})

/** The fingerprints of a rule's findings, sorted, as if the places of KEPs were what they were before `swaps`. */
function known(rule: string, texts: Texts, swaps: readonly Swap[] = [], today = wholeTree.today): readonly string[] {
  return knownIn(rule, makeTree(new Map(Object.entries(texts))), swaps, today)
}

function knownIn(rule: string, tree: Tree, swaps: readonly Swap[] = [], today = wholeTree.today): readonly string[] {
  const places = swaps.filter(([, to]) => to !== '')
  const back = (path: string): string => places.reduceRight((old, [from, to]) => old.replaceAll(to, from), path)
  const moved = found(rule, tree, today).map(
    (finding): Finding => ({
      ...finding,
      kep: finding.kep === null ? null : back(finding.kep),
      at: { ...finding.at, path: back(finding.at.path) },
    }),
  )
  return fingerprints(moved)
    .map(({ fingerprint }) => fingerprint)
    .sort()
}

function found(rule: string, tree: Tree, today = wholeTree.today): readonly Finding[] {
  const asked = rules.filter(({ id }) => id === rule)
  const switchedOn = new Map(asked.flatMap(({ id, severity }) => (severity === 'off' ? [[id, 'notice' as const]] : [])))
  return lint(tree, { ...wholeTree, today, rules: switchedOn }, asked).findings
}

function swapped(texts: Texts, swaps: readonly Swap[]): Texts {
  const swap = (text: string): string => swaps.reduce((old, [from, to]) => old.replaceAll(from, to), text)
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [swap(path), swap(text)]))
}
