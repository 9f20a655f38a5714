import { expect } from 'vitest'

import { type Content, newRemote, type Repository } from './git-repository.js'
import { type Files, proposal } from './proposals.js'
import { runAction, type Step, type StepResult } from './runner/run-action.js'

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
  /** The clone that all was made in; `main` is checked out. */
  readonly work: Repository
  readonly ids: Ids
}

/** Commits by what they are called here. */
type Ids = Readonly<Record<'start' | 'base' | 'head' | 'merge', string>>

export function propose(before: Changes, change: Changes): Proposed {
  const { origin, work } = newRemote()
  const start = work.commit({ 'README.md': '# Proposals\n', ...before })
  work.branch('topic')
  const head = work.commit(change)
  work.checkout('main')
  const base = work.commit(proposal('keps/sig-node/meanwhile', 99, { title: 'Meanwhile', state: 'meanwhile' }))
  const merge = tryMerge(work, head)
  work.git('push', '--quiet', 'origin', 'main', 'topic:refs/pull/7/head', `${merge}:refs/pull/7/merge`)
  return { origin, work, ids: { start, base, head, merge } }
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

/**
 * Runs the built action, and checks what must hold of every run. In what it tells, each of the commits is called by
 * its name in capitals, and the day is TODAY.
 */
export async function act(step: Step, commits: Readonly<Record<string, string>>): Promise<Told> {
  const days = [today()]
  const { exitCode, outputs, annotations, summary, log, ...rest } = await runAction(step)
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
