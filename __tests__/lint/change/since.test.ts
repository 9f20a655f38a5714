import { expect, test } from 'vitest'
import { readEarlier, withSince } from '../../../src/lint/lint.js'
import type { Finding, Report } from '../../../src/lint/model/finding.js'
import { renderJson } from '../../../src/lint/reporters/json.js'
import { sinceByRule, sinceBySig, sinceInWords } from '../../../src/lint/reporters/since.js'
import { renderSummary } from '../../../src/lint/reporters/summary/summary.js'
import { renderText } from '../../../src/lint/reporters/text.js'
import { reportFaults } from '../../support/report-schema.js'

const drain = 'keps/sig-node/0042-node-drain'
const finding = (rule: string, message: string, line = 3, kep: string | null = drain): Finding => ({
  rule,
  severity: 'error',
  kep,
  message,
  at: { path: `${kep ?? 'keps'}/kep.yaml`, line, column: 1, endLine: line, endColumn: 9 },
})
const reportOf = (...findings: readonly Finding[]): Report => ({
  keps: [
    {
      path: drain,
      profile: 'kep',
      title: 'Node drain',
      number: '42',
      uuid: null,
      state: 'provisional',
      sig: 'sig-node',
      stage: null,
      milestone: null,
    },
  ],
  dialects: [],
  findings,
  files: 2,
  exempted: 0,
  change: null,
})

const before = reportOf(
  finding('metadata-schema', 'title is empty'),
  finding('reference-exists', 'see-also "x" does not exist', 9),
  finding('reference-exists', 'see-also "x" does not exist', 10),
  finding('kep-layout', 'it has no body', 1, null),
)
/** One moved, one of two that are alike is left, one is gone, one is new. */
const after = reportOf(
  finding('metadata-schema', 'title is empty', 4),
  finding('reference-exists', 'see-also "x" does not exist', 12),
  finding('date-order', 'last-updated is before creation-date', 20),
)

function compared(): Report {
  const earlier = readEarlier(renderJson(before, '1.0.0'))
  if ('fault' in earlier) throw new Error(earlier.fault)
  return withSince(after, 'last.json', earlier)
}

test('what is new and what is fixed is told by SIG and rule', () => {
  const { since, keps } = compared()
  if (since === undefined) throw new Error('nothing is compared')
  expect(sinceInWords(since)).toBe('1 new, 2 fixed, 2 still there')
  expect(sinceBySig(since, keps)).toEqual([
    { name: 'sig-node', fresh: 1, fixed: 1 },
    { name: null, fresh: 0, fixed: 1 },
  ])
  expect(sinceByRule(since)).toEqual([
    { name: 'date-order', fresh: 1, fixed: 0 },
    { name: 'kep-layout', fresh: 0, fixed: 1 },
    { name: 'reference-exists', fresh: 0, fixed: 1 },
  ])
})

test('the text report says it after the verdict', () => {
  const text = renderText(compared(), { color: false, text: () => undefined })
  expect(text.slice(text.indexOf('3 errors in 1 KEP'))).toMatchInlineSnapshot(`
    "3 errors in 1 KEP
    since last.json: 1 new, 2 fixed, 2 still there
      new    error  keps/sig-node/0042-node-drain/kep.yaml:20 last-updated is before creation-date  date-order
      fixed  error  keps/sig-node/0042-node-drain/kep.yaml see-also "x" does not exist  reference-exists
      fixed  error  keps/kep.yaml it has no body  kep-layout
    "
  `)
})

test('the summary leads with it', () => {
  const text = renderSummary(compared(), { source: null, failOn: 'error', rules: new Map() })
  expect(text.slice(0, text.indexOf('| Rule | Severity |'))).toMatchInlineSnapshot(`
    "## ❌ 3 errors in 1 KEP

    Errors fail the check · 2 files read

    ### Since \`last.json\`

    1 new, 2 fixed, 2 still there

    | SIG | New | Fixed |
    | :--- | ---: | ---: |
    | sig-node | 1 | 1 |
    | no SIG |  | 1 |

    | Rule | New | Fixed |
    | :--- | ---: | ---: |
    | date-order | 1 |  |
    | kep-layout |  | 1 |
    | reference-exists |  | 1 |

    <details>
    <summary>New: 1 finding</summary>

    - ❌ \`keps/sig-node/0042-node-drain/kep.yaml:20\` — last-updated is before creation-date (date-order)

    </details>

    <details>
    <summary>Fixed: 2 findings</summary>

    - ❌ \`keps/sig-node/0042-node-drain/kep.yaml\` — see-also \`"x"\` does not exist (reference-exists)
    - ❌ \`keps/kep.yaml\` — it has no body (kep-layout)

    </details>

    "
  `)
})

test('the JSON report has it, and marks what is new', () => {
  const report: unknown = JSON.parse(renderJson(compared(), '1.0.0'))
  expect(reportFaults(report)).toEqual([])
  expect(report).toMatchObject({
    since: { report: 'last.json', new: 1, still: 2, fixed: [{ rule: 'reference-exists' }, { rule: 'kep-layout' }] },
    findings: [{ rule: 'metadata-schema' }, { rule: 'reference-exists' }, { rule: 'date-order', isNew: true }],
  })
})

test.each([
  ['', 'is not JSON that keplint wrote'],
  ['[]', 'is not JSON that keplint wrote'],
  ['{"version": 2, "findings": []}', 'is not a JSON report of keplint (--format json)'],
  ['{"version": 1}', 'is not a JSON report of keplint (--format json)'],
  ['{"version": 1, "findings": [{"rule": "x"}]}', 'has a finding without a rule, a path or a message'],
  [
    '{"version": 1, "findings": [{"rule": "x", "path": "a", "message": "b", "severity": "fatal"}]}',
    'has a finding without a rule, a path or a message',
  ],
])('%j is no report', (text, fault) => {
  expect(readEarlier(text)).toEqual({ fault })
})
