import { readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

import * as glob from '@actions/glob'
import { pathWithin } from '../host/disk/walk.js'
import { errorCode, errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import { type Checkout, plainCheckout } from '../host/git/checkout.js'
import { globSet, indicesOf } from '../lint/glob/glob-set.js'
import { literally } from '../lint/glob/pattern.js'
import { nearest } from '../lint/text/nearest.js'
import { type Pattern, refusePattern } from '../settings/patterns.js'

/** The patterns as they are written in a sentence. */
export function quotePatterns(patterns: readonly Pattern[]): string {
  return patterns.map(written).join(', ')
}

function written({ path, excludes }: Pattern): string {
  return `${excludes ? '!' : ''}${path}`
}

export interface SelectOptions {
  readonly checkout?: Pick<Checkout, 'skippedAt'>
  /** What messages call the root. Default: the workspace. */
  readonly name?: string
}

/**
 * Whether the patterns select a file of the tree at `root`, an absolute path without symbolic links. The last
 * pattern that matches decides. The disk is asked here, and not when the answer is used; what the checkout leaves out
 * exists. Throws a `UsageError` where a path without wildcards leads to nothing.
 */
export async function selectBy(
  patterns: readonly Pattern[],
  root: string,
  { checkout: { skippedAt } = plainCheckout, name = 'the workspace' }: SelectOptions = {},
): Promise<(path: string) => boolean> {
  const onDisk = await selectOnDisk(patterns, { root, name, skippedAt })
  const absent = selectAbsentBy(patterns)
  return (path) => (skippedAt(path) === null ? onDisk(path) : absent(path))
}

async function selectOnDisk(
  patterns: readonly Pattern[],
  { root, name, skippedAt }: { root: string; name: string; skippedAt: Checkout['skippedAt'] },
): Promise<(path: string) => boolean> {
  const found = patterns.map((pattern) => {
    return pattern.excludes || isGlob(pattern) || skippedAt(pattern.path) !== null
      ? pattern
      : locate(pattern, root, name)
  })
  // The toolkit asks each pattern of each file; many are matched together, and mean the same.
  if (!found.some(isGlob) || found.length > mostAsked) return lastDecides(found)
  // A link that leads out of the tree is among these too; the tree's own names decide what is there.
  const names = await globNames(found, root)
  return (path) => names.has(path)
}

/** How many patterns the toolkit is given. */
const mostAsked = 100

/** Whether the patterns would select a file that is not on the disk, as one of another commit. */
export function selectAbsentBy(patterns: readonly Pattern[]): (path: string) => boolean {
  return lastDecides(patterns)
}

function lastDecides(patterns: readonly Pattern[]): (path: string) => boolean {
  const set = globSet(patterns.map((pattern) => (isGlob(pattern) ? pattern.path : literally(pattern.path))))
  return (path) => {
    for (const last of indicesOf(set.matches(path))) return patterns[last]?.excludes === false
    return false
  }
}

/** A backslash counts: it escapes in a glob, and must mean the same in every line. */
function isGlob({ path }: Pattern): boolean {
  return /[*?[\\]/.test(path)
}

/** The same pattern by the real path of what it names, as files are known by theirs. */
function locate(pattern: Pattern, root: string, name: string): Pattern {
  const place = realPath(pattern, root, name)
  const path = pathWithin(root, place)
  if (path === null) refusePattern(written(pattern), 'leaves the workspace through a symbolic link')
  return { ...pattern, path }
}

function realPath(pattern: Pattern, root: string, name: string): string {
  try {
    return realpathSync.native(join(root, pattern.path))
  } catch (error) {
    const reason = errorWords(error)
    if (errorCode(error) !== 'ENOENT') refusePattern(written(pattern), `cannot be read: ${reason}`)
    refuseEmpty(root)
    refusePattern(written(pattern), `does not exist in ${name}${nearHint(pattern.path, root)}`)
  }
}

/** Names the path that was probably meant, as the end of a sentence; empty where none is near. */
export function nearHint(path: string, root: string): string {
  const parent = path.slice(0, path.lastIndexOf('/') + 1)
  const near = nearest(path.slice(parent.length), namesIn(join(root, parent)))
  return near === null ? '' : `; did you mean ${parent}${near}?`
}

/** Throws a `UsageError` where a directory holds nothing but git's own files: nothing is checked out there. */
export function refuseEmpty(root: string): void {
  if (namesIn(root).every((name) => name === '.git')) {
    throw new UsageError('the workspace is empty: run actions/checkout before keplint')
  }
}

/** Only hints depend on it, so what cannot be listed has no names. */
function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch (error) {
    errorWords(error)
    return []
  }
}

async function globNames(patterns: readonly Pattern[], root: string): Promise<ReadonlySet<string>> {
  const literalRoot = root.replace(/[\\*?[]/g, (character) => (character === '\\' ? '\\\\' : `[${character}]`))
  const lines = patterns.map(({ path, excludes }) => {
    return `${excludes ? '!' : ''}${path === '.' ? literalRoot : `${literalRoot}/${path}`}`
  })
  const options = { followSymbolicLinks: false, matchDirectories: false, implicitDescendants: true }
  try {
    const globber = await glob.create(lines.join('\n'), options)
    return new Set((await globber.glob()).flatMap((place) => pathWithin(root, place) ?? []))
  } catch (error) {
    throw new UsageError(`input paths (${quotePatterns(patterns)}) could not be searched: ${errorWords(error)}`)
  }
}
