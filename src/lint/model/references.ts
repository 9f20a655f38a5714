import type { Field } from './fields.js'
import type { Item, Kep, Markdown } from './kep.js'
import type { Place } from './place.js'

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

/** Where the references of KEPs lead, and the links of their texts. */
export interface References {
  /** The references of a KEP in the order of the file, by field. */
  readonly of: (kep: Kep, field: ReferenceField) => readonly Reference[]
  /** The KEPs whose `replaces` leads to this one, by path. */
  readonly replacersOf: (kep: Kep) => readonly Replacer[]
  /** The links and images of a text that lead nowhere, in the order of the text. */
  readonly brokenLinks: (markdown: Markdown) => readonly BrokenLink[]
}
