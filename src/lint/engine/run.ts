import { noConfig } from '../model/config.js'
import type { LintOptions } from '../model/options.js'
import { isOff } from '../policy/severity.js'
import { profiles } from '../profiles/index.js'
import { groups } from '../profiles/sigs.js'
import { newCache } from '../read/cache.js'
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

/** Lays out a run of some rules. */
export function runOf(options: LintOptions, among: readonly Rule[]): Run {
  const { only, today, repository, config = noConfig, profiles: formats = profiles } = options
  return {
    options,
    reading: { profiles: formats, today, repository, groups, roster: config.roster, cache: newCache() },
    asked: among.filter((rule) => !isOff(rule, configFor(rule, options), options.rules)),
    isAsked: (path) => only === null || only.some((each) => isWithin(each, path) || isWithin(path, each)),
  }
}

/** The path is the directory, or is in it. */
function isWithin(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`)
}
