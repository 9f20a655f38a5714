import type { Field } from '../model/fields.js'
import type { Problem } from '../model/finding.js'
import type { Kep } from '../model/kep.js'

/**
 * What makes less of a warning in a KEP that is done or only kept as a record, where nobody is left to act on it: a
 * notice, and a warning again where the change under review wrote one of `by` or moved the state. Empty for any
 * other KEP.
 */
export function lessWhenPast(
  { state }: Kep,
  by: readonly (Field | 'file')[],
): Pick<Problem, 'severity' | 'whenChanged'> {
  if (state === null || (!state.complete && state.standing !== 'record')) return {}
  return { severity: 'notice', whenChanged: { severity: 'warning', by: [...by, 'state'] } }
}
