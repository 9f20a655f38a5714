import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readProfile } from '../../../src/lint/config/profile-file.js'
import { type Profile, profiles } from '../../../src/lint/lint.js'
import type { Tree } from '../../../src/lint/model/tree.js'
import { makeTree, shownFinding } from '../../support/pages.js'
import { lint } from '../../support/report-schema.js'

const options = { today: '2026-01-15', repository: 'example/proposals', rules: new Map(), only: null }

const profilePath = 'proposals/profile.yaml'

/** The profile that a text describes; what is wrong with it is a failure. */
function profileOf(text: string): Profile {
  const read = readProfile(profilePath, text, profiles)
  if ('value' in read) return read.value
  throw new Error(read.faults.map(({ at, message }) => `${at.path}:${at.line}:${at.column} ${message}`).join('\n'))
}

/** What is wrong with a profile file, one a line. */
function faultsIn(text: string): readonly string[] {
  const read = readProfile(profilePath, text, profiles)
  return 'faults' in read ? read.faults.map(({ at, message }) => `${at.line}:${at.column} ${message}`) : []
}

function findingsIn(tree: Tree, formats: readonly Profile[]): string {
  const { findings } = lint(tree, { ...options, profiles: formats })
  return findings.map((finding) => `${finding.rule} ${shownFinding(finding)}`).join('')
}

const keptKeys = `
keys:
  title: title
  number: id
  state: phase
  authors: { name: owner, aliases: [owners], single: true }
  replaces: supersedes
  superseded-by: none
`

const own = `
name: proposal
extends: kep
files: { metadata: metadata.yaml, body: proposal.md }
${keptKeys}
extra-keys: [area]
required: [title, number, state, authors]
states:
  idea: { like: draft, next: [active, dropped] }
  active: { like: implementable, aliases: [accepted] }
  done: { like: implemented, next: [] }
  dropped: { like: rejected }
sections:
  Problem: { from: idea, aliases: [Background] }
  Plan: active
  Questions: none
people: { reviewers: none, approvers: none }
current: all
stages: none
templates: [proposals/blank]
`

const good = 'id: 1\ntitle: One\nowner: "@octocat"\nphase: done\narea: build\n'
const body = '# One\n\n## Problem\n\nIt is slow.\n\n## Plan\n\nMake it fast.\n'

const tree = (texts: Readonly<Record<string, string>>): Tree => makeTree(new Map(Object.entries(texts)))

