import { Buffer } from 'node:buffer'
import { realpathSync } from 'node:fs'

import {
  type Baseline,
  type Config,
  type Fault,
  noConfig,
  type Profile,
  profiles,
  readBaseline,
  readConfig,
  readProfile,
  rules,
} from '../lint/lint.js'
import { nearest } from '../lint/words/nearest.js'
import { resolveFrom } from '../lint/words/paths.js'
import { largestLimit } from './text-file.js'
import { UsageError } from './usage-error.js'
import { readText } from './workspace.js'

/** The configuration that is looked for at the root. */
export const usualConfig = '.keplint.yml'

/** All that a repository has written for keplint, read. */
export interface Setup {
  readonly config: Config
  /** The formats that KEPs may have: all built-in ones, or the one that is named. */
  readonly profiles: readonly Profile[]
  readonly baseline: Baseline | null
  /** Files that the lint reads beside those of KEPs. */
  readonly alsoRead: readonly string[]
}

/** What the command line or the workflow says of it; null where it says nothing. */
export interface Asked {
  readonly config: string | null
  readonly profile: string | null
}

/** Reads a file of the repository: its text, or why there is none; null where there is no such file. */
export type ReadFile = (path: string) => { readonly text: string } | { readonly reason: string } | null

/** Reads files below `root`, an absolute path without links, as safely as those of KEPs. */
export function fileReader(root: string): ReadFile {
  return (path) => {
    const read = readText(root, path, Buffer.allocUnsafe(largestLimit))
    if ('missing' in read) return null
    // A link in place of a directory of the path would lead out of the tree.
    const real = realpathSync.native(`${root}/${path}`)
    return real === `${root}/${path}` ? read : { reason: 'is reached through a symbolic link' }
  }
}

/**
 * Reads the configuration, the profile file and the baseline that it names. Throws a UsageError for the first
 * fault of a file, with its line and column, and for files that are not there.
 */
export function readSetup(read: ReadFile, asked: Asked): Setup {
  const path = asked.config === null ? usualConfig : insideOf(asked.config, 'the configuration')
  const found = read(path)
  if (found === null && asked.config !== null) throw new UsageError(`the configuration ${path} does not exist`)
  const text = found === null ? null : textOf(found, path)
  const ids = rules.map((rule) => rule.id)
  const first = text === null ? noConfig : valueOf(readConfig(path, text, ids, null))
  const chosen = profilesOf(asked.profile ?? first.profile ?? 'auto', read)
  const states = [...profiles, ...chosen].flatMap((profile) => profile.states.map((state) => state.name))
  const config = text === null ? noConfig : valueOf(readConfig(path, text, ids, states))
  const roster = config.roster === null ? null : insideOf(config.roster, 'the roster')
  if (roster !== null) textOf(read(roster) ?? { reason: 'does not exist' }, roster)
  return {
    config,
    profiles: chosen,
    baseline: baselineOf(config, read),
    alsoRead: roster === null ? [] : [roster],
  }
}

/** The file that a configuration keeps its baseline in. */
export function baselinePath(config: Config): string {
  return insideOf(config.baseline ?? '.keplint-baseline.json', 'the baseline')
}

function baselineOf(config: Config, read: ReadFile): Baseline | null {
  const path = baselinePath(config)
  const found = read(path)
  if (found === null) return null
  const baseline = readBaseline(path, textOf(found, path))
  if (typeof baseline === 'string') throw new UsageError(`the baseline ${path} ${baseline}`)
  return baseline
}

function profilesOf(name: string, read: ReadFile): readonly Profile[] {
  if (name === 'auto') return profiles
  const builtIn = profiles.find((profile) => profile.name === name)
  if (builtIn) return [builtIn]
  const names = ['auto', ...profiles.map((profile) => profile.name)]
  if (!/\.ya?ml$/i.test(name)) {
    const near = nearest(name, names)
    const hint = near === null ? '' : `; did you mean ${near}?`
    throw new UsageError(`profile "${name}" is not one of ${names.join(', ')}, nor a .yaml file${hint}`)
  }
  const path = insideOf(name, 'the profile')
  return [valueOf(readProfile(path, textOf(read(path) ?? { reason: 'does not exist' }, path), profiles))]
}

function insideOf(path: string, what: string): string {
  const inside = path.startsWith('/') ? null : resolveFrom('.', path)
  if (inside === null) throw new UsageError(`${what} ${path} is outside the root`)
  return inside
}

function textOf(read: { readonly text: string } | { readonly reason: string }, path: string): string {
  if ('text' in read) return read.text
  throw new UsageError(`${path} ${read.reason}`)
}

function valueOf<T>(read: { readonly value: T } | { readonly faults: readonly [Fault, ...Fault[]] }): T {
  if ('value' in read) return read.value
  const [{ at, message }, ...others] = read.faults
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  throw new UsageError(`${at.path}:${at.line}:${at.column}: ${message}${more}`)
}
