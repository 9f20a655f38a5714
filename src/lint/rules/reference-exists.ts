import { lessWhenPast } from '../facts/past.js'
import { removeEntry } from '../fix/replace.js'
import type { Problem } from '../model/finding.js'
import type { Fix } from '../model/fix.js'
import type { Kep } from '../model/kep.js'
import { type Reference, type ReferenceField, referenceFields } from '../model/references.js'
import type { Severity } from '../model/severity.js'
import type { Tree } from '../model/tree.js'
import { inQuotesOf, shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

const gravity = {
  replaces: 'error',
  supersededBy: 'error',
  seeAlso: 'warning',
} satisfies Record<ReferenceField, Severity>

/** Succession is read through these fields; one that leads nowhere ends the trail. */
export default defineRule({
  id: 'reference-exists',
  since: '1.0',
  summary: 'Each replaces, superseded_by and see-also names something that exists',
  severity: 'error',
  *check(kep, { references, tree }) {
    for (const field of referenceFields) {
      for (const reference of references.of(kep, field)) {
        const problem = problemOf(reference, kep)
        if (problem === null) continue
        const fixes = removalOf(reference, tree)
        yield {
          ...problem,
          subject: `${field} ${reference.item.text}`,
          ...(problem.suggestion === undefined ? { fixes } : {}),
        }
      }
    }
  },
})

/** Takes the entry away: what names no KEP is safe to go, and what leads nowhere may be a typo. */
function removalOf({ item, target }: Reference, tree: Tree): () => readonly Fix[] {
  const kind = target.kind === 'placeholder' || target.kind === 'example' ? 'safe' : 'choice'
  return () => {
    const edit = removeEntry(tree, item.at)
    return edit === null ? [] : [{ title: `remove ${shown(item.text)}`, kind, edits: [edit] }]
  }
}

function problemOf({ field, item, target }: Reference, kep: Kep): Problem | null {
  const name = `${kep.keyName(field)} ${shown(item.text)}`
  if (target.kind === 'placeholder') {
    return { at: item.at, severity: 'notice', message: `${name} names no KEP; remove it` }
  }
  if (target.kind === 'example') {
    return { at: item.at, severity: 'warning', message: `${name} is from the template, not a KEP; remove it` }
  }
  if (target.kind === 'word') {
    return {
      at: item.at,
      severity: 'warning',
      message: `${name} is not a reference; write a KEP's number, uuid or path`,
    }
  }
  if (target.kind !== 'missing') return null
  // Succession counts whatever became of the KEP that names it.
  const severity = { severity: gravity[field], ...(gravity[field] === 'warning' ? lessWhenPast(kep, [field]) : {}) }
  if (!target.near) return { at: item.at, ...severity, message: `${name} does not exist in this tree` }
  const { kep: meant, suggestion } = target.near
  return {
    at: item.at,
    ...severity,
    message: `${name} does not exist in this tree; did you mean ${suggestion}?`,
    related: [{ at: meant.place('title'), message: 'probably this KEP' }],
    suggestion: inQuotesOf(item.at, item.text, suggestion),
  }
}
