import type { Outcome, Settings } from '../model/config.js'
import type { Tree } from '../model/tree.js'
import { pathMatcher } from './globs.js'

/**
 * What is left of an outcome when a run says nothing of what it did not look at: rules that the command switched
 * off, and KEPs that stand in the tree outside the selected paths.
 */
export function judged(outcome: Outcome, tree: Tree, strongest: Settings): Outcome {
  const isAsked = (rule: string): boolean => strongest.get(rule) !== 'off'
  const answers = new Map<string, boolean>()
  const isSelected = (path: string): boolean => {
    const matches = pathMatcher([path])
    const answer = answers.get(path) ?? (some(tree.selected, matches) || !some(tree.files, matches))
    answers.set(path, answer)
    return answer
  }
  return {
    idle: outcome.idle.filter(({ rule, path }) => isAsked(rule) && isSelected(path)),
    lapsed: outcome.lapsed.filter(({ rule }) => isAsked(rule)),
    gone: outcome.gone.filter(({ kep, entry }) => isAsked(entry.rule) && (kep === '.' || isSelected(kep))),
  }
}

function some(paths: Iterable<string>, matches: (path: string) => boolean): boolean {
  for (const path of paths) if (matches(path)) return true
  return false
}
