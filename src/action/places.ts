import { lstatSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathWithin } from '../host/disk/walk.js'
import { errorCode, errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import type { Checkout } from '../host/git/checkout.js'
import type { Git, NoGit } from '../host/git/objects.js'
import { originOf, repositoryOf } from '../host/repository.js'
import type { Inputs } from './inputs.js'
import { nearHint, refuseEmpty } from './patterns.js'
import type { TreePlace } from './publish.js'

type Environment = Readonly<Record<string, string | undefined>>

/** The workspace's real path: `GITHUB_WORKSPACE`, else the working directory. Throws a `UsageError` without one. */
export function workspacePlace(env: Environment): string {
  const path = env['GITHUB_WORKSPACE'] || process.cwd()
  try {
    return realpathSync.native(path)
  } catch (error) {
    throw new UsageError(`the workspace ${path} cannot be read: ${errorWords(error)}`)
  }
}

/**
 * The real path of the directory to check: the input `root`, from the workspace on, or the workspace itself. Throws a
 * `UsageError` where that is no directory of the workspace.
 */
export function rootOf(workspace: string, input: string | null): string {
  if (input === null) return workspace
  const place = realDirectory(workspace, input)
  if (pathWithin(workspace, place) === null) refuse(input, 'is outside the workspace')
  return place
}

function realDirectory(workspace: string, input: string): string {
  try {
    const place = realpathSync.native(resolve(workspace, input))
    if (lstatSync(place).isDirectory()) return place
  } catch (error) {
    const reason = errorWords(error)
    if (errorCode(error) !== 'ENOENT') refuse(input, `cannot be read: ${reason}`)
    refuseEmpty(workspace)
    const hint = nearHint(input, workspace) || '; check out the repository there, with path: of actions/checkout'
    refuse(input, `does not exist in the workspace${hint}`)
  }
  refuse(input, 'is not a directory')
}

function refuse(input: string, reason: string): never {
  throw new UsageError(`input root ${JSON.stringify(input)} ${reason}`)
}

/**
 * What to say where nobody has said where KEPs are, and there is no `keps` yet; null where there is one. Throws a
 * `UsageError` where nothing is checked out at all.
 */
export function usualPlaceIsMissing(root: string, { skippedAt }: Pick<Checkout, 'skippedAt'>): string | null {
  if (skippedAt('keps') !== null || isThere(join(root, 'keps'))) return null
  refuseEmpty(root)
  const hint = `set input paths if the KEPs are elsewhere${nearHint('keps', root)}`
  return `there is no directory keps yet, so nothing was checked; ${hint}`
}

/** Also true if that is not known: reading it reports why. */
function isThere(place: string): boolean {
  try {
    return lstatSync(place, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    errorWords(error)
    return true
  }
}

/** What GitHub calls the checked tree; `ownRepository` is the one whose URLs are paths of it, if any is. */
export function placeOf(
  root: string,
  git: Git | NoGit,
  { root: input }: Pick<Inputs, 'root'>,
  env: Environment,
): TreePlace & { readonly ownRepository: string | null } {
  const workflow = env['GITHUB_REPOSITORY']
  const directory = 'why' in git || git.prefix === '' ? '.' : git.prefix
  // What is checked out beside the workflow's own repository may be another one.
  const repository = repositoryOf(root, input === null ? null : originOf(root), workflow)
  const head = input === null || 'why' in git ? null : git.commit('HEAD')
  return {
    repository: input === null ? (workflow ?? null) : repository,
    commit: head ?? env['GITHUB_SHA'] ?? null,
    directory,
    // In a part of a repository, whose URLs lead from its top, none of them is a path of the tree.
    ownRepository: directory === '.' ? repository : null,
  }
}
