import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Finding, KepSummary, Report } from '../../../src/lint/model/finding.js'
import type { Place } from '../../../src/lint/model/place.js'
import type { Severity } from '../../../src/lint/model/severity.js'
import { annotationCommand, renderAnnotations } from '../../../src/lint/reporters/annotations.js'
import { renderJson } from '../../../src/lint/reporters/json.js'
import { safeForAnnotation } from '../../../src/lint/reporters/safe-text.js'
import { renderSummary, type SummaryOptions } from '../../../src/lint/reporters/summary/summary.js'
import { renderText } from '../../../src/lint/reporters/text.js'
import { reportFaults } from '../../support/report-schema.js'
import { parseCommand } from '../../support/runner/commands.js'
import { ourKinds, ourTags, structure } from '../../support/summary-structure.js'

const longStart = 'A long line of the summary goes on and on before it says anything at all. '.repeat(3)
const longEnd = 'for everything else that there is to know. '.repeat(4)
const texts: Readonly<Record<string, string>> = {
  'keps/sig-api-machinery/15-dry-run/metadata.yaml': `\uFEFFtitle: Dry Run
kep_number: 15
uuid: 2f1c1f2e-54a5-4b52-8a26-4f0e5d5b8f3d
owning_sig: sig-api-machinery
state: imlpemented
last_updated: 2018-11-02
created: 2018-12-09
`,
  'keps/sig-api-machinery/15-dry-run/motivation.md': '# Dry Run\n\n## Motivation\n',
  'keps/sig-cli/2377-kustomize/kep.yaml': `title: Kustomize
kep-number: 2377
authors: ["@ana", "@ana"]
approvers: # 承認者\t"@漢字"\tTBD
  - TBD
see-also:
  - /keps/sig-cli/0008-kustomise
`,
  'keps/sig-cli/2377-kustomize/README.md': `# KEP-2377: Kustomize

## Summary

${longStart}See [the design](../0008-kustomise/README.md) ${longEnd}
`,
  'keps/sig-network/20190101-ingress.md': '---\ntitle: Ingress\nstatus: provisional\n---\n\n# Ingress\n',
  'keps/sig-node/15-pod-overhead/metadata.yaml': `title: Pod Overhead
uuid: 2F1C1F2E-54A5-4B52-8A26-4F0E5D5B8F3D
kep_number: 15
state: provisional
`,
}

/** The place of the `nth` (from 0) occurrence of a text in one of the files above. */
function at(path: string, marked: string, nth = 0): Place {
  const text = (texts[path] ?? '').replace(/^\uFEFF/, '')
  let start = text.indexOf(marked)
  for (let seen = 0; seen < nth; seen++) start = text.indexOf(marked, start + 1)
  if (start < 0) throw new Error(`${path} does not hold ${marked}`)
  const point = (offset: number) => {
    const lines = text.slice(0, offset).split('\n')
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
  }
  const end = point(start + marked.length)
  return { path, ...point(start), endLine: end.line, endColumn: end.column }
}

const top = (path: string): Place => ({ path, line: 1, column: 1, endLine: 1, endColumn: 1 })

function kep(path: string, more: Partial<KepSummary>): KepSummary {
  return {
    path,
    profile: 'kep',
    title: null,
    number: null,
    uuid: null,
    state: null,
    sig: null,
    stage: null,
    milestone: null,
    ...more,
  }
}

const dryRun = 'keps/sig-api-machinery/15-dry-run'
const kustomize = 'keps/sig-cli/2377-kustomize'
const ingress = 'keps/sig-network/20190101-ingress.md'
const overhead = 'keps/sig-node/15-pod-overhead'

