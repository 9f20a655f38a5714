import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Draft } from '../../lint/fix/draft.js'
import { editsOf } from '../../lint/fix/draft.js'
import type { Edit } from '../../lint/model/fix.js'
import { errorCode, errorWords } from '../errors/system-error.js'
import { decode } from './text-file.js'
import { pathWithin } from './walk.js'

/** What was written of a draft, and what was not. */
export interface WrittenFiles {
  readonly done: readonly Edit[]
  /** A sentence for each file that was left as it is: `a.md changed since it was read`. */
  readonly refused: readonly string[]
}

/**
 * Writes what a draft changes below `root`, an absolute path. Each file is written whole or not at all. A file that is not
 * as it was read, a link, a place outside the root and what cannot be written are refused one by one; the rest is
 * written.
 */
export function writeDraft(root: string, draft: Draft): WrittenFiles {
  const done: Edit[] = []
  const refused: string[] = []
  const edits = editsOf(draft)
  // A file is changed where it is before it is moved.
  const steps = [...edits.filter((edit) => !('rename' in edit)), ...edits.filter((edit) => 'rename' in edit)]
  for (const edit of steps) {
    const why = whyRefused(root, edit, draft) ?? attempt(() => write(root, edit, draft))
    if (why === null) done.push(edit)
    else refused.push(`${edit.path} ${why}`)
  }
  return { done, refused }
}

function whyRefused(root: string, edit: Edit, { before }: Draft): string | null {
  const { path } = edit
  const outside = [path, ...('rename' in edit ? [edit.rename] : [])].map((each) => whyOutside(root, each))
  const why = outside.find((each) => each !== null) ?? null
  if (why !== null || 'create' in edit) return why
  const place = join(root, path)
  const read = attempted(() => {
    const stat = lstatSync(place)
    return stat.isSymbolicLink() ? { reason: 'is a symbolic link' } : decode(readFileSync(place))
  })
  if ('reason' in read) return read.reason
  const was = before.texts.get(path)
  if ('rename' in edit) return null
  return was === undefined || read.text === was ? null : 'changed since it was read'
}

/** The deepest directory of the path that is there is not below the root. */
function whyOutside(root: string, path: string): string | null {
  for (let place = dirname(join(root, path)); ; place = dirname(place)) {
    const real = realPathOf(place)
    if (real === null) continue
    return pathWithin(root, real) === null ? 'is outside the root' : null
  }
}

function realPathOf(place: string): string | null {
  try {
    return realpathSync.native(place)
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}

function write(root: string, edit: Edit, { now, origins }: Draft): null {
  const place = join(root, edit.path)
  if ('remove' in edit) {
    rmSync(place)
    removeEmptied(root, dirname(place))
  } else if ('rename' in edit) {
    const to = join(root, edit.rename)
    mkdirSync(dirname(to), { recursive: true })
    // A link is refused where something is there; a rename would write over it.
    linkSync(place, to)
    rmSync(place)
    removeEmptied(root, dirname(place))
  } else if ('create' in edit) {
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, edit.create, { flag: 'wx' })
  } else {
    const moved = [...origins].find(([, from]) => from === edit.path)?.[0]
    replaceFile(place, now.texts.get(moved ?? edit.path) ?? '')
  }
  return null
}

/** Removes a directory that has nothing in it any more, and those above it that then have nothing. */
function removeEmptied(root: string, directory: string): void {
  for (let place = directory; place.length > root.length && place.startsWith(root); place = dirname(place)) {
    try {
      rmdirSync(place)
    } catch {
      // What is not empty, or may not be removed, stays.
      return
    }
  }
}

/** Writes beside the file, and puts that in its place. */
function replaceFile(place: string, text: string): void {
  const { mode } = lstatSync(place)
  const aside = `${place}.keplint-${process.pid}`
  try {
    writeFileSync(aside, text, { flag: 'wx' })
    chmodSync(aside, mode)
    renameSync(aside, place)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}

function attempt(action: () => null): string | null {
  try {
    return action()
  } catch (error) {
    return `cannot be written: ${errorWords(error)}`
  }
}

function attempted<T>(action: () => T): T | { readonly reason: string } {
  try {
    return action()
  } catch (error) {
    return {
      reason: errorCode(error) === 'ENOENT' ? 'is gone since it was read' : `cannot be read: ${errorWords(error)}`,
    }
  }
}
