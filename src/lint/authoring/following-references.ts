import { readMarkdown } from '../markdown/document.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Item, Kep } from '../model/kep.js'
import { type Reference, referenceFields } from '../model/references.js'
import { byUnits, directoryOf, nameOf, pathFrom, resolveFrom, upwards } from '../text/paths.js'
import { inQuotesOf } from '../text/quoting.js'
import { following, type Moving, withFollowingLinks } from './destinations.js'
import { rangeOf } from './metadata-text.js'

/** How KEPs and files of a tree are called after a change. */
export interface Renaming {
  /** The new path of each KEP that moves, by the old one. */
  readonly keps: ReadonlyMap<string, string>
  /** The new path of each file that moves by itself, by the old one: those in a KEP's directory move with it. */
  readonly files: ReadonlyMap<string, string>
  /** The new number of each KEP that gets one, by its path. */
  readonly numbers: ReadonlyMap<string, number>
  /** `owner/name`, whose URLs are paths of the tree; null where it is not known. */
  readonly repository: string | null
}

/** Where a path is after a renaming; itself where it stays. */
export function movedBy({ files, keps }: Pick<Renaming, 'files' | 'keps'>): (path: string) => string {
  return (path) => {
    const own = files.get(path)
    if (own !== undefined) return own
    for (const above of upwards(path)) {
      const moved = keps.get(above)
      if (moved !== undefined) return moved + path.slice(above.length)
    }
    return path
  }
}

/**
 * The texts, by their old paths, whose links and references follow a renaming: those of all KEPs and Markdown files that
 * were read. Texts that stay the same are left out.
 */
export function followedTexts(catalogue: Catalogue, renaming: Renaming): ReadonlyMap<string, string> {
  const { tree } = catalogue
  const moved = movedBy(renaming)
  const moving: Moving = { tree, moved, repository: renaming.repository }
  const names = [...renaming.keps.keys(), ...renaming.files.keys()].map((path) => nameOf(path))
  const written = new Map<string, string>()
  for (const kep of catalogue.keps.all) {
    const path = kep.metadata.path
    const text = tree.texts.get(path)
    const next = text === undefined ? undefined : withReferences(kep, text, catalogue, { ...renaming, moving })
    if (next !== undefined && next !== text) written.set(path, next)
  }
  for (const [path, text] of tree.texts) {
    if (!/\.(?:md|markdown)$/i.test(path)) continue
    const now = written.get(path) ?? text
    if (moved(path) === path && !names.some((name) => now.includes(name))) continue
    const next = withFollowingLinks(readMarkdown(path, now), moving)
    if (next !== text) written.set(path, next)
  }
  return written
}

interface Following extends Renaming {
  readonly moving: Moving
}

function withReferences(kep: Kep, text: string, { references }: Catalogue, renaming: Following): string {
  const edits = referenceFields.flatMap((field) =>
    references.of(kep, field).flatMap((reference) => {
      const next = referenceAfter(reference, kep, renaming)
      return next === null ? [] : [{ at: reference.item.at, next: inQuotes(reference.item, next) }]
    }),
  )
  return edits
    .sort((a, b) => b.at.line - a.at.line || b.at.column - a.at.column)
    .reduce((done, { at, next }) => {
      const { start, end } = rangeOf(done, at)
      return done.slice(0, start) + next + done.slice(end)
    }, text)
}

/** What an entry is to say after a renaming; null where it stays as it is. */
function referenceAfter({ item, target }: Reference, kep: Kep, renaming: Following): string | null {
  const { keps, moving, numbers } = renaming
  const { text } = item
  if (target.kind !== 'kep' && target.kind !== 'file') return null
  const old = target.kind === 'kep' ? target.kep.path : target.path
  const isPath = text.includes('/')
  const number = target.kind === 'kep' ? numbers.get(old) : undefined
  const isIssue = /\/issues\/\d+/.test(text)
  if (number !== undefined && (!isPath || isIssue)) {
    return isUuid(text) ? null : text.replace(isIssue ? /(?<=\/issues\/)\d+/ : /\d+/, String(number))
  }
  // A number or a uuid means the same wherever its KEP is.
  if (isUuid(text) || (!isPath && !text.includes(nameOf(old)))) return null
  const now = keps.get(old) ?? moving.moved(old)
  const home = moving.moved(kep.path)
  if (now === old && home === kep.path) return null
  if (/^https?:\/\//i.test(text)) return following(text, kep.metadata.path, moving)
  const direct = pathParts(old)
    .filter((part) => part.text.includes('/'))
    .find((part) => text.includes(part.text))
  if (direct !== undefined) {
    if (now === old) return null
    return text.replace(direct.text, now.startsWith(direct.before) ? now.slice(direct.before.length) : `/${now}`)
  }
  // A path from the KEP itself: it is written anew where what it means is another place now.
  const from = home === kep.path || kep.profile.layout.kind === 'directory' ? home : directoryOf(home)
  if (resolveFrom(from, text) === now) return null
  return text.startsWith('.') ? pathFrom(from, now) : `/${now}`
}

/** A path, and it without the directories that open it: what a reference may leave out. */
function pathParts(path: string): readonly { readonly text: string; readonly before: string }[] {
  const segments = path.split('/')
  return segments.map((_, start) => ({
    text: segments.slice(start).join('/'),
    before: segments
      .slice(0, start)
      .map((each) => `${each}/`)
      .join(''),
  }))
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-/i.test(text)
}

function inQuotes({ at, text }: Item, next: string): string {
  return inQuotesOf(at, text, next)
}

/** The files that are at a path or below it, sorted, with where each goes. */
export function movesIn(paths: Iterable<string>, moved: (path: string) => string): ReadonlyMap<string, string> {
  const moves = [...paths].map((path) => [path, moved(path)] as const).filter(([from, to]) => from !== to)
  return new Map(moves.sort(([a], [b]) => byUnits(a, b)))
}
