import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'

import { findBase, type Search, scopeOf, sentenceOf } from '../../src/action/base.js'
import { type Event, readEvent } from '../../src/action/event.js'
import { type Inputs, readInputs } from '../../src/action/inputs.js'
import { UsageError } from '../../src/host/errors/usage-error.js'
import { openGit } from '../../src/host/git/objects.js'
import { checkout, newRemote, newRepository, type Repository, temporaryDirectory } from '../support/git-repository.js'
import {
  label,
  mergeGroup,
  pullRequest,
  pullRequestReview,
  pullRequestTarget,
  push,
  type Sent,
  schedule,
  workflowDispatch,
  zeros,
} from '../support/payloads.js'

// Each test runs git some dozens of times, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** Reads an event as the action does: from the environment, and from the file that it names. */
function received({ event, env }: Sent, text = JSON.stringify(event.payload)): Event {
  const path = join(temporaryDirectory(), 'event.json')
  writeFileSync(path, text)
  return readEvent({ GITHUB_EVENT_NAME: event.name, GITHUB_EVENT_PATH: path, ...env })
}

function find(workspace: Repository | string, event: Sent | Event, inputs: Partial<Search['inputs']> = {}): Told {
  const found = findBase({
    git: openGit(typeof workspace === 'string' ? workspace : workspace.root),
    inputs: { base: null, scope: 'auto', ...inputs },
    event: 'env' in event ? received(event) : event,
  })
  return 'why' in found ? { none: sentenceOf(found), notice: found.notice } : { commit: found.commit, name: found.name }
}

/** The base, or what a run says without one. */
type Told = { readonly commit: string; readonly name: string } | { readonly none: string; readonly notice: boolean }

const short = (id: string): string => id.slice(0, 7)
const found = (id: string, name = short(id)): Told => ({ commit: id, name })
const notice = (none: string): Told => ({ none, notice: true })
const quiet = (none: string): Told => ({ none, notice: false })
const lacking = (id: string, mend: string): Told =>
  notice(`the base ${short(id)} is not in this clone and could not be fetched, so the whole tree counts; ${mend}`)

/** The origin does not answer any more. */
function cutOff(origin: Repository): void {
  rmSync(origin.root, { recursive: true })
}

/**
 * A pull request of two commits. The branch `main` is at `start` where it begins, and at `base` when it is tried:
 *
 *     start ── base ────── merge
 *          └── early ── head ┘
 */
function proposed(): Proposed {
  const origin = newRepository({ bare: true })
  const work = newRepository()
  ids ??= propose()
  cpSync(join(templates, 'origin'), origin.root, { recursive: true })
  cpSync(join(templates, 'work'), work.root, { recursive: true })
  work.git('remote', 'set-url', 'origin', origin.url)
  return { origin, work, ...ids }
}

type Ids = Readonly<Record<'start' | 'early' | 'head' | 'base' | 'merge', string>>
type Proposed = Ids & { readonly origin: Repository; readonly work: Repository }

// Git is slow to start, and copies are fast.
const templates = mkdtempSync(join(tmpdir(), 'keplint-proposed-'))
let ids: Ids | null = null
afterAll(() => rmSync(templates, { recursive: true }))

function propose(): Ids {
  const { origin, work } = newRemote()
  const start = work.commit({ 'keps/a.md': 'a' })
  work.push('HEAD:main')
  work.branch('topic')
  const early = work.commit({ 'keps/b.md': 'b' })
  const head = work.commit({ 'keps/b.md': 'better' })
  work.push('topic:refs/pull/7/head')
  work.checkout('main')
  const base = work.commit({ 'keps/c.md': 'c' })
  work.push('main')
  const merge = tryMerge(work)
  cpSync(origin.root, join(templates, 'origin'), { recursive: true })
  cpSync(work.root, join(templates, 'work'), { recursive: true })
  return { start, early, head, base, merge }
}

/** GitHub's trial merge of the branch `topic`, at its origin. */
function tryMerge(work: Repository): string {
  work.checkout('main')
  work.git('checkout', '--quiet', '--detach')
  const merge = work.merge('topic')
  work.push('HEAD:refs/pull/7/merge', '--force')
  work.checkout('main')
  return merge
}

