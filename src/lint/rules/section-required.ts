import { join } from '../words/paths.js'
import { defineRule } from './rule.js'

/** A state is a promise of what can be read; each state calls for its sections. */
export default defineRule({
  id: 'section-required',
  summary: 'Every section that the state calls for is there',
  severity: 'error',
  *check(kep, { tree }) {
    const at = kep.place('state')
    const because = `${kep.keyName('state')} ${kep.state?.name ?? ''} calls for it`
    for (const { kind, severity, found } of kep.owed) {
      if (found) continue
      const known = { at, severity, subject: kind.name, needs: kind.name }
      if (kep.profile.sections.as === 'headings') {
        yield { ...known, message: `section ${kind.name} is missing; ${because}` }
        continue
      }
      const there = tree.files.has(join(kep.path, kind.name)) ? '; the file is there: list it' : ''
      yield { ...known, message: `${kind.name} is not in ${kep.keyName('sections')}; ${because}${there}` }
    }
  },
})
