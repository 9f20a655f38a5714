import type { Change, Comparison } from '../model/change.js'
import type { Field } from '../model/fields.js'
import type { WhenChanged } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import { wordOf } from '../yaml/values.js'
import { approvalsOf, movedTo } from './compare.js'

/**
 * Tells whether the change wrote one of `by`: the value of a field of the KEP at the path `kep`, or the text of `file`.
 * Both are paths of the tree; null for what belongs to no KEP.
 */
export type Written = (kep: string | null, file: string, by: WhenChanged['by']) => boolean

/** Where there is no change, nothing was written. */
export const nothingWritten: Written = () => false

/**
 * What a change wrote. A KEP that it added, or that it moved to another format, it wrote whole. What only moved was
 * not written, nor was a value that only has other quotes, another order or another key. What the fields of a KEP were
 * is not known where the base's metadata cannot be read: then they count as not written.
 */
export function writtenIn({ base, head, changes }: Comparison): Written {
  const byPath = new Map(changes.map((change) => [change.now?.path, change]))
  let moved: ReadonlySet<string> | undefined
  const movedTexts = (): ReadonlySet<string> => {
    const gone = [...base.tree.texts].filter(([path]) => !head.tree.files.has(path))
    return (moved ??= new Set(gone.map(([, text]) => text)))
  }
  const isFileWritten = (file: string, change: Change | undefined): boolean => {
    const text = textAt(file, head.tree)
    const was = textAt(pathBefore(file, change), base.tree)
    return text !== was && (was !== undefined || text === undefined || !movedTexts().has(text))
  }
  const pathBefore = (file: string, change: Change | undefined): string => {
    if (!change?.before || !change.now) return file
    const { before, now } = change
    const approval = approvalsOf(now, head).indexOf(file)
    const place = movedTo(file, now.path, before.path)
    return approval < 0 || base.tree.files.has(place) ? place : (approvalsOf(before, base)[approval] ?? place)
  }
  return (kep, file, by) => {
    const change = kep === null ? undefined : byPath.get(kep)
    if (change && isReshaped(change)) return by.length > 0
    return by.some((each) => (each === 'file' ? isFileWritten(file, change) : isFieldWritten(each, change)))
  }
}

/** The KEP is kept in another format, or in other files, than before. */
export function isReshaped({ before, now }: Pick<Change, 'before' | 'now'>): boolean {
  return before !== null && now !== null && before.profile.name !== now.profile.name
}

function textAt(file: string, { texts, links }: Comparison['head']['tree']): string | undefined {
  return texts.get(links.get(file) ?? file)
}

function isFieldWritten(field: Field, change: Change | undefined): boolean {
  if (!change?.now) return false
  const { before, now } = change
  if (before === null) return true
  return before.metadata.value !== undefined && valueIn(before, field) !== valueIn(now, field)
}

/** A field's value in one word; none, however that is written, is the empty one. */
function valueIn(kep: Kep, field: Field): string {
  const key = kep.keyName(field)
  const value = kep.metadata.value
  return value && Object.hasOwn(value, key) ? wordOf(kep.metadata, [key], value[key] ?? null) : ''
}