describe('a format of its own', () => {
  test('reads metadata and sections by its own names', () => {
    const sound = tree({
      'proposals/1-one/metadata.yaml': good,
      'proposals/1-one/proposal.md': body,
      'proposals/2-two/metadata.yaml': 'id: 2\ntitle: Two\nowners: octocat\nphase: idea\nsupersedes: [1]\n',
      'proposals/2-two/proposal.md': '# Two\n\n## Background\n\nIt was fast.\n',
      'proposals/blank/metadata.yaml': 'id: NNNN\ntitle: The title\nowner: you\nphase: idea\n',
      'proposals/blank/proposal.md': '# The title\n\n## Problem\n\nSay what is wrong.\n',
    })
    expect(findingsIn(sound, [profileOf(own)])).toBe('')
    const report = lint(sound, { ...options, profiles: [profileOf(own)] })
    expect(report.keps.map(({ path, profile, number, state }) => ({ path, profile, number, state }))).toEqual([
      { path: 'proposals/1-one', profile: 'proposal', number: '1', state: 'done' },
      { path: 'proposals/2-two', profile: 'proposal', number: '2', state: 'idea' },
    ])
  })

  test('finds in it what is wrong, by the names that were written', () => {
    const broken = tree({
      'proposals/blank/metadata.yaml': 'id: NNNN\ntitle: The title\nowner: you\nphase: idea\n',
      'proposals/blank/proposal.md': '# The title\n\n## Problem\n\nSay what is wrong.\n',
      'proposals/1-one/metadata.yaml': good.replace('phase: done', 'phase: finished').replace('area', 'aera'),
      'proposals/1-one/proposal.md': body,
      'proposals/2-two/metadata.yaml': 'id: 3\ntitle: The title\nowner: [a, b]\nphase: actve\nsupersedes: 7-seven\n',
      'proposals/2-two/proposal.md': '# Two\n\n## Problem\n\nSay what is wrong.\n',
      'proposals/3-three/metadata.yaml': 'title: Three\nowner:\nowners: octocat\nphase: accepted\nid: 3\nstatus: x\n',
      'proposals/4-four/metadata.yaml': 'id: "4"\ntitle: 4\nphase: dropped\nkep-number: 4\n',
      'proposals/4-four/proposal.md': '',
      'proposals/5-five/metadata.yaml': 'id: five\nphase: [idea]\nowner: "@octocat"\ntitle: Five\n',
      'proposals/5-five/proposal.md': '# Five\n',
    })
    expect(findingsIn(broken, [profileOf(own)])).toBe(
      `
metadata-schema proposals/1-one/metadata.yaml:4:8 error phase is "finished", not one of idea, active, done or dropped
metadata-schema proposals/1-one/metadata.yaml:5:1 error aera is not a known key; did you mean area?
number-matches proposals/2-two/metadata.yaml:1:5 error id 3 does not match the 2 of proposals/2-two
title-unique proposals/2-two/metadata.yaml:2:8 warning title is "The title", the template's; write what the KEP is about
metadata-schema proposals/2-two/metadata.yaml:3:8 error owner is a list, not a single value
metadata-schema proposals/2-two/metadata.yaml:4:8 error phase is "actve", not a known state; did you mean active?
section-required proposals/2-two/metadata.yaml:4:8 error section Plan is missing; phase active requires it
reference-exists proposals/2-two/metadata.yaml:5:13 error supersedes "7-seven" does not exist in this tree
section-content proposals/2-two/proposal.md:3:4 error section Problem has no text, only headings, comments or text of the template; phase active requires it
kep-layout proposals/3-three/metadata.yaml:1:1 error proposal.md is missing in proposals/3-three; write it
metadata-schema proposals/3-three/metadata.yaml:2:1 error owner is empty
metadata-schema proposals/3-three/metadata.yaml:3:1 error owners is another name of owner, which is there too
metadata-schema proposals/3-three/metadata.yaml:4:8 error phase is "accepted", which is written active
metadata-schema proposals/3-three/metadata.yaml:6:1 error status is not a known key; delete the line
metadata-schema proposals/4-four/metadata.yaml:1:1 error owner is missing
metadata-schema proposals/4-four/metadata.yaml:2:8 error title is 4, not a string: quote it
metadata-schema proposals/4-four/metadata.yaml:4:1 error kep-number is not a known key; delete the line
metadata-schema proposals/5-five/metadata.yaml:1:5 error id is "five", not a number
metadata-schema proposals/5-five/metadata.yaml:2:8 error phase is a list, not one of idea, active, done or dropped
`.trimStart(),
    )
  })

  test('has the states that it says, with what may follow each', () => {
    const { states, people } = profileOf(own)
    const shown = states.map(({ name, rank, standing, complete, next }) => [name, rank, standing, complete, next])
    expect(shown).toEqual([
      ['idea', 0, 'open', false, { active: null, dropped: null }],
      ['active', 1, 'accepted', false, { done: null, dropped: null }],
      ['done', 2, 'accepted', true, {}],
      ['dropped', null, 'record', false, {}],
    ])
    expect(people).toEqual([])
  })

  test('a new proposal may open where it says, or as in the states that its own are like', () => {
    const { states } = profileOf(`
extends: kep
states:
  idea: { like: draft }
  plan: { like: provisional, first: error }
  active: { like: implementable }
  done: { like: implemented, first: fine }
  gone: { like: withdrawn }
  lost: { like: rejected, first: notice }
`)
    expect(states.map(({ name, first }) => [name, first])).toEqual([
      ['idea', null],
      ['plan', 'error'],
      ['active', 'notice'],
      ['done', null],
      ['gone', 'notice'],
      ['lost', 'notice'],
    ])
  })

  test('a state beside those of the base takes over what the one that it is like owes', () => {
    const { states, sections, people } = profileOf(`
extends: kep
name: more
states:
  draft:
  provisional:
  reviewed: { like: provisional }
  implementable:
  implemented:
  replaced:
`)
    const reviewed = states.find(({ name }) => name === 'reviewed')
    expect(reviewed).toMatchObject({ rank: 2, like: 'provisional', standing: 'open' })
    expect(states.map(({ name, next }) => [name, next])).toEqual([
      ['draft', { provisional: null, reviewed: null, implementable: 'warning', replaced: null }],
      [
        'provisional',
        { draft: 'warning', reviewed: null, implementable: null, implemented: 'warning', replaced: null },
      ],
      [
        'reviewed',
        { draft: 'warning', provisional: 'warning', implementable: null, implemented: 'warning', replaced: null },
      ],
      ['implementable', { provisional: 'warning', reviewed: 'warning', implemented: null, replaced: null }],
      ['implemented', { implementable: 'warning', replaced: null }],
      ['replaced', {}],
    ])
    expect(sections.kinds.find(({ name }) => name === 'Summary')?.states).toEqual([
      'provisional',
      'reviewed',
      'implementable',
      'implemented',
    ])
    expect(people[0]?.states).toEqual(['implementable', 'implemented'])
  })

  test('stages and milestones may have other names', () => {
    const stages = profileOf(`
extends: kep
name: staged
keys: { stage: maturity, milestones: releases }
stages: { preview: { like: alpha }, beta: , ga: { like: stable } }
people: { reviewers: none, approvers: none }
sections: { Summary: none }
`)
    const kep = 'title: A\nkep-number: 1\nauthors: ["@octocat"]\nstatus: draft\nowning-sig: sig-node\n'
    const found = findingsIn(
      tree({
        'keps/1-a/kep.yaml': `${kep}maturity: betta\nlatest-milestone: v1.2\nreleases: { preview: v1.1, bta: v1.2, ga: [] }\ncreation-date: 2025-06-02\n`,
        'keps/1-a/README.md': '# A\n',
      }),
      [stages],
    )
    expect(found).toBe(
      `
metadata-schema keps/1-a/kep.yaml:6:11 error maturity is "betta", not one of preview, beta or ga; did you mean beta?
metadata-schema keps/1-a/kep.yaml:8:28 error releases.bta is not a known key; did you mean beta?
`.trimStart(),
    )
  })

  test('the number may stand in the name alone', () => {
    const named = profileOf(
      'extends: kep-flat\nname: rfc\nnumber-from: name\nsections: { Summary: none }\npeople: { approvers: none }\n',
    )
    const front = '---\ntitle: A\nauthors: ["@octocat"]\nstatus: draft\ncreation-date: 2025-06-02\n---\n# A\n'
    expect(
      findingsIn(
        tree({
          'rfcs/0001-a.md': front,
          'rfcs/0001-b.md': front.replace('title: A', 'title: B'),
          'rfcs/c.md': front.replace('title: A', 'title: C\nkep-number: 7'),
        }),
        [named],
      ),
    ).toBe(
      `
number-unique rfcs/0001-a.md:4:9 error number 0001 is also used by rfcs/0001-b.md
number-unique rfcs/0001-b.md:4:9 error number 0001 is also used by rfcs/0001-a.md
metadata-schema rfcs/c.md:3:1 error kep-number is not a known key; delete the line
`.trimStart(),
    )
  })
})

