import type { Field } from '../model/fields.js'

/** What other proposal processes call a field, in lower case with hyphens, the likeliest first. */
export const otherNames: Readonly<Partial<Record<Field, readonly string[]>>> = {
  title: ['title', 'name', 'subject'],
  number: ['number', 'id', 'kep', 'proposal'],
  state: ['status', 'state', 'phase'],
  authors: ['authors', 'author', 'owners', 'owner'],
  reviewers: ['reviewers', 'reviewer'],
  approvers: ['approvers', 'approver', 'deciders'],
  created: ['creation-date', 'created', 'date', 'created-at', 'start-date'],
  lastUpdated: ['last-updated', 'updated', 'last-modified', 'updated-at'],
  replaces: ['replaces', 'supersedes', 'obsoletes'],
  supersededBy: ['superseded-by', 'replaced-by', 'obsoleted-by'],
  seeAlso: ['see-also', 'related'],
}

/** A key as names are compared: `creationDate`, `creation_date` and `Creation-Date` are one. */
export function foldedKey(key: string): string {
  return key
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/[_\s]+/g, '-')
    .toLowerCase()
}
