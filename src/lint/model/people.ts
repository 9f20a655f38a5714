import type { Kep, YamlDocument } from './kep.js'

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

/** Groups of people, as a file of the root names them. */
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

/** The groups of people that a tree knows, and what they approved. */
export interface People {
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
  /** The groups of people that the tree names; null when there are none that can be read. */
  readonly aliases: Aliases | null
  /** The approval files below directories of this name. */
  readonly approvals: (directory: string) => Approvals
}