describe('a pull request', () => {
  test.each([0, 2, 3])('is compared with the first parent of its merge commit (fetch-depth: %i)', (depth) => {
    const { origin, head, base, merge } = proposed()
    const workspace = checkout(origin, merge, depth)
    cutOff(origin)
    expect(find(workspace, pullRequest({ head, base, merge }))).toEqual(found(base))
  })

  test('is compared with it where the clone has the merge commit alone and can fetch it', () => {
    const { origin, head, base, merge } = proposed()
    const workspace = checkout(origin, merge)
    expect(find(workspace, pullRequest({ head, base, merge }))).toEqual(found(base))
    expect(workspace.git('cat-file', '-t', `${base}:keps`)).toBe('tree')
  })

  test('is told of the depth that would do where it cannot be fetched', () => {
    const { origin, head, base, merge } = proposed()
    const workspace = checkout(origin, merge)
    cutOff(origin)
    expect(find(workspace, pullRequest({ head, base, merge }))).toEqual(
      lacking(base, 'set fetch-depth: 2 for actions/checkout'),
    )
  })

  test('from a fork has the same base', () => {
    const { origin, head, base, merge } = proposed()
    const sent = pullRequest({ head, base, merge, fork: true, author: 'hubot' })
    expect(received(sent)).toEqual({
      kind: 'pull request',
      name: 'pull_request',
      number: 7,
      author: 'hubot',
      head,
      base,
      merge,
    })
    expect(find(checkout(origin, merge), sent)).toEqual(found(base))
  })

  test('that is reviewed has the same base', () => {
    const { origin, head, base, merge } = proposed()
    const sent = pullRequestReview({ head, base, merge, author: 'hubot', number: 12 })
    expect(received(sent)).toEqual({
      kind: 'pull request',
      name: 'pull_request_review',
      number: 12,
      author: 'hubot',
      head,
      base,
      merge,
    })
    expect(find(checkout(origin, merge, 2), sent)).toEqual(found(base))
  })

  test('that was force-pushed has the base of what it is now', () => {
    const { origin, work, start, head, base } = proposed()
    work.git('checkout', '--quiet', '-B', 'topic', start)
    const again = work.commit({ 'keps/b.md': 'again' })
    const merge = tryMerge(work)
    const sent = pullRequest({ action: 'synchronize', before: head, head: again, base, merge })
    expect(find(checkout(origin, merge), sent)).toEqual(found(base))
    expect(find(checkout(origin, again, 0), sent)).toEqual(found(start))
  })

  test('is not blamed for what was merged between the event and the trial merge', () => {
    const { origin, work, head, base } = proposed()
    const later = work.commit({ 'keps/d.md': 'd' })
    work.push('main')
    const merge = tryMerge(work)
    expect(find(checkout(origin, merge, 2), pullRequest({ head, base, merge }))).toEqual(found(later))
  })

  test('whose payload has a newer head than the merge commit that is checked out has the base of that', () => {
    const { origin, work, base, merge } = proposed()
    work.checkout('topic')
    const newer = work.commit({ 'keps/b.md': 'best' })
    expect(find(checkout(origin, merge, 2), pullRequest({ head: newer, base, merge }))).toEqual(found(base))
  })

  test('that is merged already has the base that it was merged into', () => {
    const { origin, work, head, base } = proposed()
    const merged = work.merge('topic')
    work.push('main')
    const { event } = pullRequest({ action: 'closed', head, base, merge: merged })
    const sent = { event, env: { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: merged } }
    expect(find(checkout(origin, merged), sent)).toEqual(found(base))
  })
})

