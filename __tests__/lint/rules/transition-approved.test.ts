import { expect, test } from 'vitest'
import { rules } from '../../../src/lint/lint.js'
import type { Review, Reviews } from '../../../src/lint/model/change.js'
import { makeTree, shownFinding } from '../../support/pages.js'
import { lint } from '../../support/report-schema.js'

const only = rules.filter(({ id }) => id === 'transition-approved')
const options = {
  today: '2026-01-15',
  repository: null,
  rules: new Map([['transition-approved', 'error' as const]]),
  only: null,
}

/** A tree of KEPs by their names: the state, and the approvers as YAML. */
type Keps = Readonly<Record<string, readonly [state: string, approvers: string]>>

function treeOf(keps: Keps, files: Readonly<Record<string, string>> = {}): ReturnType<typeof makeTree> {
  const texts = Object.entries(keps).map(([name, [state, approvers]]) => {
    return [`keps/${name}/metadata.yaml`, `title: ${name}\nstate: ${state}\napprovers: ${approvers}\n`] as const
  })
  return makeTree(new Map([...texts, ...Object.entries(files)]))
}

function findingsOf(before: ReturnType<typeof treeOf>, now: ReturnType<typeof treeOf>, reviews: Reviews | null) {
  const base = { tree: before, name: 'base', setups: null, reviews }
  return lint(now, { ...options, base }, only).findings
}

const head = 'beef002'
const approvalOf = (author: string): Review => ({ author, verdict: 'approval', commit: head })

/** What is said of one KEP. */
function said(from: string | null, to: string, approvers: string, list: readonly Review[] = []): string {
  const before = treeOf(from === null ? {} : { one: [from, approvers] })
  return findingsOf(before, treeOf({ one: [to, approvers] }), { list, author: 'mona', head })
    .map(shownFinding)
    .join('')
}

const lacking = (state: string): string =>
  `keps/one/metadata.yaml:2:8 error ${state} has no approving review of @hubot on the current head\n`

test('moves that want an approval, and moves that do not', () => {
  const words = ['draft', 'provisional', 'implementable', 'implemented', 'deferred', 'rejected', 'replaced', 'on-hold']
  const moves = [null, ...words].map((from) => {
    const wanting = words.filter((to) => said(from, to, '[hubot]') === lacking(to))
    const silent = words.filter((to) => said(from, to, '[hubot]') === '')
    expect([...wanting, ...silent].sort()).toEqual([...words].sort())
    return `${from}: ${wanting.join(' ')}`
  })
  expect(moves).toEqual([
    'null: provisional implementable implemented',
    'draft: provisional implementable implemented',
    'provisional: implementable implemented',
    'implementable: provisional',
    'implemented: provisional implementable',
    'deferred: provisional implementable',
    'rejected: provisional implementable',
    'replaced: provisional implementable',
    'on-hold: provisional implementable',
  ])
})

test('an approval lets each of these moves pass', () => {
  for (const from of [null, 'draft', 'deferred', 'on-hold']) {
    for (const to of ['provisional', 'implementable', 'implemented']) {
      expect(said(from, to, '[hubot]', [approvalOf('HuBot')])).toBe('')
    }
  }
})

test('an approval of a commit that is gone is one of another text', () => {
  expect(said('draft', 'provisional', '[hubot]', [{ author: 'hubot', verdict: 'approval', commit: null }])).toBe(
    `${lacking('provisional').trimEnd()}; @hubot approved an older commit\n`,
  )
})

test('a list that holds nothing to approve with is no way around', () => {
  const nobody = 'provisional has no approving review on the current head; approvers names nobody who can approve'
  for (const approvers of ['', '[]', '[TBD]', '["@jane.doe"]', '[the storage people]', '[{ name: hubot }]']) {
    expect(said('draft', 'provisional', approvers, [approvalOf('hubot')])).toBe(
      `keps/one/metadata.yaml:2:8 error ${nobody}\n`,
    )
  }
})

test('a group that the change makes stands for nobody in a list that was there', () => {
  const aliases = { OWNERS_ALIASES: 'aliases:\n  leads: [friend]\n' }
  const [draft, now] = [treeOf({ one: ['draft', '[leads]'] }), treeOf({ one: ['provisional', '[leads]'] }, aliases)]
  const reviews = { list: [approvalOf('friend')], author: 'mona', head }
  const message = 'provisional has no approving review of @leads on the current head'
  expect(findingsOf(draft, now, reviews).map(({ message }) => message)).toEqual([
    `${message}; @friend approved, but only this change lists them`,
  ])
  expect(findingsOf(treeOf({}), now, reviews)).toEqual([])
})

test('unknown reviews are told once, at the first KEP that moves, with the others', () => {
  const before = treeOf({ one: ['draft', '[hubot]'], two: ['draft', '[hubot]'], three: ['draft', '[hubot]'] })
  const now = treeOf({ one: ['provisional', '[hubot]'], two: ['provisional', '[TBD]'], three: ['draft', '[hubot]'] })
  const [finding, ...others] = findingsOf(before, now, { unknown: 'GitHub is too slow to answer' })
  expect(others).toEqual([])
  expect(finding && shownFinding(finding)).toBe(
    'keps/one/metadata.yaml:2:8 error approvals are not checked: GitHub is too slow to answer\n',
  )
  expect(finding?.related?.map(({ at, message }) => `${at.path}:${at.line} ${message}`)).toEqual([
    'keps/two/metadata.yaml:2 keps/two becomes provisional here',
  ])
})

test('without a pull request nothing is said', () => {
  expect(findingsOf(treeOf({}), treeOf({ one: ['provisional', '[hubot]'] }), null)).toEqual([])
})
