import type { Key, KeysOf, Profile, SectionKind } from '../model/profile.js'
import { kep1aFiles } from './skeletons.js'
import { lifecycle } from './states.js'
import { sharedTemplate } from './template.js'

const key = (name: string, ...mistakes: readonly string[]): Key => ({
  name,
  aliases: [],
  mistakes: mistakes.map((each) => ({ name: each })),
})

const provisionalOn = ['provisional', 'implementable', 'implemented']
const implementableOn = ['implementable', 'implemented']

const section = (name: string, states: readonly string[]): SectionKind => ({ name, aliases: [], states })

const keys: KeysOf<'kep-1a'> = {
  title: key('title'),
  number: key('kep_number', 'number', 'kep'),
  uuid: key('uuid'),
  state: key('state', 'status'),
  authors: key('authors'),
  reviewers: key('reviewers'),
  approvers: key('approvers'),
  editors: key('editors'),
  owningSig: key('owning_sig'),
  participatingSigs: key('participating_sigs'),
  created: key('created', 'creation_date', 'date_created', 'created_at'),
  lastUpdated: key('last_updated', 'updated', 'date_updated', 'updated_at', 'last_modified'),
  replaces: key('replaces', 'supersedes', 'obsoletes'),
  supersededBy: key('superseded_by', 'replaced_by', 'obsoleted_by'),
  sections: key('sections'),
}

/** KEP-1a (2018): a directory with `metadata.yaml` and one Markdown file a section. */
export const kep1a: Profile = {
  name: 'kep-1a',
  schema: 'kep-1a',
  baseFormat: null,
  layout: {
    kind: 'directory',
    metadata: 'metadata.yaml',
    body: { file: 'README.md', required: false },
    marks: { fields: ['uuid', 'sections', 'state', 'owningSig', 'number'], least: 2 },
  },
  keys,
  extraKeys: ['development_themes', 'affected_subprojects', 'kubernetes_wide', 'sig_wide'],
  toleratedKeys: [],
  required: null,
  expected: [],
  numberFrom: 'both',
  prefix: 'KEP',
  states: lifecycle({
    numberedFrom: 2,
    emptyWhenOpen: { owed: 'warning', listed: 'warning' },
    emptyWhenAccepted: { owed: 'error', listed: 'warning' },
  }),
  sections: {
    as: 'files',
    kinds: [
      section('summary.md', provisionalOn),
      section('motivation.md', provisionalOn),
      section('guides/developer.md', implementableOn),
      section('guides/operator.md', implementableOn),
      section('guides/teacher.md', implementableOn),
      section('graduation_criteria.md', implementableOn),
    ],
  },
  tocDepth: 5,
  unlisted: ['README.md', 'assets', 'experience_reports'],
  current: null,
  requiredWithSigs: [],
  stages: [],
  people: [
    { field: 'reviewers', states: implementableOn, severity: 'error' },
    { field: 'approvers', states: implementableOn, severity: 'error' },
  ],
  approvals: null,
  questionnaire: null,
  releases: {},
  template: { ...sharedTemplate, files: kep1aFiles },
}
