import type { Markdown } from '../model/kep.js'
import type { Tree } from '../model/tree.js'
import type { Cache } from './cache.js'

/** The Markdown of a tree. Each file is made once. */
export interface MarkdownFiles {
  /** The file at a path; null when it was not read. */
  readonly at: (path: string) => Markdown | null
  /** The file at a path, else the one that a link there leads to, else one whose name differs in case: `README.MD`. */
  readonly like: (path: string) => Markdown | null
}

/** Gives the Markdown files of a tree as they are asked for. */
export function markdownFiles({ texts, links }: Tree, cache: Cache): MarkdownFiles {
  const made = new Map<string, Markdown | null>()
  const at = (path: string): Markdown | null => {
    const known = made.get(path)
    if (known !== undefined) return known
    const text = texts.get(path)
    const read = text === undefined ? null : cache.markdown(path, text)
    made.set(path, read)
    return read
  }
  let byLower: ReadonlyMap<string, string> | undefined
  const cased = (path: string): string | undefined => {
    byLower ??= new Map([...texts.keys()].map((each) => [each.toLowerCase(), each]))
    return byLower.get(path.toLowerCase())
  }
  return {
    at,
    like: (path) => {
      const found = (texts.has(path) ? path : links.get(path)) ?? cased(path)
      return found === undefined ? null : at(found)
    },
  }
}
