import { lstatSync, readdirSync, realpathSync, type Stats } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { globSet, indicesOf } from '../lint/glob/glob-set.js'
import { literally } from '../lint/glob/pattern.js'
import { nearest } from '../lint/text/nearest.js'
import { kindOf, pathWithin } from './disk/walk.js'
import { errorCode, errorWords } from './errors/system-error.js'
import { UsageError } from './errors/usage-error.js'
import { type Checkout, plainCheckout } from './git/checkout.js'

/** What a user's paths mean. */
export interface Selection {
  /** The paths as they were written, or the default, for messages. */
  readonly patterns: readonly string[]
  /** Whether a file of the tree is selected. */
  readonly select: (path: string) => boolean
  /** Of the selected files, and directories of theirs, those whose KEPs are reported; null: every KEP is. */
  readonly only: (selected: Iterable<string>) => readonly string[] | null
}

/** One path that was given: it adds what it matches, or takes it away. The last that matches decides. */
interface Step {
  readonly adds: boolean
  /** A glob, which matches a directory with all below it. */
  readonly pattern: string
  /** What it names, where it is no glob. */
  readonly names?: { readonly path: string; readonly isFile: boolean }
}

/**
 * What the paths of a command line select: directories with all below them, globs (with `*`, `?`, `[…]` and
 * `**`, no braces, as in the action's inputs), single files, and `!` before what is left out. Each is relative
 * to `root`, an absolute path. None: `keps` where the root has it, else all. Where single files are given, as
 * pre-commit does, or only parts of `keps`, everything that would be selected without them is, so that references
 * can be followed, and reports speak of the given alone. Throws a UsageError for what does not exist or is outside the
 * root. `usualPaths` are in place of the default. What the checkout leaves out exists.
 */
export function selectionOf(
  root: string,
  paths: readonly string[],
  usualPaths: readonly string[] | null = null,
  { skippedAt }: Pick<Checkout, 'skippedAt'> = plainCheckout,
): Selection {
  const place = realRoot(root)
  const hasKeps = entryAt(place, 'keps')?.isDirectory() === true || skippedAt('keps') === 'directory'
  const usualPatterns = usualPaths ?? [hasKeps ? 'keps' : '.']
  const stepFor = (path: string): Step => stepOf(root, place, path, skippedAt)
  const usualSteps = usualPatterns.map(stepFor)
  const usual = lastDecides(usualSteps)
  const given = paths.map(stepFor)
  const adds = given.some((step) => step.adds)
  const patterns = adds ? paths : [...usualPatterns, ...paths]
  const asked = lastDecides(adds ? given : [...usualSteps, ...given])
  const named = given.flatMap((step) => step.names ?? [])
  const wholes = usualSteps.flatMap((step) => step.names ?? []).filter((name) => name.path !== '.' && !name.isFile)
  const inPart = adds && paths.every((path) => wholes.some((whole) => isPartOf(whole.path, path)))
  if (!inPart && !named.some((name) => name.isFile)) return { patterns, select: asked, only: () => null }
  // A file of a KEP elsewhere says nothing of where that KEP begins; its top directory holds the whole of it.
  const tops = new Set(named.filter((name) => name.isFile).map((name) => topOf(name.path)))
  return {
    patterns,
    select: (path) => usual(path) || tops.has(topOf(path)) || asked(path),
    only: (selected) => (named.length === given.length ? named.map((name) => name.path) : [...selected].filter(asked)),
  }
}

function lastDecides(steps: readonly Step[]): (path: string) => boolean {
  const set = globSet(steps.map((step) => step.pattern))
  return (path) => {
    for (const last of indicesOf(set.matches(path))) return steps[last]?.adds ?? false
    return false
  }
}

/** A path or a glob that stays below a directory and does not mean the whole of it. */
function isPartOf(directory: string, written: string): boolean {
  const segments = written.split('/').filter((segment) => segment !== '' && segment !== '.')
  const above = directory.split('/')
  const rest = segments.slice(above.length)
  const isBelow = above.every((segment, i) => segments[i] === segment)
  return isBelow && !written.startsWith('/') && !rest.includes('..') && rest.some((segment) => segment !== '**')
}

