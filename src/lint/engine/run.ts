import { dialectsOf, type TreeDialect } from '../dialect/dialects.js'
import type { Base } from '../model/change.js'
import { noConfig } from '../model/config.js'
import type { LintOptions } from '../model/options.js'
import type { Profile } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { isOff } from '../policy/severity.js'
import { profiles } from '../profiles/index.js'
import { groups } from '../profiles/sigs.js'
import { type Cache, newCache } from '../read/cache.js'
import type { ReadingOptions } from '../read/catalogue.js'
import type { Rule } from '../rules/rule.js'
import { configFor } from './judge.js'

/** What a run is asked for, laid out before anything is read. */
export interface Run {
  readonly options: LintOptions
  /** What both trees are read with. */
  readonly reading: ReadingOptions
  /** The rules that are on somewhere. */
  readonly asked: readonly Rule[]
  /** Whether what is at a path is to be reported. */
  readonly isAsked: (path: string) => boolean
}

/**
 * Lays out a run of some rules over a tree. Where no format is chosen, those of the tree are learned: of a change from
 * what was there before it, so that no change makes itself legal.
 */
export function runOf(tree: Tree, asked: LintOptions, among: readonly Rule[], cache: Cache = newCache()): Run {
  const isChosen = asked.profiles !== undefined && asked.profiles !== profiles
  const dialects = isChosen ? [] : dialectsBefore(tree, asked.base ?? null, cache)
  const options = isChosen ? asked : { ...asked, profiles: formatsOf(dialects) }
  const { only, today, repository, config = noConfig, profiles: formats = profiles } = options
  return {
    options,
    reading: {
      profiles: formats,
      today,
      repository,
      groups,
      roster: config.roster,
      cache,
      dialects: dialects.map(({ report }) => report),
    },
    asked: among.filter((rule) => !isOff(rule, configFor(rule, options), options.rules)),
    isAsked: askedBy(only),
  }
}

/** The same run, of which other files are reported. */
export function runOnly(run: Run, only: LintOptions['only']): Run {
  return { ...run, options: { ...run.options, only }, isAsked: askedBy(only) }
}

function askedBy(only: LintOptions['only']): Run['isAsked'] {
  return (path) => only === null || only.some((each) => isWithin(each, path) || isWithin(path, each))
}

/** The dialects of the tree before the change; of the tree itself where nothing was there or nothing changed. */
function dialectsBefore(tree: Tree, base: Base | null, cache: Cache): readonly TreeDialect[] {
  const before = base === null ? [] : dialectsOf(base.tree, profiles, cache)
  return before.length > 0 ? before : dialectsOf(tree, profiles, cache)
}

/** The built-in formats as the tree has them. */
function formatsOf(dialects: readonly TreeDialect[]): readonly Profile[] {
  return profiles.map((format) => dialects.find(({ claimedBy }) => claimedBy === format)?.profile ?? format)
}

/** The path is the directory, or is in it. */
function isWithin(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`)
}
