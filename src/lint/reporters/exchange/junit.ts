import type { Finding, KepSummary } from '../../model/finding.js'
import { fails as isFailing } from '../../model/severity.js'
import { groupBy } from '../../text/group-by.js'
import { byUnits } from '../../text/paths.js'
import type { Reporter } from '../reporter.js'
import { safeForTerminal } from '../safe-text.js'

/** KEPs that name no group, and findings that belong to no KEP. */
const noGroup = 'no SIG'
const outside = 'outside of any KEP'

/**
 * JUnit's XML, as Prow's Spyglass and other test reports read it: a suite for each SIG, a case for each KEP, a failure
 * for each finding at or above `--fail-on`. Findings below it are in the case's output.
 */
export const junit: Reporter = {
  description: 'for test reports such as Prow: JUnit XML, a suite for each SIG, a case for each KEP',
  alias: 'XML',
  ending: 'xml',
  render: ({ findings, keps }, { failOn }) => {
    const fails = (finding: Finding): boolean => isFailing([finding], failOn)
    const byKep = groupBy(findings, ({ kep }) => kep ?? outside)
    const known = new Set(keps.map(({ path }) => path))
    const strays = [...byKep.keys()].filter((path) => !known.has(path))
    const bySig = groupBy(keps, ({ sig }) => sig ?? noGroup)
    const suites = [
      ...[...bySig].sort((a, b) => byUnits(a[0], b[0])).map(([sig, some]) => suite(sig, some.map(caseOf))),
      ...(strays.length === 0
        ? []
        : [
            suite(
              outside,
              strays.sort(byUnits).map((path) => ({ path, title: path })),
            ),
          ]),
    ]
    function suite(name: string, cases: readonly { readonly path: string; readonly title: string }[]): string {
      const failing = cases.filter(({ path }) => (byKep.get(path) ?? []).some(fails)).length
      const attributes = `name=${quoted(name)} tests="${cases.length}" failures="${failing}" errors="0" skipped="0"`
      const body = cases.map(({ path, title }) => renderCase(path, title, name, byKep.get(path) ?? [], fails))
      return `  <testsuite ${attributes}>\n${body.join('')}  </testsuite>\n`
    }
    const paths = [...keps.map(({ path }) => path), ...strays]
    const failures = paths.filter((path) => (byKep.get(path) ?? []).some(fails)).length
    const head = `name="keplint" tests="${keps.length + strays.length}" failures="${failures}"`
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${head}>\n${suites.join('')}</testsuites>\n`
  },
}

function caseOf({ path, title }: KepSummary): { readonly path: string; readonly title: string } {
  return { path, title: title === null ? path : `${title} (${path})` }
}

function renderCase(
  path: string,
  title: string,
  suite: string,
  findings: readonly Finding[],
  fails: (finding: Finding) => boolean,
): string {
  const head = `    <testcase name=${quoted(title)} classname=${quoted(suite)} file=${quoted(path)} time="0"`
  if (findings.length === 0) return `${head}/>\n`
  const failing = findings.filter(fails)
  const others = findings.filter((finding) => !fails(finding))
  const failure =
    failing.length === 0
      ? ''
      : `      <failure message=${quoted(failing.map(({ message }) => message).join('; '))} type="error">${escaped(failing.map(lineOf).join('\n'))}</failure>\n`
  const output = others.length === 0 ? '' : `      <system-out>${escaped(others.map(lineOf).join('\n'))}</system-out>\n`
  return `${head}>\n${failure}${output}    </testcase>\n`
}

function lineOf({ at, message, rule, severity }: Finding): string {
  return safeForTerminal(`${at.path}:${at.line}:${at.column} ${severity} ${message} (${rule})`)
}

function quoted(text: string): string {
  return `"${escaped(safeForTerminal(text)).replaceAll('"', '&quot;').replaceAll('\t', ' ')}"`
}

/** Text that XML 1.0 can hold, what is hidden made visible: https://www.w3.org/TR/xml/#charsets. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
