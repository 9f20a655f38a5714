import type { KeysOf, Profile } from '../model/profile.js'
import { kep, kepKeys, kinds } from './kep.js'
import { kepFlatFiles } from './skeletons.js'
import { sharedTemplate } from './template.js'

/** Headings that the format owes on other terms than `kep`; its template did not have them from the start. */
const never = new Set(['Design Details', 'Production Readiness Review Questionnaire'])
const later = new Set(['Test Plan'])

const { stage: _stage, latestMilestone: _latest, milestones: _milestones, ...rest } = kepKeys
const keys: KeysOf<'kep-flat'> = rest

/** kubernetes/enhancements from 2017 to 2020: one Markdown file that opens with YAML front matter. */
export const kepFlat: Profile = {
  ...kep,
  name: 'kep-flat',
  schema: 'kep-flat',
  layout: {
    kind: 'file',
    marks: { fields: ['title', 'authors', 'state', 'number', 'owningSig'], least: 2 },
  },
  keys,
  sections: {
    as: 'headings',
    kinds: kinds.map((kind) => {
      if (never.has(kind.name)) return { name: kind.name, aliases: kind.aliases, states: [] }
      return later.has(kind.name) ? { ...kind, ifTemplateHasIt: true } : kind
    }),
  },
  stages: [],
  approvals: null,
  questionnaire: null,
  releases: {},
  template: { ...sharedTemplate, titles: ['My First KEP', 'Title'], files: kepFlatFiles },
}
