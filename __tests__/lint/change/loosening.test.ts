import { describe, expect, test } from 'vitest'
import { looseningsIn } from '../../../src/lint/change/loosening/loosening.js'
import { profileLoosening } from '../../../src/lint/change/loosening/profile.js'
import type { Moves, Surroundings } from '../../../src/lint/change/loosening/surroundings.js'
import { movedForwardIn } from '../../../src/lint/facts/progress.js'
import { noConfig, profiles, readConfig, readProfile } from '../../../src/lint/lint.js'
import type { WrittenSetup } from '../../../src/lint/model/change.js'
import type { Config } from '../../../src/lint/model/config.js'
import type { Roster } from '../../../src/lint/model/people.js'
import type { Profile } from '../../../src/lint/model/profile.js'
import { readBaseline } from '../../../src/lint/policy/baseline.js'
import { readRoster } from '../../../src/lint/read/people/roster.js'

function profileOf(text: string): Profile {
  const read = readProfile('design/profile.yaml', text, profiles)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.value
}

function configOf(text: string): Config {
  const read = readConfig('.keplint.yml', text, [...surroundings.severities.keys()], null)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.value
}

const still: Moves = { forth: (path) => path, back: (path) => path }

const surroundings: Surroundings = {
  severities: new Map([
    ['config-loosened', 'notice'],
    ['uuid-unique', 'error'],
    ['link-target', 'warning'],
    ['title-unique', 'warning'],
  ]),
  // title-unique is an error where the change made it.
  spanOf: (rule) =>
    rule === 'title-unique'
      ? ['notice', 'error']
      : [surroundings.severities.get(rule) ?? 'error', surroundings.severities.get(rule) ?? 'error'],
  usualPaths: ['keps'],
  moves: still,
  files: [],
  rosters: () => ({ before: null, now: null }),
  movedForward: movedForwardIn(profiles),
  formats: profiles.map(({ name }) => name),
  today: '2025-12-31',
}

const setupOf = (config: Config, more: Partial<WrittenSetup> = {}): WrittenSetup => ({
  config,
  baseline: null,
  profiles,
  ...more,
})

/** Places in the configuration, and messages; what has no place stands at 1:1. */
function messages(before: WrittenSetup, now: WrittenSetup, more: Partial<Surroundings> = {}): readonly string[] {
  return looseningsIn(before, now, { ...surroundings, ...more }).map(
    ({ at, message }) => `${at?.line ?? 0}:${at?.column ?? 0} ${message}`,
  )
}

const asked = (before: string, now: string, more: Partial<Surroundings> = {}): readonly string[] =>
  messages(setupOf(configOf(before)), setupOf(configOf(now)), more)

