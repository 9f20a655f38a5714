/**
 * keplint as a library: a pure engine. A tree of texts goes in, a report comes out; nothing is read, written or printed.
 */
export { withEdits } from './lint/fix/edit.js'
export { type Fixed, type FixedTree, type FixOptions, fixTree, type TakenBack } from './lint/fix/fix-tree.js'
export { fixesOf, safeFixOf } from './lint/fix/fixes-of.js'
export { unifiedDiff } from './lint/fix/unified-diff.js'
export {
  type LearnedFormat,
  learnedFormats,
  lint,
  profiles,
  RuleError,
  readBaseline,
  readConfig,
  readEarlier,
  readProfile,
  rules,
  withSince,
} from './lint/lint.js'
export type { ChangeReport, Finding, KepSummary, Related, Report, SinceReport } from './lint/model/finding.js'
export type { Edit, Fix, Replacement } from './lint/model/fix.js'
export type { LintOptions } from './lint/model/options.js'
export type { Place } from './lint/model/place.js'
export type { Profile } from './lint/model/profile.js'
export { type Severity, severities } from './lint/model/severity.js'
export type { Refusal, Tree } from './lint/model/tree.js'
export { type Format, reporters } from './lint/reporters/formats.js'
export type { ReportContext, Reporter } from './lint/reporters/reporter.js'
export { treeOfTexts } from './lint/text-tree.js'
export { version } from './version.js'
