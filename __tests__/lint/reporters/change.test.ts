import { describe, expect, test } from 'vitest'

import type {
  ChangeReport,
  Finding,
  KepChange,
  KepProgress,
  KepSummary,
  Report,
} from '../../../src/lint/model/finding.js'
import type { Severity } from '../../../src/lint/model/severity.js'
import { renderJson } from '../../../src/lint/reporters/json.js'
import { renderSummary, type SummaryOptions } from '../../../src/lint/reporters/summary/summary.js'
import { renderText } from '../../../src/lint/reporters/text.js'
import { reportFaults } from '../../support/report-schema.js'
import { ourKinds, ourTags, structure } from '../../support/summary-structure.js'

const backup = 'keps/sig-storage/0051-volume-backup'
const drain = 'keps/sig-node/0042-node-drain'
const probes = 'keps/sig-node/0043-probes'

const standing = (path: string, state: string | null, stage: string | null = null): KepProgress => ({
  path,
  state,
  stage,
})
const touched = (more: Partial<KepChange>): KepChange => ({
  title: null,
  before: null,
  now: null,
  promoted: false,
  owes: [],
  others: 0,
  next: null,
  ...more,
})
const summaryOf = (path: string, title: string, state: string): KepSummary => ({
  path,
  profile: 'kep-1a',
  title,
  number: null,
  uuid: null,
  state,
  sig: path.split('/')[1] ?? null,
  stage: null,
  milestone: null,
})
const finding = (severity: Severity, rule: string, kep: string | null, file: string, message: string): Finding => ({
  rule,
  severity,
  kep,
  message,
  at: { path: kep === null ? file : `${kep}/${file}`, line: 4, column: 8, endLine: 4, endColumn: 21 },
})
const changeOf = (more: Partial<ChangeReport>): ChangeReport => ({
  base: 'main',
  keps: [],
  scope: 'changed',
  older: { error: 87, warning: 245, notice: 80 },
  mended: 0,
  loosened: [],
  ...more,
})
const reportOf = (change: ChangeReport | null, findings: readonly Finding[] = []): Report => ({
  dialects: [],
  keps: [
    summaryOf(drain, 'Node Drain', 'provisional'),
    summaryOf(probes, 'Probes', 'implementable'),
    summaryOf(backup, 'Volume Backup', 'implementable'),
  ],
  findings,
  files: 14,
  exempted: 0,
  change,
})

const drainStays = touched({
  title: 'Node Drain',
  before: standing(drain, 'provisional'),
  now: standing(drain, 'provisional'),
  next: { state: 'implementable', needs: ['guides/operator.md', 'an approver'], others: 0 },
})
const backupPromoted = touched({
  title: 'Volume Backup',
  before: standing(backup, 'provisional'),
  now: standing(backup, 'implementable'),
  promoted: true,
  owes: ['guides/teacher.md', 'an approver'],
  next: { state: 'implemented', needs: ['guides/teacher.md', 'an approver'], others: 2 },
})
const owed = [
  finding('error', 'section-required', backup, 'metadata.yaml', 'guides/teacher.md is missing'),
  finding('error', 'owners-assigned', backup, 'metadata.yaml', 'approvers names nobody'),
]

