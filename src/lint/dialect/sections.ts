import { kindsOf } from '../markdown/section-kinds.js'
import type { Markdown } from '../model/kep.js'
import type { Profile, SectionKind } from '../model/profile.js'
import { stateNamed } from '../read/kep.js'
import { listed } from '../text/quoting.js'
import type { Learned } from './keys.js'
import { thresholds } from './thresholds.js'
import { type Group, textAt } from './witnesses.js'

/** How a template marks a heading that need not be there. */
const optional = /[([_*]\s*optional\s*[)\]_*]|\boptional\b\s*$/i

/**
 * The sections of the format: those are owed that the template has and does not call optional, or, without a template,
 * that most of the complete proposals have.
 */
export function learnSections(group: Group, profile: Profile): Learned<Profile['sections']> {
  const { sections } = profile
  if (sections.as === 'files') return { part: sections, said: [] }
  const isOwed = owedBy(group, profile)
  if (isOwed === null) return { part: sections, said: [] }
  const free: string[] = []
  const kinds = sections.kinds.map((kind): SectionKind => {
    if (kind.states.length === 0 || isOwed(kind)) return kind
    if (kind.ifTemplateHasIt !== true && kind.directory === undefined) free.push(kind.name)
    return { name: kind.name, aliases: kind.aliases, states: [] }
  })
  const said = free.length === 0 ? [] : [`proposals need not have ${listed(free, 'and')}`]
  return { part: { ...sections, kinds }, said }
}

/** Whether a kind of section is owed; null where nothing says. */
function owedBy({ templates, proposals }: Group, profile: Profile): ((kind: SectionKind) => boolean) | null {
  const bodies = templates
    .flatMap(({ body }) => body() ?? [])
    .filter(
      (body) => kindsIn(body, profile).filter(({ states }) => states.length > 0).length >= thresholds.leastSections,
    )
  if (bodies.length > 0) {
    const asked = new Set(bodies.flatMap((body) => kindsIn(body, profile)))
    return (kind) => asked.has(kind)
  }
  const key = profile.keys.state?.name ?? ''
  const complete = proposals.filter((proposal) => {
    const state = stateNamed(textAt(proposal, key) ?? '', profile.states)
    return state?.standing === 'accepted'
  })
  if (complete.length < thresholds.leastProposals) return null
  const counts = new Map<SectionKind, number>()
  for (const { body } of complete) {
    const markdown = body()
    for (const kind of new Set(markdown ? kindsIn(markdown, profile) : []))
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return (kind) => (counts.get(kind) ?? 0) >= thresholds.owedSection * complete.length
}

/** The kinds of section that a text has and does not call optional. */
function kindsIn({ headings }: Markdown, profile: Profile): readonly SectionKind[] {
  return headings.flatMap(({ text }) => (optional.test(text) ? [] : kindsOf(text, profile)))
}
