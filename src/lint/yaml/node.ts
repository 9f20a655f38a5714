import type { Pointer, YamlValue } from '../model/kep.js'

/** A value in a YAML text. Offsets in UTF-16 units, the end exclusive; -1 where there is no such range. */
export interface Node {
  readonly value: YamlValue
  /** A scalar without its quotes; undefined for a collection, for null, and where nothing is written. */
  readonly text: string | undefined
  /** What is in a collection, by key or index; null for a scalar. */
  readonly entries: Map<string | number, Node> | null
  readonly keyStart: number
  readonly keyEnd: number
  readonly start: number
  end: number
}

/** A mapping as it is being read. It has no prototype, so that `__proto__` is a key like any other. */
export type Mapping = { [key: string]: YamlValue }

/** The node at `pointer`, or the nearest above it that is there. */
export function find(root: Node, pointer: Pointer): { readonly node: Node; readonly isThere: boolean } {
  let node = root
  for (const step of pointer) {
    const next = node.entries?.get(step)
    if (next === undefined) return { node, isThere: false }
    node = next
  }
  return { node, isThere: true }
}