describe('a profile file that is wrong says so', () => {
  test.each([
    ['extends: kepp\n', ['1:10 built-in profile "kepp" does not exist; did you mean kep?']],
    ['name: kep\nextends: kep\n', ['1:7 name "kep" is that of a built-in profile; choose another']],
    ['name: x\n', ['1:1 extends is missing']],
    ['extends: kep\nkeyss: {}\n', ['2:1 keyss is not a known key; did you mean keys?']],
    ['extends: kep\nkeys: { titel: x }\n', ['2:9 keys.titel is not a known key; did you mean title?']],
    ['extends: kep\nkeys: { title: [x] }\n', ['2:16 keys.title is a list, not a name of at most 60 characters']],
    ['extends: kep\nkeys: { title: name, number: name }\n', ['2:30 key "name" is both title and number']],
    ['extends: kep\nkeys: { number: title }\n', ['2:17 key "title" is both title and number']],
    [
      'extends: kep\nkeys: { title: { name: x, single: true } }\n',
      ['2:27 title always holds one value; remove single'],
    ],
    ['extends: kep\nextra-keys: [area, title]\n', ['2:20 key "title" is title already; it is no extra key']],
    ['extends: kep\nrequired: [uuid]\n', ['2:12 uuid is required, but has no key; name one under keys']],
    [
      'extends: kep\nrequired: [titel]\n',
      [expect.stringMatching(/^2:12 required\[0\] is "titel", not one of .*; did you mean title\?$/)],
    ],
    [
      'extends: kep\nkeys: { number: id }\nnumber-from: name\n',
      ['2:17 number has a key, but number-from is name; remove one of them'],
    ],
    ['extends: kep\nkeys: { number: none }\nnumber-from: key\n', ['3:14 number-from is key, but number has no key']],
    [
      'extends: kep\nnumber-from: nme\n',
      ['2:14 number-from is "nme", not one of both, key, name or none; did you mean name?'],
    ],
    [
      'extends: kep-flat\nfiles: { metadata: x.yaml }\n',
      ['2:1 files has no meaning: in kep-flat a proposal is one file'],
    ],
    [
      'extends: kep\nfiles: { metadata: a/x.yaml }\n',
      ['2:20 files.metadata is "a/x.yaml", not the name of a file or directory'],
    ],
    [
      'extends: kep\nstates: { idea: { like: drft } }\n',
      ['2:25 state of kep "drft" does not exist; did you mean draft?'],
    ],
    [
      'extends: kep\nstates: { idea: }\n',
      [
        '2:11 state "idea" is new; say which state of kep it is like: draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced, or any',
      ],
    ],
    [
      'extends: kep\nstates: { draft: { next: [done] }, finished: { like: implemented, next-warned: [darft] } }\n',
      [
        '2:27 state "done" does not exist; there are draft and finished',
        '2:81 state "darft" does not exist; did you mean draft?',
      ],
    ],
    [
      'extends: kep\nstates: { draft: { first: fin } }\n',
      ['2:27 states.draft.first is "fin", not one of fine, notice, warning or error; did you mean fine?'],
    ],
    [
      'extends: kep\nstates: { draft: { aliases: [wip] }, provisional: { aliases: [wip] } }\n',
      ['2:63 word "wip" is both draft and provisional'],
    ],
    [
      'extends: kep\nsections: { Plan: actve }\nextra-sections: { X: { from: implementabel } }\n',
      [
        '2:19 state "actve" does not exist; there are draft, provisional, implementable, implemented, deferred, rejected, withdrawn and replaced',
        '3:30 state "implementabel" does not exist; did you mean implementable?',
      ],
    ],
    [
      'extends: kep\npeople: { approvers: { states: [drat] } }\ncurrent: { states: [drat] }\napprovals: { from: drat }\n',
      [
        '2:33 state "drat" does not exist; did you mean draft?',
        '3:21 state "drat" does not exist; did you mean draft?',
        '4:20 state "drat" does not exist; did you mean draft?',
      ],
    ],
    ['extends: kep\ncurrent: some\n', ['2:10 current is "some", not all or a mapping']],
    ['extends: kep\ncurrent: { since: soon }\n', ['2:19 current.since is "soon", not a version such as v1.30']],
    [
      'extends: kep-1a\napprovals: { since: v1.2 }\n',
      ['2:1 approvals has no directory and groups, and kep-1a has none to inherit'],
    ],
    [
      'extends: kep\nstages: { ga: { like: stabel } }\n',
      ['2:23 stage of kep "stabel" does not exist; did you mean stable?'],
    ],
    ['extends: kep-1a\nstages: { ga: { like: stable } }\n', ['2:23 kep-1a has no stages; remove like']],
    ['extends: kep\n- x\n', [expect.stringMatching(/^2:1 /)]],
    ['', [expect.stringMatching(/^1:1 /)]],
  ])('%j', (text, expected) => {
    expect(faultsIn(text)).toEqual(expected)
  })

  test('and never crashes, nor does a check by what it describes', () => {
    const word = fc.constantFrom('draft', 'idea', 'none', 'title', 'kep', 'x', 'all', '', 'implementable', 'stable')
    const key = fc.constantFrom(
      'like',
      'next',
      'from',
      'name',
      'title',
      'number',
      'draft',
      'idea',
      'state',
      '__proto__',
    )
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: 'small' }, word, fc.boolean(), fc.constant(null), tie('list'), tie('mapping')),
      list: fc.array(tie('any'), { maxLength: 3 }),
      mapping: fc.dictionary(key, tie('any'), { maxKeys: 4 }),
    })).any
    const keys = [
      ...[
        'files',
        'keys',
        'extra-keys',
        'required',
        'number-from',
        'states',
        'sections',
        'people',
        'current',
        'stages',
      ],
      'approvals',
    ]
    const file = fc.record({
      extends: fc.constantFrom('kep', 'kep-1a', 'kep-flat', 'nothing'),
      rest: fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 3 }),
    })
    const small = tree({
      'a/kep.yaml': good,
      'a/README.md': body,
      'b.md': `---\n${good}---\n`,
      'c/metadata.yaml': good,
    })
    fc.assert(
      fc.property(file, ({ extends: base, rest }) => {
        const read = readProfile('p.yaml', JSON.stringify({ extends: base, ...rest }), profiles)
        if ('faults' in read) expect(read.faults.every(({ at }) => at.line > 0 && at.column > 0)).toBe(true)
        else expect(lint(small, { ...options, profiles: [read.value] }).findings).toBeInstanceOf(Array)
      }),
      { numRuns: 500 },
    )
  })
})

