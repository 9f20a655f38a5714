import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lint, profiles, type Profile } from '../src/lint/lint.js'
import type { Tree } from '../src/lint/model/tree.js'
import { readProfile } from '../src/lint/parse/profile-file.js'
import { makeTree, shownFinding } from './pages.js'

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
    expect(findingsIn(broken, [profileOf(own)])).toBe('')
  })
})
