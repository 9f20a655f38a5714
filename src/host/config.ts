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
import type { Place } from '../lint/model/place.js'
import { nearest } from '../lint/text/nearest.js'
import { byUnits, directoryOf, resolveFrom } from '../lint/text/paths.js'
import { shown } from '../lint/text/quoting.js'
import { readText } from './disk/read-file.js'
import { largestLimit } from './disk/text-file.js'
import { errorCode } from './errors/system-error.js'
import { UsageError } from './errors/usage-error.js'
import { type Checkout, plainCheckout, skippedReader } from './git/checkout.js'

/** The configurations that are looked for at the root, of which one may be there. */
const usualConfigs = ['.keplint.yml', '.keplint.yaml'] as const

/** Names, in lower case, by which other tools would have a configuration, at the root or in a folder for such. */
const likeConfig = new RegExp(
  [/^(?:\.(?:github|config)\/)?/, /(?:\.?keplint(?:rc|\.config)?\.(?:ya?ml|json[c5]?|toml)|\.keplint(?:rc)?)$/]
    .map((part) => part.source)
    .join(''),
)

/**
 * The files that look as if they were meant for a configuration, and are not read as one; `read` is the one that is.
 * A sentence for each.
 */
export function unreadConfigs(files: Iterable<string>, read: string | null): readonly string[] {
  const known = new Set<string>(usualConfigs)
  const all = new Set(files)
  // Where case does not count, the usual name opens the file, however it is written.
  const isRead = (path: string): boolean => path === read || (path.toLowerCase() === read && !all.has(read))
  const others = [...all].filter((path) => likeConfig.test(path.toLowerCase()) && !known.has(path) && !isRead(path))
  return others.sort(byUnits).map((path) => `${path} is not read: the configuration is ${read ?? usualConfigs[0]}`)
}

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

/** Why a file is not read though its path leads to one. */
export const throughLink = { reason: 'is reached through a symbolic link' }

/** Reads files below `root`, an absolute path without links, as safely as those of KEPs. */
export function fileReader(root: string, checkout: Checkout = plainCheckout): ReadFile {
  return (path) => {
    const skipped = skippedReader(checkout, [path])(path)
    if (skipped !== null) return skipped
    const read = readText(root, path, Buffer.allocUnsafe(largestLimit))
    // A link in place of a directory of the path would lead out of the tree, also what is yet to be written.
    if ('missing' in read) return isReal(root, directoryOf(path)) ? null : throughLink
    return isReal(root, path) ? read : throughLink
  }
}

/** No link is in the path, as far as it is there. */
function isReal(root: string, path: string): boolean {
  if (path === '.') return true
  const place = `${root}/${path}`
  try {
    return realpathSync.native(place) === place
  } catch (error) {
    if (errorCode(error) === null) throw error
    return isReal(root, directoryOf(path))
  }
}

/**
 * Reads the configuration, the profile file and the baseline that it names. Throws a UsageError for the first
 * fault of a file, with its line and column, and for files that are not there.
 */
export function readSetup(read: ReadFile, asked: Asked): Setup {
  const path = asked.config === null ? usualConfig(read) : insideOf(asked.config, 'the configuration')
  const found = read(path)
  if (found === null && asked.config !== null) throw new UsageError(`the configuration ${path} does not exist`)
  const text = found === null ? null : textOf(found, path)
  const ids = rules.map((rule) => rule.id)
  const config = text === null ? noConfig : valueIn(readConfig(path, text, ids, null))
  const named = asked.profile === null ? (config.profile ?? ['auto']) : [asked.profile]
  const chosen = profilesOf(named, asked.profile === null ? config : noConfig, read)
  // The states' names come from the profile, whose name comes from the configuration.
  if (text !== null && config.overrides.some((override) => override.states.length > 0)) {
    const states = [...profiles, ...chosen].flatMap((profile) => profile.states.map((state) => state.name))
    valueIn(readConfig(path, text, ids, states))
  }
  return {
    config,
    profiles: chosen,
    baseline: baselineOf(config, read),
    alsoRead: rosterOf(config, read),
  }
}

function usualConfig(read: ReadFile): string {
  const [first, ...others] = usualConfigs.filter((path) => read(path) !== null)
  if (others.length === 0) return first ?? usualConfigs[0]
  throw new UsageError(`${[first, ...others].join(' and ')} both exist: keep one`)
}

/** The file that a configuration keeps its baseline in. */
export function baselinePath(config: Config): string {
  return insideOf(config.baseline ?? '.keplint-baseline.json', 'the baseline', config.placeOf('baseline'))
}

function rosterOf(config: Config, read: ReadFile): readonly string[] {
  if (config.roster === null) return []
  const at = config.placeOf('roster')
  const path = insideOf(config.roster, 'the roster', at)
  textOf(read(path) ?? notThere, `the roster ${path}`, at)
  return [path]
}

function baselineOf(config: Config, read: ReadFile): Baseline | null {
  const path = baselinePath(config)
  const found = read(path)
  if (found === null) return null
  const baseline = readBaseline(path, textOf(found, `the baseline ${path}`))
  if (typeof baseline === 'string') throw new UsageError(`the baseline ${path} ${baseline}`)
  return baseline
}

/** The formats of these names. `auto` stands alone: the built-in ones, as the tree has them. */
function profilesOf(names: readonly string[], config: Config, read: ReadFile): readonly Profile[] {
  const [first = 'auto', ...others] = names
  if (first === 'auto' && others.length === 0) return profiles
  const chosen = names.flatMap((name, i) =>
    profileNamed(name, config.placeOf('profile', ...(others.length > 0 ? [i] : [])), read),
  )
  const twice = chosen.find((profile, i) => chosen.findIndex(({ name }) => name === profile.name) < i)
  if (twice === undefined) return chosen
  throw faultAt(
    config.placeOf('profile'),
    `profile names ${shown(twice.name)} twice; give each format a name of its own`,
  )
}

function profileNamed(name: string, at: Place | null, read: ReadFile): readonly Profile[] {
  const builtIn = profiles.find((profile) => profile.name === name)
  if (builtIn) return [builtIn]
  if (!/\.ya?ml$/i.test(name)) {
    const names = ['auto', ...profiles.map((profile) => profile.name)]
    const near = nearest(name, names)
    const hint = near === null ? '' : `; did you mean ${near}?`
    throw faultAt(at, `profile ${shown(name)} is not one of ${names.join(', ')}, nor a .yaml file${hint}`)
  }
  const path = insideOf(name, 'the profile', at)
  return [valueIn(readProfile(path, textOf(read(path) ?? notThere, `the profile ${path}`, at), profiles))]
}

function insideOf(path: string, what: string, at: Place | null = null): string {
  const inside = path.startsWith('/') ? null : resolveFrom('.', path)
  if (inside === null) throw faultAt(at, `${what} ${path} is outside the root`)
  return inside
}

const notThere = { reason: 'does not exist' }

function textOf(
  read: { readonly text: string } | { readonly reason: string },
  name: string,
  at: Place | null = null,
): string {
  if ('text' in read) return read.text
  throw faultAt(at, `${name} ${read.reason}`)
}

/** What is wrong with a word of the configuration, or with one of the command line, which has no place. */
export function faultAt(at: Place | null, message: string): UsageError {
  return new UsageError(at === null ? message : `${at.path}:${at.line}:${at.column}: ${message}`)
}

function valueIn<T>(read: { readonly value: T } | { readonly faults: readonly [Fault, ...Fault[]] }): T {
  if ('value' in read) return read.value
  const [{ at, message }, ...others] = read.faults
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  throw faultAt(at, message + more)
}