describe('proposals of one file', () => {
  const front = (title: string, more = ''): string =>
    `---\ntitle: ${title}\nauthors: ["@octocat"]\nkep-number: 7\nstatus: provisional\n` +
    `approvers: ["@hubot"]\nowning-sig: sig-node\n${more}creation-date: 2025-06-02\n---\n`
  const text = '# A\n\n## Summary\n\nIt is.\n\n## Motivation\n\nIt must be.\n'
  const kepsIn = (read: Tree) => lint(read, options).keps.map(({ path, profile }) => `${profile} ${path}`)

  test('are found beside the others, and nothing else is', () => {
    const texts = {
      'keps/0007-a.md': front('A') + text,
      'keps/0000-kep-template.md': front('My First KEP', 'creation-date: yyyy-mm-dd\n') + text,
      'keps/NNNN-b.md': front('B') + text,
      'keps/NNNN-c.md': front('C').replace('kep-number: 7', 'kep-number: NNNN') + text,
      'keps/page.md': '---\ntitle: A page\nlayout: wide\n---\n',
      'keps/README.md': '# KEPs\n',
      'keps/8-d/kep.yaml': 'title: D\n',
      'keps/8-d/README.md': front('D') + text,
      'keps/8-d/notes.md': front('E') + text,
      'keps/f/metadata.yaml': 'title: F\n',
      'keps/0009-crlf.md': `\ufeff${front('G').replaceAll('\n', '\r\n')}`,
      'keps/0010-open.md': '---\ntitle: H\nstatus: provisional\n\n# H\n',
    }
    const links = new Map([['keps/old-a.md', 'keps/0007-a.md']])
    expect(kepsIn(makeTree(new Map(Object.entries(texts)), links))).toEqual([
      'kep-flat keps/0007-a.md',
      'kep-flat keps/0009-crlf.md',
      'kep-flat keps/0010-open.md',
      'kep keps/8-d',
      'kep-flat keps/NNNN-b.md',
      'kep-1a keps/f',
    ])
  })

  test('are known by their old names, and their places are in the whole file', () => {
    const texts = {
      'keps/0007-a.md': front('A', 'see-also: [old-a.md, 0008-b, /keps/0008-b.md, KEP-8]\n') + text,
      'keps/0008-b.md': front('B').replace(': 7', ': 9').replace('provisional', 'provisionl') + text,
    }
    const links = new Map([['keps/old-a.md', 'keps/0008-b.md']])
    expect(findingsIn(makeTree(new Map(Object.entries(texts)), links), profiles)).toBe(
      `
reference-exists keps/0007-a.md:8:22 warning see-also "0008-b" does not exist in this tree; did you mean keps/0008-b.md?
number-matches keps/0008-b.md:4:13 error kep-number 9 does not match the 0008 of keps/0008-b.md
metadata-schema keps/0008-b.md:5:9 error status is "provisionl", not a known state; did you mean provisional?
`.trimStart(),
    )
  })
})

