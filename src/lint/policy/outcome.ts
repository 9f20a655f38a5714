import { globSet } from '../glob/glob-set.js'
import type { Outcome, Settings } from '../model/config.js'
import type { Tree } from '../model/tree.js'
import { matchesOfAny } from './path-matcher.js'

/**
 * What is left of an outcome when a run says nothing of what it did not look at: rules that the command switched
 * off, and KEPs that are in the tree outside the selected paths.
 */
export function judged(outcome: Outcome, tree: Tree, strongest: Settings): Outcome {
  const isAsked = (rule: string): boolean => strongest.get(rule) !== 'off'
  const named = new Set([...outcome.idle.map(({ path }) => path), ...outcome.gone.map(({ kep }) => kep)])
  const unselected = absentFrom(tree.selected, [...named])
  const absent = new Set(absentFrom(tree.files, unselected))
  const outside = new Set(unselected.filter((path) => !absent.has(path)))
  const isSelected = (path: string): boolean => !outside.has(path)
  return {
    idle: outcome.idle.filter(({ rule, path }) => isAsked(rule) && isSelected(path)),
    lapsed: outcome.lapsed.filter(({ rule }) => isAsked(rule)),
    gone: outcome.gone.filter(({ kep, entry }) => isAsked(entry.rule) && (kep === '.' || isSelected(kep))),
  }
}

/** The patterns that match none of the paths. */
function absentFrom(paths: ReadonlySet<string>, patterns: readonly string[]): readonly string[] {
  if (patterns.length === 0) return []
  const bits = matchesOfAny(globSet(patterns), paths)
  return patterns.filter((_, i) => ((bits[i >>> 5] ?? 0) & (1 << (i & 31))) === 0)
}