const report: Report = {
  dialects: [],
  files: 14,
  exempted: 3,
  change: null,
  keps: [
    kep(dryRun, {
      profile: 'kep-1a',
      title: 'Dry Run',
      number: '15',
      uuid: '2f1c1f2e-54a5-4b52-8a26-4f0e5d5b8f3d',
      state: 'implemented',
      sig: 'sig-api-machinery',
    }),
    kep('keps/sig-apps/19-graduate-cronjob', {
      title: 'Graduate CronJob to Stable (v2)',
      number: '19',
      state: 'implemented',
      sig: 'sig-apps',
      stage: 'stable',
      milestone: 'v1.21',
    }),
    kep(kustomize, { title: 'Kustomize', number: '2377', state: 'implementable', sig: 'sig-cli', stage: 'alpha' }),
    kep(ingress, { profile: 'kep-flat', title: 'Ingress', state: 'provisional', sig: 'sig-network' }),
    kep(overhead, {
      profile: 'kep-1a',
      title: 'Pod Overhead',
      number: '15',
      uuid: '2f1c1f2e-54a5-4b52-8a26-4f0e5d5b8f3d',
      state: 'provisional',
      sig: 'sig-api-machinery',
    }),
  ],
  findings: [
    {
      rule: 'baseline-stale',
      severity: 'warning',
      kep: null,
      at: top('.keplint-baseline.json'),
      message: 'entry uuid-unique of keps/sig-node/7-gone has no finding any more; run keplint baseline to drop it',
    },
    {
      rule: 'metadata-schema',
      severity: 'error',
      kep: dryRun,
      at: at(`${dryRun}/metadata.yaml`, 'imlpemented'),
      message: 'state is "imlpemented"; did you mean implemented?',
      suggestion: 'implemented',
    },
    {
      rule: 'date-order',
      severity: 'error',
      kep: dryRun,
      at: at(`${dryRun}/metadata.yaml`, '2018-11-02'),
      message: 'last_updated 2018-11-02 is before created 2018-12-09',
      related: [{ at: at(`${dryRun}/metadata.yaml`, '2018-12-09'), message: 'created is here' }],
    },
    {
      rule: 'section-content',
      severity: 'error',
      kep: dryRun,
      at: at(`${dryRun}/motivation.md`, '# Dry Run\n\n## Motivation\n'),
      message: 'motivation.md holds headings and no text; state implemented requires it',
    },
    {
      rule: 'link-target',
      severity: 'warning',
      kep: kustomize,
      at: at(`${kustomize}/README.md`, '[the design](../0008-kustomise/README.md)'),
      message: 'link ../0008-kustomise/README.md does not exist in this tree',
    },
    {
      rule: 'handle-format',
      severity: 'warning',
      kep: kustomize,
      at: at(`${kustomize}/kep.yaml`, '"@ana"', 1),
      message: 'author @ana is listed twice',
      suggestion: '',
      related: [{ at: at(`${kustomize}/kep.yaml`, '"@ana"'), message: 'listed first here' }],
    },
    {
      rule: 'owners-assigned',
      severity: 'error',
      kep: kustomize,
      at: at(`${kustomize}/kep.yaml`, 'TBD'),
      message: 'approvers names nobody but TBD; status implementable calls for an approver',
    },
    {
      rule: 'reference-exists',
      severity: 'warning',
      kep: kustomize,
      at: at(`${kustomize}/kep.yaml`, '/keps/sig-cli/0008-kustomise'),
      message: 'see-also names a KEP that is not in this tree',
      suggestion: '/keps/sig-cli/2377-kustomize',
    },
    {
      rule: 'signoff-complete',
      severity: 'notice',
      kep: ingress,
      at: at(ingress, '# Ingress'),
      message: 'release sign-off checklist has 2 open (R) boxes',
    },
    {
      rule: 'uuid-unique',
      severity: 'error',
      kep: overhead,
      at: at(`${overhead}/metadata.yaml`, '2F1C1F2E-54A5-4B52-8A26-4F0E5D5B8F3D'),
      message: `uuid is also used by ${dryRun}`,
      related: [
        { at: at(`${dryRun}/metadata.yaml`, '2f1c1f2e-54a5-4b52-8a26-4f0e5d5b8f3d'), message: 'the same uuid' },
      ],
    },
  ],
}

const nasty = 'a\r::error::b ##[error]c\x1b[2J\u202e\ud800 <img src=x onerror=alert(1)> | `@octocat` \\ 100% *b*'
// No path of a disk has half a character.
const nastyKep = `keps/##[group]x\n::warning::/${nasty.replace('\ud800', '')}`
const nastyPath = `${nastyKep}/READ ME,(1):2'?.md`
const hostileReport: Report = {
  dialects: [],
  files: 2,
  exempted: 0,
  change: null,
  keps: [
    kep(nastyKep, {
      title: `</summary></details><script>${nasty}`,
      number: nasty,
      uuid: nasty,
      state: 'provisional|implementable',
      sig: `sig-<b>a@b.com\n${nasty}`,
      stage: nasty,
      milestone: nasty,
    }),
    kep('keps/sig-x/1-none', { state: 'all', sig: 'none' }),
  ],
  findings: [
    {
      rule: 'metadata-readable',
      severity: 'error',
      kep: nastyKep,
      message: `::error::${nasty}`,
      suggestion: nasty,
      at: { path: nastyPath, line: 2, column: 9, endLine: 2, endColumn: 14 },
      related: [{ at: top(nastyPath), message: nasty }],
    },
    {
      rule: 'title-unique',
      severity: 'notice',
      kep: nastyKep,
      message: `x\n\n# Heading\n\n- item ${'漢'.repeat(60)}`,
      at: { path: nastyPath, line: 1, column: 1, endLine: 1, endColumn: 3 },
    },
  ],
}