describe('data, not code', () => {
  const folder = new URL('../../../src/lint/rules/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const words = new Set(
    profiles.flatMap(({ name, states, stages }) => [
      name,
      ...states.flatMap((state) => [state.name, ...state.aliases]),
      ...stages.map((stage) => stage.name),
    ]),
  )

  test.each(files)('%s names no format, state or stage', (file) => {
    // A reference's target is of the kind 'kep', whatever its format.
    const code = readFileSync(new URL(file, folder), 'utf8').replace(/kind [!=]== 'kep'/g, '')
    expect([...words].filter((word) => ["'", '"', '`'].some((quote) => code.includes(quote + word + quote)))).toEqual(
      [],
    )
  })

  test('there is something to look for', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(words).toContain('implementable')
    expect(words).toContain('kep-1a')
  })
})

describe('docs/formats.md', () => {
  const page = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8')
  const fences = [...page.matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)].map(
    ([, kind = '', path = '', text = '']) => ({ kind, path, text }),
  )
  const texts = new Map(fences.filter(({ path }) => path !== '').map(({ path, text }) => [path, text]))
  const profileFile = 'design/profile.yaml'

  test('its example says what keplint says', () => {
    const read = readProfile(profileFile, texts.get(profileFile) ?? '', profiles)
    expect(read).toHaveProperty('value')
    const formats = 'value' in read ? [read.value] : []
    expect(formats.map(({ name }) => name)).toEqual(['design'])
    const { findings } = lint(makeTree(texts), { ...options, profiles: formats })
    const said = findings.map((finding) => `${shownFinding(finding).trimEnd()} [${finding.rule}]\n`).join('')
    expect(said).toBe(fences.find(({ kind }) => kind === 'findings')?.text)
  })
})
