import type { Place } from './finding.js'
import type { Item, Kep, Markdown, YamlDocument } from './kep.js'
import type { Field } from './profile.js'
import type { Tree } from './tree.js'

/** The fields that hold references to other KEPs. */
export const referenceFields = ['replaces', 'supersededBy', 'seeAlso'] as const satisfies readonly Field[]
export type ReferenceField = (typeof referenceFields)[number]

/** Where a reference leads. */
export type Target =
  | { readonly kind: 'kep'; readonly kep: Kep }
  /** A file or directory of this tree that belongs to no KEP. */
  | { readonly kind: 'file'; readonly path: string }
  /** Another repository or site; nothing can be said of it. */
  | { readonly kind: 'external' }
  /** A word that stands for nothing: `n/a`, `TBD`, the template's example. */
  | { readonly kind: 'placeholder' }
  /** A word that has no form of a reference: no number, uuid, path or address. */
  | { readonly kind: 'word' }
  /** Nothing in this tree; `near` is what was probably meant, as this reference would name it. */
  | { readonly kind: 'missing'; readonly near: { readonly kep: Kep; readonly suggestion: string } | null }

/** One entry of a reference field, resolved. */
export interface Reference {
  readonly field: ReferenceField
  readonly item: Item
  readonly target: Target
}

/** A group of people that may own a KEP or take part in it. */
export interface Group {
  readonly name: string
  /** `retired`: it once existed. `everybody`: it stands for all groups, and may only take part. */
  readonly standing: 'current' | 'retired' | 'everybody'
  /** What people write and no group is called. */
  readonly nicknames: readonly string[]
}

/** The groups that a tree knows. */
export interface Roster {
  /** The file that names them; null for the built-in list. */
  readonly path: string | null
  /** A file that should name them and does not. */
  readonly unusable: string | null
  /** Names of groups, retired ones included. */
  readonly known: ReadonlySet<string>
  /** Names that stand for all groups. */
  readonly everybody: ReadonlySet<string>
  /** The name that was probably meant, or null. */
  readonly near: (word: string) => string | null
}

/** A file that says who approved a KEP: `<root>/<sig>/<number>.yaml`. */
export interface Approval {
  readonly path: string
  /** The directory of approvals that it stands below: `keps/prod-readiness`. */
  readonly root: string
  /** The number that its name is, as written. */
  readonly numberText: string
  readonly number: number
  /** Null when it was not read. */
  readonly document: YamlDocument | null
}

/** All approval files of a tree. */
export interface Approvals {
  /** Sorted by path. */
  readonly files: readonly Approval[]
  readonly byNumber: ReadonlyMap<number, readonly Approval[]>
}

/** A Markdown file that stands in no KEP and looks like one. */
export interface Stray {
  readonly body: Markdown
  /** The front matter that stands in the wrong place, else the first heading. */
  readonly at: Place
  readonly fault: 'no metadata file' | 'no front matter' | 'front matter below' | 'front matter in code'
}

/** What the templates say, the tree's own and the formats', and no KEP means. */
export interface Template {
  /** Of a value in the metadata: it only stands for one, as `my_feature_metric` does. */
  readonly hasValue: (value: string) => boolean
  /** Of a value in the metadata: it is a placeholder in every state. */
  readonly isNeverMeant: (value: string) => boolean
  /** Of a KEP's title or first heading; a number before it does not count. */
  readonly hasTitle: (title: string) => boolean
  /** Of an HTML comment in a text; white space, case and ticked boxes do not count. */
  readonly hasComment: (text: Text, comment: Range) => boolean
}

/** A question that a KEP's stage owes an answer to. */
export interface Question {
  /** As the template asks it. */
  readonly text: string
  readonly isAnswered: boolean
  /** Where the KEP asks it; null where it does not. */
  readonly at: Place | null
  /** The heading below which it belongs. */
  readonly partAt: Place
}

/** A Markdown file of a KEP. */
export type Text = Pick<Markdown, 'path' | 'text'>

/** A range of a text: offsets in UTF-16 units, the end exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** What is wrong with a link. */
export type LinkFault =
  /**
   * Nothing is at `path`; null or left out where the link leads out of the tree. `near` is what was probably meant,
   * as the link would have to say it (a URL: the path).
   */
  | { readonly kind: 'path'; readonly path: string | null; readonly near: string | null }
  /** The Markdown file at `path` is there, and no heading or tag of it has the fragment; `near` is with the `#`. */
  | { readonly kind: 'anchor'; readonly path: string; readonly fragment: string; readonly near: string | null }

/** A link or an image of a text that does not lead anywhere. */
export interface BrokenLink {
  /** Its opening bracket; that of the definition, where it uses one. */
  readonly at: Place
  readonly destination: string
  readonly image: boolean
  readonly fault: LinkFault
}

/** A tree, read: what a rule may ask beside its own KEP. Built once, so that no rule is quadratic. */
export interface Catalogue {
  readonly tree: Tree
  /** Sorted by path. */
  readonly keps: readonly Kep[]
  readonly byPath: ReadonlyMap<string, Kep>
  /** By uuid in lower case. */
  readonly byUuid: ReadonlyMap<string, readonly Kep[]>
  readonly byNumber: ReadonlyMap<number, readonly Kep[]>
  /** By title in lower case, white space folded. */
  readonly byTitle: ReadonlyMap<string, readonly Kep[]>
  /** The references of a KEP in the order of the file, by field. */
  readonly references: (kep: Kep, field: ReferenceField) => readonly Reference[]
  /** The files that stand in a KEP's directory and in no KEP further down, sorted. */
  readonly filesOf: (kep: Kep) => readonly string[]
  /** The paths of the templates, which are no KEPs: directories, or files. Sorted. */
  readonly templates: readonly string[]
  /** Titles that only a template has, folded as in `byTitle`. */
  readonly templateTitles: ReadonlySet<string>
  readonly template: Template
  /** What the KEP's questionnaire asks at its stage, in the order of the tree's template. */
  readonly questions: (kep: Kep) => readonly Question[]
  /** The KEP's body, and the sections that it lists, each once. */
  readonly textsOf: (kep: Kep) => readonly Text[]
  /** The Markdown files that stand in a KEP's directory and in no KEP further down, sorted; or the KEP's own file. */
  readonly markdownsOf: (kep: Kep) => readonly Markdown[]
  /** In the order of the text. */
  readonly brokenLinks: (markdown: Markdown) => readonly BrokenLink[]
  /** The HTML comments of a text in order; what stands in code is none. */
  readonly commentsOf: (text: Text) => readonly Range[]
  readonly placeIn: (text: Text, range: Range) => Place
  /** Sorted by path. */
  readonly strays: readonly Stray[]
  /** What the formats in use call their metadata file. */
  readonly metadataFiles: readonly string[]
  /** The tree sorts KEPs by SIG: it has SIG directories or a roster. */
  readonly hasSigs: boolean
  /** The groups that may own a KEP. */
  readonly roster: Roster
  /** The approval files below directories of this name. */
  readonly approvals: (directory: string) => Approvals
  /** The groups of people of the root's `OWNERS_ALIASES`; null when there is none that can be read. */
  readonly aliases: ReadonlyMap<string, readonly string[]> | null
  /** Today, `YYYY-MM-DD`. */
  readonly today: string
}
