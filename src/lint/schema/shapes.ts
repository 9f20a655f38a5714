import { type Field, fieldTable } from '../model/fields.js'
import type { YamlValue } from '../model/kep.js'

/** What kind of value it is, as far as schemas tell them apart; null for nothing. */
export function kindOf(value: YamlValue | undefined): 'text' | 'list' | 'mapping' | null {
  if (value === undefined || value === null || value === '') return null
  if (Array.isArray(value)) return value.length === 0 ? null : 'list'
  return typeof value === 'object' ? 'mapping' : 'text'
}

/** The value has the shape that the built-in formats give the field; nothing has any shape. */
export function hasUsualShape(field: Field, value: YamlValue | undefined): boolean {
  const kind = kindOf(value)
  const { holds } = fieldTable[field]
  if (kind === null) return true
  if (holds !== 'other')
    return kind === holds && (!Array.isArray(value) || value.every((each) => kindOf(each) !== 'mapping'))
  return kind === 'mapping' || (Array.isArray(value) && value.every((each) => kindOf(each) === 'mapping'))
}