describe('a pull request whose head is checked out', () => {
  test('is compared with where it left its base', () => {
    const { origin, start, head, base, merge } = proposed()
    const workspace = checkout(origin, head, 0)
    cutOff(origin)
    expect(find(workspace, pullRequest({ head, base, merge }))).toEqual(found(start))
  })

  test('is compared with it although the clone is of its branch alone', () => {
    const { origin, start, head, base, merge } = proposed()
    const workspace = newRepository()
    workspace.git('remote', 'add', 'origin', origin.url)
    workspace.git('fetch', '--quiet', 'origin', 'refs/pull/7/head')
    workspace.git('checkout', '--quiet', '--detach', head)
    expect(find(workspace, pullRequest({ head, base, merge }))).toEqual(found(start))
  })

  test('is not taken for a trial merge where it merges its base itself', () => {
    const { origin, work, start, base } = proposed()
    work.checkout('topic')
    const head = work.merge('main')
    work.push('topic:refs/pull/7/head', '--force')
    const merge = tryMerge(work)
    const workspace = checkout(origin, head, 0)
    expect(find(workspace, pullRequest({ head, base, merge }))).toEqual(found(base))
    expect(find(workspace, pullRequest({ head, base: start, merge }))).toEqual(found(start))
  })

  test('is told of the depth that would do where the clone is cut off between the two', () => {
    const { origin, head, base, merge } = proposed()
    expect(find(checkout(origin, head), pullRequest({ head, base, merge }))).toEqual(
      notice(
        `${short(head)} and the base ${short(base)} have no commit in common in this clone` +
          ', so the whole tree counts; set fetch-depth: 0 for actions/checkout',
      ),
    )
  })

  test('is told of it where the base cannot be fetched either', () => {
    const { origin, head, base, merge } = proposed()
    const workspace = checkout(origin, head)
    cutOff(origin)
    expect(find(workspace, pullRequest({ head, base, merge }))).toEqual(
      lacking(base, 'set fetch-depth: 0 for actions/checkout'),
    )
  })

  test('is not told of a depth where the history is whole and none would do', () => {
    const { origin, work, base, merge } = proposed()
    work.git('checkout', '--quiet', '--orphan', 'other')
    const head = work.commit({ 'keps/z.md': 'z' })
    work.push('other')
    const workspace = checkout(origin, head, 0)
    expect(find(workspace, pullRequest({ head, base, merge }))).toEqual(
      notice(
        `${short(head)} and the base ${short(base)} have no commit in common, ` +
          'so the whole tree counts; set input base to the commit to compare with',
      ),
    )
    const gone = 'f'.repeat(40)
    expect(find(workspace, pullRequest({ head, base: gone, merge }))).toEqual(
      lacking(gone, 'it must be a commit of the checked-out repository'),
    )
  })
})

describe('a merge group', () => {
  test('is compared with what it comes on top of', () => {
    const { origin, work, base, merge } = proposed()
    work.push(`${merge}:refs/heads/gh-readonly-queue/main/pr-7-${base}`)
    expect(find(checkout(origin, merge, 2), mergeGroup({ head: merge, base }))).toEqual(found(base))
    expect(find(checkout(origin, merge), mergeGroup({ head: merge, base }))).toEqual(found(base))
  })

  test('is told of the depth that would do: of two, or of however many it has', () => {
    const { origin, work, start, base, merge } = proposed()
    work.checkout(merge)
    const second = work.commit({ 'keps/e.md': 'e' })
    work.push(`${second}:refs/heads/gh-readonly-queue/main/pr-8-${merge}`)
    const workspace = checkout(origin, second)
    cutOff(origin)
    expect(find(workspace, mergeGroup({ head: second, base: merge }))).toEqual(
      lacking(merge, 'set fetch-depth: 2 for actions/checkout'),
    )
    for (const earlier of [base, start]) {
      expect(find(workspace, mergeGroup({ head: second, base: earlier }))).toEqual(
        lacking(earlier, 'set fetch-depth: 0 for actions/checkout'),
      )
    }
  })
})

describe('a push', () => {
  test('is compared with what the branch was', () => {
    const { origin, start, base } = proposed()
    expect(find(checkout(origin, base, 2), push({ before: start, after: base }))).toEqual(found(start))
    expect(find(checkout(origin, base), push({ before: start, after: base }))).toEqual(found(start))
  })

  test('of more than the clone has is told of the depth that would do', () => {
    const { origin, start, early, head } = proposed()
    const workspace = checkout(origin, head)
    cutOff(origin)
    expect(find(workspace, push({ before: early, after: head, branch: 'topic' }))).toEqual(
      lacking(early, 'set fetch-depth: 2 for actions/checkout'),
    )
    expect(find(workspace, push({ before: start, after: head, branch: 'topic' }))).toEqual(
      lacking(start, 'set fetch-depth: 0 for actions/checkout'),
    )
  })

  test('that makes its branch has no base, and nobody is bothered', () => {
    const { origin, base } = proposed()
    const none = quiet('the push creates the branch, which has no base, so the whole tree counts')
    expect(find(checkout(origin, base), push({ before: zeros, after: base }))).toEqual(none)
    expect(find(checkout(origin, base), push({ before: zeros, after: base }), { scope: 'changed' })).toEqual(none)
  })

  test('that takes its branch away has no base', () => {
    const { origin, head, base } = proposed()
    expect(find(checkout(origin, base), push({ before: head, after: zeros, branch: 'topic', sha: base }))).toEqual(
      quiet('the push deletes the branch, which leaves no base, so the whole tree counts'),
    )
  })

  test('that replaces commits is compared with them as long as they can be fetched', () => {
    const { origin, work, start, base } = proposed()
    work.git('reset', '--quiet', '--hard', start)
    const after = work.commit({ 'keps/c.md': 'otherwise' })
    work.push('main', '--force')
    const sent = push({ before: base, after, forced: true })
    expect(find(checkout(origin, after), sent)).toEqual(found(base))

    origin.git('update-ref', '-d', 'refs/pull/7/merge')
    origin.git('-c', 'gc.reflogExpire=now', 'gc', '--quiet', '--prune=now')
    for (const depth of [0, 1, 2]) {
      expect(find(checkout(origin, after, depth), sent)).toEqual(
        quiet(
          `the force push replaced the base ${short(base)}, which can no longer be fetched, so the whole tree counts`,
        ),
      )
    }
  })
})

