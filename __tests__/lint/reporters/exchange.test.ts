import { expect, test } from 'vitest'

import { lint } from '../../../src/lint/lint.js'
import type { Report } from '../../../src/lint/model/finding.js'
import { reporters } from '../../../src/lint/reporters/formats.js'
import type { ReportContext } from '../../../src/lint/reporters/reporter.js'
import { readTree, wholeTree } from '../../support/read-tree.js'

const tree = readTree(new URL('../../../examples/broken/', import.meta.url))
const report: Report = lint(tree, wholeTree)
const context: ReportContext = {
  version: '1.0.0',
  color: false,
  text: (path) => tree.texts.get(path),
  failOn: 'error',
  rules: new Map(),
}
const rendered = (format: keyof typeof reporters, of: Report = report): string => reporters[format].render(of, context)

test('SARIF, rdjson and compact hold the findings of the report, in its order', () => {
  const sarif = JSON.parse(rendered('sarif'))
  const rdjson = JSON.parse(rendered('rdjson'))
  const told = report.findings.map(({ rule, at, message }) => `${at.path}:${at.line} ${rule} ${message}`)
  expect(
    sarif.runs[0].results.map((result: typeof sarif) => {
      const { artifactLocation, region } = result.locations[0].physicalLocation
      return `${decodeURIComponent(artifactLocation.uri)}:${region.startLine} ${result.ruleId} ${result.message.text}`
    }),
  ).toEqual(told)
  expect(
    rdjson.diagnostics.map((each: typeof rdjson) => {
      return `${each.location.path}:${each.location.range.start.line} ${each.code.value} ${each.message}`
    }),
  ).toEqual(told)
  expect(rendered('compact').trimEnd().split('\n')).toHaveLength(told.length)
})

test('each result of SARIF names a rule of the run, and its fingerprint is its own', () => {
  const [run] = JSON.parse(rendered('sarif')).runs
  const { results } = run
  const prints = results.map((result: typeof run) => result.partialFingerprints['keplint/v1'])
  expect(new Set(prints).size).toBe(results.length)
  for (const { ruleId, ruleIndex } of results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId)
})

test('code scanning gets 25,000 results, the most severe, and is told of the rest', () => {
  const [finding] = report.findings
  if (finding === undefined) throw new Error('the broken example has no finding')
  const notices = Array.from({ length: 25_000 }, (_, i) => ({
    ...finding,
    severity: 'notice' as const,
    message: `${i}`,
  }))
  const many: Report = {
    ...report,
    findings: [...notices, { ...finding, severity: 'error' as const, message: 'last' }],
  }
  const [run] = JSON.parse(rendered('sarif', many)).runs
  expect(run.results).toHaveLength(25_000)
  expect(run.results[0].message.text).toBe('last')
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe(
    '1 findings are left out: code scanning takes 25000 at most',
  )
})

test('columns of rdjson are bytes, and its suggestions are the safe fixes', () => {
  const one: Report = {
    ...report,
    findings: [
      {
        rule: 'sig-known',
        severity: 'warning',
        kep: null,
        message: 'é is no word; write x',
        at: { path: 'a.md', line: 2, column: 3, endLine: 2, endColumn: 5 },
        suggestion: 'x',
      },
    ],
  }
  const text = (): string => 'first\né 🎉b\n'
  const { diagnostics } = JSON.parse(reporters.rdjson.render(one, { ...context, text }))
  const range = { start: { line: 2, column: 4 }, end: { line: 2, column: 8 } }
  expect(diagnostics[0].location.range).toEqual(range)
  expect(diagnostics[0].suggestions).toEqual([{ range, text: 'x' }])
})

test('JUnit has a suite for each SIG and a case for each KEP, and what it says of them adds up', () => {
  const xml = rendered('junit')
  const [, tests, failures] = /<testsuites name="keplint" tests="(\d+)" failures="(\d+)">/.exec(xml) ?? []
  const sum = (attribute: string): number =>
    [...xml.matchAll(new RegExp(`<testsuite .*?${attribute}="(\\d+)"`, 'g'))].reduce((all, [, n]) => all + Number(n), 0)
  expect([sum('tests'), sum('failures')]).toEqual([Number(tests), Number(failures)])
  expect(xml.match(/<testcase /g)).toHaveLength(Number(tests))
  expect(xml.match(/<failure /g)).toHaveLength(Number(failures))
  expect(xml.match(/<testsuite name="sig-storage"/g)).toHaveLength(1)
})
