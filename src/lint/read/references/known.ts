import type { Kep, WrittenKep } from '../../model/kep.js'
import type { Keps } from '../../model/keps.js'
import { referenceFields } from '../../model/references.js'
import type { Tree } from '../../model/tree.js'
import { groupBy } from '../../text/group-by.js'
import { byUnits, nameOf } from '../../text/paths.js'

/** What references are looked up in. */
export interface Known {
  readonly tree: Tree
  readonly byPath: ReadonlyMap<string, Kep>
  readonly byUuid: ReadonlyMap<string, readonly Kep[]>
  /** By the number that the metadata gives, then by that of the name where it differs. */
  readonly byNumber: ReadonlyMap<number, readonly Kep[]>
  /** KEPs by the name of their directory or file without number, date and ending, in lower case. */
  readonly bySlug: ReadonlyMap<string, readonly Kep[]>
  /** Paths of KEPs by their lower case. */
  readonly byLowerPath: ReadonlyMap<string, readonly Kep[]>
  /** Directories that paths may leave out: `keps` for `sig-node/42-foo`. */
  readonly bases: readonly string[]
  /** Templates' directories and files. */
  readonly templates: ReadonlySet<string>
  /** What the tree's templates refer to, as `strip` leaves it. */
  readonly examples: ReadonlySet<string>
  /** `owner/name` of this repository, in lower case; null when it is not known. */
  readonly repository: string | null
}

/** Lays out a tree for looking references up. `repository` is `owner/name`, or null. */
export function knownIn(
  tree: Tree,
  { all, byPath, byUuid }: Keps,
  templates: readonly WrittenKep[],
  repository: string | null,
): Known {
  return {
    tree,
    byPath,
    byUuid,
    byNumber: byEitherNumber(all),
    bySlug: groupBy(all, (kep) => slugOf(nameOf(kep.path))),
    byLowerPath: groupBy(all, (kep) => kep.path.toLowerCase()),
    bases: basesOf(tree, all),
    templates: new Set(templates.map(({ path }) => path)),
    examples: new Set(
      templates.flatMap((template) =>
        referenceFields.flatMap((field) => template.items(field)).map(({ text }) => strip(text)),
      ),
    ),
    repository: repository?.toLowerCase() ?? null,
  }
}

function byEitherNumber(keps: readonly Kep[]): ReadonlyMap<number, readonly Kep[]> {
  const byName = (kep: Kep): number | null => (kep.nameNumber === null ? null : Number(kep.nameNumber))
  const groups = groupBy(keps, (kep) => kep.number)
  for (const [number, others] of groupBy(keps, (kep) => (byName(kep) === kep.number ? null : byName(kep)))) {
    groups.set(number, [...(groups.get(number) ?? []), ...others])
  }
  return groups
}

/** Directories that hold KEPs' groups: a path may leave them out. */
function basesOf(tree: Tree, keps: readonly Kep[]): readonly string[] {
  const tops = new Set(keps.map((kep) => kep.path.split('/')[0] ?? '.'))
  return [...tops].filter((top) => tree.directories.has(top) && top !== '.').sort(byUnits)
}

/** A name without number or date in front and ending behind, in lower case. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.md$/, '')
    .replace(/^(?:kep-)?\d+[a-z]?[-_]+/, '')
    .replace(/^\d{8}[-_]+/, '')
}

/** A path without what may be around it: a leading slash or `./`, a trailing slash, a query, a fragment. */
export function strip(text: string): string {
  return text
    .replace(/[?#].*$/s, '')
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '')
}