const nastySource = `::error::first\r\n\t##[x]\x1b[31m<b>\u200b`
const source = {
  url: 'https://github.com',
  repository: 'example/enhancements',
  commit: '0123456789abcdef0123456789abcdef01234567',
}
const rules = new Map([
  ['baseline-stale', 'Every entry of the baseline still has its finding'],
  ['date-order', 'Dates follow each other and are not in the future'],
  ['handle-format', 'A person is a GitHub handle, a team or TBD'],
  ['link-target', 'Links in the body lead somewhere'],
  ['metadata-readable', 'The metadata is one YAML mapping'],
  ['metadata-schema', "The metadata matches its format's schema: stages are alpha|beta|stable"],
  ['owners-assigned', 'An implementable KEP has a reviewer and an approver'],
  ['reference-exists', 'Each reference leads to a KEP'],
  ['section-content', 'Every section that the state calls for has content'],
  ['signoff-complete', 'An implemented KEP has signed off its checklist'],
  ['title-unique', 'No two KEPs share a title'],
  ['uuid-unique', 'No two KEPs share a uuid'],
])
const options: SummaryOptions = { source, failOn: 'error', rules }

const textOf = (path: string) => (path === nastyPath ? nastySource : texts[path])
const snapshot = (name: string) => new URL(`../../snapshots/${name}`, import.meta.url).pathname
const commands = (of: Report) =>
  renderAnnotations(of)
    .map((annotation) => `${annotationCommand(annotation)}\n`)
    .join('')
const size = (text: string) => Buffer.byteLength(text)

/** The report as any reader of its JSON has it; it matches the published schema. */
function json(of: Report): string {
  const text = renderJson(of, '1.2.3')
  expect(reportFaults(JSON.parse(text))).toEqual([])
  return text
}

describe('a report whole', () => {
  test('as JSON', () => expect(json(report)).toMatchFileSnapshot(snapshot('report.json')))
  test('as text', () =>
    expect(renderText(report, { color: false, text: textOf })).toMatchFileSnapshot(snapshot('report.txt')))
  test('as annotations', () => expect(commands(report)).toMatchFileSnapshot(snapshot('report.annotations.txt')))
  test('as a summary', () => expect(renderSummary(report, options)).toMatchFileSnapshot(snapshot('report.md')))
})

describe('a hostile report', () => {
  test('as JSON', () => expect(json(hostileReport)).toMatchFileSnapshot(snapshot('hostile.json')))
  test('as text', () =>
    expect(renderText(hostileReport, { color: false, text: textOf })).toMatchFileSnapshot(snapshot('hostile.txt')))
  test('as annotations', () => expect(commands(hostileReport)).toMatchFileSnapshot(snapshot('hostile.annotations.txt')))
  test('as a summary', () => expect(renderSummary(hostileReport, options)).toMatchFileSnapshot(snapshot('hostile.md')))
})

