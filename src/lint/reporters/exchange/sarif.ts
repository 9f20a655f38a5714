import type { Location, Log, ReportingDescriptor, Result, Run, Fix as SarifFix } from 'sarif'
import { fixesOf, isReplacement } from '../../fix/fixes-of.js'
import type { Finding } from '../../model/finding.js'
import type { Fix } from '../../model/fix.js'
import type { Place } from '../../model/place.js'
import { bySeverity } from '../../model/severity.js'
import { fingerprints } from '../../policy/fingerprint.js'
import type { ReportContext, Reporter } from '../reporter.js'
import { rulePage } from '../rule-page.js'
import { cut, safeForJson } from '../safe-text.js'

const levels = { error: 'error', warning: 'warning', notice: 'note' } as const

/** GitHub refuses a file with more results in a run. */
const mostResults = 25_000
/** GitHub shows no more related places of a result. */
const mostRelated = 100
/** In UTF-16 units; GitHub's own limit for a description is 1,024. */
const longestMessage = 1000

/**
 * SARIF 2.1.0, for GitHub code scanning and other tools. Columns are in UTF-16 units. Past the limit of results the least
 * severe are left out, and a notification says how many.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarif: Reporter = {
  description: 'for code scanning: [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)',
  alias: null,
  ending: 'sarif',
  render: ({ findings }, context) => {
    const all = fingerprints(findings)
    const kept =
      all.length <= mostResults
        ? all
        : [...all].sort((a, b) => bySeverity(a.finding.severity, b.finding.severity)).slice(0, mostResults)
    const ids = [...new Set(kept.map(({ finding }) => finding.rule))].sort()
    const left = all.length - kept.length
    const run: Run = {
      tool: {
        driver: {
          name: 'keplint',
          version: context.version,
          informationUri: 'https://github.com/keplint/keplint',
          rules: ids.map((id) => ruleOf(id, context)),
        },
      },
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { '%SRCROOT%': { description: { text: 'the root of the repository' } } },
      ...(left === 0 ? {} : { invocations: [leftOut(left)] }),
      results: kept.map(({ finding, fingerprint }) =>
        resultOf(finding, fingerprint, ids.indexOf(finding.rule), context),
      ),
    }
    const document: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
    return `${safeForJson(JSON.stringify(document, null, 2))}\n`
  },
}

function ruleOf(id: string, { rules }: ReportContext): ReportingDescriptor {
  const summary = rules.get(id) ?? id
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text: `Why this matters, and how to fix it: ${rulePage(id)}` },
    helpUri: rulePage(id),
  }
}

function leftOut(count: number): NonNullable<Run['invocations']>[number] {
  const text = `${count} findings are left out: code scanning takes ${mostResults} at most`
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text } }] }
}

function resultOf(finding: Finding, fingerprint: string, ruleIndex: number, { text }: ReportContext): Result {
  const { at, message, related = [], rule, severity } = finding
  const fixes = fixesOf(finding, { texts: { get: text } }).filter(({ edits }) => edits.every(isReplacement))
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: cut(message, longestMessage) },
    locations: [locationOf(at)],
    partialFingerprints: { 'keplint/v1': fingerprint },
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.slice(0, mostRelated).map((other, id) => ({
            id,
            ...locationOf(other.at),
            message: { text: cut(other.message, longestMessage) },
          })),
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixOf) }),
  }
}

function locationOf({ path, line, column, endLine, endColumn }: Place): Location {
  return {
    physicalLocation: {
      artifactLocation: artifactOf(path),
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  }
}

function artifactOf(path: string) {
  // A lone surrogate is no character that a URI can hold.
  const encoded = path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
  return { uri: encoded.join('/'), uriBaseId: '%SRCROOT%' }
}

function fixOf({ title, edits }: Fix): SarifFix {
  const byPath = new Map<string, SarifFix['artifactChanges'][number]['replacements']>()
  for (const edit of edits.filter(isReplacement)) {
    const replacement = {
      deletedRegion: { charOffset: edit.start, charLength: edit.end - edit.start },
      insertedContent: { text: edit.text },
    }
    byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), replacement])
  }
  return {
    description: { text: cut(title, longestMessage) },
    artifactChanges: Array.from(byPath, ([path, replacements]) => ({
      artifactLocation: artifactOf(path),
      replacements,
    })),
  }
}
