import type { BuiltIn, Field, FieldOf } from './fields.js'
import type { Severity } from './severity.js'

/** The JSON Schemas that are compiled into keplint, by file name in `schemas/` without its ending. */
export type SchemaName = 'kep-1a' | 'kep' | 'kep-flat' | 'prr' | 'config' | 'profile'

/**
 * A key of the metadata: the name that is right first, then names that are read as it. The first is what
 * messages call it.
 */
export interface Key {
  readonly name: string
  readonly aliases: readonly string[]
  /**
   * What people write for it by mistake: reported, and read as it where it is missing itself. `value` says which
   * values tell that it is meant, where the word alone does not.
   */
  readonly mistakes?: readonly { readonly name: string; readonly value?: RegExp }[]
  /** It holds one entry where the schema has a list. */
  readonly single?: boolean
  /** Its values may have another shape than the schema knows: one entry for a list, or entries that are mappings. */
  readonly anyShape?: boolean
}

/** The keys of a built-in format: one for each field that the table of fields gives it. */
export type KeysOf<Format extends BuiltIn> = Readonly<Record<FieldOf<Format>, Key>>

/** A place in the lifecycle. Rules ask these properties and never compare names. */
export interface State {
  readonly name: string
  /** Other words for it: read as it, and a finding of the schema. */
  readonly aliases: readonly string[]
  /** The state that the schema takes it for, where that does not know its name. */
  readonly like?: string
  /** What it means is not known: it owes nothing, and may follow and be followed by any. */
  readonly free?: boolean
  /** Its place on the way forward, from 0; null where it is no step of the way (deferred, rejected …). */
  readonly rank: number | null
  /** `open` while it is being written, `accepted` once it is agreed, `record` when it is only kept. */
  readonly standing: 'open' | 'accepted' | 'record'
  /** Nothing of the work is left to do. */
  readonly complete: boolean
  /** Another KEP is in its place: it names that one. */
  readonly superseded: boolean
  /** Something that supersedes another KEP may be in this state. */
  readonly live: boolean
  /** The format gives numbers in this state. */
  readonly numbered: boolean
  /**
   * How severe it is that a section has headings and no text: `owed` for those that this state calls for,
   * `listed` for others that the metadata lists. Null is silent.
   */
  readonly empty: { readonly owed: Severity | null; readonly listed: Severity | null }
  /** It says that approvers agreed, so a KEP that comes to it has the approval of one. */
  readonly approved: boolean
  /** How severe it is that a new KEP opens in it: null is fine. */
  readonly first: Severity | null
  /** Which states may follow, and how severe each is: null is fine; what is not named is an error. */
  readonly next: Readonly<Record<string, Severity | null>>
}

/** A section that the format knows. */
export interface SectionKind {
  /** The heading's text, or the file's path relative to the KEP. */
  readonly name: string
  readonly aliases: readonly string[]
  /** The states that owe it; none where it is only known. */
  readonly states: readonly string[]
  /** It is owed from this latest milestone on. */
  readonly since?: string
  /** It is owed only in trees that have a directory of this name. */
  readonly directory?: string
  /** It is owed only where a template of this format in the tree has it, or where there is no template. */
  readonly ifTemplateHasIt?: boolean
  /** How severe it is at most when it is there and empty. */
  readonly empty?: Severity
  /** How severe it is at most when it is missing. */
  readonly missing?: Severity
  /** Another section may hold what belongs here: then a missing or empty one is a warning at most. */
  readonly standIn?: StandIn
}

/** A section that stands for another one where it has more than so many words below headings of its own. */
export interface StandIn {
  /** The name of the section's kind. */
  readonly section: string
  readonly words: number
}

/** A step of a feature's maturity. */
export interface Stage {
  readonly name: string
  /** The stage that the schema takes it for, where that does not know its name. */
  readonly like?: string
  /** Its place on the way forward, from 0; null where it is no step of the way (deprecated, disabled, removed). */
  readonly rank: number | null
  /** A complete KEP may be in it. */
  readonly complete: boolean
  /** Other words that texts use for it, in lower case: `ga`. */
  readonly aliases?: readonly string[]
}

/** Questions that a KEP answers below the headings of one of its sections, some from each stage on. */
export interface Questionnaire {
  /** The name of the section's kind. */
  readonly section: string
  readonly parts: readonly {
    readonly name: string
    /** The name of the first stage that owes its answers; every later one does too. */
    readonly from: string
  }[]
}

/** People that a KEP names in some states. */
export interface OwedPeople {
  readonly field: Extract<Field, 'authors' | 'reviewers' | 'approvers'>
  readonly states: readonly string[]
  readonly severity: Severity
}

/** Approvals that are in files of their own, one a KEP: `<directory>/<sig>/<number>.yaml`. */
export interface ApprovalFiles {
  readonly directory: string
  /** What `check` is given to validate such a file's shape. */
  readonly schema: SchemaName
  /** The states that need one, from this latest milestone on. */
  readonly states: readonly string[]
  readonly since: string
  /** The groups of the root's aliases that may approve. */
  readonly groups: readonly string[]
}

