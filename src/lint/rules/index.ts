// Written by `npm run generate`. Not to be edited.
import baselineStale from './baseline-stale.js'
import configLoosened from './config-loosened.js'
import dateOrder from './date-order.js'
import exemptionStale from './exemption-stale.js'
import featureGate from './feature-gate.js'
import fileRefused from './file-refused.js'
import formatLearned from './format-learned.js'
import handleFormat from './handle-format.js'
import headingMatchesTitle from './heading-matches-title.js'
import historyKept from './history-kept.js'
import identityImmutable from './identity-immutable.js'
import kepLayout from './kep-layout.js'
import lastUpdatedBumped from './last-updated-bumped.js'
import linkTarget from './link-target.js'
import metadataReadable from './metadata-readable.js'
import metadataSchema from './metadata-schema.js'
import milestoneConsistent from './milestone-consistent.js'
import numberMatches from './number-matches.js'
import numberUnassigned from './number-unassigned.js'
import numberUnique from './number-unique.js'
import ownersAssigned from './owners-assigned.js'
import ownersIndependent from './owners-independent.js'
import prrApproval from './prr-approval.js'
import prrQuestions from './prr-questions.js'
import referenceAcyclic from './reference-acyclic.js'
import referenceExists from './reference-exists.js'
import referenceReciprocal from './reference-reciprocal.js'
import sectionContent from './section-content.js'
import sectionListed from './section-listed.js'
import sectionRequired from './section-required.js'
import sectionUnlisted from './section-unlisted.js'
import sigDirectory from './sig-directory.js'
import sigKnown from './sig-known.js'
import signoffComplete from './signoff-complete.js'
import stageMatchesState from './stage-matches-state.js'
import successorLive from './successor-live.js'
import supersededState from './superseded-state.js'
import templateResidue from './template-residue.js'
import titleUnique from './title-unique.js'
import tocCurrent from './toc-current.js'
import transitionApproved from './transition-approved.js'
import transitionLegal from './transition-legal.js'
import unresolved from './unresolved.js'
import uuidUnique from './uuid-unique.js'
import type { Rule } from './rule.js'

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  baselineStale,
  configLoosened,
  dateOrder,
  exemptionStale,
  featureGate,
  fileRefused,
  formatLearned,
  handleFormat,
  headingMatchesTitle,
  historyKept,
  identityImmutable,
  kepLayout,
  lastUpdatedBumped,
  linkTarget,
  metadataReadable,
  metadataSchema,
  milestoneConsistent,
  numberMatches,
  numberUnassigned,
  numberUnique,
  ownersAssigned,
  ownersIndependent,
  prrApproval,
  prrQuestions,
  referenceAcyclic,
  referenceExists,
  referenceReciprocal,
  sectionContent,
  sectionListed,
  sectionRequired,
  sectionUnlisted,
  sigDirectory,
  sigKnown,
  signoffComplete,
  stageMatchesState,
  successorLive,
  supersededState,
  templateResidue,
  titleUnique,
  tocCurrent,
  transitionApproved,
  transitionLegal,
  unresolved,
  uuidUnique,
]
