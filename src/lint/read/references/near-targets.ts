import type { Kep } from '../../model/kep.js'
import type { LinkFault } from '../../model/references.js'
import type { Tree } from '../../model/tree.js'
import type { Steps } from '../../text/distance.js'
import { nearIn } from '../../text/nearest.js'
import { directoryOf, join, nameOf, pathFrom, resolveFrom, upwards } from '../../text/paths.js'
import { type Known, slugOf } from './known.js'
import type { LinkTargets, Manner, Miss } from './link-targets.js'
import { behindLinks, nearKep } from './resolve.js'

/** Finds what a destination that leads nowhere was probably meant to say. Costly: for findings alone. */
export function nearFinder(
  known: Known,
  { anchors }: LinkTargets,
): (miss: Miss, destination: string, from: string) => LinkFault {
  const { tree } = known
  let names: Names | undefined
  let left = mostSearches
  const nearAnchors = new Map<string, string | null>()
  const steps = { left: allSteps }
  const anchorsNear = new Map<string, (fragment: string) => string | null>()
  return (miss, destination, from) => {
    if (miss.kind === 'anchor') {
      const key = `${miss.path}#${miss.fragment}`
      let near = nearAnchors.get(key)
      if (near === undefined) {
        const among = anchorsNear.get(miss.path) ?? nearAnchorOf([...(anchors(miss.path)?.all() ?? [])], steps)
        anchorsNear.set(miss.path, among)
        near = among(miss.fragment)
        nearAnchors.set(key, near)
      }
      const isCased = near?.toLowerCase() === decodedFragment(miss.fragment).toLowerCase()
      return { ...miss, near: near === null ? null : `#${near}`, isCased }
    }
    if (miss.kind === 'empty') return miss
    const url = miss.manner === 'url' ? null : urlIn(destination)
    const path = behindLinks(miss.path, tree)
    if (url !== null) return { kind: 'path', path, near: url, isWhole: true }
    const isHopeless = destination.length > longest || miss.path.split('/', mostSegments + 1).length > mostSegments
    const near =
      isHopeless || left-- <= 0 ? null : nearPath(miss.path, destination, from, known, (names ??= namesOf(tree, steps)))
    const isWhole = miss.manner !== 'url' && !/[?#]/.test(destination)
    return { kind: 'path', path, near: near === null ? null : written(near, miss.manner, from), isWhole }
  }
}

/** No path that leads somewhere is longer, in letters of a destination and in segments. */
const longest = 1000
const mostSegments = 40
/** For so many destinations of a tree at most the path that was meant is looked for. */
const mostSearches = 10_000

/** What all near misses of one tree's links may cost. */
const allSteps = 20_000_000

/** Finds the anchor that differs in a slip or two, or the only one that says the same and some words more or fewer. */
function nearAnchorOf(anchors: readonly string[], steps: Steps): (fragment: string) => string | null {
  const near = nearIn(anchors, steps)
  const byLower = new Map(anchors.toReversed().map((anchor) => [anchor.toLowerCase(), anchor]))
  return (fragment) => {
    if (fragment.length > longest) return null
    const cased = byLower.get(decodedFragment(fragment).toLowerCase())
    return cased ?? near(fragment) ?? (steps.left > 0 ? anchorWithin(fragment, anchors, steps) : null)
  }
}

function anchorWithin(fragment: string, anchors: readonly string[], steps: Steps): string | null {
  steps.left -= anchors.length
  const said = `-${fragment.toLowerCase()}-`
  const others = anchors.filter((anchor) => {
    const longest = Math.max(anchor.length, fragment.length)
    const other = `-${anchor.toLowerCase()}-`
    return Math.min(anchor.length, fragment.length) * 2 > longest && (other.includes(said) || said.includes(other))
  })
  return others.length === 1 ? (others[0] ?? null) : null
}

/** A fragment without its percent signs, where they are right. */
function decodedFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** A URL that lacks its scheme or has something around it. */
function urlIn(destination: string): string | null {
  const inside = /https?:\/\/[^\s()[\]<>"']+/.exec(destination)?.[0]
  if (inside !== undefined) return inside
  return schemeless.test(destination) ? `https://${destination}` : null
}

/** A host's name and more than one segment: with one alone it is rather a label, `kubernetes.io/os`. */
const schemeless = /^[\w-]+(?:\.[\w-]+)*\.(?:com|dev|io|net|org)(?:\/[^/]*\/|\/?$)/i

/** The paths of a tree by what people get wrong. */
interface Names {
  readonly byLowerPath: ReadonlyMap<string, string>
  /** Files with this name in lower case. */
  readonly byLowerName: ReadonlyMap<string, readonly string[]>
  /** The name in a directory that was probably meant. */
  readonly near: (directory: string, name: string) => string | null
}

function namesOf(tree: Tree, steps: Steps): Names {
  const byLowerPath = new Map<string, string>()
  const byLowerName = new Map<string, string[]>()
  const byDirectory = new Map<string, string[]>()
  const add = (map: Map<string, string[]>, key: string, value: string): void => {
    const group = map.get(key)
    if (group) group.push(value)
    else map.set(key, [value])
  }
  for (const path of [...tree.files, ...tree.directories]) {
    if (path === '.') continue
    byLowerPath.set(path.toLowerCase(), path)
    add(byDirectory, directoryOf(path), nameOf(path))
    if (tree.files.has(path)) add(byLowerName, nameOf(path).toLowerCase(), path)
  }
  const nears = new Map<string, (name: string) => string | null>()
  const near = (directory: string, name: string): string | null => {
    const among = nears.get(directory) ?? nearIn(byDirectory.get(directory) ?? [], steps)
    nears.set(directory, among)
    return among(name)
  }
  return { byLowerPath, byLowerName, near }
}

/** Names that too many files have to be useful. */
const common = /^(?:readme|index|kep)\.\w+$/i

function nearPath(path: string, destination: string, from: string, known: Known, names: Names): string | null {
  const { tree } = known
  const there = (each: string | null): string | null =>
    each !== null && each !== '.' && (tree.files.has(each) || tree.directories.has(each)) ? each : null
  const cased = names.byLowerPath.get(path.toLowerCase()) ?? there(`${path}.md`) ?? there(path.replace(/[.,:;]+$/, ''))
  if (cased !== null) return cased

  // Read from another directory: a step too many or too few.
  const tail = destination.replace(/[?#].*$/s, '').replace(/^(?:\.{0,2}\/)+/, '')
  for (const base of [...upwards(directoryOf(from)), ...known.bases]) {
    const found = common.test(tail) ? null : there(resolveFrom(base, tail))
    if (found !== null) return found
  }

  // In a KEP that was renamed or moved.
  const segments = path.split('/')
  for (let i = segments.length; i > 0; i--) {
    if (common.test(segments[i - 1] ?? '')) continue
    const kep = kepNamed(segments.slice(0, i).join('/'), known)
    if (!kep) continue
    const rest = i < segments.length ? there(join(kep.path, segments.slice(i).join('/'))) : null
    if (rest !== null || !from.startsWith(kep.path)) return rest ?? kep.path
  }

  const directory = behindLinks(directoryOf(path), tree)
  const sibling = names.near(directory, nameOf(path))
  if (sibling !== null) return join(directory, sibling)
  const named = common.test(nameOf(path)) ? [] : (names.byLowerName.get(nameOf(path).toLowerCase()) ?? [])
  return named.length === 1 ? (named[0] ?? null) : null
}

/** A name is a surer mark than a number; flat files had other numbers, `0034-…`. */
function kepNamed(path: string, known: Known): Kep | null {
  const named = known.bySlug.get(slugOf(nameOf(path)))
  if (named?.length === 1) return named[0] ?? null
  return nameOf(path).startsWith('0') ? null : nearKep(path, known)
}

/** The path as the destination would have to be written; a URL's as the path that it means. */
function written(path: string, manner: Manner, from: string): string {
  return manner === 'relative' ? pathFrom(directoryOf(from), path) : manner === 'root' ? `/${path}` : path
}