function topOf(path: string): string {
  const slash = path.indexOf('/')
  return slash < 0 ? path : path.slice(0, slash)
}

/** The root's real path. Throws a UsageError where no directory is. */
export function realRoot(root: string): string {
  try {
    const place = realpathSync.native(root)
    if (lstatSync(place).isDirectory()) return place
    throw new UsageError(`the root ${root} is not a directory`)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`the root ${cutPath(root)} cannot be read: ${errorWords(error)}`)
  }
}

function stepOf(root: string, place: string, written: string, skippedAt: Checkout['skippedAt']): Step {
  if (written.startsWith('!')) {
    const path = written.replace(/^!+/, '')
    const negations = written.length - path.length
    return { adds: negations % 2 === 0, pattern: relativeGlob(root, place, path) }
  }
  const found = locate(resolve(place, written))
  if (found === null) {
    const path = pathWithin(place, resolve(place, written)) ?? ''
    const skipped = skippedAt(path)
    if (skipped === 'directory') return below(path)
    if (skipped === 'file') return fileStep(path)
    if (/[*?[]/.test(written)) return { adds: true, pattern: relativeGlob(root, place, written) }
    throw missing(root, place, written)
  }
  const path = pathWithin(place, found)
  if (path === null) throw new UsageError(`${written} is outside the root ${root}`)
  const entry = lstatSync(found)
  if (entry.isDirectory()) return below(path)
  if (entry.isFile()) return fileStep(path)
  throw new UsageError(`${written} is ${kindOf(entry)}, neither a file nor a directory`)
}

function fileStep(path: string): Step {
  return { adds: true, pattern: literally(path), names: { path, isFile: true } }
}

function below(directory: string): Step {
  return { adds: true, pattern: literally(directory), names: { path: directory, isFile: false } }
}

/** In UTF-16 units. */
const longestGlob = 1000

function relativeGlob(root: string, place: string, written: string): string {
  let pattern = written
  for (const start of [`${root}/`, `${place}/`]) if (pattern.startsWith(start)) pattern = pattern.slice(start.length)
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.')
  if (isAbsolute(pattern) || segments.includes('..')) throw new UsageError(`${written} is outside the root ${root}`)
  if (pattern.length > longestGlob) {
    throw new UsageError(`the pattern ${pattern.slice(0, 40)}… is longer than ${longestGlob} characters`)
  }
  return segments.join('/')
}

function missing(root: string, place: string, written: string): UsageError {
  if (isTooLong(resolve(place, written))) return new UsageError(`${cutPath(written)} is too long for a path`)
  const path = pathWithin(place, resolve(place, written)) ?? pathWithin(root, resolve(root, written))
  if (path === null) return new UsageError(`${written} is outside the root ${root}`)
  let parent = ''
  for (const segment of path.split('/')) {
    const next = parent === '' ? segment : `${parent}/${segment}`
    if (entryAt(place, next) === null) {
      const near = nearest(segment, namesIn(join(place, parent)))
      const hint =
        near !== null
          ? `did you mean ${parent === '' ? near : `${parent}/${near}`}?`
          : written.includes('{')
            ? 'braces are not expanded: give one pattern for each'
            : null
      return new UsageError(`${written} does not exist in ${root}${hint === null ? '' : `; ${hint}`}`)
    }
    parent = next
  }
  return new UsageError(`${written} is a symbolic link that leads nowhere`)
}

/** The real path, or null where nothing is. */
function locate(path: string): string | null {
  return attempt(() => realpathSync.native(path))
}

/** A path as a message has it: its beginning, where it is longer than anybody reads. */
function cutPath(path: string): string {
  return path.length <= 200 ? path : `${path.slice(0, 100)}… (${path.length} characters)`
}

function isTooLong(path: string): boolean {
  try {
    lstatSync(path)
    return false
  } catch (error) {
    errorWords(error)
    return errorCode(error) === 'ENAMETOOLONG'
  }
}

function entryAt(place: string, path: string): Stats | null {
  return attempt(() => lstatSync(join(place, path)))
}

function namesIn(directory: string): readonly string[] {
  return attempt(() => readdirSync(directory)) ?? []
}

function attempt<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}
