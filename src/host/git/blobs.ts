import { GitError, MissingFiles } from '../errors/usage-error.js'
import { outputOf, type RunGit } from './program.js'

/** A file's content. */
export interface Blob {
  /** In bytes. */
  readonly size: number
  /** None where they are more than the limit. */
  readonly bytes: Buffer
}

export interface BlobOptions {
  /** In bytes. */
  readonly limit: number
  /** Asked where some are missing: whether they may be fetched from `origin`. */
  readonly mayFetch: () => boolean
}

/** Reads files by their ids. Throws MissingFiles where this clone lacks some, any other GitError where git fails. */
export function readBlobs(
  run: RunGit,
  ids: readonly string[],
  { limit, mayFetch }: BlobOptions,
): ReadonlyMap<string, Blob> {
  const blobs = new Map<string, Blob>()
  if (ids.length === 0) return blobs
  // The sizes first, as one file may be larger than what can be held.
  let sizes = sizesOf(run, ids)
  if (sizes === null && mayFetch()) {
    fetchFiles(run, ids)
    sizes = sizesOf(run, ids)
  }
  if (sizes === null) throw new MissingFiles()
  for (const [id, size] of sizes) blobs.set(id, { size, bytes: nothing })
  const known = sizes
  const small = ids.filter((id) => (known.get(id) ?? 0) <= limit)
  if (small.length === 0) return blobs
  const output = outputOf(run, ['cat-file', '--batch'], { input: lines(small) })
  let at = 0
  for (const id of small) {
    const end = output.indexOf('\n', at)
    const size = known.get(id) ?? 0
    blobs.set(id, { size, bytes: output.subarray(end + 1, end + 1 + size) })
    at = end + size + 2
  }
  return blobs
}

const nothing = Buffer.alloc(0)
const lines = (ids: readonly string[]): string => `${ids.join('\n')}\n`

/** In bytes; null where one is missing: https://git-scm.com/docs/git-cat-file#_batch_output */
function sizesOf(run: RunGit, ids: readonly string[]): ReadonlyMap<string, number> | null {
  const { exit, output, trouble } = run(['cat-file', '--batch-check'], { input: lines(ids) })
  if (exit !== 0 && cannotFetch.test(trouble)) return null
  if (exit !== 0) throw new GitError(`git cat-file ${trouble}`)
  const sizes = new Map<string, number>()
  const said = output.toString('latin1').split('\n')
  for (const [i, id] of ids.entries()) {
    const [, size] = /^[\da-f]+ blob (\d+)$/.exec(said[i] ?? '') ?? []
    if (size === undefined) return null
    sizes.set(id, Number(size))
  }
  return sizes
}

/** What git says of an object that it would have to fetch, and may not. */
const cannotFetch = /from promisor remote|lazy fetching|transport '.*' not allowed/

/** All at once, as git itself would ask for them one by one. What cannot be had is found missing afterwards. */
function fetchFiles(run: RunGit, ids: readonly string[]): void {
  const options = [
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    '--no-auto-gc',
    '--filter=blob:none',
  ]
  const words = ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', ...options, 'origin', '--stdin']
  run(words, { input: lines(ids), network: true })
}
