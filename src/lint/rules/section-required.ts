import type { Problem } from '../model/finding.js'
import type { Kep, OwedSection } from '../model/kep.js'
import { join } from '../text/paths.js'
import { listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A state tells readers what they can expect; each state requires its sections. */
export default defineRule({
  id: 'section-required',
  since: '1.0',
  summary: 'Every section that the state requires is present',
  severity: 'error',
  *check(kep, { tree }) {
    const missing = kep.owed.filter(({ found }) => !found)
    if (kep.profile.sections.as === 'headings') {
      for (const section of missing) if (section.severity !== 'notice') yield ofHeading(section, kep)
      yield* ofOlder(
        missing.filter(({ severity }) => severity === 'notice'),
        kep,
      )
      return
    }
    const at = kep.place('state')
    for (const { kind, severity } of missing) {
      const there = tree.files.has(join(kep.path, kind.name)) ? '; the file exists: list it' : ''
      const message = `${kind.name} is not in ${kep.keyName('sections')}; ${requiring(kep)} it${there}`
      yield { at, message, severity, subject: kind.name, needs: kind.name }
    }
  },
})

function ofHeading({ kind, severity, after, standIn }: OwedSection, kep: Kep): Problem {
  const hint = standIn === null ? '' : `; ${standIn} seems to hold it: move it, or add a heading that refers to it`
  return {
    at: kep.place('state'),
    message: `section ${kind.name} is missing; ${requiring(kep)} it${hint}`,
    severity,
    subject: kind.name,
    needs: kind.name,
    ...(after ? { related: [{ at: after, message: `section ${kind.name} belongs after this heading` }] } : {}),
  }
}

/** A KEP of an older template: one finding names all that it lacks. */
function* ofOlder(missing: readonly OwedSection[], kep: Kep): Generator<Problem> {
  if (missing.length === 0) return
  const names = listed(missing.map(({ kind }) => kind.name))
  const said = missing.length === 1 ? `section ${names} is missing; ${requiring(kep)} it` : null
  const message = said ?? `sections ${names} are missing; ${requiring(kep)} them`
  yield { at: kep.place('state'), message, severity: 'notice', subject: 'older sections', needs: names }
}

function requiring(kep: Kep): string {
  return `${kep.keyName('state')} ${kep.state?.name ?? ''} requires`
}