describe('an event without a base', () => {
  test('checks the whole tree, unless the inputs say otherwise', () => {
    const { origin, start, head, base, merge } = proposed()
    const workspace = checkout(origin, base, 0)
    for (const [name, sent] of [
      ['schedule', schedule(base)],
      ['workflow_dispatch', workflowDispatch(base)],
      ['label', label(base)],
      ['pull_request_target', pullRequestTarget({ head, base, merge })],
    ] as const) {
      const none = `the event ${name} has no base, so the whole tree counts`
      expect(find(workspace, sent)).toEqual(quiet(none))
      expect(find(workspace, sent, { scope: 'all' })).toEqual(quiet(none))
      expect(find(workspace, sent, { scope: 'changed' })).toEqual(
        notice(`${none}; set input base, or remove scope: changed`),
      )
      expect(find(workspace, sent, { base: 'HEAD~1' })).toEqual(found(start, 'HEAD~1'))
    }
  })

  test.each(['constructor', '__proto__', 'Push', ''])('nor is there one where its name is %j', (name) => {
    const event = readEvent({ GITHUB_EVENT_NAME: name })
    expect(event).toEqual({ kind: 'other', name })
    expect(find(temporaryDirectory(), event)).toEqual(
      quiet(
        `${name === '' ? 'there is no event to take a base from' : `the event ${name} has no base`}, so the whole tree counts`,
      ),
    )
  })
})

