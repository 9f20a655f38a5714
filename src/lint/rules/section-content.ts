import type { Content } from '../model/kep.js'
import { nameOf } from '../words/paths.js'
import { shown } from '../words/shown.js'
import { defineRule } from './rule.js'

const said = {
  blank: 'is empty',
  headings: 'has no text, only headings, comments or what the template says',
} satisfies Record<Exclude<Content, 'text'>, string>

/** A heading is not an answer: a section that is owed says something of its own. */
export default defineRule({
  id: 'section-content',
  summary: 'Every section that the state calls for has content',
  severity: 'error',
  *check(kep) {
    const because = `${kep.keyName('state')} ${kep.state?.name ?? ''} calls for it`
    const asFiles = kep.profile.sections.as === 'files'
    for (const { kind, emptySeverity, found } of kep.owed) {
      if (!found || found.content === 'text') continue
      const severity = asFiles && found.content === 'blank' ? 'error' : emptySeverity
      if (severity === null) continue
      const name = asFiles ? kind.name : `section ${kind.name}`
      const message = `${name} ${said[found.content]}; ${because}`
      const subject = asFiles ? 'no text' : kind.name
      yield { at: found.at, severity, message, subject, needs: `text in ${kind.name}` }
    }
    const told = new Set<string | null>()
    for (const { item, path, found, emptySeverity, owed } of kep.listed) {
      if (!found || owed || found.content === 'text' || told.has(path)) continue
      told.add(path)
      const severity = found.content === 'blank' ? 'error' : emptySeverity
      if (severity === null) continue
      const related = [{ at: item.at, message: 'listed here' }]
      const name = /\s/.test(item.text) ? shown(item.text) : nameOf(item.text)
      const message = `${name} ${said[found.content]}; write it or take it out of ${kep.keyName('sections')}`
      yield { at: found.at, severity, message, subject: 'no text', related }
    }
  },
})
