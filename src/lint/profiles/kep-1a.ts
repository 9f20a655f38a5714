import type { Key, Profile, SectionKind } from '../model/profile.js'
import { lifecycle } from './states.js'
import { exampleValues, templateNames } from './template.js'

const key = (name: string): Key => ({ name, aliases: [] })

const provisionalOn = ['provisional', 'implementable', 'implemented']
const implementableOn = ['implementable', 'implemented']

const section = (name: string, states: readonly string[]): SectionKind => ({ name, aliases: [], states })

/** KEP-1a (2018): a directory with `metadata.yaml` and one Markdown file a section. */
export const kep1a: Profile = {
  name: 'kep-1a',
  schema: 'kep-1a',
  base: null,
  layout: { kind: 'directory', metadata: 'metadata.yaml', body: { file: 'README.md', required: false } },
  keys: {
    title: key('title'),
    number: key('kep_number'),
    uuid: key('uuid'),
    state: key('state'),
    authors: key('authors'),
    reviewers: key('reviewers'),
    approvers: key('approvers'),
    editors: key('editors'),
    owningSig: key('owning_sig'),
    participatingSigs: key('participating_sigs'),
    created: key('created'),
    lastUpdated: key('last_updated'),
    replaces: key('replaces'),
    supersededBy: key('superseded_by'),
    sections: key('sections'),
  },
  extraKeys: ['development_themes', 'affected_subprojects', 'kubernetes_wide', 'sig_wide'],
  required: null,
  numberFrom: 'both',
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
  template: { titles: [], references: [], paths: [], names: templateNames, values: exampleValues },
}
