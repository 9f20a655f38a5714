import { describe, expect, test } from 'vitest'

import { noConfig, profiles, readConfig, readProfile } from '../src/lint/lint.js'
import type { Config } from '../src/lint/model/config.js'
import type { Profile } from '../src/lint/model/profile.js'
import { configLoosening } from '../src/lint/words/config-loosening.js'
import { profileLoosening } from '../src/lint/words/profile-loosening.js'

function profileOf(text: string): Profile {
  const read = readProfile('design/profile.yaml', text, profiles)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.value
}

function configOf(text: string): Config {
  const read = readConfig('.keplint.yml', text, ['uuid-unique', 'link-target'], null)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.value
}

const surroundings = {
  severities: new Map([['uuid-unique', 'error'], ['link-target', 'warning']] as const),
  usualPaths: ['keps'],
  moved: (path: string) => path,
}

describe('what a profile asks less', () => {
  test.each([
    ['people: { approvers: implementable }', 'people: { approvers: implemented }',
      ['approvers are no longer owed while implementable']],
    ['current: all', 'current: { since: v1.36 }', ['proposals are current from v1.36 on, and were from the first']],
    ['current: { since: v1.30 }', 'current: { since: v1.31 }', ['proposals are current from v1.31 on, and were from v1.30 on']],
    ['current: { since: v1.31 }', 'current: all', []],
    ['', 'approvals: none', ['approvals are no longer owed while implementable or implemented']],
    ['', 'approvals: { since: v1.40 }', ['approvals are owed from v1.40 on, and were from v1.21 on']],
    ['', 'files: { body-required: false }', ['the body is no longer required']],
    ['files: { body-required: false }', '', []],
    ['unlisted: [a.md]', 'unlisted: [a.md, b.md]', ['"b.md" need not be listed any more']],
    ['extra-sections: { Plan: draft }', '',
      ['section Plan is no longer owed while draft, provisional, implementable or implemented']],
    ['extra-sections: { Plan: { from: draft, since: v1.20 } }', 'extra-sections: { Plan: { from: draft, since: v1.30 } }',
      ['section Plan is owed from v1.30 on, and was from v1.20 on']],
    ['extra-sections: { Plan: draft }', 'extra-sections: { Plan: { from: draft, directory: plans } }',
      ['section Plan is owed only beside plans']],
    ['extra-sections: { Plan: none }', 'extra-sections: { Plan: { from: draft, empty: warning } }',
      ['an empty section Plan is a warning, and was an error']],
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
  const messages = (before: Config, now: Config, moved = surroundings.moved): readonly string[] =>
    [...configLoosening(before, now, { ...surroundings, moved })].map(({ at, message }) => (at ? `${at.line}:${at.column} ${message}` : message))

  test.each([
    ['paths: [keps]', 'paths: [.]', []],
    ['paths: [.]', 'paths: [keps]', ['1:8 paths no longer holds "."']],
    ['paths: [keps/sig-a/**, ./keps/sig-b/]', 'paths: ["keps/sig-*"]', []],
    ['paths: [keps/sig-a, keps/old]', 'paths: ["keps/sig-*"]', ['1:8 paths no longer holds "keps/old"']],
    ['paths: [keps, "!keps/a"]', 'paths: [keps]', []],
    ['', 'paths: [design]', ['1:8 paths no longer holds "keps"']],
    ['paths: [design]', '', ['paths no longer holds "design"']],
    ['rules: { link-target: off }', 'overrides: [{ rules: { link-target: off } }]', []],
    ['', 'overrides: [{ rules: { link-target: off } }]', [
      '1:37 link-target everywhere is off, and was a warning by default',
    ]],
    ['rules: { link-target: notice }', 'overrides: [{ paths: [keps/a], rules: { link-target: warning } }]', []],
    ['overrides: [{ paths: [keps/a], rules: { uuid-unique: off } }]', 'rules: { uuid-unique: notice }', [
      '1:23 uuid-unique is a notice, and was an error by default',
    ]],
    ['exemptions: [{ rule: link-target, path: keps/a, reason: Old., until: 2026-01-01 }]',
      'exemptions: [{ rule: link-target, path: keps/a, reason: Old. }]',
      ['1:22 exemption of link-target for "keps/a" holds for good, and held until 2026-01-01']],
    ['exemptions: [{ rule: link-target, path: keps/a, reason: Old. }]',
      'exemptions: [{ rule: link-target, path: keps/a, reason: Older., until: 2026-01-01 }]', []],
    ['roster: sigs.yaml', '', ['roster is the usual one, and was sigs.yaml']],
  ])('%s, then %s', (before, now, expected) => {
    expect(messages(configOf(before), configOf(now))).toEqual(expected)
  })

  test('a configuration where there was none is compared with what holds without', () => {
    expect(messages(noConfig, configOf('rules: { uuid-unique: warning, link-target: error }'))).toEqual([
      '1:23 uuid-unique is a warning, and was an error by default',
    ])
    expect(messages(noConfig, noConfig)).toEqual([])
  })
  const exemption = (path: string): string => `exemptions: [{ rule: link-target, path: ${path}, reason: Old. }]`
  const override = (setting: string, ...paths: readonly string[]): string =>
    `overrides: [{ paths: [${paths.join(', ')}], rules: { link-target: ${setting} } }]`
  const two = `overrides:
  - { paths: [keps/a], rules: { uuid-unique: off } }
  - { paths: [keps/a], rules: { link-target: off } }`

  test.each([
    ['an exemption left where it was', exemption('keps/5-e'), exemption('keps/5-e'), []],
    ['an exemption that followed', exemption('keps/5-e/README.md'), exemption('keps/5-ee/README.md'), []],
    ['an exemption of another KEP', exemption('keps/5-e'), exemption('keps/5-eee'),
      ['1:22 exemption of link-target for "keps/5-eee" is new']],
    ['an override left where it was', override('off', 'keps/5-e'), override('off', 'keps/5-e'), []],
    ['an override that followed', override('off', 'keps/5-e/**'), override('off', 'keps/5-ee/**'), []],
    ['a raising override left where it was', override('error', 'keps/5-e'), override('error', 'keps/5-e'), []],
    ['a raising override that followed', override('error', 'keps/5-e'), override('error', 'keps/5-ee'), []],
    ['an override that followed in part', override('off', 'keps/5-e', 'keps/6-f'),
      override('off', 'keps/5-e', 'keps/6-ff'), []],
    ['an override of either path', override('off', 'keps/5-e'),
      `${override('off', 'keps/5-e').slice(0, -1)}, ${override('off', 'keps/5-ee').slice('overrides: ['.length)}`, []],
    ['an override that followed and asks less', override('error', 'keps/5-e'), override('notice', 'keps/5-ee'),
      ['1:57 link-target in "keps/5-ee" is a notice, and was an error']],
    ['a raising override that is gone', override('error', 'keps/5-e'), '',
      ['link-target in "keps/5-e" is a warning by default, and was an error']],
    ['an override of another KEP', override('off', 'keps/5-e'), override('off', 'keps/5-eee'),
      ['1:58 link-target in "keps/5-eee" is off, and was a warning by default']],
    ['two overrides of one path', two, two, []],
  ])('where keps/5-e and keps/6-f were renamed: %s', (_, before, now, expected) => {
    const moved = (path: string): string => path.replace(/^keps\/(?:5-e|6-f)(?=\/|$)/, (kep) => kep + kep.slice(-1))
    expect(messages(configOf(before), configOf(now), moved)).toEqual(expected)
  })
})
