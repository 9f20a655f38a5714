import type { Profile } from './profile.js'
import type { Range, Text } from './texts.js'

/** What the metadata of the tree's own templates of a format has. */
export interface TemplateKeys {
  /** The keys, at any depth, each with those above it: `milestone.alpha`. */
  readonly known: ReadonlySet<string>
  /** The alternatives that a key's value leaves the choice of. */
  readonly words: ReadonlyMap<string, readonly string[]>
  /** The scalars, as written, by key. */
  readonly values: ReadonlyMap<string, string>
}

/** What the templates say, the tree's own and the formats', and no KEP means. */
export interface Templates {
  /** The paths of the tree's templates, which are no KEPs: directories, or files. Sorted. */
  readonly paths: readonly string[]
  /** Titles that only a template has: in lower case, white space folded. */
  readonly titles: ReadonlySet<string>
  /** What the templates of a format in this tree have; nothing where there is none. */
  readonly keysOf: (profile: Profile) => TemplateKeys
  /** Of a value in the metadata: it only stands for one, as `my_feature_metric` does. */
  readonly hasValue: (value: string) => boolean
  /** Of a value in the metadata: it is a placeholder in every state. */
  readonly isNeverMeant: (value: string) => boolean
  /** Of a KEP's title or first heading; a number before it does not count. */
  readonly hasTitle: (title: string) => boolean
  /** Of an HTML comment in a text; white space, case and ticked boxes do not count. */
  readonly hasComment: (text: Text, comment: Range) => boolean
}