const cases: Readonly<Record<string, Report>> = {
  'nothing-touched': reportOf(changeOf({})),
  'nothing-touched-and-broken': reportOf(changeOf({ older: { error: 0, warning: 1, notice: 0 } }), [
    finding('error', 'exemption-stale', null, '.keplint.yml', 'exemption of keps/sig-node/0007-gone matches nothing'),
  ]),
  'some-fixed': reportOf(changeOf({ keps: [drainStays], mended: 3 })),
  promotion: reportOf(changeOf({ keps: [drainStays, backupPromoted] }), owed),
  'new-kep': reportOf(
    changeOf({
      keps: [
        touched({
          title: 'Probes',
          now: standing(probes, 'provisional'),
          next: { state: 'implementable', needs: [], others: 0 },
        }),
      ],
      mended: 1,
    }),
  ),
  'removed-kep': reportOf(
    changeOf({ keps: [touched({ title: 'Drop', before: standing('keps/sig-node/0009-drop', 'implementable') })] }),
    [
      {
        ...finding(
          'error',
          'history-kept',
          'keps/sig-node/0009-drop',
          'metadata.yaml',
          'keps/sig-node/0009-drop is gone',
        ),
        related: [{ at: finding('error', 'x', drain, 'summary.md', 'x').at, message: 'it breaks here' }],
      },
    ],
  ),
  'renamed-kep': reportOf(
    changeOf({
      keps: [
        touched({
          title: 'Probes',
          before: standing('keps/sig-node/0043-probe', 'implementable', 'alpha'),
          now: standing(probes, 'implementable', 'beta'),
          promoted: true,
          next: { state: 'implemented', needs: [], others: 0 },
        }),
      ],
    }),
  ),
  loosened: reportOf(
    changeOf({
      keps: [drainStays],
      loosened: [
        'rule section-content goes from error to off',
        'baseline gains 3 entries of keps/sig-node/0043-probes',
      ],
    }),
  ),
  'scope-all': reportOf(
    changeOf({
      base: '1234567',
      scope: 'all',
      keps: [backupPromoted],
      older: { error: 0, warning: 0, notice: 0 },
      mended: 1,
    }),
    [finding('warning', 'link-target', drain, 'summary.md', 'link ../gone.md does not exist in this tree'), ...owed],
  ),
}

const options: SummaryOptions = {
  source: { url: 'https://github.com', repository: 'example/enhancements', commit: 'abc1234' },
  failOn: 'error',
  rules: new Map([
    ['exemption-stale', 'Every exemption matches something and has not lapsed'],
    ['history-kept', 'No KEP is deleted'],
    ['link-target', 'Links in the body lead somewhere'],
    ['owners-assigned', 'An implementable KEP has a reviewer and an approver'],
    ['section-required', 'Every section that the state calls for is there'],
  ]),
}
const text = (report: Report) => renderText(report, { color: false, text: () => undefined })
const snapshot = (name: string) => new URL(`../../snapshots/change/${name}`, import.meta.url).pathname

/** The report as any reader of its JSON has it; it matches the published schema. */
function json(report: Report): string {
  const written = renderJson(report, '1.2.3')
  expect(reportFaults(JSON.parse(written))).toEqual([])
  return written
}

describe.each(Object.entries(cases))('%s', (name, report) => {
  test('as a summary', () => expect(renderSummary(report, options)).toMatchFileSnapshot(snapshot(`${name}.md`)))
  test('as text', () => expect(text(report)).toMatchFileSnapshot(snapshot(`${name}.txt`)))
})

test('the change is in the JSON where there is a base', () => {
  expect(JSON.parse(json(reportOf(null)))).not.toHaveProperty('change')
  const before = standing(backup, 'provisional')
  const gone = touched({ before: standing('keps/sig-node/0009-drop', null) })
  const report = reportOf(changeOf({ keps: [gone, { ...backupPromoted, before }], mended: 2, loosened: ['x'] }))
  expect(JSON.parse(json(report))).toHaveProperty('change', {
    base: 'main',
    scope: 'changed',
    keps: [
      {
        path: 'keps/sig-node/0009-drop',
        title: null,
        before: { path: 'keps/sig-node/0009-drop', state: null, stage: null },
        now: null,
        promoted: false,
        owes: [],
        others: 0,
        next: null,
      },
      {
        path: backup,
        title: 'Volume Backup',
        before: { path: backup, state: 'provisional', stage: null },
        now: { path: backup, state: 'implementable', stage: null },
        promoted: true,
        owes: ['guides/teacher.md', 'an approver'],
        others: 0,
        next: { state: 'implemented', needs: ['guides/teacher.md', 'an approver'], others: 2 },
      },
    ],
    older: { errors: 87, warnings: 245, notices: 80 },
    mended: 2,
    loosened: ['x'],
  })
})