describe('what a profile asks less', () => {
  test.each([
    [
      'people: { approvers: implementable }',
      'people: { approvers: implemented }',
      ['approvers are no longer owed while implementable'],
    ],
    ['current: all', 'current: { since: v1.36 }', ['proposals are current from v1.36 on, and were from the first']],
    [
      'current: { since: v1.30 }',
      'current: { since: v1.31 }',
      ['proposals are current from v1.31 on, and were from v1.30 on'],
    ],
    ['current: { since: v1.31 }', 'current: all', []],
    ['', 'approvals: none', ['approvals are no longer owed while implementable or implemented']],
    ['', 'approvals: { since: v1.40 }', ['approvals are owed from v1.40 on, and were from v1.21 on']],
    ['', 'files: { body-required: false }', ['the body is no longer required']],
    ['files: { body-required: false }', '', []],
    ['unlisted: [a.md]', 'unlisted: [a.md, b.md]', ['"b.md" need not be listed any more']],
    [
      'extra-sections: { Plan: draft }',
      '',
      ['section Plan is no longer owed while draft, provisional, implementable or implemented'],
    ],
    [
      'extra-sections: { Plan: { from: draft, since: v1.20 } }',
      'extra-sections: { Plan: { from: draft, since: v1.30 } }',
      ['section Plan is owed from v1.30 on, and was from v1.20 on'],
    ],
    [
      'extra-sections: { Plan: draft }',
      'extra-sections: { Plan: { from: draft, directory: plans } }',
      ['section Plan is owed only beside plans'],
    ],
    [
      'extra-sections: { Plan: none }',
      'extra-sections: { Plan: { from: draft, empty: warning } }',
      ['an empty section Plan is a warning, and was an error'],
    ],
    ['states: { draft: , implemented: , on-hold: { like: deferred } }', 'states: { draft: , implemented: }', []],
    ['states: { draft: { first: warning } }', 'states: { draft: }', ['opening as draft is fine, and was a warning']],
    ['required: [title, number]', 'required: [title, authors]', ['kep-number is no longer required']],
    ['name: one', 'name: another\nextra-keys: [area]', []],
  ])('%s, then %s', (before, now, expected) => {
    const [was, is] = [before, now].map((text) => profileOf(`extends: kep\n${text}\n`))
    expect(was && is && profileLoosening(was, is)).toEqual(expected)
  })

  test.each(profiles)('$name asks no less than itself', (profile) => {
    expect(profileLoosening(profile, profile)).toEqual([])
  })
})

