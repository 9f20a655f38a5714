import { milestonesOf } from '../facts/milestones.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Field } from '../model/fields.js'
import type { Finding } from '../model/finding.js'
import type { Kep, YamlValue } from '../model/kep.js'
import type { People } from '../model/people.js'
import { tally } from '../model/severity.js'
import { groupBy } from '../text/group-by.js'
import { nameOf } from '../text/paths.js'
import type { IndexEntry } from './entry.js'

/** The index of a tree: its KEPs by path, each with what was found in it. */
export function indexOf(
  { keps, people }: Catalogue,
  findings: readonly Finding[],
  repository: string | null,
  next: ReadonlyMap<string, IndexEntry['next']> = new Map(),
): readonly IndexEntry[] {
  const byKep = groupBy(findings, ({ kep }) => kep ?? '')
  return keps.all.map((kep) => {
    const own = byKep.get(kep.path) ?? []
    const counts = tally(own)
    return {
      kepNumber: kep.text('number') ?? '',
      name: nameOf(kep.path).replace(/\.md$/i, ''),
      title: kep.text('title') ?? '',
      status: kep.state?.name ?? kep.stateText ?? '',
      stage: kep.text('stage') ?? '',
      owningSig: kep.text('owningSig') ?? '',
      participatingSigs: textsOf(kep, 'participatingSigs'),
      authors: textsOf(kep, 'authors'),
      reviewers: textsOf(kep, 'reviewers'),
      approvers: textsOf(kep, 'approvers'),
      prrApprovers: prrApproversOf(kep, people),
      editor: textsOf(kep, 'editors').join(', '),
      creationDate: kep.text('created') ?? '',
      lastUpdated: kep.text('lastUpdated') ?? '',
      latestMilestone: kep.text('latestMilestone') ?? '',
      milestone: Object.fromEntries([...milestonesOf(kep)].map(([stage, { text }]) => [stage, text])),
      featureGates: writtenValue(kep, 'featureGates') ?? [],
      disableSupported: writtenValue(kep, 'disableSupported'),
      metrics: textsOf(kep, 'metrics'),
      seeAlso: textsOf(kep, 'seeAlso'),
      replaces: textsOf(kep, 'replaces'),
      supersededBy: textsOf(kep, 'supersededBy'),
      path: kep.path,
      url: repository === null ? null : `https://github.com/${repository}/blob/HEAD/${encodeURI(kep.path)}`,
      uuid: kep.uuid,
      findings: { error: counts.error, warning: counts.warning, notice: counts.notice },
      owes: owedIn(own.filter(({ severity }) => severity !== 'notice')),
      errors: own.flatMap(({ message, needs, severity }) =>
        severity === 'error' && needs === undefined ? [message] : [],
      ),
      rules: [...new Set(own.map(({ rule }) => rule))].sort(),
      next: next.get(kep.path) ?? null,
    }
  })
}

/** What findings say is lacking, each once. */
export function owedIn(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ needs }) => needs ?? []))]
}

/** Who approved its production readiness, by the approval files of its number, each once. */
function prrApproversOf({ number, profile: { approvals } }: Kep, people: People): readonly string[] {
  if (approvals === null || number === null) return []
  const files = people.approvals(approvals.directory).byNumber.get(number) ?? []
  const named = files.flatMap(({ document }) =>
    Object.keys(document?.value ?? {}).flatMap((stage) => document?.text([stage, 'approver']) ?? []),
  )
  return [...new Set(named.filter((name) => name.trim() !== ''))]
}

function textsOf(kep: Kep, field: Field): readonly string[] {
  return kep.items(field).map(({ text }) => text)
}

function writtenValue(kep: Kep, field: Field): YamlValue {
  return kep.metadata.value?.[kep.keyName(field)] ?? null
}