test.each<readonly [string, Partial<KepChange>]>([
  ['new: no state, alpha · nothing missing', { now: standing('k', null, 'alpha') }],
  ['removed', { before: standing('k', null) }],
  [
    'stays without a state, no stage → beta · nothing missing',
    {
      before: standing('k', null),
      now: standing('k', null, 'beta'),
    },
  ],
  [
    'no state → draft, beta → no stage · nothing missing',
    {
      before: standing('k', null, 'beta'),
      now: standing('k', 'draft'),
    },
  ],
  [
    '`no state` → `no state ␠`, renamed from `a/k` · nothing missing',
    {
      before: standing('a/k', 'no state'),
      now: standing('k', 'no state  '),
    },
  ],
])('a KEP says %s', (said, change) => {
  const summary = renderSummary(reportOf(changeOf({ keps: [touched(change)] })), { ...options, source: null })
  expect(/^- ✅ `k` — (.*)$/m.exec(summary)?.[1]).toBe(said)
})

test.each<readonly [string, KepProgress, KepProgress]>([
  ['its state moved forward', standing('k', 'draft'), standing('k', 'provisional')],
  ['its stage moved forward', standing('k', 'draft', 'alpha'), standing('k', 'draft', 'beta')],
  ['it moved forward', standing('k', 'deferred', 'alpha'), standing('k', 'provisional', 'beta')],
])('a promotion says that %s', (said, before, now) => {
  const report = reportOf(changeOf({ keps: [touched({ before, now, promoted: true })] }))
  expect(renderSummary(report, options)).toContain(
    `\n  - ${said}: all findings of this KEP count at full severity, and exemptions and the baseline do not apply\n`,
  )
  expect(text(report)).toContain(
    `; nothing missing\n    ${said}: all findings of this KEP count at full severity, and exemptions and the baseline do not apply\n`,
  )
})

test('a next state that only errors of another kind block is not one that it is ready for', () => {
  const next = { state: 'provisional', needs: [], others: 1 }
  const report = reportOf(changeOf({ keps: [touched({ now: standing('k', 'draft'), next })] }))
  expect(text(report)).toContain('  k  new: draft; nothing missing\n    draft → provisional needs: fix 1 error\n')
})

test('the verdict counts in the singular', () => {
  const one = reportOf(changeOf({ keps: [drainStays], older: { error: 0, warning: 0, notice: 1 }, mended: 1 }), [
    finding('error', 'link-target', drain, 'summary.md', 'link ../gone.md does not exist in this tree'),
  ])
  expect(text(one).split('\n').slice(-7)).toEqual([
    '1 error in 1 KEP that this change touches',
    'not counted: 1 finding already in main (1 notice)',
    'this change fixes 1 finding',
    'what this change does:',
    `  ${drain}  stays provisional; nothing missing`,
    '    provisional → implementable needs: guides/operator.md, an approver',
    '',
  ])
  expect(renderSummary(one, options).split('\n')[0]).toBe('## ❌ 1 error in 1 KEP that this change touches')
})

