import { Minimatch } from 'minimatch'

/** Tells whether a path matches one of the patterns, or stands below a directory that one names. */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const matchers = patterns.map((pattern) => {
    const bare = pattern.replace(/^\.?\//, '').replace(/\/+$/, '')
    if (!/[*?[\]]/.test(bare)) return (path: string) => path === bare || path.startsWith(`${bare}/`)
    const glob = new Minimatch(bare, { dot: true, nobrace: true, nocomment: true, noext: true, nonegate: true })
    return (path: string) => glob.match(path)
  })
  return (path) => matchers.some((matches) => matches(path))
}
