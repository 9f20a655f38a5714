import type { Kep, Markdown } from '../../model/kep.js'
import type { Reference, ReferenceField, References, Replacer } from '../../model/references.js'
import { linkChecker } from './broken-links.js'
import type { Known } from './known.js'
import { resolveReference } from './resolve.js'

/** Resolves references and links as they are asked for, each once. `markdown` gives the files that were read. */
export function readReferences(
  keps: readonly Kep[],
  known: Known,
  markdown: (path: string) => Markdown | null,
): References {
  const resolved = new Map<Kep, Partial<Record<ReferenceField, readonly Reference[]>>>()
  const of = (kep: Kep, field: ReferenceField): readonly Reference[] => {
    const read = resolved.get(kep) ?? {}
    resolved.set(kep, read)
    return (read[field] ??= kep
      .items(field)
      .map((item) => ({ field, item, target: resolveReference(item, kep, known) })))
  }
  let replacers: ReadonlyMap<Kep, readonly Replacer[]> | undefined
  return {
    of,
    replacersOf: (kep) => (replacers ??= replacersIn(keps, of)).get(kep) ?? [],
    brokenLinks: linkChecker(known, markdown),
  }
}

/** What KEPs say that they replace, the other way round. */
function replacersIn(keps: readonly Kep[], references: References['of']): ReadonlyMap<Kep, readonly Replacer[]> {
  const found = new Map<Kep, Replacer[]>()
  for (const kep of keps) {
    for (const { item, target } of references(kep, 'replaces')) {
      if (target.kind !== 'kep' || target.kep === kep) continue
      const known = found.get(target.kep)
      if (known) known.push({ kep, item })
      else found.set(target.kep, [{ kep, item }])
    }
  }
  return found
}