describe('the input base', () => {
  const sent = ({ head, base, merge }: Proposed): Sent => pullRequest({ head, base, merge })

  test('is stronger than the event', () => {
    const all = proposed()
    const { origin, start, early, base, merge } = all
    all.work.git('tag', '--annotate', '--message', 'The first.', 'v1', start)
    all.work.push('v1')
    all.work.push(`${early}:refs/heads/release/1.0`)
    const workspace = checkout(origin, merge, 0)
    workspace.git('fetch', '--quiet', 'origin', 'refs/tags/v1:refs/tags/v1')
    cutOff(origin)
    for (const [input, commit, name] of [
      ['origin/main', base],
      ['main', base],
      ['refs/remotes/origin/main', base],
      ['release/1.0', early],
      ['HEAD^1~1', start],
      ['v1', start],
      [start, start, short(start)],
      [early.slice(0, 12), early],
    ] as const)
      expect(find(workspace, sent(all), { base: input }), input).toEqual(found(commit, name ?? input))
  })

  test('is fetched where the clone lacks it', () => {
    const all = proposed()
    const { origin, base, head, merge } = all
    for (const [input, commit, name] of [
      ['main', base],
      ['origin/main', base],
      ['refs/heads/main', base],
      [base, base, short(base)],
      [head, head, short(head)],
    ] as const) {
      expect(find(checkout(origin, merge), sent(all), { base: input }), input).toEqual(found(commit, name ?? input))
    }
  })

  test('is no tip of another branch, but the commit where the checked-out one left it', () => {
    const all = proposed()
    const { origin, work, start, head, base } = all
    const workspace = checkout(origin, head, 0)
    for (const input of ['main', 'origin/main']) {
      expect(find(workspace, sent(all), { base: input })).toEqual(found(start, `${input} at ${short(start)}`))
    }
    expect(find(workspace, sent(all), { base })).toEqual(found(start))

    work.git('checkout', '--quiet', '--orphan', 'unrelated')
    const unrelated = work.commit({ 'keps/z.md': 'z' })
    work.push('unrelated')
    const apart = (name: string, so: string): Told =>
      notice(`${short(head)} and the base ${name} have no commit in common${so}`)
    for (const [input, name] of [
      ['unrelated', 'unrelated'],
      [unrelated, short(unrelated)],
    ] as const) {
      expect(find(workspace, sent(all), { base: input })).toEqual(
        apart(name, ', so the whole tree counts; set input base to the commit to compare with'),
      )
    }
    const shallow = ' in this clone, so the whole tree counts; set fetch-depth: 0 for actions/checkout'
    for (const [input, name] of [
      ['main', 'main'],
      [base, short(base)],
      [start, short(start)],
    ] as const) {
      expect(find(checkout(origin, head), sent(all), { base: input })).toEqual(apart(name, shallow))
    }
  })

  test('that a shallow clone lacks and that cannot be fetched is told of', () => {
    const all = proposed()
    const workspace = checkout(all.origin, all.merge)
    const none = (input: string) =>
      notice(
        `input base "${input}" is not a commit in this clone, so the whole tree counts; ` +
          'set fetch-depth: 0 for actions/checkout',
      )
    for (const input of ['nowhere', 'HEAD~2', 'HEAD^1', 'main:refs/heads/evil', '+main', '*']) {
      expect(find(workspace, sent(all), { base: input })).toEqual(none(input))
    }
    expect(workspace.git('for-each-ref', '--format=%(refname)')).toBe('refs/remotes/checkout')
    cutOff(all.origin)
    expect(find(workspace, sent(all), { base: 'main' })).toEqual(none('main'))
    expect(find(workspace, sent(all), { base: all.start })).toEqual(
      lacking(all.start, 'set fetch-depth: 0 for actions/checkout'),
    )
  })

  test('that names nothing of a whole history is a mistake of the workflow', () => {
    const all = proposed()
    const workspace = checkout(all.origin, all.merge, 0)
    for (const input of ['mian', 'HEAD~9', 'two words', 'main:keps']) {
      expect(() => find(workspace, sent(all), { base: input })).toThrow(
        new UsageError(
          `input base "${input}" is not a commit in this repository: ` +
            'write a branch, a tag or a commit id, as in origin/main',
        ),
      )
    }
    const gone = 'f'.repeat(40)
    expect(find(workspace, sent(all), { base: gone })).toEqual(
      lacking(gone, 'it must be a commit of the checked-out repository'),
    )
  })

  test('may be what the event has instead of a commit', () => {
    const all = proposed()
    expect(find(checkout(all.origin, all.base), push({ before: zeros, after: all.base }), { base: zeros })).toEqual(
      quiet('input base is all zeros, which is not a commit, so the whole tree counts'),
    )
  })
})

describe('a workspace without a repository', () => {
  const none =
    'the workspace has no git repository that can be read, so the whole tree counts; ' +
    'actions/checkout creates one if git is installed'
  const a = 'a'.repeat(40)
  const b = 'b'.repeat(40)

  test.each<[string, Sent, Partial<Search['inputs']>, Told]>([
    ['pull_request', pullRequest({ head: a, base: b }), {}, notice(none)],
    ['merge_group', mergeGroup({ head: a, base: b }), {}, notice(none)],
    ['push', push({ before: b, after: a }), {}, quiet(none)],
    ['push that is to be compared', push({ before: b, after: a }), { scope: 'changed' }, notice(none)],
    ['schedule with a base', schedule(a), { base: 'main' }, notice(none)],
  ])('says so on %s', (_, sent, inputs, expected) => {
    expect(find(temporaryDirectory(), sent, inputs)).toEqual(expected)
  })

  test('without a commit says so', () => {
    expect(find(newRepository(), pullRequest({ head: a, base: b }))).toEqual(
      notice('nothing is checked out in the workspace, so the whole tree counts; run actions/checkout before keplint'),
    )
  })
})