/** Where a KEP of this format is on disk. */
export type Layout =
  | {
      /** A directory that holds the metadata file. */
      readonly kind: 'directory'
      readonly metadata: string
      /** The file whose first heading is the KEP's, and whose headings are its sections where they are headings. */
      readonly body: { readonly file: string; readonly required: boolean }
      /** Where most proposals of a tree have fewer of these fields, the metadata file is of another format. */
      readonly marks?: { readonly fields: readonly Field[]; readonly least: number }
    }
  | {
      /** One Markdown file that opens with YAML front matter. */
      readonly kind: 'file'
      /** Front matter is a KEP's when it has so many of these fields; other documents may have some. */
      readonly marks: { readonly fields: readonly Field[]; readonly least: number }
    }

/**
 * Where a KEP's number is: in the metadata, in the name of its directory or file, in both (they agree), or
 * nowhere: then digits in names mean nothing.
 */
export type NumberFrom = 'both' | 'key' | 'name' | 'none'

/**
 * What directories and files of templates are called, in lower case. Such a name makes a template only of what still
 * holds placeholders.
 */
export interface TemplateNames {
  /** What stands for the number, in names and in headings. */
  readonly number: string
  /** What stands for the date that older names open with. */
  readonly date: string
  /** What else opens it. */
  readonly opening: readonly string[]
  /** What is anywhere in a name that has no number. */
  readonly holding: readonly string[]
}

/** The milestones of a template: a KEP that keeps them all has given none. */
export interface TemplateMilestones {
  readonly latest: string
  /** By the names of stages. */
  readonly stages: Readonly<Record<string, string>>
}

/** A format of KEPs as data. Everything that differs between formats is here, and nowhere else. */
export interface Profile {
  readonly name: string
  /** What `check` is given to validate the metadata's shape. */
  readonly schema: SchemaName
  /** The built-in format that this one changes, whose names the schema knows; null for a built-in one. */
  readonly baseFormat: Profile | null
  readonly layout: Layout
  /** Each field's key; a field that the format does not have is not named. */
  readonly keys: Readonly<Partial<Record<Field, Key>>>
  /** Further keys that are allowed. */
  readonly extraKeys: readonly string[]
  /** Keys that are no part of the format, though the program that reads it takes them: a warning. */
  readonly toleratedKeys: readonly string[]
  /** Fields that must be there; null leaves it to the schema. */
  readonly required: readonly Field[] | null
  /** Fields that should be there: a warning where one is missing, an error where the change took it away. */
  readonly expected: readonly Field[]
  readonly numberFrom: NumberFrom
  /** What is before a KEP's number in headings and references, letters alone: `KEP` of `KEP-42`. */
  readonly prefix: string
  readonly states: readonly State[]
  /** `files`: the metadata lists them as paths. `headings`: they are headings of the body. */
  readonly sections: { readonly as: 'files' | 'headings'; readonly kinds: readonly SectionKind[] }
  /** How deep the headings are that a table of contents between mdtoc's markers has, from 1. */
  readonly tocDepth: number
  /** Markdown files and directories in the KEP's directory that need not be listed as sections. */
  readonly unlisted: readonly string[]
  /**
   * Which KEPs are current: their missing sections are errors, those of the others notices. Null: all.
   * Otherwise those with this latest milestone or a later one, and those whose milestones are still the template's;
   * in a tree where no KEP has a milestone those in the named states.
   */
  readonly current: { readonly latestMilestone: string; readonly withoutMilestones: readonly string[] } | null
  /** Fields that are required only in trees with SIG directories or a roster. */
  readonly requiredWithSigs: readonly Field[]
  /** In the order of maturity; none where the format has no stages. */
  readonly stages: readonly Stage[]
  readonly people: readonly OwedPeople[]
  readonly approvals: ApprovalFiles | null
  /** The questions are those of the tree's own templates. */
  readonly questionnaire: Questionnaire | null
  /** The day on which each release came out, `YYYY-MM-DD`, by its version (`v1.30`); of others it is not known. */
  readonly releases: Readonly<Record<string, string>>
  /** What the format's own template says, and no KEP means; `paths` are further templates' in the tree. */
  readonly template: {
    readonly titles: readonly string[]
    /** Headings that every KEP made from it has: a text that has them all reads like a KEP. */
    readonly headings: readonly string[]
    readonly references: readonly string[]
    readonly paths: readonly string[]
    /**
     * The files of a new KEP where the tree has no template, by their paths in its directory; `''` is that of a KEP of
     * one file. Their titles are to be filled in.
     */
    readonly files?: Readonly<Record<string, string>>
    /** Values of the metadata to be filled in, by their shape: `yyyy-mm-dd`, `a|b`, `NNNN`. */
    readonly blanks: readonly RegExp[]
    readonly names: TemplateNames
    /** Values that only stand for one: `my_feature_metric`. */
    readonly values?: readonly string[]
    /** Those of the values that are found in every state. */
    readonly valuesInAnyState?: readonly string[]
    /** The milestones that it names. */
    readonly milestones?: TemplateMilestones
    /** Its HTML comments, each as the key in hexadecimal digits that `read/template-contents.ts` knows it by. */
    readonly comments?: readonly string[]
  }
}
