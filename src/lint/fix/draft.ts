import type { Edit, Replacement } from '../model/fix.js'
import type { Tree } from '../model/tree.js'
import { byUnits, upwards } from '../text/paths.js'

/** A tree, what is to become of it, and where each file that moved was. */
export interface Draft {
  readonly before: Tree
  readonly now: Tree
  /** By its path in `now`: the path in `before` of a file that moved. */
  readonly origins: ReadonlyMap<string, string>
}

/** Nothing of the tree is changed yet. */
export function draftOf(tree: Tree): Draft {
  return { before: tree, now: tree, origins: new Map() }
}

/** Writes texts by their paths, over what is there; null takes a file away. */
export function withTexts(draft: Draft, written: ReadonlyMap<string, string | null>): Draft {
  if (written.size === 0) return draft
  const { now, origins } = draft
  const files = new Set(now.files)
  const texts = new Map(now.texts)
  const selected = new Set(now.selected)
  const left = new Map(origins)
  for (const [path, text] of written) {
    if (text === null) {
      for (const each of [files, texts, selected, left]) each.delete(path)
    } else {
      files.add(path)
      selected.add(path)
      texts.set(path, text)
    }
  }
  return { ...draft, now: treeWith(now, { files, selected, texts }), origins: left }
}

/** Moves files, each from its path in `now` to a new one. The new ones must be free, or be moved away themselves. */
export function withMoves(draft: Draft, moves: ReadonlyMap<string, string>): Draft {
  if (moves.size === 0) return draft
  const { now, origins } = draft
  const to = (path: string): string => moves.get(path) ?? path
  const files = new Set([...now.files].map(to))
  const selected = new Set([...now.selected].map(to))
  const texts = new Map([...now.texts].map(([path, text]) => [to(path), text]))
  const came = new Map([...origins].map(([path, origin]) => [to(path), origin]))
  for (const [from, path] of moves) if (!origins.has(from) && draft.before.files.has(from)) came.set(path, from)
  return { ...draft, now: treeWith(now, { files, selected, texts }), origins: came }
}

/** The files that are in a directory or below it, or the file at this path. */
export function filesAt(path: string, { files }: Pick<Tree, 'files'>): readonly string[] {
  return [...files].filter((file) => file === path || file.startsWith(`${path}/`))
}

function treeWith(tree: Tree, changed: Pick<Tree, 'files' | 'selected' | 'texts'>): Tree {
  const directories = new Set<string>(['.'])
  const known = new Set(tree.files)
  for (const file of changed.files) {
    for (const directory of upwards(file)) if (directory !== file) directories.add(directory)
  }
  // An empty directory stays as long as no file left it.
  const left = new Set<string>()
  for (const file of known) if (!changed.files.has(file)) for (const above of upwards(file)) left.add(above)
  for (const directory of tree.directories) if (!left.has(directory)) directories.add(directory)
  return { ...tree, ...changed, directories }
}

/** The steps that make `before` into `now`, sorted by path. Each replacement is the part of a file that differs. */
export function editsOf({ before, now, origins }: Draft): readonly Edit[] {
  const edits: Edit[] = []
  const moved = new Set(origins.values())
  for (const [path, text] of now.texts) {
    const from = origins.get(path) ?? path
    const old = origins.has(path) || before.files.has(path) ? before.texts.get(from) : undefined
    if (old === undefined && !origins.has(path) && !before.files.has(path)) edits.push({ path, create: text })
    else if (old !== undefined && old !== text) edits.push(replacement(from, old, text))
  }
  for (const [path, from] of origins) if (path !== from) edits.push({ path: from, rename: path })
  for (const path of before.files) if (!now.files.has(path) && !moved.has(path)) edits.push({ path, remove: true })
  return edits.sort((a, b) => byUnits(a.path, b.path))
}

function replacement(path: string, old: string, text: string): Replacement {
  const most = Math.min(old.length, text.length)
  let start = 0
  while (start < most && old.charCodeAt(start) === text.charCodeAt(start)) start++
  let tail = 0
  while (tail < most - start && old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail))
    tail++
  return { path, start, end: old.length - tail, text: text.slice(start, text.length - tail) }
}