describe('a payload that is not GitHub’s', () => {
  const texts = [
    '',
    '{',
    'null',
    '7',
    '"text"',
    '[]',
    '{}',
    '{"pull_request": 7, "merge_group": [], "before": 7}',
    '{"pull_request": {"head": null, "base": null, "user": [], "number": "7"}, "merge_group": null, "before": null}',
    '{"pull_request": {"head": {"sha": "HEAD"}, "base": {"sha": "--upload-pack=x"}, "user": {"login": 7}},' +
      ' "merge_group": {"base_sha": "main"}, "before": "main", "forced": 1}',
  ]

  const head = 'a'.repeat(40)
  const base = 'b'.repeat(40)
  const merge = 'c'.repeat(40)
  const nobody = { number: null, author: null, head: null, base: null } as const
  const pull = { kind: 'pull request', name: 'pull_request', ...nobody } as const
  const group = { kind: 'merge group', name: 'merge_group', base: null } as const
  const pushed = { kind: 'push', name: 'push', before: null, deleted: false, forced: false } as const

  test.each(texts)('%s says nothing, and is no crash', (text) => {
    expect(received(pullRequest({ head, base, merge }), text)).toEqual({ ...pull, merge })
    expect(received(mergeGroup({ head, base }), text)).toEqual(group)
    expect(received(push({ before: base, after: head }), text)).toEqual(pushed)
  })

  test('leaves nothing to compare with but the parent of a merge commit', () => {
    const { origin, ...ids } = proposed()
    const workspace = checkout(origin, ids.head, 0)
    const unnamed = (name: string): string =>
      `the payload of the event ${name} has no base, so the whole tree counts; set input base`
    expect(find(workspace, { ...pull, merge: ids.merge })).toEqual(notice(unnamed('pull_request')))
    expect(find(workspace, group)).toEqual(notice(unnamed('merge_group')))
    expect(find(workspace, pushed)).toEqual(quiet(unnamed('push')))
    expect(find(workspace, pushed, { scope: 'changed' })).toEqual(notice(unnamed('push')))
    expect(find(checkout(origin, ids.merge), { ...pull, merge: ids.merge })).toEqual(found(ids.base))
    expect(find(checkout(origin, ids.merge), { ...pull, merge: null })).toEqual(notice(unnamed('pull_request')))
  })

  test.each([undefined, '', '/nonexistent/event.json', '/'])('nor is a file that is not there: %s', (path) => {
    const event = readEvent({ GITHUB_EVENT_NAME: 'merge_group', GITHUB_EVENT_PATH: path })
    expect(event).toEqual(group)
  })
})

test.each<[string, string]>([
  ['pull_request', 'changed'],
  ['pull_request_review', 'changed'],
  ['merge_group', 'changed'],
  ['push', 'all'],
  ['schedule', 'all'],
  ['workflow_dispatch', 'all'],
  ['pull_request_target', 'all'],
  ['label', 'all'],
])('the scope on %s is %s', (name, usual) => {
  const event = readEvent({ GITHUB_EVENT_NAME: name })
  expect((['auto', 'all', 'changed'] as const).map((scope) => scopeOf(scope, event))).toEqual([usual, 'all', 'changed'])
})

describe('inputs that compare', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })

  /** Reads inputs from the variables that the runner makes of them, and what that writes to the log. */
  function read(inputs: Readonly<Record<string, string>>): Partial<Inputs> & { readonly log: readonly string[] } {
    const log: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => log.push(String(text).trimEnd()) > 0)
    for (const [name, value] of Object.entries(inputs)) vi.stubEnv(`INPUT_${name.toUpperCase()}`, value)
    const { scope, base, configFrom, githubToken } = readInputs()
    return { scope, base, configFrom, githubToken, log }
  }

  test('mean their defaults where they are left out or empty', () => {
    const usual = { scope: 'auto', base: null, configFrom: 'head', githubToken: null, log: [] }
    expect(read({})).toEqual(usual)
    expect(read({ scope: '', base: ' ', 'config-from': '', 'github-token': '' })).toEqual(usual)
  })

  test('are read, and the token is masked', () => {
    expect(read({ scope: 'changed', base: 'origin/main', 'config-from': 'base', 'github-token': 'ghs_1%2' })).toEqual({
      scope: 'changed',
      base: 'origin/main',
      configFrom: 'base',
      githubToken: 'ghs_1%2',
      log: ['::add-mask::ghs_1%252'],
    })
  })

  test.each([
    ['scope', 'change', 'input scope "change" is not one of auto, all, changed; did you mean changed?'],
    ['config-from', 'main', 'input config-from "main" is not one of head, base'],
    ['base', '--upload-pack=x', 'input base "--upload-pack=x" is not a branch, a tag or a commit id'],
  ])('are refused where they mean nothing: %s %s', (name, value, message) => {
    expect(() => read({ [name]: value })).toThrow(new UsageError(message))
  })
})
