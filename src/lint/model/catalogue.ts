import type { Item, Kep, Markdown, YamlDocument } from './kep.js'
import type { Place } from './place.js'
import type { Field, Profile } from './profile.js'
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
  /** A word that says that there is none, or none yet: `n/a`, `none`, `TBD`. */
  | { readonly kind: 'placeholder' }
  /** The template, or what the template has as an example. */
  | { readonly kind: 'example' }
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

/** A KEP that says that it replaces another. */
export interface Replacer {
  readonly kep: Kep
  /** The entry that says so. */
  readonly item: Item
}

/** A group of people that may own a KEP or take part in it. */
export interface Group {
  readonly name: string
  /** `retired`: it once existed. `everybody`: it stands for all groups, and may only take part. */
  readonly kind: 'current' | 'retired' | 'everybody'
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

/** Groups of people, as the root's `OWNERS_ALIASES` names them. */
export interface Aliases {
  /** The file that names them. */
  readonly path: string
  /** The logins of each group's people, as written, by the group's name. */
  readonly groups: ReadonlyMap<string, readonly string[]>
}

/** A file that says who approved a KEP: `<root>/<sig>/<number>.yaml`. */
export interface Approval {
  readonly path: string
  /** The directory of approvals that it is below: `keps/prod-readiness`. */
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

/** A Markdown file that looks like a KEP and does not count as one: it is in no KEP, or is one with a fault. */
export interface Misplaced {
  readonly body: Markdown
  /** The front matter that is in the wrong place, else the first heading. */
  readonly at: Place
  readonly fault:
    | 'no metadata file'
    | 'no front matter'
    | 'front matter below'
    | 'front matter in code'
    | 'front matter of another document'
  /** The keys that its front matter lacks to be a KEP's; empty where that is not its fault. */
  readonly lacks: readonly string[]
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

/** What the metadata of the tree's own templates of a format has. */
export interface TemplateKeys {
  /** The keys, at any depth, each with those above it: `milestone.alpha`. */
  readonly known: ReadonlySet<string>
  /** The alternatives that a key's value leaves the choice of. */
  readonly words: ReadonlyMap<string, readonly string[]>
  /** The scalars, as written, by key. */
  readonly values: ReadonlyMap<string, string>
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
  /** Nothing is at `path`. `near` is what was probably meant, as the link would have to say it (a URL: the path). */
  | { readonly kind: 'path'; readonly path: string; readonly near: string | null; readonly isWhole: boolean }
  /** The Markdown file at `path` is there, and no heading or tag of it has the fragment; `near` is with the `#`. */
  | {
      readonly kind: 'anchor'
      readonly path: string
      readonly fragment: string
      readonly near: string | null
      /** Only upper and lower case differ. */
      readonly isCased: boolean
    }
  /** It has no destination: `[text]()`. */
  | { readonly kind: 'empty' }
  /** No definition in its file has the label that it uses; `near` is one that has. */
  | { readonly kind: 'label'; readonly near: string | null }

/** A link or an image of a text that does not lead anywhere. */
export interface BrokenLink {
  /** Its destination; that of the definition, where it uses one. Its opening bracket where that is not found. */
  readonly at: Place
  /** `at` is the destination, as it is given here. */
  readonly exact: boolean
  /** For an undefined label: the label. */
  readonly destination: string
  readonly image: boolean
  readonly fault: LinkFault
}

/** A line of a table of contents, and the heading that it stands for. */
export interface TocLine {
  /** `  - [Goals](#goals)`. */
  readonly line: string
  /** The heading as the line shows it: HTML. */
  readonly heading: string
}

/** What is wrong with a table of contents between markers. */
export type TocFault =
  /** The other marker is missing, or is above (`unopened`). */
  | { readonly kind: 'unclosed' | 'unopened'; readonly at: Place; readonly marker: string }
  | {
      readonly kind: 'differs'
      /** The first line that differs; the closing marker where lines are missing at the end. */
      readonly at: Place
      /** That line; null at the end. */
      readonly line: string | null
      /** What should be there; null where the table should be over. */
      readonly wanted: TocLine | null
      /** The headings whose lines the table does not have anywhere, in order. */
      readonly missing: readonly string[]
      /** The lines of the table that it should not have anywhere, in order. */
      readonly extra: readonly string[]
      /** `wanted` is one of `missing`. */
      readonly isMissing: boolean
      /** `line` is one of `extra`. */
      readonly isExtra: boolean
      /** What makes the table right in place of the marked range; left out where more lines than that differ. */
      readonly suggestion?: string
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
  /** The KEPs whose `replaces` leads to this one, by path. */
  readonly replacersOf: (kep: Kep) => readonly Replacer[]
  /** The files that are in a KEP's directory and in no KEP further down, sorted. */
  readonly filesOf: (kep: Kep) => readonly string[]
  /** The paths of the templates, which are no KEPs: directories, or files. Sorted. */
  readonly templates: readonly string[]
  /** Titles that only a template has, folded as in `byTitle`. */
  readonly templateTitles: ReadonlySet<string>
  readonly template: Template
  /** What the templates of a format in this tree have; nothing where there is none. */
  readonly templateKeys: (profile: Profile) => TemplateKeys
  /** What the KEP's questionnaire asks at its stage, in the order of the tree's template. */
  readonly questions: (kep: Kep) => readonly Question[]
  /** The KEP's body, and the sections that it lists, each once. */
  readonly textsOf: (kep: Kep) => readonly Text[]
  /** The Markdown files that are in a KEP's directory and in no KEP further down, sorted; or the KEP's own file. */
  readonly markdownsOf: (kep: Kep) => readonly Markdown[]
  /** In the order of the text. */
  readonly brokenLinks: (markdown: Markdown) => readonly BrokenLink[]
  /** What is wrong with the table of contents between markers, of headings down to `maxDepth`; null: nothing. */
  readonly tocFault: (markdown: Markdown, maxDepth: number) => TocFault | null
  /** The HTML comments of a text in order; what is in code is none. */
  readonly commentsOf: (text: Text) => readonly Range[]
  readonly placeIn: (text: Text, range: Range) => Place
  /** Sorted by path. */
  readonly misplaced: readonly Misplaced[]
  /** What the formats in use call their metadata file. */
  readonly metadataFiles: readonly string[]
  /** The tree sorts KEPs by SIG: it has SIG directories or a roster. */
  readonly hasSigs: boolean
  /** The groups that may own a KEP. */
  readonly roster: Roster
  /**
   * The group that a KEP's owning SIG means: what is written where that is a group, else its near miss, else the SIG
   * directory that the KEP is in, else what is written. Null where it names none, or several.
   */
  readonly owningSig: (kep: Kep) => string | null
  /** The name of the SIG directory that a KEP is in; null where it is in none. */
  readonly sigDirectory: (kep: Kep) => string | null
  /** The approval files below directories of this name. */
  readonly approvals: (directory: string) => Approvals
  /** The groups of people that the tree names; null when there are none that can be read. */
  readonly aliases: Aliases | null
  /** Today, `YYYY-MM-DD`. */
  readonly today: string
}
