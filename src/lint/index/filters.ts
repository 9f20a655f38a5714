import { compareVersions, versionOf } from '../text/versions.js'
import type { IndexEntry } from './entry.js'

/** What is asked of an index. Values of one key are alternatives, those of different keys conditions; none asks nothing. */
export interface Filters {
  readonly number: readonly string[]
  readonly sig: readonly string[]
  readonly participatingSig: readonly string[]
  readonly state: readonly string[]
  readonly stage: readonly string[]
  readonly milestone: readonly string[]
  readonly author: readonly string[]
  readonly reviewer: readonly string[]
  readonly approver: readonly string[]
  readonly prrApprover: readonly string[]
  /** Words that are all in the title or the name, in any case. */
  readonly text: readonly string[]
  /** A severity, or the id of a rule. */
  readonly has: readonly string[]
}

type Meets = (entry: IndexEntry, value: string) => boolean

const isAlike = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
const isPerson = (a: string, b: string): boolean => isAlike(a.replace(/^@/, ''), b.replace(/^@/, ''))

/** Whether a KEP meets one value of a filter. */
const filters: Readonly<Record<keyof Filters, Meets>> = {
  number: ({ kepNumber }, value) => /^\d+$/.test(kepNumber) && Number(kepNumber) === Number(value.replace(/^\D+/, '')),
  sig: ({ owningSig }, value) => isAlike(owningSig, value),
  participatingSig: ({ participatingSigs }, value) => participatingSigs.some((sig) => isAlike(sig, value)),
  state: ({ status }, value) => isAlike(status, value),
  stage: ({ stage }, value) => isAlike(stage, value),
  milestone: isIn,
  author: ({ authors }, value) => authors.some((person) => isPerson(person, value)),
  reviewer: ({ reviewers }, value) => reviewers.some((person) => isPerson(person, value)),
  approver: ({ approvers }, value) => approvers.some((person) => isPerson(person, value)),
  prrApprover: ({ prrApprovers }, value) => prrApprovers.some((person) => isPerson(person, value)),
  text: ({ title, name }, value) => {
    const said = `${title} ${name}`.toLowerCase()
    return value
      .toLowerCase()
      .split(/\s+/)
      .every((word) => said.includes(word))
  },
  has: ({ findings, rules }, value) =>
    rules.includes(value) || ((value === 'error' || value === 'warning' || value === 'notice') && findings[value] > 0),
}

/** The entries that meet all filters. */
export function filtered(entries: readonly IndexEntry[], asked: Partial<Filters>): readonly IndexEntry[] {
  const conditions = Object.entries(filters).flatMap(([key, meets]) => {
    const values = isKey(key) ? (asked[key] ?? []) : []
    return values.length === 0 ? [] : [{ meets, values }]
  })
  return entries.filter((entry) => conditions.every(({ meets, values }) => values.some((value) => meets(entry, value))))
}

function isKey(key: string): key is keyof Filters {
  return Object.hasOwn(filters, key)
}

/** The release is the one that the KEP is worked on for, or that of one of its stages. */
export function isIn({ latestMilestone, milestone }: IndexEntry, release: string): boolean {
  const wanted = versionOf(release)
  return [latestMilestone, ...Object.values(milestone)].some((each) => {
    const version = versionOf(each)
    return wanted !== null && version !== null ? compareVersions(wanted, version) === 0 : isAlike(each, release)
  })
}
