import type { Kep } from '../../model/kep.js'
import type { Aliases, Approvals, Group, People, Roster } from '../../model/people.js'
import type { Tree } from '../../model/tree.js'
import { rosterFile } from '../../profiles/root-files.js'
import { inSigDirectory } from '../../profiles/sigs.js'
import { readAliases } from './aliases.js'
import { readApprovals, type YamlReader } from './approvals.js'
import { readRoster } from './roster.js'
import { owningSigOf, sigDirectoryOf } from './sigs.js'

/** Where a tree names its groups of people. */
interface PeopleOptions {
  /** The groups that a tree without a roster knows. */
  readonly groups: readonly Group[]
  /** The file that names the groups; null for the usual one. */
  readonly roster: string | null
}

/** Reads the roster, the aliases and the approvals of a tree when they are first asked for. */
export function readPeople(tree: Tree, keps: readonly Kep[], options: PeopleOptions, yaml: YamlReader): People {
  const path = options.roster ?? rosterFile
  let roster: Roster | undefined
  const rosterOf = (): Roster => (roster ??= readRoster(path, tree.texts.get(path), options.groups))
  let aliases: Aliases | null | undefined
  const approvals = new Map<string, Approvals>()
  return {
    hasSigs: tree.files.has(path) || keps.some((kep) => inSigDirectory.test(kep.path)),
    get roster() {
      return rosterOf()
    },
    owningSig: (kep) => owningSigOf(kep, rosterOf()),
    sigDirectory: (kep) => sigDirectoryOf(kep, rosterOf()),
    get aliases() {
      if (aliases === undefined) aliases = readAliases(tree)
      return aliases
    },
    approvals: (directory) => {
      const read = approvals.get(directory) ?? readApprovals(directory, tree, yaml)
      approvals.set(directory, read)
      return read
    },
  }
}
