import { globMatcher } from '../words/glob.js'

/** Tells whether a pattern matches one of the places that a finding has: its file, its KEP. */
export type PathMatcher = (...places: readonly string[]) => boolean

/**
 * Patterns as a configuration has them: a path means itself and all below it, and so does what a glob matches;
 * `!` before one takes away, and the last that matches decides.
 */
export function pathMatcher(patterns: readonly string[]): PathMatcher {
  const steps = patterns.map((pattern) => ({ adds: !pattern.startsWith('!'), matches: covering(pattern.replace(/^!/, '')) }))
  return (...places) => steps.findLast(({ matches }) => places.some(matches))?.adds ?? false
}

function covering(pattern: string): (path: string) => boolean {
  const bare = pattern.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
  if (bare === '' || bare === '.') return () => true
  const isBelow = (path: string): boolean => path === bare || path.startsWith(`${bare}/`)
  if (!/[*?[\\]/.test(bare)) return isBelow
  const [itself, below] = [globMatcher(bare), globMatcher(`${bare}/**`)]
  return (path) => isBelow(path) || itself(path) || below(path)
}
