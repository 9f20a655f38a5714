import type { Problem } from '../model/finding.js'
import type { Content, Kep, OwedSection } from '../model/kep.js'
import { nameOf } from '../text/paths.js'
import { listed, shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

const said = {
  blank: 'is empty',
  headings: 'has no text, only headings, comments or text of the template',
} satisfies Record<Exclude<Content, 'text'>, string>

/** A heading is not an answer: a required section has text of its own. */
export default defineRule({
  id: 'section-content',
  since: '1.0',
  summary: 'Every section that the state requires has content',
  severity: 'error',
  *check(kep) {
    const because = `${kep.keyName('state')} ${kep.state?.name ?? ''} requires`
    yield* ofOwed(kep, because)
    yield* ofListed(kep)
  },
})

function* ofOwed(kep: Kep, because: string): Generator<Problem> {
  const asFiles = kep.profile.sections.as === 'files'
  const older: OwedSection[] = []
  for (const section of kep.owed) {
    const { kind, emptySeverity, found, standIn } = section
    if (!found || found.content === 'text') continue
    const severity = asFiles && found.content === 'blank' ? 'error' : emptySeverity
    if (severity === null) continue
    if (!asFiles && severity === 'notice') {
      older.push(section)
      continue
    }
    const name = asFiles ? kind.name : `section ${kind.name}`
    const hint = standIn === null ? '' : `; ${standIn} seems to hold it: move it, or refer to it`
    const message = `${name} ${said[found.content]}; ${because} it${hint}`
    const subject = asFiles ? 'no text' : kind.name
    yield { at: found.at, severity, message, subject, needs: `text in ${kind.name}` }
  }
  yield* ofOlder(older, because)
}

/** A KEP of an older template: one finding names all sections without text. */
function* ofOlder(sections: readonly OwedSection[], because: string): Generator<Problem> {
  const [first, ...others] = sections.flatMap(({ kind: { name }, found }) => (found ? [{ name, ...found }] : []))
  if (!first || first.content === 'text') return
  const names = listed([first, ...others].map(({ name }) => name))
  const message =
    others.length === 0
      ? `section ${names} ${said[first.content]}; ${because} it`
      : `sections ${names} have no text of their own; ${because} them`
  yield {
    at: first.at,
    severity: 'notice',
    message,
    subject: 'older sections',
    needs: `text in ${names}`,
    ...(others.length === 0 ? {} : { related: others.map(({ name, at }) => ({ at, message: `${name} is here` })) }),
  }
}

function* ofListed(kep: Kep): Generator<Problem> {
  const reported = new Set<string | null>()
  for (const { item, path, found, emptySeverity, owed } of kep.listed) {
    if (!found || owed || found.content === 'text' || reported.has(path)) continue
    reported.add(path)
    const severity = found.content === 'blank' ? 'error' : emptySeverity
    if (severity === null) continue
    const related = [{ at: item.at, message: 'listed here' }]
    const name = /\s/.test(item.text) ? shown(item.text) : nameOf(item.text)
    const message = `${name} ${said[found.content]}; write it or remove it from ${kep.keyName('sections')}`
    yield { at: found.at, severity, message, subject: 'no text', related }
  }
}
