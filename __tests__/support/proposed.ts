import { expect } from 'vitest'

import { type Content, newHistory, type Repository } from './git-repository.js'
import { type Files, proposal } from './proposals.js'
import { runAction, type Step, type StepResult } from './runner/run-action.js'
import { runHere } from './runner/run-here.js'

/** What becomes of files. */
export type Changes = Readonly<Record<string, Content>>

/** Files that are gone. */
export const without = (files: Files): Changes => Object.fromEntries(Object.keys(files).map((path) => [path, null]))

/**
 * A branch that is to be merged into `main`, which went on meanwhile by a KEP with a fault that is nobody's here, and
 * GitHub's trial merge of the two:
 *
 *     start ── base ── merge
 *          └── head ───┘
 */
export interface Proposed {
  readonly origin: Repository
  readonly ids: Ids
}

/** Commits by what they are called here. */
type Ids = Readonly<Record<'start' | 'base' | 'head' | 'merge', string>>

export function propose(before: Changes, change: Changes): Proposed {
  const meanwhile = proposal('keps/sig-node/meanwhile', 99, { title: 'Meanwhile', state: 'meanwhile' })
  const commits = [
    { parents: [], files: { 'README.md': '# Proposals\n', ...before } },
    { parents: [0], files: meanwhile },
    { parents: [0], files: change },
    { parents: [1, 2], files: change },
  ]
  const refs = { 'refs/heads/main': 1, 'refs/pull/7/head': 2, 'refs/pull/7/merge': 3 }
  const { origin, ids } = newHistory(commits, refs)
  const [start = '', base = '', head = '', merge = ''] = ids
  return { origin, ids: { start, base, head, merge } }
}

/** A clone of `origin` that has the pull request too; `main` is checked out. */
export function workOn({ origin }: Proposed): Repository {
  const work = origin.clone()
  work.git('fetch', '--quiet', 'origin', '+refs/pull/*:refs/remotes/pull/*')
  return work
}

/** The merge commit that GitHub would make of `main` and another commit: its id. No branch moves. */
export function tryMerge(work: Repository, head: string): string {
  work.git('checkout', '--quiet', '--detach', 'main')
  const merge = work.merge(head)
  work.checkout('main')
  return merge
}

/** From here on nothing can be fetched into it. */
export function cutOff(workspace: Repository): void {
  workspace.git('remote', 'set-url', 'origin', 'file:///nonexistent/enhancements.git')
}

/** What a run of the action tells, in which nothing changes from run to run and from day to day. */
export type Told = Pick<StepResult, 'exitCode' | 'outputs' | 'annotations' | 'summary' | 'log'>

/** Commands that an honest run of this action gives; all others would be somebody else's. */
export const ownCommands = ['error', 'warning', 'notice', 'group', 'endgroup', 'debug']

type Commits = Readonly<Record<string, string>>

/**
 * Runs the action in this process, and checks what must hold of every run. In what it tells, each of the commits is
 * called by its name in capitals, and the day is TODAY.
 */
export function act(step: Step, commits: Commits): Promise<Told> {
  return actBy(runHere, step, commits)
}

/** As `act`, in a process of its own: the built action. */
export function actBuilt(step: Step, commits: Commits): Promise<Told> {
  return actBy(runAction, step, commits)
}

async function actBy(runStep: typeof runAction, step: Step, commits: Commits): Promise<Told> {
  const days = [today()]
  const { exitCode, outputs, annotations, summary, log, ...rest } = await runStep(step)
  days.push(today())
  const secrets = step.inputs?.['github-token'] ? ['add-mask'] : []
  expect(rest.commands.filter(({ name }) => ![...ownCommands, ...secrets].includes(name))).toEqual([])
  expect(rest.exported).toEqual({ env: '', path: '', state: '' })
  expect(rest.droppedAnnotations).toEqual([])
  expect(outputs['conclusion'], log.join('\n')).toBe(rest.conclusion)

  const named = Object.entries(commits).flatMap(([name, id]) =>
    [id, id.slice(0, 7)].map((passing) => [passing, name.toUpperCase()]),
  )
  const dated = days.map((day) => [day, 'TODAY'])
  const lasting = (text: string): string =>
    [...named, ...dated].reduce((told, [passing = '', word = '']) => told.replaceAll(passing, word), text)
  return {
    exitCode,
    outputs,
    annotations: annotations.map((each) => ({ ...each, message: lasting(each.message) })),
    summary: lasting(summary),
    log: log.map(lasting),
  }
}

const today = (): string => new Date().toISOString().slice(0, 10)