test('what is printed of a hostile report holds no command and no control character', () => {
  const printed = [
    json(hostileReport),
    renderText(hostileReport, { color: false, text: textOf }),
    renderSummary(hostileReport, options),
  ]
  for (const line of printed.flatMap((text) => text.split('\n'))) {
    expect(line.replaceAll('\t', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    expect(line.trimStart().startsWith('::') || line.includes('##[')).toBe(false)
  }
})

describe('nothing found', () => {
  const clean: Report = { ...report, findings: [], exempted: 0 }
  test('as text', () => {
    expect(renderText(clean, { color: true, text: textOf })).toBe('5 KEPs checked, nothing found\n')
    expect(renderText({ ...clean, exempted: 1 }, { color: false, text: textOf })).toBe(
      '5 KEPs checked, nothing found (1 finding exempted)\n',
    )
  })
  test('as annotations', () => expect(renderAnnotations(clean)).toEqual([]))
  test('as a summary', () => expect(renderSummary(clean, options)).toMatchFileSnapshot(snapshot('clean.md')))
  test('as JSON', () => {
    expect(JSON.parse(json(clean))).toMatchObject({ summary: { keps: 5, errors: 0 }, findings: [] })
  })
})

test('colours are SGR sequences around the same text', () => {
  const plain = renderText(report, { color: false, text: textOf })
  const colored = renderText(report, { color: true, text: textOf })
  expect(colored).toContain(`\x1b[1;4m${dryRun}/metadata.yaml\x1b[0m\n`)
  expect(colored).toContain(
    '\x1b[31merror\x1b[0m  state is "imlpemented"; did you mean implemented?  \x1b[2mmetadata-schema\x1b[0m\n',
  )
  expect(colored.replace(/\x1b\[[\d;]*m/g, '')).toBe(plain)
})

const findingOf = (severity: Severity, rule: string, path: string, line: number): Finding => ({
  rule,
  severity,
  kep: path,
  message: `${rule} in ${path}`,
  at: { path, line, column: 1, endLine: line, endColumn: 2 },
})
const many = (count: number, make: (index: number) => Finding): Report => ({
  keps: [],
  dialects: [],
  files: count,
  exempted: 0,
  change: null,
  findings: Array.from({ length: count }, (_, index) => make(index)),
})
const placesOf = (of: Report, first?: ReadonlySet<string>) =>
  renderAnnotations(of, { first: first ?? null }).map(({ at, title }) => `${title} ${at?.path ?? ''}`)

describe('annotations', () => {
  test('are ten of each severity, the tenth says how many more there are', () => {
    const severities = ['notice', 'error', 'warning'] as const
    const of = (index: number) => findingOf(severities[index % 3] ?? 'error', 'date-order', 'a', index + 1)
    const shown = renderAnnotations(many(33, of))
    expect(shown.map(({ severity }) => severity)).toEqual([
      ...Array<string>(10).fill('error'),
      ...Array<string>(10).fill('warning'),
      ...Array<string>(10).fill('notice'),
    ])
    expect(shown.filter(({ at }) => at === null).map(annotationCommand)).toEqual([
      '::error title=keplint::2 more errors: see the job summary',
      '::warning title=keplint::2 more warnings: see the job summary',
      '::notice title=keplint::2 more notices: see the job summary',
    ])
    const ten = renderAnnotations(many(10, (index) => findingOf('error', 'date-order', 'a', index + 1)))
    expect(ten.map(({ at }) => at?.line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('are spread, so that no rule and no file hides the others', () => {
    const flood = many(5000, (index) => findingOf('error', 'link-target', 'a', index + 1))
    const findings = [
      ...flood.findings,
      findingOf('error', 'link-target', 'b', 1),
      findingOf('error', 'uuid-unique', 'b', 3),
      findingOf('error', 'date-order', 'c', 1),
    ]
    expect(placesOf({ ...flood, findings })).toEqual([
      'link-target a',
      'uuid-unique b',
      'date-order c',
      'link-target a',
      'link-target b',
      ...Array<string>(4).fill('link-target a'),
      'keplint ',
    ])
  })

  test('on changed files come first, within their severity', () => {
    const report = many(30, (index) =>
      findingOf(index === 4 ? 'warning' : 'error', `rule-${index}`, `file-${index}`, 1),
    )
    const places = placesOf(report, new Set(['file-25', 'file-4', 'file-28']))
    expect(places.slice(0, 4)).toEqual(['rule-25 file-25', 'rule-28 file-28', 'rule-0 file-0', 'rule-1 file-1'])
    expect(places.slice(9)).toEqual(['keplint ', 'rule-4 file-4'])
  })

  test('that have no room are in the log where there is no summary', () => {
    const shown = renderAnnotations(
      many(11, (index) => findingOf('error', 'date-order', 'a', index + 1)),
      {
        summary: false,
      },
    )
    expect(shown.slice(9).map(annotationCommand)).toEqual(['::error title=keplint::2 more errors: see the log'])
  })

  describe('with notes', () => {
    const note = 'the base 1234567 is not in this clone; fetch-depth: 2 would do'
    const notice = (index: number) => findingOf('notice', `rule-${index}`, `file-${index}`, 1)
    const lines = (of: Report, notes: readonly string[]) =>
      renderAnnotations(of, { notes }).map(({ at, message, severity }) => `${severity} ${at?.path ?? message}`)

    test('give them the first slots of the notices', () => {
      expect(renderAnnotations(many(0, notice), { notes: [note] }).map(annotationCommand)).toEqual([
        `::notice title=keplint::${note}`,
      ])
      const report = many(10, (index) => (index === 9 ? findingOf('error', 'date-order', 'a', 1) : notice(index)))
      expect(lines(report, [note])).toEqual([
        'error a',
        `notice ${note}`,
        ...Array.from({ length: 9 }, (_, index) => `notice file-${index}`),
      ])
      expect(lines(many(10, notice), [note])).toEqual([
        `notice ${note}`,
        ...Array.from({ length: 8 }, (_, index) => `notice file-${index}`),
        'notice 2 more notices: see the job summary',
      ])
    })
    test('show ten of them at most', () => {
      const notes = Array.from({ length: 12 }, (_, index) => `note ${index}`)
      expect(lines(many(3, notice), notes)).toEqual([
        ...notes.slice(0, 9).map((text) => `notice ${text}`),
        'notice 6 more notices: see the job summary',
      ])
    })
    test('make them safe', () => {
      const [shown] = renderAnnotations(many(0, notice), { notes: [`${nasty}\n::error::x${'y'.repeat(9000)}`] })
      expect(shown?.message).toContain('a␍::error::b ##\\[error]c␛[2J\\u202e\\ud800 <img')
      expect(shown?.message).not.toContain('\n')
      expect(shown?.message.length).toBe(4096)
    })
  })

  test('have columns only where the range stays on its line', () => {
    const report = many(2, (index) => ({
      ...findingOf('error', 'date-order', 'a', 3),
      at: { path: 'a', line: 3, column: 2, endLine: 3 + index, endColumn: 7 },
    }))
    expect(renderAnnotations(report).map(({ at }) => at)).toEqual([
      { path: 'a', line: 3, columns: { start: 2, end: 7 } },
      { path: 'a', line: 3, columns: null },
    ])
  })

  test('are one command each, which the runner reads back whole, whatever is in them', () => {
    const pieces = fc.constantFrom(nasty, '%0A', '%', ',', ':', '::', '=', ';', '\n', ']', '😀')
    const nastyText = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''))
    const repeated = fc.tuple(nastyText, fc.integer({ min: 1, max: 200 })).map(([text, times]) => text.repeat(times))
    fc.assert(
      fc.property(repeated, nastyText, nastyText, (message, path, suggestion) => {
        const file = `x${path}x`
        const [shown] = renderAnnotations(
          many(1, () => ({
            ...findingOf('warning', 'date-order', file, 7),
            message,
            suggestion,
            related: [{ at: top(file), message }],
          })),
        )
        if (shown === undefined) throw new Error('no annotation')
        const line = annotationCommand(shown)
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        const command = parseCommand(line, new Set(['error', 'warning', 'notice']))
        expect(command?.name).toBe('warning')
        expect(Object.fromEntries(command?.properties ?? [])).toEqual({
          file: safeForAnnotation(file),
          line: '7',
          endLine: '7',
          col: '1',
          endColumn: '2',
          title: 'date-order',
        })
        expect(command?.data).toBe(shown.message)
        expect(shown.message.length).toBeLessThanOrEqual(4096)
        expect(shown.message.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
        expect(shown.message.split('\n').at(-1)).toBe(
          'https://github.com/keplint/keplint/blob/v1/src/lint/rules/date-order.md',
        )
      }),
      { numRuns: 300 },
    )
  })
})

test('150,000 findings of one line have room in every format', () => {
  const line = 'a '.repeat(150_000)
  const report = many(150_000, (i) => {
    const column = 2 * i + 1
    return {
      ...findingOf('error', 'date-order', 'a', 1),
      at: { path: 'a', line: 1, column, endLine: 1, endColumn: column + 1 },
    }
  })
  const text = renderText(report, { color: false, text: () => line }).split('\n')
  expect(text.filter((each) => each.endsWith('  date-order'))).toHaveLength(150_001)
  expect(text.every((each) => each.length < 200)).toBe(true)
  expect(renderJson(report, '1.0.0').match(/"rule": "date-order"/g)).toHaveLength(150_000)
  expect(renderAnnotations(report).at(-1)?.message).toBe('149991 more errors: see the job summary')
  expect(renderSummary(report, options)).toContain('…and 149900 findings more in this KEP')
})

describe('text', () => {
  const line = '\tnäme: 漢字 😀👍 "é\u0301x"'
  const marked = (column: number, endColumn: number, text = line, endLine = 1) => {
    const at = { path: 'a', line: 1, column, endLine, endColumn }
    const report = many(1, () => ({ ...findingOf('error', 'date-order', 'a', 1), at }))
    const lines = renderText(report, { color: false, text: () => text })
      .split('\n')
      .slice(2, 4)
    return lines.map((shown) => shown.slice(shown.indexOf('| ') + 2))
  }
  test('marks the range under tabs, wide characters and combining marks', () => {
    expect(marked(2, 6)).toEqual([line, '\t^^^^'])
    expect(marked(8, 10)).toEqual([line, '\t      ^^^^'])
    expect(marked(11, 15)).toEqual([line, '\t           ^^^^'])
    expect(marked(16, 21)).toEqual([line, '\t                ^^^^'])
  })
  test('marks an empty range, one that ends on a later line and one past the end', () => {
    expect(marked(1, 1, 'abc')).toEqual(['abc', '^'])
    expect(marked(2, 1, 'abc\ndef', 2)).toEqual(['abc', ' ^^'])
    expect(marked(9, 12, 'abc')).toEqual(['abc', '   ^'])
  })
  test('counts no byte order mark, and every kind of line end', () => {
    expect(marked(1, 4, '\uFEFFabc\r\ndef')).toEqual(['abc', '^^^'])
    expect(marked(1, 4, 'abc\rdef')).toEqual(['abc', '^^^'])
  })
  test('marks what it made safe', () => {
    expect(marked(2, 3, 'a\x1bb')).toEqual(['a␛b', ' ^'])
    expect(marked(2, 3, 'a\u202eb')).toEqual(['a\\u202eb', ' ^^^^^^'])
    expect(marked(3, 5, '##[x]')).toEqual(['##\\[x]', '  ^^^'])
  })
  test('shows a long line around the range', () => {
    const long = '😀'.repeat(5000)
    const [shown = '', carets = ''] = marked(4001, 4005, long)
    expect([...shown].length).toBe(62)
    expect(shown).toMatch(/^…(?:😀)+…$/u)
    expect(carets).toBe(`${' '.repeat(41)}^^^^`)
    const [start = ''] = marked(1, 2, 'x'.repeat(500))
    expect(start).toBe(`${'x'.repeat(120)}…`)
    const [end = '', under = ''] = marked(491, 501, 'x'.repeat(500))
    expect(end).toBe(`…${'x'.repeat(50)}`)
    expect(under).toBe(`${' '.repeat(41)}${'^'.repeat(10)}`)
  })
  test('shows no line where there is none', () => {
    const report = many(1, () => findingOf('error', 'date-order', 'a', 9))
    const expected = 'a\n  9:1  error  date-order in a  date-order\n\n  1  error  date-order\n\n1 error in 0 KEPs\n'
    expect(renderText(report, { color: false, text: () => undefined })).toBe(expected)
    expect(renderText(report, { color: false, text: () => 'one line' })).toBe(expected)
  })
  test('names ten related places', () => {
    const related = Array.from({ length: 12 }, (_, index) => ({ at: top(`b${index}`), message: 'the same' }))
    const report = many(1, () => ({ ...findingOf('error', 'date-order', 'a', 9), related }))
    expect(renderText(report, { color: false, text: () => undefined }).match(/also .*/g)).toEqual([
      ...related.slice(0, 10).map(({ at }) => `also ${at.path}:1:1 the same`),
      'also in 2 places more',
    ])
  })
})

describe('a report on a terminal', () => {
  const long = 'keps/sig-node/0042-node-drain does not say which of its 漢字 words are wide, and which are not'
  const report = many(4, (index) => ({
    ...findingOf(index < 2 ? 'notice' : 'error', 'link-target', `keps/${'abbc'.charAt(index)}`, index + 1),
    message: index === 2 ? long : 'short',
  }))

  test('is wrapped at its width, and has the most severe first', () => {
    const text = renderText(report, { color: false, text: () => undefined, terminal: { width: 60, limit: null } })
    expect(text).toMatchInlineSnapshot(`
      "keps/b
        3:1  error   keps/sig-node/0042-node-drain does not say
                     which of its 漢字 words are wide, and which
                     are not  link-target
        2:1  notice  short  link-target

      keps/c
        4:1  error  short  link-target

      keps/a
        1:1  notice  short  link-target

        2  error   link-target
        2  notice  link-target

      2 errors, 2 notices in 0 KEPs
      "
    `)
  })

  test('is cut, and says how to see the rest', () => {
    const text = renderText(report, { color: false, text: () => undefined, terminal: { width: 200, limit: 3 } })
    expect(text).toMatchInlineSnapshot(`
      "keps/b
        3:1  error  keps/sig-node/0042-node-drain does not say which of its 漢字 words are wide, and which are not  link-target

      keps/c
        4:1  error  short  link-target

      keps/a
        1:1  notice  short  link-target

        2  error   link-target
        2  notice  link-target

      2 errors, 2 notices in 0 KEPs
      the 3 most severe are shown; add --all to see 1 more
      "
    `)
  })
})

describe('the summary', () => {
  const limit = 1_048_576

  test.each([
    ['error', 'warning', '## ✅ 1 warning in 0 KEPs', 'Errors fail the check'],
    ['warning', 'warning', '## ❌ 1 warning in 0 KEPs', 'Errors and warnings fail the check'],
    ['notice', 'warning', '## ❌ 1 warning in 0 KEPs', 'Every finding fails the check'],
    ['never', 'error', '## ✅ 1 error in 0 KEPs', 'No finding fails the check'],
  ] as const)('gives the verdict that fail-on %s calls for on one %s', (failOn, severity, heading, said) => {
    const one = many(1, () => findingOf(severity, 'date-order', 'a', 1))
    const lines = renderSummary(one, { ...options, failOn }).split('\n')
    expect(lines.slice(0, 3)).toEqual([heading, '', `${said} · 1 file read`])
  })

  test('links nothing where it does not know where the tree stands', () => {
    const text = renderSummary(
      many(1, () => findingOf('error', 'date-order', 'a b', 4)),
      { ...options, source: null },
    )
    expect(text).toContain('\n- ❌ `a b:4` — date-order in a b ([date-order])\n')
  })

  test('holds no structure but its own', () => {
    for (const one of [report, hostileReport]) {
      const { kinds, tags } = structure(renderSummary(one, options))
      expect(tags.filter((tag) => !ourTags.includes(tag))).toEqual([])
      expect(kinds.filter((kind) => !ourKinds.includes(kind))).toEqual([])
    }
  })

  /** Every finding is shown, or said to be left out. */
  function accounted(markdown: string): number {
    const shown = markdown.match(/^- (?:❌|⚠️|ℹ️) (?!\d+ notices?$)/gmu)?.length ?? 0
    const alike = markdown.matchAll(/^ {2}- (\d+) more of this rule: /gm)
    const notices = markdown.matchAll(/^(?:- )?ℹ️ (\d+) notices?(?: in \d+ KEPs?)?$/gmu)
    const inKeps = markdown.matchAll(/^- …and (\d+) findings? more in this KEP$/gm)
    const left = markdown.match(/^…and (\d+) findings? more, in \d+ KEPs?: run keplint in a clone to see them all$/m)
    const more = [...alike, ...notices, ...inKeps, left].map((match) => Number(match?.[1] ?? 0))
    return more.reduce((sum, count) => sum + count, shown)
  }

  test('of 50,000 findings stays within 1 MiB, is well formed and says what it left out', () => {
    const kepOf = (index: number) => `keps/sig-x/${Math.floor(index / 5)}-name`
    const flood: Report = {
      ...many(50_000, (index) =>
        findingOf(index % 7 === 0 ? 'error' : 'notice', 'link-target', kepOf(index), index + 1),
      ),
      keps: Array.from({ length: 10_000 }, (_, index) =>
        kep(`k${index}`, { state: `state-${index}`, sig: `sig-${index % 3000}` }),
      ),
    }
    const markdown = renderSummary(flood, options)
    expect(size(markdown)).toBeLessThanOrEqual(limit)
    expect(size(markdown)).toBeGreaterThan(limit - 2000)
    const { kinds, tags } = structure(markdown)
    expect(tags.filter((tag) => !ourTags.includes(tag))).toEqual([])
    expect(kinds.filter((kind) => !ourKinds.includes(kind))).toEqual([])
    expect(accounted(markdown)).toBe(50_000)
    expect(markdown.split('\n').slice(0, 8)).toMatchInlineSnapshot(`
      [
        "## ❌ 7143 errors, 42857 notices in 10000 KEPs",
        "",
        "Errors fail the check · 50000 files read",
        "",
        "### Findings by SIG",
        "",
        "| SIG | Errors | Warnings | Notices | Most severe |",
        "| :--- | ---: | ---: | ---: | :--- |",
      ]
    `)
    expect(markdown.slice(markdown.indexOf('\n…and'))).toBe(
      '\n…and 33725 findings more, in 6745 KEPs: run keplint in a clone to see them all\n',
    )
    expect(markdown.slice(0, markdown.indexOf('\n### Findings\n')).split('\n').slice(-5, -2)).toEqual([
      '<tr><th align="left">all</th><th align="right">10000</th><th align="right">10000</th></tr>',
      '</table>',
      '',
    ])
  })

  test('of huge messages stays within 1 MiB', () => {
    const long = '漢<'.repeat(20_000)
    const related = Array.from({ length: 50 }, () => ({ at: top('😀'.repeat(1000)), message: '`漢`'.repeat(9000) }))
    const suggestion = '😀 '.repeat(9000)
    const huge: Report = many(3000, (index) => ({
      ...findingOf('error', 'link-target', `keps/${index}${'漢'.repeat(2000)}`, 1),
      message: long,
      suggestion,
      related,
    }))
    const markdown = renderSummary(huge, options)
    expect(size(markdown)).toBeLessThanOrEqual(limit)
    expect(structure(markdown).tags.filter((tag) => !ourTags.includes(tag))).toEqual([])
    expect(accounted(markdown)).toBe(3000)
    expect(markdown).toMatch(/\n…and \d+ findings more, in \d+ KEPs: run keplint in a clone to see them all\n$/)
  })

  test('of many findings leads with the SIGs, counts notices and tells what is alike once', () => {
    const path = (index: number) => `keps/sig-${index % 2 === 0 ? 'node' : 'apps'}/${index}-name`
    const report: Report = {
      ...many(36, (index) => {
        const severity = index === 7 ? 'error' : index < 24 ? 'warning' : 'notice'
        return findingOf(severity, 'link-target', path(index % 6), index + 1)
      }),
      keps: Array.from({ length: 6 }, (_, index) => kep(path(index), { sig: path(index).split('/')[1] ?? null })),
    }
    const markdown = renderSummary(report, options)
    expect(accounted(markdown)).toBe(36)
    expect(markdown).toMatchInlineSnapshot(`
      "## ❌ 1 error, 23 warnings, 12 notices in 6 KEPs

      Errors fail the check · 36 files read

      ### Findings by SIG

      | SIG | Errors | Warnings | Notices | Most severe |
      | :--- | ---: | ---: | ---: | :--- |
      | sig-apps | 1 | 11 | 6 | [\`1-name\`](https://github.com/example/enhancements/tree/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/1-name) (1 error), [\`3-name\`](https://github.com/example/enhancements/tree/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/3-name) (4 warnings), [\`5-name\`](https://github.com/example/enhancements/tree/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/5-name) (4 warnings) |
      | sig-node |  | 12 | 6 | [\`0-name\`](https://github.com/example/enhancements/tree/0123456789abcdef0123456789abcdef01234567/keps/sig-node/0-name) (4 warnings), [\`2-name\`](https://github.com/example/enhancements/tree/0123456789abcdef0123456789abcdef01234567/keps/sig-node/2-name) (4 warnings), [\`4-name\`](https://github.com/example/enhancements/tree/0123456789abcdef0123456789abcdef01234567/keps/sig-node/4-name) (4 warnings) |

      | Rule | Severity | Findings | What it checks |
      | :--- | :--- | ---: | :--- |
      | [link-target] | ❌&nbsp;error | 1 | Links in the body lead somewhere |
      | [link-target] | ⚠️&nbsp;warning | 23 | Links in the body lead somewhere |
      | [link-target] | ℹ️&nbsp;notice | 12 | Links in the body lead somewhere |

      [link-target]: https://github.com/keplint/keplint/blob/v1/src/lint/rules/link-target.md

      <details>
      <summary>KEPs by SIG and state</summary>

      <table>
      <tr><th align="left">SIG</th><th align="right">none</th><th align="right">all</th></tr>
      <tr><td align="left">sig-apps</td><td align="right">3</td><td align="right">3</td></tr>
      <tr><td align="left">sig-node</td><td align="right">3</td><td align="right">3</td></tr>
      <tr><th align="left">all</th><th align="right">6</th><th align="right">6</th></tr>
      </table>

      </details>

      ### Findings

      <details>
      <summary>❌ <b>sig-apps</b> · 1 error, 11 warnings, 6 notices</summary>

      <details>
      <summary>❌ <code>keps/sig-apps/1-name</code> · 1 error, 3 warnings, 2 notices</summary>

      - ❌ [\`1-name:8\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/1-name#L8) — link-target in \`keps/sig-apps/1-name\` ([link-target])
      - ⚠️ [\`1-name:2\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/1-name#L2) — link-target in \`keps/sig-apps/1-name\` ([link-target])
        - 2 more of this rule: [\`1-name:14\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/1-name#L14), [\`1-name:20\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/1-name#L20)
      - ℹ️ 2 notices

      </details>

      <details>
      <summary>⚠️ <code>keps/sig-apps/3-name</code> · 4 warnings, 2 notices</summary>

      - ⚠️ [\`3-name:4\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/3-name#L4) — link-target in \`keps/sig-apps/3-name\` ([link-target])
        - 3 more of this rule: [\`3-name:10\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/3-name#L10), [\`3-name:16\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/3-name#L16), [\`3-name:22\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/3-name#L22)
      - ℹ️ 2 notices

      </details>

      <details>
      <summary>⚠️ <code>keps/sig-apps/5-name</code> · 4 warnings, 2 notices</summary>

      - ⚠️ [\`5-name:6\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/5-name#L6) — link-target in \`keps/sig-apps/5-name\` ([link-target])
        - 3 more of this rule: [\`5-name:12\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/5-name#L12), [\`5-name:18\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/5-name#L18), [\`5-name:24\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-apps/5-name#L24)
      - ℹ️ 2 notices

      </details>

      </details>

      <details>
      <summary>⚠️ <b>sig-node</b> · 12 warnings, 6 notices</summary>

      <details>
      <summary>⚠️ <code>keps/sig-node/0-name</code> · 4 warnings, 2 notices</summary>

      - ⚠️ [\`0-name:1\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/0-name#L1) — link-target in \`keps/sig-node/0-name\` ([link-target])
        - 3 more of this rule: [\`0-name:7\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/0-name#L7), [\`0-name:13\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/0-name#L13), [\`0-name:19\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/0-name#L19)
      - ℹ️ 2 notices

      </details>

      <details>
      <summary>⚠️ <code>keps/sig-node/2-name</code> · 4 warnings, 2 notices</summary>

      - ⚠️ [\`2-name:3\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/2-name#L3) — link-target in \`keps/sig-node/2-name\` ([link-target])
        - 3 more of this rule: [\`2-name:9\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/2-name#L9), [\`2-name:15\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/2-name#L15), [\`2-name:21\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/2-name#L21)
      - ℹ️ 2 notices

      </details>

      <details>
      <summary>⚠️ <code>keps/sig-node/4-name</code> · 4 warnings, 2 notices</summary>

      - ⚠️ [\`4-name:5\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/4-name#L5) — link-target in \`keps/sig-node/4-name\` ([link-target])
        - 3 more of this rule: [\`4-name:11\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/4-name#L11), [\`4-name:17\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/4-name#L17), [\`4-name:23\`](https://github.com/example/enhancements/blob/0123456789abcdef0123456789abcdef01234567/keps/sig-node/4-name#L23)
      - ℹ️ 2 notices

      </details>

      </details>
      "
    `)
  })

  test('of one KEP shows a hundred findings and how many more', () => {
    const markdown = renderSummary(
      many(250, (index) => findingOf('error', 'link-target', 'keps/a', index + 1)),
      options,
    )
    expect(accounted(markdown)).toBe(250)
    expect(markdown).toContain('\n- …and 150 findings more in this KEP\n\n</details>\n')
  })
})

test('the JSON of 10,000 KEPs is whole', () => {
  const keps = Array.from({ length: 10_000 }, (_, index) => kep(`keps/${index}`, { number: String(index) }))
  const big: Report = {
    ...many(10_000, (index) => findingOf('notice', 'link-target', `keps/${index}`, index + 1)),
    keps,
  }
  const read: unknown = JSON.parse(json(big))
  expect(read).toMatchObject({ summary: { keps: 10_000, notices: 10_000 } })
})