describe('what a configuration asks less', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['paths: [keps]', 'paths: [.]', []],
    ['paths: [.]', 'paths: [keps]', ['1:8 paths no longer holds "."']],
    ['paths: [keps/sig-a/**, ./keps/sig-b/]', 'paths: ["keps/sig-*"]', []],
    ['paths: [keps/sig-a, keps/old]', 'paths: ["keps/sig-*"]', ['1:8 paths no longer holds "keps/old"']],
    ['paths: [keps, "!keps/a"]', 'paths: [keps]', []],
    ['', 'paths: [design]', ['1:8 paths no longer holds "keps"']],
    ['paths: [design]', '', ['1:1 paths no longer holds "design"']],
    ['', 'paths: [keps, "!keps/*/*-old"]', ['1:15 paths leaves out "keps/*/*-old"']],
    ['paths: ["!keps/2-b", keps]', 'paths: [keps, "!keps/2-b"]', ['1:15 paths leaves out "keps/2-b"']],
    ['paths: [keps, "!keps/a", "!keps/b"]', 'paths: [keps, "!keps/b", "!keps/a"]', []],
    ['paths: [keps, "!keps/a", keps/a/b]', 'paths: [keps, keps/a/b, "!keps/a"]', ['1:25 paths leaves out "keps/a"']],
    ['paths: [keps, "!keps/[ab]*"]', 'paths: [keps, "!keps/a*", "!keps/b*"]', []],
    ['paths: [keps, "!keps/[ab]*"]', 'paths: [keps, "!keps/[a-c]*"]', ['1:15 paths leaves out "keps/[a-c]*"']],
    [
      'paths: ["keps/**/*.md", "keps/**/*.yaml"]',
      'paths: ["keps/**/*.md"]',
      ['1:8 paths no longer holds "keps/**/*.yaml"'],
    ],
    ['roster: sigs.yaml', '', ['1:1 roster is the usual one, and was sigs.yaml']],
  ])('%s, then %s', (before, now, expected) => expect(asked(before, now)).toEqual(expected))

  const lines = (...each: readonly string[]): string => `overrides:\n${each.map((one) => `- ${one}\n`).join('')}`

  test.each<readonly [string, string, string, readonly string[]]>([
    [
      'a rule by an override everywhere',
      'rules: { link-target: off }',
      'overrides: [{ rules: { link-target: off } }]',
      [],
    ],
    [
      'by an override everywhere where nothing was',
      '',
      'overrides: [{ rules: { link-target: off } }]',
      ['1:37 link-target everywhere is off, and was a warning by default'],
    ],
    [
      'raised by an override',
      'rules: { link-target: notice }',
      'overrides: [{ paths: [keps/a], rules: { link-target: warning } }]',
      [],
    ],
    [
      'a local setting by a general one',
      'overrides: [{ paths: [keps/a], rules: { uuid-unique: off } }]',
      'rules: { uuid-unique: notice }',
      ['1:23 uuid-unique is a notice, and was an error by default'],
    ],
    [
      'the first of two overrides of one place',
      '',
      lines('{ paths: [keps], rules: { link-target: off } }', '{ paths: [keps], rules: { uuid-unique: error } }'),
      ['2:42 link-target in "keps" is off, and was a warning by default'],
    ],
    [
      'two overrides, exchanged',
      lines('{ paths: [keps], rules: { link-target: off } }', '{ paths: [keps/a], rules: { link-target: error } }'),
      lines('{ paths: [keps/a], rules: { link-target: error } }', '{ paths: [keps], rules: { link-target: off } }'),
      ['3:42 link-target in "keps" is off, and was an error in "keps/a"'],
    ],
    [
      'two globs that share some paths, exchanged',
      lines(
        '{ paths: ["keps/sig-*"], rules: { link-target: off } }',
        '{ paths: ["keps/*-node"], rules: { link-target: error } }',
      ),
      lines(
        '{ paths: ["keps/*-node"], rules: { link-target: error } }',
        '{ paths: ["keps/sig-*"], rules: { link-target: off } }',
      ),
      ['3:50 link-target in "keps/sig-*" is off, and was an error in "keps/*-node"'],
    ],
    [
      'two overrides that share no path, exchanged',
      lines('{ paths: [keps/b], rules: { link-target: off } }', '{ paths: [keps/a], rules: { link-target: error } }'),
      lines('{ paths: [keps/a], rules: { link-target: error } }', '{ paths: [keps/b], rules: { link-target: off } }'),
      [],
    ],
    [
      'one override, written as two',
      lines('{ paths: [keps/a, keps/b], rules: { link-target: off } }'),
      lines('{ paths: [keps/b], rules: { link-target: off } }', '{ paths: [keps/a], rules: { link-target: off } }'),
      [],
    ],
    [
      'an override that another had no say in',
      lines('{ paths: [keps/a], rules: { link-target: off } }', '{ paths: [keps], rules: { link-target: error } }'),
      lines('{ paths: [keps], rules: { link-target: error } }'),
      [],
    ],
    [
      'a negated path that is gone',
      lines('{ paths: [keps, "!keps/a"], rules: { link-target: off } }'),
      lines('{ paths: [keps], rules: { link-target: off } }'),
      ['2:42 link-target in "keps" is off, and was a warning by default'],
    ],
    [
      'a negated path that moved to the front',
      lines('{ paths: [keps, "!keps/a"], rules: { uuid-unique: off } }'),
      lines('{ paths: ["!keps/a", keps], rules: { uuid-unique: off } }'),
      ['2:53 uuid-unique in "!keps/a", "keps" is off, and was an error by default'],
    ],
    [
      'more states',
      lines('{ states: [draft], rules: { link-target: off } }'),
      lines('{ states: [draft, implemented], rules: { link-target: off } }'),
      ['2:57 link-target while draft or implemented is off, and was a warning by default'],
    ],
    [
      'the same states, exchanged',
      lines('{ states: [draft, implemented], rules: { link-target: off } }'),
      lines('{ states: [implemented, draft], rules: { link-target: off } }'),
      [],
    ],
    [
      'fewer states of a raising override',
      lines('{ states: [draft, implemented], rules: { link-target: error } }'),
      lines('{ states: [draft], rules: { link-target: error } }'),
      ['1:1 link-target while draft or implemented is a warning by default, and was an error'],
    ],
    [
      'what an override hides but where a KEP moves forward',
      lines('{ rules: { link-target: notice } }'),
      `rules: { link-target: notice }\n${lines('{ rules: { link-target: notice } }')}`,
      ['1:23 link-target is a notice in KEPs that move forward, and was a warning by default'],
    ],
    [
      'the rule that says so',
      'rules: { config-loosened: error }',
      `rules: { config-loosened: error }\n${lines('{ paths: [.keplint.yml], rules: { config-loosened: off } }')}`,
      ['3:54 config-loosened in ".keplint.yml" is off, and was an error'],
    ],
    [
      'to what the rule counts for, where it counts for more',
      '',
      'rules: { title-unique: warning }',
      ['1:24 title-unique is a warning, and was up to an error by default'],
    ],
    [
      'to the same in some places',
      '',
      lines('{ paths: [keps], rules: { title-unique: warning } }'),
      ['2:43 title-unique in "keps" is a warning, and was up to an error by default'],
    ],
    [
      'to what the rule counts for, where it counts for less',
      'rules: { title-unique: warning }',
      '',
      ['1:1 title-unique is down to a notice by default, and was a warning'],
    ],
    ['to the same where the rule knows no more', '', 'rules: { link-target: warning, uuid-unique: error }', []],
    [
      'a rule for KEPs that nobody has written',
      '',
      lines('{ paths: ["keps/sig-new/99*"], rules: { uuid-unique: off } }'),
      ['2:56 uuid-unique in "keps/sig-new/99*" is off, and was an error by default'],
    ],
  ])('settings: %s', (_, before, now, expected) => expect(asked(before, now)).toEqual(expected))

  const exempt = (...each: readonly string[]): string =>
    `exemptions:\n${each.map((one) => `- { rule: ${one}, reason: Old. }\n`).join('')}`

  test.each<readonly [string, string, string, readonly string[]]>([
    ['a new one', '', exempt('link-target, path: keps/a'), ['2:11 exemption of link-target for "keps/a" is new']],
    [
      'for good',
      exempt('link-target, path: keps/a, until: 2026-01-01'),
      exempt('link-target, path: keps/a'),
      ['2:11 exemption of link-target for "keps/a" holds for good, and held until 2026-01-01'],
    ],
    [
      'for longer',
      exempt('link-target, path: keps/a, until: 2026-01-01'),
      exempt('link-target, path: keps/a, until: 2026-01-02'),
      ['2:11 exemption of link-target for "keps/a" holds until 2026-01-02, and held until 2026-01-01'],
    ],
    ['for less long', exempt('link-target, path: keps/a'), exempt('link-target, path: keps/a, until: 2026-01-01'), []],
    [
      'for more',
      exempt('link-target, path: keps/a'),
      exempt('link-target, path: keps'),
      ['2:11 exemption of link-target for "keps" is new'],
    ],
    [
      'for less',
      exempt('link-target, path: keps'),
      exempt('link-target, path: keps/a', 'link-target, path: "keps/b*"'),
      [],
    ],
    [
      'one that has lapsed, again',
      exempt('link-target, path: keps/a, until: 2025-01-01'),
      exempt('link-target, path: keps/a, until: 2026-06-01'),
      ['2:11 exemption of link-target for "keps/a" holds until 2026-06-01, and held until 2025-01-01'],
    ],
    ['one that has lapsed already', '', exempt('link-target, path: keps/a, until: 2025-01-01'), []],
    [
      'of what is off',
      'rules: { link-target: off }',
      `rules: { link-target: off }\n${exempt('link-target, path: keps')}`,
      [],
    ],
    [
      'of the rule that says so',
      '',
      exempt('config-loosened, path: "."'),
      ['2:11 exemption of config-loosened for "." is new'],
    ],
    [
      'in another order',
      exempt('link-target, path: keps/a', 'uuid-unique, path: keps/b'),
      exempt('uuid-unique, path: keps/b', 'link-target, path: keps/a'),
      [],
    ],
  ])('exemptions: %s', (_, before, now, expected) => expect(asked(before, now)).toEqual(expected))

  test('a configuration where there was none is compared with what holds without', () => {
    const now = setupOf(configOf('rules: { uuid-unique: warning, link-target: error }'))
    expect(messages(setupOf(noConfig), now)).toEqual(['1:23 uuid-unique is a warning, and was an error by default'])
    expect(messages(setupOf(noConfig), setupOf(noConfig))).toEqual([])
  })

  test('one that is gone says so in one line, and nothing where it asked no more', () => {
    const before = configOf('rules: { link-target: error, uuid-unique: error, title-unique: error }')
    expect(messages(setupOf(before), setupOf(noConfig))).toEqual([
      '1:1 .keplint.yml is gone, and keplint checks as it does without one',
    ])
    expect(messages(setupOf(configOf('rules: { link-target: off }')), setupOf(noConfig))).toEqual([])
  })

  test('so many entries that they cannot be compared are not passed over', () => {
    const letters = [...'abcdefghijk']
    const each = (i: number): string => `{ paths: ["*${letters[i % letters.length]}*"], rules: { link-target: off } }`
    const names = Array.from({ length: 2 ** letters.length }, (_, i) =>
      letters.filter((_each, bit) => (i >> bit) % 2 === 1).join(''),
    )
    const files = names.map((name) => ({ file: `${name}-/kep.yaml`, kep: `${name}-` }))
    expect(asked('', lines(...Array.from({ length: 4000 }, (_, i) => each(i))), { files })).toEqual([
      '1:1 overrides and exemptions are too many to be compared with those of before',
    ])
  })

  test.each<readonly [string | null, string | null, readonly string[]]>([
    ['o/r', 'x/y', ['1:13 repository is x/y, and was o/r, whose URLs are no longer checked']],
    ['o/r', 'O/R', []],
    [null, 'x/y', []],
    ['o/r', null, ['1:13 repository is not known, and was o/r, whose URLs are no longer checked']],
  ])('URLs were those of %s and are those of %s', (was, is, expected) => {
    const now = configOf('repository: x/y')
    expect(messages(setupOf(noConfig, { repository: was }), setupOf(now, { repository: is }))).toEqual(expected)
  })

  test.each<readonly [string, string, readonly string[]]>([
    ['- sig-node', '- sig-node\n- sig-new', ['1:9 roster is b.yaml, which names sig-new; a.yaml does not']],
    ['- sig-node\n- sig-storage', '- sig-storage', []],
    ['- sig-node', '- sig-node', []],
  ])('a roster %j becomes %j', (was, is, expected) => {
    const of = (path: string, text: string): Roster => readRoster(path, text, [])
    const rosters = () => ({ before: of('a.yaml', was), now: of('b.yaml', is) })
    expect(asked('roster: a.yaml', 'roster: b.yaml', { rosters })).toEqual(expected)
  })

  test.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    [
      'profile: kep',
      ['kep-1a', 'kep', 'kep-flat'],
      ['kep'],
      ['1:10 profile is kep, and was auto; proposals of the format kep-1a and kep-flat are not read any more'],
    ],
    ['profile: auto', ['kep'], ['kep-1a', 'kep', 'kep-flat'], []],
    ['profile: kep', ['kep'], ['kep'], []],
  ])('%s: formats %j become %j', (now, olds, news, expected) => {
    const named = (each: readonly string[]) => profiles.filter(({ name }) => each.includes(name))
    expect(
      messages(setupOf(noConfig, { profiles: named(olds) }), setupOf(configOf(now), { profiles: named(news) })),
    ).toEqual(expected)
  })

  const held = (state: string, entries: string): WrittenSetup['baseline'] => {
    const read = readBaseline(
      'b.json',
      `{"version": 1, "keps": {"keps/a": {"state": "${state}", "findings": {${entries}}}}}`,
    )
    if (typeof read === 'string') throw new Error(read)
    return read
  }

  test.each<readonly [string, string, readonly string[]]>([
    ['provisional', '"00d4fbdb1a5b4c53": "link-target"', []],
    ['draft', '"00d4fbdb1a5b4c53": "link-target"', []],
    ['provisional', '', []],
    ['provisional', '"00d4fbdb1a5b4c54": "link-target"', ['1:73 b.json holds a finding that it did not hold']],
    ['implementable', '"00d4fbdb1a5b4c53": "link-target"', ['1:75 b.json holds a finding that it did not hold']],
  ])('a baseline of a provisional KEP that says %s, with %j', (state, entries, expected) => {
    const before = setupOf(noConfig, { baseline: held('provisional', '"00d4fbdb1a5b4c53": "link-target"') })
    expect(messages(before, setupOf(noConfig, { baseline: held(state, entries) }))).toEqual(expected)
  })
})

