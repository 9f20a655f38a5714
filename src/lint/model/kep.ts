import type { Field } from './fields.js'
import type { Place } from './place.js'
import type { Profile, SectionKind, State } from './profile.js'
import type { Severity } from './severity.js'

/** What is wrong with a text as YAML. */
export interface YamlProblem {
  readonly at: Place
  readonly message: string
  readonly severity: Severity
  readonly related?: readonly { readonly at: Place; readonly message: string }[]
  readonly suggestion?: string
}

/** A value as YAML 1.2's core schema reads it; numbers and dates that have another meaning keep their text beside. */
export type YamlValue = null | boolean | number | string | readonly YamlValue[] | { readonly [key: string]: YamlValue }

/** A way down into a YAML value: keys and indices from the root. */
export type Pointer = readonly (string | number)[]

/** A YAML document with the place of everything in it. */
export interface YamlDocument {
  readonly path: string
  /** The root mapping, or undefined when the text is no YAML mapping. Keys such as `__proto__` are own keys. */
  readonly value: { readonly [key: string]: YamlValue } | undefined
  readonly problems: readonly YamlProblem[]
  /** The text is no YAML, and is read as if its problems were fixed. */
  readonly isRepaired?: boolean
  /**
   * The range of the value at `pointer` (quotes included); of its key when the value is empty; of the
   * nearest ancestor that exists when there is no such value; of the first line when there is nothing.
   */
  readonly place: (pointer: Pointer) => Place
  /** The range of the key at `pointer`; as `place` for what has no key. */
  readonly keyPlace: (pointer: Pointer) => Place
  /** The scalar at `pointer` as the file has it, without quotes (`0752` stays `0752`); undefined for collections and for what is not there. */
  readonly text: (pointer: Pointer) => string | undefined
}

/** One entry of a list, or a lone scalar where a list may be. Entries that mean none are left out. */
export interface Item {
  readonly text: string
  readonly at: Place
}

/** A heading of a Markdown text, as CommonMark reads it. */
export interface Heading {
  /** 1 to 6. */
  readonly level: number
  /** The heading's source between its markers, white space trimmed: emphasis and code are still marked. */
  readonly text: string
  /** Where `text` is: its first line. */
  readonly at: Place
  /** Offset in UTF-16 units of the heading's first line in the text. */
  readonly start: number
  /** Offset just after the heading's last line (its line end included). */
  readonly end: number
  /** It is an HTML heading, `<h2>`: its text is what is between the tags. */
  readonly html?: true
}

/** A Markdown text and its headings in order. */
export interface Markdown {
  readonly path: string
  readonly text: string
  /** Those of Markdown. */
  readonly headings: readonly Heading[]
  /** Those of Markdown and of HTML (`<h2>`), as GitHub shows them. */
  readonly allHeadings: readonly Heading[]
}

/** How much a section says. `blank`: nothing but white space. `headings`: no text below its headings. */
export type Content = 'text' | 'headings' | 'blank'

/** A section that the KEP's state calls for. */
export interface OwedSection {
  readonly kind: SectionKind
  /** How severe it is when it is missing. */
  readonly severity: Severity
  /** How severe it is when it is there and empty; null is silent. */
  readonly emptySeverity: Severity | null
  /** Where it is, or null when it is not there. */
  readonly found: { readonly at: Place; readonly content: Content } | null
  /** The heading of the body after which it belongs, where it is missing; null where that is not known. */
  readonly after: Place | null
  /** Another section stands for it: the name of its kind. */
  readonly standIn: string | null
}

/** A file that the metadata lists as a section. */
export interface ListedSection {
  readonly item: Item
  /** The path in the tree that the entry means, whether it is there or not; null when it leads out of the KEP. */
  readonly path: string | null
  /** The place in the section's file to speak of, and how much it says; null when it is not there or was not read. */
  readonly found: { readonly at: Place; readonly content: Content } | null
  /** How severe it is when it has headings and no text; null is silent. */
  readonly emptySeverity: Severity | null
  /** The state calls for it. */
  readonly owed: boolean
}

/** The number that a heading gives, such as `42` in `KEP-42: Spare disks`, or the template's placeholder for one. */
export interface HeadingNumber {
  /** The number, or the placeholder, as written: `0042`, `NNNN`. */
  readonly text: string
  /** With what is before it: `KEP-0042`. */
  readonly said: string
  /** Null for a placeholder. */
  readonly number: number | null
  /** Where `text` is in the body. */
  readonly at: Place
}

/** One enhancement proposal as its own files have it, whatever else is in the tree. */
export interface WrittenKep {
  /** Its directory, or its file where the format keeps a KEP in one file. Unique in the tree. */
  readonly path: string
  readonly profile: Profile
  readonly metadata: YamlDocument
  /** The metadata file was refused: nothing is known of it. */
  readonly unread: boolean
  /** The Markdown that holds the sections as headings, or whose first heading is the KEP's; null where there is none. */
  readonly body: Markdown | null
  /** The state that the metadata names, a near miss or an alias included; null when none or unknown. */
  readonly state: State | null
  /** The state as written; null when there is none. */
  readonly stateText: string | null
  /**
   * The number that the KEP is known by; null when the metadata has none, or no number. Where its name and its first
   * heading agree on another number than the metadata has, it is theirs.
   */
  readonly number: number | null
  /** The number that the metadata has, as a number; null when there is none or it is not one. */
  readonly writtenNumber: number | null
  /** Unknown keys of the metadata, and the field that each is read as: it was probably meant, and is missing itself. */
  readonly misspeltKeys: ReadonlyMap<string, Field>
  /** The number that the directory's or file's name opens with, as written; null when there is none. */
  readonly nameNumber: string | null
  /** The part of its path that has a template's placeholder for the number or date; null where none has. */
  readonly unnumberedName: string | null
  /** In lower case; null when there is none or it is not one. */
  readonly uuid: string | null
  /** A scalar of the metadata as written, or undefined when there is none (`null`, `""`, `[]` are none). */
  readonly text: (field: Field) => string | undefined
  /** The entries of a list of the metadata; one for a scalar; none for none. */
  readonly items: (field: Field) => readonly Item[]
  /** The range of a field's value; of the state's, else of the file's first line when the field is not there. */
  readonly place: (field: Field) => Place
  /** The range of a field's key; as `place` when it is not there. */
  readonly keyPlace: (field: Field) => Place
  /** The metadata has the key, whatever its value. */
  readonly has: (field: Field) => boolean
  /** What the format calls a field: `superseded_by`; what is written for it, where that is another name of it. */
  readonly keyName: (field: Field) => string
}

/** One enhancement proposal, read. What is costly and not always asked for is read on first use. */
export interface Kep extends WrittenKep {
  /** The number in the first heading of its body; null when there is none. */
  readonly headingNumber: HeadingNumber | null
  /** Its milestones are all those of a template, and it was created after the last of them: it has none. */
  readonly keepsTemplateMilestones: boolean
  /** It is held to the format as it is today: what it lacks is an error. */
  readonly isCurrent: boolean
  /** The sections that its state calls for. */
  readonly owed: readonly OwedSection[]
  /** The sections it lists (formats that list files). */
  readonly listed: readonly ListedSection[]
}
