import type { Key, KeysOf, Profile, SectionKind } from '../model/profile.js'
import { kubernetesReleases } from './releases.js'
import { kepFiles } from './skeletons.js'
import { lifecycle } from './states.js'
import { exampleComments, sharedTemplate } from './template.js'

const key = (name: string, ...mistakes: readonly (string | Mistake)[]): Key => ({
  name,
  aliases: [],
  mistakes: mistakes.map((each) => (typeof each === 'string' ? { name: each } : each)),
})

type Mistake = NonNullable<Key['mistakes']>[number]

const group = /^(?:sig|wg)-/i
const handle = /^@/

const provisionalOn = ['provisional', 'implementable', 'implemented']
const implementableOn = ['implementable', 'implemented']

/** A heading of the template that no state owes; it is named so that it ends the section before it. */
const known = (name: string, ...aliases: readonly string[]): SectionKind => ({ name, aliases, states: [] })
const owed = (states: readonly string[], name: string, ...aliases: readonly string[]): SectionKind => ({
  name,
  aliases,
  states,
})

/** The headings of kubernetes/enhancements' template, with the names that older KEPs give them. */
export const kinds: readonly SectionKind[] = [
  known('Release Signoff Checklist'),
  known('Table of Contents'),
  owed(provisionalOn, 'Summary', 'Overview', 'Abstract', 'Introduction'),
  owed(provisionalOn, 'Motivation', 'Background'),
  owed(implementableOn, 'Goals', 'Goal', 'Objectives'),
  {
    ...owed(implementableOn, 'Non-Goals', 'Non Goal', 'Nongoals', 'Out of Scope'),
    empty: 'warning',
    missing: 'warning',
  },
  {
    ...owed(implementableOn, 'Proposal', 'Proposals', 'Proposed Solution'),
    standIn: { section: 'Design Details', words: 3000 },
  },
  known('User Stories', 'Use Cases'),
  known('Notes/Constraints/Caveats', 'Implementation Details/Notes/Constraints'),
  known('Risks and Mitigations', 'Risks'),
  {
    ...owed(implementableOn, 'Design Details', 'Design', 'Detailed Design', 'Implementation Details'),
    standIn: { section: 'Proposal', words: 3000 },
  },
  owed(implementableOn, 'Test Plan', 'Testing Plan', 'Test Plans', 'Testing', 'Tests', 'Test Strategy'),
  owed(implementableOn, 'Graduation Criteria', 'Graduation Criterias', 'Graduation'),
  known('Upgrade / Downgrade Strategy', 'Upgrade/Downgrade Strategy'),
  known('Version Skew Strategy'),
  {
    ...owed(
      implementableOn,
      'Production Readiness Review Questionnaire',
      'Production Readiness Questionnaire',
      'Production Readiness Review',
      'Production Readiness',
      'PRR Questionnaire',
    ),
    since: 'v1.21',
    directory: 'prod-readiness',
  },
  known('Implementation History'),
  known('Drawbacks'),
  known('Alternatives', 'Alternatives Considered'),
  known('Infrastructure Needed'),
]

/** The keys of kubernetes/enhancements since 2020. */
export const kepKeys: KeysOf<'kep'> = {
  title: key('title'),
  number: key('kep-number', 'number', 'kep'),
  state: key('status', 'state'),
  authors: key('authors', { name: 'owner', value: handle }, { name: 'owners', value: handle }),
  reviewers: key('reviewers'),
  approvers: key('approvers'),
  editors: key('editor'),
  owningSig: key('owning-sig', { name: 'owner', value: group }, { name: 'sig', value: group }),
  participatingSigs: key('participating-sigs'),
  created: key('creation-date', 'created', 'date-created', 'created-at'),
  lastUpdated: key('last-updated', 'updated', 'date-updated', 'updated-at', 'last-modified'),
  replaces: key('replaces', 'supersedes', 'obsoletes'),
  supersededBy: key('superseded-by', 'replaced-by', 'obsoleted-by'),
  seeAlso: key('see-also'),
  stage: key('stage'),
  latestMilestone: key('latest-milestone'),
  milestones: key('milestone'),
  featureGates: key('feature-gates'),
  metrics: key('metrics'),
  disableSupported: key('disable-supported'),
}

/** kubernetes/enhancements since 2020: a directory with `kep.yaml` and `README.md`. */
export const kep: Profile = {
  name: 'kep',
  schema: 'kep',
  baseFormat: null,
  layout: { kind: 'directory', metadata: 'kep.yaml', body: { file: 'README.md', required: true } },
  keys: kepKeys,
  // `prr-approvers` was in the template of 2020 and 2021.
  extraKeys: ['prr-approvers'],
  toleratedKeys: ['id', 'name', 'path', 'prNumber'],
  required: null,
  expected: ['created'],
  numberFrom: 'both',
  prefix: 'KEP',
  states: lifecycle({
    numberedFrom: 0,
    emptyWhenOpen: { owed: 'error', listed: null },
    emptyWhenAccepted: { owed: 'error', listed: null },
  }),
  sections: { as: 'headings', kinds },
  // https://github.com/kubernetes/enhancements/blob/master/hack/verify-toc.sh
  tocDepth: 5,
  unlisted: [],
  current: { latestMilestone: 'v1.36', withoutMilestones: ['implementable'] },
  requiredWithSigs: ['owningSig'],
  stages: [
    { name: 'alpha', rank: 0, complete: false },
    { name: 'beta', rank: 1, complete: false },
    { name: 'stable', rank: 2, complete: true, aliases: ['ga'] },
    { name: 'deprecated', rank: null, complete: false },
    { name: 'disabled', rank: null, complete: true },
    { name: 'removed', rank: null, complete: true },
  ],
  people: [
    { field: 'reviewers', states: implementableOn, severity: 'warning' },
    { field: 'approvers', states: implementableOn, severity: 'error' },
  ],
  approvals: {
    directory: 'prod-readiness',
    schema: 'prr',
    states: implementableOn,
    since: 'v1.21',
    groups: ['prod-readiness-approvers', 'prod-readiness-approvers-emeritus'],
  },
  questionnaire: {
    section: 'Production Readiness Review Questionnaire',
    parts: [
      { name: 'Feature Enablement and Rollback', from: 'alpha' },
      { name: 'Rollout, Upgrade and Rollback Planning', from: 'beta' },
      { name: 'Monitoring Requirements', from: 'beta' },
      { name: 'Dependencies', from: 'beta' },
      { name: 'Scalability', from: 'beta' },
      { name: 'Troubleshooting', from: 'beta' },
    ],
  },
  releases: kubernetesReleases,
  template: {
    ...sharedTemplate,
    titles: ['KEP Template', 'My First KEP', 'Your short, descriptive title'],
    references: [
      '/keps/sig-aaa/1234-we-heard-you-like-keps',
      '/keps/sig-bbb/2345-everyone-gets-a-kep',
      '/keps/sig-ccc/3456-replaced-kep',
    ],
    valuesInAnyState: ['my_feature_metric'],
    milestones: { latest: 'v1.19', stages: { alpha: 'v1.19', beta: 'v1.20', stable: 'v1.22' } },
    comments: exampleComments,
    files: kepFiles,
  },
}
