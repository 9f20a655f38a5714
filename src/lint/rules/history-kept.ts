import { numberOf, titleOf } from '../facts/identity.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Kep } from '../model/kep.js'
import { topOf } from '../model/place.js'
import { listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A tree of KEPs records what was dropped, and why. */
export default defineRule({
  id: 'history-kept',
  since: '1.0',
  summary: 'No KEP is deleted; a dropped KEP stays, with a state that says so',
  severity: 'error',
  *checkChange({ before, now }, { head }) {
    if (!before || now || isKept(before, head)) return
    const { path } = before.metadata
    const what = head.tree.files.has(path)
      ? 'is no longer a KEP: its front matter is missing; restore it'
      : `was deleted; restore it${recordOf(before)}`
    yield { at: topOf(path), message: `${before.path} ${what}` }
  },
})

/** Another KEP is the same one, or another rule reports what is left of it, or it became a template. */
function isKept(kep: Kep, { keps: { byUuid, byNumber, misplaced }, tree }: Catalogue): boolean {
  const number = numberOf(kep)
  const title = titleOf(kep)
  const isOther = (other: Kep): boolean => title !== null && titleOf(other) === title
  if (kep.uuid !== null && byUuid.get(kep.uuid)?.some(isOther)) return true
  if (number !== null && byNumber.get(Number(number))?.some(isOther)) return true
  if (misplaced.some(({ body }) => body.path === kep.path || body.path.startsWith(`${kep.path}/`))) return true
  const { path } = kep.metadata
  if (tree.refused.some((refusal) => refusal.path === path)) return true
  if (!tree.files.has(path)) return false
  const text = tree.selected.has(path) && !tree.links.has(path) ? tree.texts.get(path) : undefined
  return kep.profile.layout.kind === 'directory' || text === undefined || /^\uFEFF?---/.test(text)
}

/** How a KEP in its state is kept as a record. */
function recordOf({ state, profile, keyName }: Kep): string {
  const ends = profile.states.filter(({ standing, next }) => standing === 'record' && Object.keys(next).length === 0)
  const isRecord = state !== null && (state.complete || ends.some(({ name }) => name === state.name))
  if (isRecord) return ` as a record of what was ${state.name}`
  const open = ends.filter(({ name }) => !state || Object.hasOwn(state.next, name)).map((end) => end.name)
  return open.length === 0 ? '' : `, and set ${keyName('state')} to ${listed(open, 'or')}`
}
