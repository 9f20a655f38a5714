// Written by __tests__/rules.test.ts; `npm test -- -u` renews it.
import dateOrder from './date-order.js'
import fileRefused from './file-refused.js'
import kepLayout from './kep-layout.js'
import metadataReadable from './metadata-readable.js'
import metadataSchema from './metadata-schema.js'
import numberMatches from './number-matches.js'
import numberUnassigned from './number-unassigned.js'
import numberUnique from './number-unique.js'
import referenceAcyclic from './reference-acyclic.js'
import referenceExists from './reference-exists.js'
import referenceReciprocal from './reference-reciprocal.js'
import sectionContent from './section-content.js'
import sectionListed from './section-listed.js'
import sectionRequired from './section-required.js'
import sectionUnlisted from './section-unlisted.js'
import successorLive from './successor-live.js'
import supersededState from './superseded-state.js'
import titleUnique from './title-unique.js'
import uuidUnique from './uuid-unique.js'
import type { Rule } from './rule.js'

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  dateOrder,
  fileRefused,
  kepLayout,
  metadataReadable,
  metadataSchema,
  numberMatches,
  numberUnassigned,
  numberUnique,
  referenceAcyclic,
  referenceExists,
  referenceReciprocal,
  sectionContent,
  sectionListed,
  sectionRequired,
  sectionUnlisted,
  successorLive,
  supersededState,
  titleUnique,
  uuidUnique,
]
