import { fixesOf } from '../fix/fixes-of.js'
import type { Timeline } from '../index/timeline.js'
import type { IndexedTree } from '../lint.js'
import type { Finding } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { ReferenceField } from '../model/references.js'
import { bySeverity } from '../model/severity.js'
import { stateOrder } from '../profiles/states.js'
import { groupBy } from '../text/group-by.js'
import type { Relation, SiteData, SiteFinding, SiteKep, SiteSection, TrendPoint } from './data.js'
import { pagesOf } from './site.js'

/** What is known beside the tree. */
export interface Around {
  readonly version: string
  readonly repository: string | null
  readonly commit: string | null
  /** By the path of the KEP. */
  readonly timelines: ReadonlyMap<string, Timeline>
  readonly noHistory: string | null
  readonly rules: SiteData['rules']
  readonly trend: readonly TrendPoint[]
}

/** What the site is made of: the index of a tree, and of each KEP its findings, sections, relations and timeline. */
export function siteDataOf(index: IndexedTree, around: Around): SiteData {
  const { catalogue, entries, findings } = index
  const pages = pagesOf(entries.map(({ path }) => path))
  const byKep = groupBy(findings, ({ kep }) => kep ?? '')
  const shownIn = (some: readonly Finding[]): readonly SiteFinding[] =>
    some.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      path: finding.at.path,
      line: finding.at.line,
      fixes: fixesOf(finding, catalogue.tree).map(({ title }) => title),
    }))
  const keps = entries.map((entry): SiteKep => {
    const kep = catalogue.keps.byPath.get(entry.path)
    const related = (field: ReferenceField): readonly Relation[] =>
      kep === undefined ? [] : relationsOf(kep, field, index)
    return {
      ...entry,
      page: pages.get(entry.path) ?? '',
      standing: kep?.state?.standing ?? null,
      complete: kep?.state?.complete ?? false,
      sections: kep === undefined ? [] : sectionsOf(kep),
      found: shownIn((byKep.get(entry.path) ?? []).toSorted((a, b) => bySeverity(a.severity, b.severity))),
      relations: {
        replaces: related('replaces'),
        supersededBy: related('supersededBy'),
        seeAlso: related('seeAlso'),
      },
      timeline: around.timelines.get(entry.path) ?? null,
    }
  })
  const { commit, noHistory, repository, rules, trend, version } = around
  return {
    version: 1,
    tool: { name: 'keplint', version },
    repository,
    day: catalogue.today,
    commit,
    noHistory,
    states: [
      ...stateOrder.filter((state) => index.states.includes(state)),
      ...index.states.filter((state) => !stateOrder.includes(state)),
    ],
    way: wayOf(index),
    keps,
    elsewhere: shownIn(byKep.get('') ?? []),
    rules,
    trend,
  }
}

/** The states of the formats that lead forward, each once. */
function wayOf({ profiles }: IndexedTree): readonly string[] {
  const ranks = new Map<string, number>()
  for (const { states } of profiles) {
    for (const { name, rank } of states) if (rank !== null && !ranks.has(name)) ranks.set(name, rank)
  }
  return [...ranks].sort(([, a], [, b]) => a - b).map(([name]) => name)
}

function relationsOf(kep: Kep, field: ReferenceField, { catalogue }: IndexedTree): readonly Relation[] {
  return catalogue.references.of(kep, field).flatMap(({ item, target }): Relation[] => {
    if (target.kind === 'placeholder' || target.kind === 'example') return []
    return [{ text: item.text, path: target.kind === 'kep' ? target.kep.path : null }]
  })
}

function sectionsOf(kep: Kep): readonly SiteSection[] {
  return kep.owed.map(({ found, kind }) => ({
    name: kind.name,
    is: found === null ? 'missing' : found.content === 'text' ? 'written' : 'empty',
  }))
}
