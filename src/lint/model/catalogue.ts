import type { DialectReport } from './dialect.js'
import type { Keps } from './keps.js'
import type { People } from './people.js'
import type { References } from './references.js'
import type { Templates } from './templates.js'
import type { Texts } from './texts.js'
import type { Tree } from './tree.js'

/** A tree, read: what a rule may ask beside its own KEP. Built once, so that no rule is quadratic. */
export interface Catalogue {
  readonly tree: Tree
  /** Today, `YYYY-MM-DD`. */
  readonly today: string
  /** How the tree differs from the built-in formats; none where the formats were chosen. */
  readonly dialects: readonly DialectReport[]
  readonly keps: Keps
  readonly references: References
  readonly people: People
  readonly templates: Templates
  readonly texts: Texts
}