test('colours are SGR sequences around the same text', () => {
  const report = cases['promotion'] ?? reportOf(null)
  const colored = renderText(report, { color: true, text: () => undefined })
  expect(colored).toContain('\x1b[31m2 errors\x1b[0m in 2 KEPs that this change touches\n')
  expect(colored.replace(/\x1b\[[\d;]*m/g, '')).toBe(text(report))
})

describe('a summary', () => {
  test('leads with the change where it is told to, though the whole tree counts', () => {
    const report = cases['scope-all'] ?? reportOf(null)
    const headings = (of: string) => of.match(/^##.*|^<summary>KEPs.*/gm)
    expect(headings(renderSummary(report, { ...options, lead: 'change' }))).toEqual([
      '## ❌ 2 errors, 1 warning in 3 KEPs',
      '### What this change does',
      '### Findings',
      '<summary>KEPs by SIG and state</summary>',
    ])
    expect(headings(renderSummary(report, options))).toEqual([
      '## ❌ 2 errors, 1 warning in 3 KEPs',
      '### KEPs by SIG and state',
      '### What this change does',
      '### Findings',
    ])
    expect(renderSummary(reportOf(null), { ...options, lead: 'change' })).toBe(renderSummary(reportOf(null), options))
  })

  test('says in one line that a change touches no KEP though the whole tree counts', () => {
    const report = reportOf(changeOf({ scope: 'all', older: { error: 0, warning: 0, notice: 0 } }))
    expect(renderSummary(report, options).split('\n').slice(-3)).toEqual(['', 'This change touches no KEP', ''])
    expect(text(report)).toBe('3 KEPs checked, nothing found\nthis change touches no KEP\n')
  })

  test('shows what is to be said of the run under the verdict', () => {
    const notes = ['the base 1234567 is not in this clone; fetch-depth: 2 would do', '# <b>x</b>\n- @octocat']
    const markdown = renderSummary(reportOf(null), { ...options, notes })
    expect(markdown.split('\n').slice(0, 8)).toEqual([
      '## ✅ 3 KEPs checked, nothing found',
      '',
      'Errors fail the check · 14 files read',
      '',
      'the base `1234567` is not in this clone; fetch-depth: 2 would do',
      '',
      '`# <b>x</b>␊- @octocat`',
      '',
    ])
    const many = renderSummary(reportOf(null), { ...options, notes: Array.from({ length: 12 }, () => 'note') })
    expect(many.match(/^note$|^…and .*/gm)).toEqual([...Array<string>(10).fill('note'), '…and 2 notes more'])
  })

  test('has a table of rules only where a change breaks much', () => {
    const flood = (count: number) =>
      reportOf(
        changeOf({ keps: [drainStays] }),
        Array.from({ length: count }, () =>
          finding('error', 'link-target', drain, 'summary.md', 'link x leads to nothing'),
        ),
      )
    expect(renderSummary(flood(30), options)).not.toContain('| Rule |')
    expect(renderSummary(flood(31), options)).toContain('\n| [link-target] | ❌&nbsp;error | 31 | Links in the body')
  })
})

const nasty = 'a\r::error::b ##[error]c\x1b[2J\u202e\ud800 <img src=x onerror=alert(1)> | `@octocat` \\ 100% *b*'
const hostile = reportOf(
  changeOf({
    base: `${nasty}\n## x`,
    keps: [
      touched({
        title: `</summary></details>\n\n# ${nasty}`,
        before: standing(`keps/**[x](javascript:alert(1))\n::error::/${nasty}`, nasty, nasty),
        now: standing(`keps/${nasty}`, `**x** | \n\n- y`, '`'),
        promoted: true,
        owes: [nasty, '\n\n# x', ''],
        next: { state: nasty, needs: [nasty, '</details>'], others: 1 },
      }),
      touched({ title: '', now: standing('::error::x', '::', '##[error]x') }),
      touched({ title: '**', before: standing('deadbeef', '@octocat') }),
    ],
    loosened: [nasty, '::error::x', '1. x', '- [ ] y'],
  }),
  [finding('error', 'link-target', `keps/${nasty.replace('\ud800', '')}`, 'x.md', nasty)],
)

describe('a hostile change', () => {
  test('as JSON', () => expect(json(hostile)).toMatchFileSnapshot(snapshot('hostile.json')))
  test('as text', () => expect(text(hostile)).toMatchFileSnapshot(snapshot('hostile.txt')))
  test('as a summary', () => expect(renderSummary(hostile, options)).toMatchFileSnapshot(snapshot('hostile.md')))
  test('holds no command, no control character and no structure but ours', () => {
    for (const line of [json(hostile), text(hostile), renderSummary(hostile, options)].join('\n').split('\n')) {
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
      expect(line.trimStart().startsWith('::') || line.includes('##[')).toBe(false)
    }
    for (const report of [hostile, ...Object.values(cases)]) {
      const { kinds, tags } = structure(renderSummary(report, options))
      expect(tags.filter((tag) => !ourTags.includes(tag))).toEqual([])
      expect(kinds.filter((kind) => !ourKinds.includes(kind))).toEqual([])
    }
  })
})

describe('of many KEPs', () => {
  const names = Array.from({ length: 60 }, (_, index) => `keps/sig-x/${String(index).padStart(4, '0')}-name`)
  const all = (more: Partial<KepChange>) =>
    changeOf({
      keps: names.map((path) => touched({ before: standing(path, 'draft'), now: standing(path, 'draft'), ...more })),
    })
  const report = reportOf(all({}), [finding('warning', 'link-target', names[58] ?? '', 'summary.md', 'link x')])

  test('fifty are shown, those with findings first, and the rest is counted', () => {
    const lines = renderSummary(report, options).match(/^- .* — stays.*|^- …and .*/gm) ?? []
    expect(lines.map((line) => /\[`(.*)`\]/.exec(line)?.[1] ?? line)).toEqual([
      names[58],
      ...names.slice(0, 49),
      '- …and 10 KEPs more',
    ])
    expect(lines[0]?.startsWith('- ⚠️ ')).toBe(true)
    const written = text(report).split('\n')
    const shown = written.slice(written.indexOf('what this change does:') + 1)
    expect(shown.map((line) => line.split('  ')[1] ?? line)).toEqual([
      names[58],
      ...names.slice(0, 49),
      '…and 10 KEPs more',
      '',
    ])
  })

  test('and much that they owe, ten things are shown of each', () => {
    const needs = Array.from({ length: 12 }, (_, index) => `part ${index}`)
    const shown = needs.slice(0, 9).join(', ')
    expect(text(reportOf(all({ owes: needs, next: { state: 'provisional', needs, others: 0 } })))).toContain(
      `needs: ${shown} and 3 more\n    draft → provisional needs: ${shown} and 3 more\n`,
    )
  })

  test('twenty of what is loosened is shown', () => {
    const report = reportOf(changeOf({ loosened: Array.from({ length: 23 }, (_, index) => `rule ${index}`) }))
    expect(renderSummary(report, options)).toContain('\n- rule 19\n- …and 3 more\n')
    expect(text(report)).toContain(': rule 19\nthis change loosens 3 more checks\n')
  })

  test('with huge names the summary stays within 1 MiB and says how many it leaves out', () => {
    const path = '漢<'.repeat(2000)
    const needs = Array.from({ length: 50 }, () => '`😀'.repeat(3000))
    const huge = all({
      title: nasty.repeat(500),
      before: standing(path, nasty.repeat(500)),
      now: standing(path, nasty.repeat(600), path),
      owes: needs,
      next: { state: path, needs, others: 9 },
      promoted: true,
    })
    const findings = Array.from({ length: 3000 }, (_, index) =>
      finding('error', 'link-target', `keps/${index}${path}`, 'x.md', nasty.repeat(500)),
    )
    const loosened = Array.from({ length: 50 }, () => nasty.repeat(500))
    const markdown = renderSummary(reportOf({ ...huge, base: path, loosened }, findings), {
      ...options,
      notes: Array.from({ length: 30 }, () => nasty.repeat(500)),
    })
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(1_048_576)
    const shown = markdown.match(/ — .* → .* · needs: /g)?.length ?? 0
    expect(shown).toBeGreaterThan(0)
    expect(shown).toBeLessThan(50)
    expect(markdown).toContain(`\n- …and ${60 - shown} KEPs more\n`)
    const { tags } = structure(markdown)
    expect(tags.filter((tag) => !ourTags.includes(tag))).toEqual([])
  })
})