describe('where keps/5-e and keps/6-f were renamed', () => {
  const exemption = (path: string): string => `exemptions: [{ rule: link-target, path: ${path}, reason: Old. }]`
  const override = (setting: string, ...paths: readonly string[]): string =>
    `overrides: [{ paths: [${paths.join(', ')}], rules: { link-target: ${setting} } }]`
  const two = `overrides:
  - { paths: [keps/a], rules: { uuid-unique: off } }
  - { paths: [keps/a], rules: { link-target: off } }`
  const moves: Moves = {
    forth: (path) => path.replace(/^keps\/(?:5-e|6-f)(?=\/|$)/, (kep) => kep + kep.slice(-1)),
    back: (path) => path.replace(/^keps\/(?:5-ee|6-ff)(?=\/|$)/, (kep) => kep.slice(0, -1)),
  }
  const files = ['keps/5-e', 'keps/5-ee', 'keps/6-f', 'keps/6-ff'].map((kep) => ({ file: `${kep}/kep.yaml`, kep }))

  test.each<readonly [string, string, string, readonly string[]]>([
    ['an exemption left where it was', exemption('keps/5-e'), exemption('keps/5-e'), []],
    ['an exemption that followed', exemption('keps/5-e/README.md'), exemption('keps/5-ee/README.md'), []],
    [
      'an exemption of another KEP',
      exemption('keps/5-e'),
      exemption('keps/5-eee'),
      ['1:22 exemption of link-target for "keps/5-eee" is new'],
    ],
    ['an override left where it was', override('off', 'keps/5-e'), override('off', 'keps/5-e'), []],
    ['an override that followed', override('off', 'keps/5-e/**'), override('off', 'keps/5-ee/**'), []],
    ['a raising override left where it was', override('error', 'keps/5-e'), override('error', 'keps/5-e'), []],
    ['a raising override that followed', override('error', 'keps/5-e'), override('error', 'keps/5-ee'), []],
    [
      'an override that followed in part',
      override('off', 'keps/5-e', 'keps/6-f'),
      override('off', 'keps/5-e', 'keps/6-ff'),
      [],
    ],
    [
      'an override of either path',
      override('off', 'keps/5-e'),
      `${override('off', 'keps/5-e').slice(0, -1)}, ${override('off', 'keps/5-ee').slice('overrides: ['.length)}`,
      [],
    ],
    [
      'an override that followed and asks less',
      override('error', 'keps/5-e'),
      override('notice', 'keps/5-ee'),
      ['1:57 link-target in "keps/5-ee" is a notice, and was an error'],
    ],
    [
      'a raising override that is gone',
      override('error', 'keps/5-e'),
      '',
      ['1:1 link-target in "keps/5-e" is a warning by default, and was an error'],
    ],
    [
      'an override of another KEP',
      override('off', 'keps/5-e'),
      override('off', 'keps/5-eee'),
      ['1:58 link-target in "keps/5-eee" is off, and was a warning by default'],
    ],
    ['two overrides of one path', two, two, []],
  ])('%s', (_, before, now, expected) => expect(asked(before, now, { moves, files })).toEqual(expected))
})
