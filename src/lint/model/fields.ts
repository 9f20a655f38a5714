/** The built-in formats, by their names. */
export type BuiltIn = 'kep-1a' | 'kep' | 'kep-flat'

/** What keplint knows of a field of the metadata, whatever a format calls its key. */
interface FieldRow {
  /** `text`: one value. `list`: several. `other`: a mapping, or entries that are mappings. */
  readonly holds: 'text' | 'list' | 'other'
  /** The built-in formats that have it: their profiles name its key, and their schemas have that key. */
  readonly formats: readonly BuiltIn[]
  /** Its name for people. */
  readonly label: string
  /** What it says, in one sentence. */
  readonly meaning: string
  /** What a profile may write for its key. */
  readonly example: string | { readonly name: string; readonly single?: true; readonly aliases?: readonly string[] }
}

const everywhere = ['kep-1a', 'kep', 'kep-flat'] as const satisfies readonly BuiltIn[]
const since2017 = ['kep', 'kep-flat'] as const satisfies readonly BuiltIn[]

/**
 * The fields that metadata may have. The types of the built-in profiles, the schema of profile files and the page of
 * the formats come from this table; a test holds it against the schemas of the formats.
 */
export const fieldTable = {
  title: {
    holds: 'text',
    formats: everywhere,
    label: 'Title',
    meaning: 'What the proposal is about.',
    example: 'title',
  },
  number: {
    holds: 'text',
    formats: everywhere,
    label: 'Number',
    meaning: 'The number that people name it by.',
    example: 'id',
  },
  uuid: {
    holds: 'text',
    formats: ['kep-1a'],
    label: 'UUID',
    meaning: 'Identifies the proposal, whatever its name.',
    example: 'uuid',
  },
  state: {
    holds: 'text',
    formats: everywhere,
    label: 'State',
    meaning: 'Its place in the lifecycle.',
    example: 'phase',
  },
  authors: {
    holds: 'list',
    formats: everywhere,
    label: 'Authors',
    meaning: 'Who wrote it.',
    example: { name: 'owner', single: true },
  },
  reviewers: {
    holds: 'list',
    formats: everywhere,
    label: 'Reviewers',
    meaning: 'Who reviews it.',
    example: 'reviewers',
  },
  approvers: {
    holds: 'list',
    formats: everywhere,
    label: 'Approvers',
    meaning: 'Who decides on it.',
    example: { name: 'approvers', aliases: ['deciders'] },
  },
  editors: {
    holds: 'list',
    formats: everywhere,
    label: 'Editors',
    meaning: 'Who keeps it moving.',
    example: 'editors',
  },
  owningSig: {
    holds: 'text',
    formats: everywhere,
    label: 'Owning group',
    meaning: 'The group that is responsible for it.',
    example: 'team',
  },
  participatingSigs: {
    holds: 'list',
    formats: everywhere,
    label: 'Participating groups',
    meaning: 'The groups that take part.',
    example: 'teams',
  },
  created: {
    holds: 'text',
    formats: everywhere,
    label: 'Created',
    meaning: 'The day it was written.',
    example: 'created',
  },
  lastUpdated: {
    holds: 'text',
    formats: everywhere,
    label: 'Last updated',
    meaning: 'The day of its last significant change.',
    example: 'updated',
  },
  replaces: {
    holds: 'list',
    formats: everywhere,
    label: 'Replaces',
    meaning: 'The proposals that it replaces.',
    example: 'supersedes',
  },
  supersededBy: {
    holds: 'list',
    formats: everywhere,
    label: 'Superseded by',
    meaning: 'The proposals that replace it.',
    example: 'superseded-by',
  },
  seeAlso: {
    holds: 'list',
    formats: since2017,
    label: 'See also',
    meaning: 'Other proposals that matter to it.',
    example: 'related',
  },
  sections: {
    holds: 'list',
    formats: ['kep-1a'],
    label: 'Sections',
    meaning: 'The files that hold its sections (formats that list them).',
    example: 'sections',
  },
  stage: {
    holds: 'text',
    formats: ['kep'],
    label: 'Stage',
    meaning: 'How mature the feature is.',
    example: 'maturity',
  },
  latestMilestone: {
    holds: 'text',
    formats: ['kep'],
    label: 'Latest milestone',
    meaning: 'The latest release that it was or is worked on for.',
    example: 'release',
  },
  milestones: {
    holds: 'other',
    formats: ['kep'],
    label: 'Milestones',
    meaning: 'The release of each stage: a mapping.',
    example: 'releases',
  },
  featureGates: {
    holds: 'other',
    formats: since2017,
    label: 'Feature gates',
    meaning: 'The switches of the feature.',
    example: 'flags',
  },
  metrics: {
    holds: 'list',
    formats: since2017,
    label: 'Metrics',
    meaning: 'What shows that it is in use and healthy.',
    example: 'none',
  },
  disableSupported: {
    holds: 'text',
    formats: since2017,
    label: 'Disable supported',
    meaning: 'Whether it can be switched off again.',
    example: 'none',
  },
} as const satisfies Readonly<Record<string, FieldRow>>

/** A field by the name that keplint has for it. */
export type Field = keyof typeof fieldTable

/** Every field, in the order of the table. */
export const fields: readonly Field[] = Object.keys(fieldTable).filter(isField)

/** The fields that a built-in format has. */
export type FieldOf<Format extends BuiltIn> = {
  [Each in Field]: Format extends (typeof fieldTable)[Each]['formats'][number] ? Each : never
}[Field]

/** What profile files and texts for people call a field: `supersededBy` is `superseded-by`. */
export function fieldWord(field: Field): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** Whether it is the name that keplint has for a field. */
export function isField(name: string): name is Field {
  return Object.hasOwn(fieldTable, name)
}
